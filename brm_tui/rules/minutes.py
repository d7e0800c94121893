"""Minutes as they are typed: which lines are actions and decisions, and what each action line means.

``- [ ] Ana: send the draft by fri !high`` is an action and ``- [x] …`` one that is done already;
``decision: …`` or ``! …`` is a decision. Days count from the day of the meeting, so that a line means the same
whenever it is read. Whom a name means is asked of the attendees first, then of the customers' and IT's people.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from brm_tui.rules.capture import Known, KnownCustomer, KnownPerson, read_action
from brm_tui.rules.vocabulary import MeetingState, Priority
from brm_tui.text import clean_line, shortened, sort_form

LONGEST_TITLE = 200
HINT = "- [ ] Ana: send the draft by fri !high    ! what was decided"

_ACTION = re.compile(r"\s*(?:[-*+]\s*)?\[([ xX]?)\]\s*(.*)")
_DECISION = re.compile(r"\s*(?:[-*+]\s*)?(?:(?:decision|decided)\s*:|!\s)\s*(.+)", re.IGNORECASE)
_NAMED = re.compile(r"@?([^:@!#]{1,60}):\s+(.+)")
_MOST_WORDS_OF_A_NAME = 4
_MOST_ALIKE = 3
_SIDES = {"it": "IT", "business": "business"}
_REASON = {MeetingState.NOT_HELD: "Not held", MeetingState.CANCELLED: "Cancelled"}


@dataclass(frozen=True, slots=True)
class MinutesAction:
    """What an action line means.

    Attributes:
        text: The line, without its box.
        done: Whether its box is ticked.
        title: What is to be done; empty: not an action yet.
        full_title: The same with whoever the line begins with: the title that an unknown name leaves.
        detail: The whole text, where it is too long for a title.
        assignee: Who does it.
        side: Which side promised it, ``business`` or ``IT``; empty where nobody said.
        due: By when.
        priority: How much it matters; None where nothing was said.
        customer: For whom.
        problem: What was not understood, and what to do; the action is made all the same, unless it has no title.
    """

    text: str
    done: bool
    title: str
    full_title: str = ""
    detail: str = ""
    assignee: KnownPerson | None = None
    side: str = ""
    due: date | None = None
    priority: Priority | None = None
    customer: KnownCustomer | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision line."""

    text: str


MinutesLine = MinutesAction | Decision


class _InTiers(Known):
    """People in order of nearness: those further away are only asked for whom the nearer ones do not know."""

    def __init__(self, customers: Sequence[KnownCustomer], tiers: Sequence[Sequence[KnownPerson]]) -> None:
        super().__init__(customers)
        self._tiers = [Known(people=tier) for tier in tiers]

    def people_called(self, handle: str) -> tuple[KnownPerson, ...]:
        """Return whom a handle may mean among the nearest who bear it."""
        return next((found for tier in self._tiers if (found := tier.people_called(handle))), ())


