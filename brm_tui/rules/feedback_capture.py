"""One typed line as feedback: ``FIN complaint !high @maria *payroll yesterday Tickets closed without an answer``.

The kind stands in front (``complaint``, ``compliment``, ``suggestion``) or is a sign anywhere (``:(``, ``:)``, ``??``);
without one it is a complaint. ``!high`` is its severity, ``@maria`` who said it, ``*payroll`` the service, a day when
it came in; the rest is the title.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from brm_tui.rules.capture import Known, KnownCustomer, KnownPerson, Line, begins_mark
from brm_tui.rules.vocabulary import Criticality, FeedbackKind
from brm_tui.text import clean_line, sort_form

FORM = "CODE  complaint :(  compliment :)  suggestion ??  !severity  @who  *service  a day  and what was said"
"""What a line may hold, for the dialog."""

LONGEST = 200
_SIGNS = {":(": FeedbackKind.COMPLAINT, ":)": FeedbackKind.COMPLIMENT, "??": FeedbackKind.SUGGESTION}
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class KnownService:
    """A service that a line can name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class CapturedFeedback:
    """What a line means as feedback.

    Attributes:
        title: What was said.
        customer: Who said it.
        kind: What it is.
        person: Who of the customer said it.
        service: What it is about.
        severity: How much it hurts; None where nothing was said.
        received: The day it came in; None for today.
        problems: What could not be understood; empty: it can be kept.
    """

    title: str
    customer: KnownCustomer | None
    kind: FeedbackKind
    person: KnownPerson | None
    service: KnownService | None
    severity: Criticality | None
    received: date | None
    problems: tuple[str, ...]

    def values(self) -> dict[str, object]:
        """Return the fields of the feedback, those that were said."""
        said: dict[str, object | None] = {
            "title": self.title or None,
            "kind": self.kind.value,
            "customer": self.customer.id if self.customer else None,
            "person": self.person.id if self.person else None,
            "service": self.service.id if self.service else None,
            "severity": self.severity.value if self.severity else None,
            "received": self.received,
        }
        return {name: value for name, value in said.items() if value is not None}


class _FeedbackLine:
    """Reads one line as feedback."""

    def __init__(self, line: Line, services: Sequence[KnownService]) -> None:
        self.line = line
        self.kind: FeedbackKind | None = None
        self.person: KnownPerson | None = None
        self.service: KnownService | None = None
        self.severity: Criticality | None = None
        self.received: date | None = None
        self._services = services

    def read(self) -> None:
        """Take what the front, the end and the middle say."""
        while self.line.words and self._take_front():
            pass
        found = self.line.date_at_end() if self.received is None and len(self.line.words) > 1 else None
        if found is not None and self._take_day(found[0]):
            del self.line.words[-found[1] :]
        self.line.take_anywhere(self._takes)
        for word in self.line.words:
            if not word.startswith("#"):
                self.line.take_customer(word)

    def _take_front(self) -> bool:
        words = self.line.words
        if self._takes(words[0]) or self.line.take_customer(words[0]) or self._take_kind(words[0]):
            del words[0]
            return True
        found = self.line.date_in_front() if self.received is None else None
        if found is None or not self._take_day(found[0]):
            return False
        del words[: found[1]]
        return True

    def _take_kind(self, word: str) -> bool:
        meant = next((kind for kind in FeedbackKind if kind.value == word.casefold().rstrip(":")), None)
        if self.kind is not None or meant is None:
            return False
        self.kind = meant
        return True

    def _take_day(self, day: date) -> bool:
        """Take a day up to today; a weekday is the last one, since what is kept was said already."""
        today = self.line.today
        if today < day <= today + timedelta(days=7):
            day -= timedelta(days=7)
        if day > today:
            return False
        self.received = day
        return True

    def _takes(self, word: str) -> bool:
        """Take what counts everywhere."""
        if word in _SIGNS:
            self.kind = _SIGNS[word]
            return True
        if begins_mark(word, "@"):
            self.person = self.line.person(word) or self.person
            return True
        if begins_mark(word, "!"):
            wanted = word[1:].casefold()
            meant = next((item for item in Criticality if item.value.startswith(wanted)), None)
            self.severity = meant or self.severity
            return meant is not None
        if begins_mark(word, "*"):
            self._take_service(word)
            return True
        return begins_mark(word, "#") and self.line.take_customer(word)

    def _take_service(self, word: str) -> None:
        wanted = sort_form(word[1:])
        named = [(service, sort_form(service.name).split()) for service in self._services]
        whole = [service for service, words in named if wanted in words]
        found = whole or [
            service for service, words in named if any(part.startswith(wanted) for part in words)
        ]
        if len(found) == 1:
            self.service = found[0]
        elif not found:
            self.line.problems.append(f"no service is called {word[1:]}")
        else:
            names = ", ".join(service.name for service in found[:_MOST_NAMED])
            more = " …" if len(found) > _MOST_NAMED else ""
            self.line.problems.append(f"{word} may be {names}{more}")


def read_feedback(
    text: str,
    known: Known,
    services: Sequence[KnownService],
    today: date,
    *,
    customer: KnownCustomer | None = None,
) -> CapturedFeedback:
    """Return what a line means as feedback.

    Args:
        text: As it was typed.
        known: Whom it can name.
        services: What it can name.
        today: What ``yesterday`` counts from.
        customer: Who said it when the line does not say.
    """
    line = Line(clean_line(text).split(), known, today)
    reading = _FeedbackLine(line, services)
    reading.read()
    whom = line.customer or customer
    title = " ".join(line.words)
    problems = list(line.problems)
    if whom is None:
        problems.append("name the customer by its code")
    if not title:
        problems.append("say what it is about")
    elif len(title) > LONGEST:
        problems.append(f"a title has at most {LONGEST} characters, this one {len(title)}")
    return CapturedFeedback(
        title,
        whom,
        reading.kind or FeedbackKind.COMPLAINT,
        reading.person,
        reading.service,
        reading.severity,
        reading.received,
        tuple(problems),
    )
