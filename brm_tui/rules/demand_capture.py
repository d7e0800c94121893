"""One typed line as a demand: ``FIN need !now @claire Close the month in three days``.

The kind stands in front (``want``, ``need``, ``info``; without one it is a want). ``!now``, ``!next`` or ``!later`` is
its horizon, ``@claire`` who asks, ``FIN`` or ``#fin`` the customer; the rest is the title, in the customer's words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from brm_tui.rules.capture import Known, KnownCustomer, KnownPerson, Line, begins_mark
from brm_tui.rules.vocabulary import DemandHorizon, DemandKind
from brm_tui.text import clean_line

FORM = "CODE  want need info  !now !next !later  @who asks  and the rest is what is asked for"
"""What a line may hold, for the dialog."""

LONGEST = 200
_KINDS = {kind.value: kind for kind in DemandKind} | {
    "wants": DemandKind.WANT,
    "needs": DemandKind.NEED,
    "info": DemandKind.INFORMATION_NEED,
    "information": DemandKind.INFORMATION_NEED,
}


@dataclass(frozen=True, slots=True)
class CapturedDemand:
    """What a line means as a demand.

    Attributes:
        title: What is asked for.
        customer: Who asks.
        kind: What it is.
        horizon: When it is wanted; None where nothing was said.
        person: Who of the customer asks.
        problems: What could not be understood; empty: it can be kept.
    """

    title: str
    customer: KnownCustomer | None
    kind: DemandKind
    horizon: DemandHorizon | None
    person: KnownPerson | None
    problems: tuple[str, ...]

    def values(self) -> dict[str, object]:
        """Return the fields of the demand, those that were said."""
        said: dict[str, object | None] = {
            "title": self.title or None,
            "customer": self.customer.id if self.customer else None,
            "kind": self.kind.value,
            "horizon": self.horizon.value if self.horizon else None,
            "requested_by": self.person.id if self.person else None,
        }
        return {name: value for name, value in said.items() if value is not None}


class _DemandLine:
    """Reads one line as a demand."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.kind: DemandKind | None = None
        self.horizon: DemandHorizon | None = None
        self.person: KnownPerson | None = None

    def read(self) -> None:
        """Take what the front and the middle say."""
        words = self.line.words
        while words and (
            self._takes(words[0]) or self.line.take_customer(words[0]) or self._take_kind(words[0])
        ):
            del words[0]
        self.line.take_anywhere(self._takes)
        for word in self.line.words:
            if not word.startswith("#"):
                self.line.take_customer(word)

    def _take_kind(self, word: str) -> bool:
        meant = _KINDS.get(word.casefold().rstrip(":"))
        if self.kind is not None or meant is None:
            return False
        self.kind = meant
        return True

    def _takes(self, word: str) -> bool:
        """Take what counts everywhere."""
        if begins_mark(word, "@"):
            self.person = self.line.person(word) or self.person
            return True
        if begins_mark(word, "!"):
            wanted = word[1:].casefold()
            found = [horizon for horizon in DemandHorizon if horizon.value.startswith(wanted)]
            if len(found) == 1:
                self.horizon = found[0]
            return len(found) == 1
        return begins_mark(word, "#") and self.line.take_customer(word)


def read_demand(
    text: str, known: Known, today: date, *, customer: KnownCustomer | None = None
) -> CapturedDemand:
    """Return what a line means as a demand.

    Args:
        text: As it was typed.
        known: Whom it can name.
        today: The day it is typed.
        customer: Who asks when the line does not say.
    """
    line = Line(clean_line(text).split(), known, today)
    reading = _DemandLine(line)
    reading.read()
    whom = line.customer or customer
    title = " ".join(line.words)
    problems = list(line.problems)
    if whom is None:
        problems.append("name the customer by its code")
    if not title:
        problems.append("say what is asked for")
    elif len(title) > LONGEST:
        problems.append(f"a title has at most {LONGEST} characters, this one {len(title)}")
    return CapturedDemand(
        title, whom, reading.kind or DemandKind.WANT, reading.horizon, reading.person, tuple(problems)
    )
