"""One typed line as an action: ``@ana !high fri FIN send SLA draft``.

``@ana`` is who does it, ``!high`` how much it matters, ``fri`` when it is due, ``FIN`` for which customer;
the rest is the title. A date counts at the beginning and the end of the line, where nobody writes it as part
of a title; ``@person``, ``!priority`` and ``#fin`` count everywhere. A code within the title stays there too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from brm_tui.rules.dates import read_date
from brm_tui.rules.vocabulary import Priority
from brm_tui.text import clean_line, sort_form

_LONGEST_DATE = 3
_MOST_NAMED = 3
_BEFORE_DATES = frozenset({"by", "on", "due", "until", "before"})
_NO_DATES = frozenset({"now", "tod"})
_PARTS = re.compile(r"[\s._\-]+")


@dataclass(frozen=True, slots=True)
class KnownCustomer:
    """A customer that a line can name."""

    id: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person that a line can name."""

    id: str
    name: str
    email: str
    side: str

    def parts(self) -> frozenset[str]:
        """Return the words that the person is found by."""
        front = self.email.partition("@")[0]
        return frozenset(filter(None, _PARTS.split(sort_form(f"{self.name} {front}"))))


@dataclass
class Known:
    """Who and what a line can name."""

    customers: Sequence[KnownCustomer] = ()
    people: Sequence[KnownPerson] = ()
    _codes: dict[str, KnownCustomer] = field(default_factory=dict, repr=False)
    _words: list[tuple[frozenset[str], KnownPerson]] = field(default_factory=list, repr=False)
    _found: dict[str, tuple[KnownPerson, ...]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._codes = {customer.code.casefold(): customer for customer in self.customers}

    def customer(self, code: str) -> KnownCustomer | None:
        """Return the customer of a code, in any case."""
        return self._codes.get(code.casefold())

    def people_called(self, handle: str) -> tuple[KnownPerson, ...]:
        """Return whom ``ana``, ``ana.souza`` or an e-mail address may mean; whole words before beginnings."""
        wanted = sort_form(handle)
        found = self._found.get(wanted)
        if found is None:
            found = self._found[wanted] = self._search(wanted)
        return found

    def _search(self, wanted: str) -> tuple[KnownPerson, ...]:
        if "@" in wanted:
            return tuple(person for person in self.people if sort_form(person.email) == wanted)
        if not self._words:
            self._words = [(person.parts(), person) for person in self.people]
        asked = [part for part in _PARTS.split(wanted) if part]
        if not asked:
            return ()
        exact = tuple(person for words, person in self._words if all(part in words for part in asked))
        return exact or tuple(
            person
            for words, person in self._words
            if all(any(word.startswith(part) for word in words) for part in asked)
        )


@dataclass
class Line:
    """A line that is being read: words are taken from its front, its end and anywhere.

    Attributes:
        words: What was not taken yet.
        known: Who and what it can name.
        today: What ``fri`` counts from.
        customer: Whom it is for.
        problems: What could not be understood.
    """

    words: list[str]
    known: Known
    today: date
    customer: KnownCustomer | None = None
    problems: list[str] = field(default_factory=list)

    def person(self, word: str) -> KnownPerson | None:
        """Return the person that ``@word`` names; note it where that is nobody or not clear."""
        found = self.known.people_called(word[1:])
        if len(found) == 1:
            return found[0]
        if not found:
            self.problems.append(f"nobody is called {word}")
        else:
            names = ", ".join(person.name for person in found[:_MOST_NAMED])
            more = " …" if len(found) > _MOST_NAMED else ""
            self.problems.append(f"{word} may be {names}{more}")
        return None

    def take_customer(self, word: str) -> bool:
        """Take ``FIN`` (as it is written) or ``#fin`` (in any case) as the customer."""
        marked = word.startswith("#")
        found = self.known.customer(word[1:] if marked else word)
        if self.customer is not None or found is None or not (marked or word == found.code):
            return False
        self.customer = found
        return True

    def date_in_front(self) -> tuple[date, int] | None:
        """Return the date that the words begin with, and how many they are."""
        for count in range(min(_LONGEST_DATE, len(self.words)), 0, -1):
            found = self._date(self.words[:count])
            if found is not None:
                return found, count
        return None

    def date_at_end(self) -> tuple[date, int] | None:
        """Return the date that the words end with, and how many they are, ``by`` before them included."""
        for count in range(min(_LONGEST_DATE, len(self.words) - 1), 0, -1):
            found = self._date(self.words[-count:])
            if found is not None:
                said = len(self.words) > count + 1 and self.words[-count - 1].casefold() in _BEFORE_DATES
                return found, count + said
        return None

    def _date(self, words: Sequence[str]) -> date | None:
        text = " ".join(words)
        return None if text.casefold() in _NO_DATES else read_date(text, self.today)

    def take_anywhere(self, takes: Callable[[str], bool]) -> None:
        """Take every word that the function takes."""
        self.words = [word for word in self.words if not takes(word)]


def begins_mark(word: str, mark: str) -> bool:
    """Answer whether a word is a mark with something behind it: ``@ana``, not ``@`` alone."""
    return len(word) > 1 and word[0] == mark and word[1].isalnum()


@dataclass(frozen=True, slots=True)
class CapturedAction:
    """What a line means as an action.

    Attributes:
        title: What is to be done.
        customer: For whom.
        assignee: Who does it.
        due: By when.
        priority: How much it matters; None where nothing was said.
        problems: What could not be understood; empty: the action can be kept.
    """

    title: str
    customer: KnownCustomer | None
    assignee: KnownPerson | None
    due: date | None
    priority: Priority | None
    problems: tuple[str, ...]

    def values(self) -> dict[str, object]:
        """Return the fields of the action: it is planned once someone or a day is named."""
        values: dict[str, object] = {"title": self.title}
        if self.customer is not None:
            values["customer"] = self.customer.id
        if self.assignee is not None:
            values["assignee"] = self.assignee.id
            if self.assignee.side in ("business", "IT"):
                values["promised_by"] = self.assignee.side
        if self.due is not None:
            values["due"] = self.due
        if self.priority is not None:
            values["priority"] = self.priority.value
        if self.assignee is not None or self.due is not None:
            values["status"] = "planned"
        return values


class _ActionLine:
    """Reads one line as an action."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.assignee: KnownPerson | None = None
        self.priority: Priority | None = None
        self.due: date | None = None

    def read(self) -> None:
        """Take what the front, the end and the middle say."""
        while self.line.words and self._take_front():
            pass
        while len(self.line.words) > 1 and self._take_end():
            pass
        self.line.take_anywhere(self._takes)
        for word in self.line.words:
            if not word.startswith("#"):
                self.line.take_customer(word)

    def _take_front(self) -> bool:
        words = self.line.words
        if self._takes(words[0]) or self.line.take_customer(words[0]):
            del words[0]
            return True
        found = self.line.date_in_front() if self.due is None else None
        if found is None:
            return False
        self.due, count = found
        del words[:count]
        return True

    def _take_end(self) -> bool:
        words = self.line.words
        if self._takes(words[-1]):
            words.pop()
            return True
        found = self.line.date_at_end() if self.due is None else None
        if found is None:
            return False
        self.due, count = found
        del words[-count:]
        return True

    def _takes(self, word: str) -> bool:
        """Take what counts everywhere."""
        if begins_mark(word, "@"):
            self.assignee = self.line.person(word) or self.assignee
            return True
        if begins_mark(word, "!"):
            meant = _priority(word[1:])
            self.priority = meant or self.priority
            return meant is not None
        return begins_mark(word, "#") and self.line.take_customer(word)


def _priority(text: str) -> Priority | None:
    wanted = text.casefold()
    return next((priority for priority in Priority if priority.value.startswith(wanted)), None)


def read_action(
    text: str, known: Known, today: date, *, customer: KnownCustomer | None = None
) -> CapturedAction:
    """Return what a line means as an action.

    Args:
        text: As it was typed.
        known: Who and what it can name.
        today: What ``fri`` counts from.
        customer: For whom it is when the line does not say.
    """
    line = Line(clean_line(text).split(), known, today)
    reading = _ActionLine(line)
    reading.read()
    title = " ".join(line.words)
    problems = list(line.problems)
    if not title:
        problems.append("say what is to be done")
    elif len(title) > 200:
        problems.append(f"a title has at most 200 characters, this one {len(title)}")
    return CapturedAction(
        title, line.customer or customer, reading.assignee, reading.due, reading.priority, tuple(problems)
    )