@dataclass
class MinutesReader:
    """Reads lines of the minutes of one meeting; what a line means is worked out once.

    Attributes:
        day: The day of the meeting, which ``fri`` counts from.
        customers: Whom the meeting concerns; the first is whom an action is for when its line does not say.
        tiers: Who may be named, the nearest first: attendees, then the customers' and IT's people.
    """

    day: date
    customers: Sequence[KnownCustomer] = ()
    tiers: Sequence[Sequence[KnownPerson]] = ()
    _known: Known = field(init=False, repr=False)
    _read: dict[str, MinutesLine | None] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        self._known = _InTiers(self.customers, self.tiers)

    def line(self, text: str) -> MinutesLine | None:
        """Return what a line is; None where it is only text."""
        if text not in self._read:
            self._read[text] = self._line(text)
        return self._read[text]

    def lines(self, text: str) -> list[tuple[int, MinutesLine]]:
        """Return the actions and decisions of a text, with the numbers of their lines."""
        read = ((number, self.line(line)) for number, line in enumerate(text.split("\n")))
        return [(number, found) for number, found in read if found is not None]

    def actions(self, text: str) -> list[MinutesAction]:
        """Return the actions of a text that say what is to be done."""
        return [found for _, found in self.lines(text) if isinstance(found, MinutesAction) and found.title]

    def decisions(self, text: str) -> str:
        """Return the decisions of a text, one on a line."""
        return "\n".join(found.text for _, found in self.lines(text) if isinstance(found, Decision))

    def _line(self, text: str) -> MinutesLine | None:
        if "[" in text and (match := _ACTION.match(text)):
            return self._action(clean_line(match[2]), done=match[1] in ("x", "X"))
        if (match := _DECISION.match(text)) and (decided := clean_line(match[1])):
            return Decision(decided)
        return None

    def _action(self, text: str, *, done: bool) -> MinutesAction:
        named = _NAMED.match(text)
        name, rest = (named[1].strip(), named[2]) if named else ("", text)
        if len(name.split()) > _MOST_WORDS_OF_A_NAME:
            name, rest = "", text
        person, side, problem = self._whom(name)
        customer = self._known.customer(name) if name else None
        if customer is not None:
            side, problem = "business", ""
        # The end of a sentence is no part of a day: "by fri." and not "24.11."
        said = rest[:-1] if rest.endswith(".") and not rest[:-1][-1:].isdigit() else rest
        captured = read_action(said, self._known, self.day, customer=customer)
        if person is None and captured.assignee is not None:
            person, problem = captured.assignee, ""
        elif captured.problems and any("@" in part for part in captured.problems):
            problem = next(part for part in captured.problems if "@" in part)
        if person is not None and person.side in _SIDES.values():
            side = person.side
        title = captured.title
        full_title = shortened(f"{name}: {title}" if name else title, LONGEST_TITLE)
        if title and problem and name:
            title = full_title  # else it would lose for whom it was meant
        for_whom = captured.customer or (self.customers[0] if self.customers else None)
        return MinutesAction(
            text=text,
            done=done,
            title=shortened(title, LONGEST_TITLE),
            full_title=full_title,
            detail=text if len(title) > LONGEST_TITLE else "",
            assignee=person,
            side=side,
            due=captured.due,
            priority=captured.priority,
            customer=for_whom,
            problem=problem if title else "say what is to be done",
        )

    def _whom(self, name: str) -> tuple[KnownPerson | None, str, str]:
        """Return the person that a name means, or the side, or what is wrong with it."""
        if not name:
            return None, "", ""
        if name.casefold() in _SIDES:
            return None, _SIDES[name.casefold()], ""
        found = self._known.people_called(name)
        if len(found) == 1:
            return found[0], "", ""
        if not found:
            return None, "", f"nobody here is called {name}; ctrl+n adds them"
        names = ", ".join(person.name for person in found[:_MOST_ALIKE])
        more = " …" if len(found) > _MOST_ALIKE else ""
        return None, "", f"{name} may be {names}{more}; write more of the name"


def kept_apart(minutes: str, decisions: str, reader: MinutesReader) -> list[str]:
    """Return the decisions that no line of the minutes says."""
    there = {sort_form(found.text) for _, found in reader.lines(minutes) if isinstance(found, Decision)}
    kept = (clean_line(line).lstrip("-*• ") for line in decisions.split("\n"))
    return [line for line in kept if line and sort_form(line) not in there]


def whole_text(minutes: str, decisions: str, reader: MinutesReader) -> str:
    """Return the minutes as they are edited: decisions that were kept apart stand in them as lines too."""
    apart = [f"! {line}" for line in kept_apart(minutes, decisions, reader)]
    if not apart:
        return minutes
    return "\n".join([minutes, "", *apart] if minutes.strip() else apart)


def with_reason(minutes: str, state: MeetingState, reason: str) -> str:
    """Return the minutes with the reason for a meeting that did not take place as their first line.

    The reason that stood there for another state gives way.
    """
    first, _, rest = minutes.partition("\n")
    if any(first.startswith(f"{word}: ") for word in _REASON.values()):
        minutes = rest.lstrip("\n")
    if state not in _REASON or not clean_line(reason):
        return minutes
    line = f"{_REASON[state]}: {clean_line(reason)}"
    return f"{line}\n\n{minutes}" if minutes.strip() else line


def reason_in(minutes: str, state: MeetingState | None) -> str:
    """Return the reason that the minutes give for a meeting that did not take place."""
    word = _REASON.get(state) if state is not None else None
    first = minutes.partition("\n")[0]
    return first.removeprefix(f"{word}: ") if word and first.startswith(f"{word}: ") else ""
