"""Filters as a person writes them: ``tier:1 manager:ana tag:vip no contact for 30 days, health < 60``.

Parts stand behind one another, with or without commas, and all of them must hold:

- ``tier:1,2`` one of these; ``tier 1`` too; ``-status:dormant`` or ``not status:dormant`` none of these.
- ``manager:nobody``, ``no review`` where there is none.
- ``health < 60``, ``late > 0``, ``open >= 5``, ``health under 60``.
- ``no contact for 30 days``, ``contact within 7 days``, ``review within 60 days``, ``no meeting within 2 weeks``,
  ``due before fri``, ``done since 1 nov``, ``due today``. Dates count from the day on which the filter is used.
- ``needs you``, ``overdue``: what a list calls so. Anything else is a word that must stand in the row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field as declared
from datetime import date

from brm_tui.rules.dates import read_date
from brm_tui.rules.filter_fields import FilterField, FilterKind, FilterList
from brm_tui.text import clean_line

_LONGEST_DATE = 3
_UNITS = r"(days?|d|weeks?|w|months?|m|years?|y)"
_SIGNS = {
    "<": "<", "<=": "<=", ">": ">", ">=": ">=", "=": "=", "under": "<", "below": "<", "over": ">", "above": ">",
    "least": ">=", "most": "<=",
}  # fmt: skip
_SIGN = re.compile(r"(<=|>=|<|>|=)")
_NUMBER = re.compile(r"-?\d{1,9}(?:[.,]\d{1,3})?")
_NOT = frozenset({"not", "no", "without"})


@dataclass(frozen=True, slots=True)
class Term:
    """One condition.

    Attributes:
        field: Of which field.
        how: ``in`` one of the values, ``between`` two days (either may be open), ``missing``, ``yes``, or a sign.
        values: Texts, one number, or the first and the last day.
        negated: Whether it must not hold.
        or_missing: Whether it holds too where there is nothing.
        typed: How it was written.
    """

    field: FilterField
    how: str
    values: tuple[object, ...] = ()
    negated: bool = False
    or_missing: bool = False
    typed: str = declared(default="", compare=False)


@dataclass(frozen=True, slots=True)
class ListFilter:
    """What a filter means.

    Attributes:
        terms: The conditions.
        words: What must stand in the row.
        problems: What could not be understood; it is left out.
        typed: The whole line.
    """

    terms: tuple[Term, ...] = ()
    words: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    typed: str = ""

    def __bool__(self) -> bool:
        """Answer whether anything is filtered."""
        return bool(self.terms or self.words)

    @property
    def text(self) -> str:
        """The words as one text."""
        return " ".join(self.words)

    def asks(self, name: str) -> bool:
        """Answer whether a field is asked for."""
        return any(term.field.name == name for term in self.terms)

    def flag(self, name: str) -> bool:
        """Answer whether a flag must hold."""
        return any(term.field.name == name and not term.negated for term in self.terms)


NO_FILTER = ListFilter()


def read_filter(typed: str, listed: FilterList, today: date) -> ListFilter:
    """Return what a filter means on a day.

    Args:
        typed: As it was typed or saved.
        listed: The list that is filtered.
        today: What dates count from.
    """
    return _Reader(typed, listed, today).read()


def quoted(word: str) -> str:
    """Return a value as it must be written to be one value."""
    plain = word.replace('"', "")
    return f'"{plain}"' if re.search(r"[\s,:]", plain) or not plain else plain


def _tokens(typed: str) -> list[str]:
    """Return the words of a line; what stands in quotes stays together."""
    found: list[str] = []
    current, inside = "", False
    for character in clean_line(typed):
        if character == '"':
            inside = not inside
        if character == " " and not inside:
            found.append(current)
            current = ""
        else:
            current += character
    found.append(current)
    stripped = (token.rstrip(",") for token in found)
    return [token for token in stripped if token]


def _values(text: str) -> tuple[str, ...]:
    """Return the values of a list with commas; quotes keep one together."""
    parts = re.findall(r'(?:"[^"]*"?|[^,"])+', text)
    return tuple(value for part in parts if (value := part.replace('"', "").strip()))


class _Reader:
    """Reads one line, part by part."""

    def __init__(self, typed: str, listed: FilterList, today: date) -> None:
        self.typed = clean_line(typed)
        self.tokens = _tokens(typed)
        self.listed = listed
        self.today = today
        self.at = 0
        self.terms: list[Term] = []
        self.words: list[str] = []
        self.problems: list[str] = []

    def read(self) -> ListFilter:
        """Return what the line means."""
        while self.at < len(self.tokens):
            start = self.at
            for reads in (self._flag, self._without, self._colon, self._condition, self._word):
                if reads():
                    break
                self.at = start
        return ListFilter(tuple(self.terms), tuple(self.words), tuple(self.problems), self.typed)

    # Looking at tokens

    def _token(self, ahead: int = 0) -> str:
        place = self.at + ahead
        return self.tokens[place] if place < len(self.tokens) else ""

    def _keep(self, start: int, found: FilterField, how: str, *values: object, **options: bool) -> bool:
        typed = " ".join(self.tokens[start : self.at])
        self.terms.append(Term(found, how, values, typed=typed, **options))
        return True

    def _wrong(self, problem: str) -> bool:
        self.problems.append(problem)
        return True

    # The parts

    def _flag(self) -> bool:
        """Read ``needs you``, ``not needs you``, and ``not told`` where that is a flag itself."""
        start = self.at
        for negated in (False, True):
            if negated:
                if self._token().casefold() not in _NOT:
                    return False
                self.at += 1
            for flag in (one for one in self.listed.fields if one.kind is FilterKind.FLAG):
                for name in (flag.name, *flag.also):
                    length = name.count(" ") + 1
                    if " ".join(self.tokens[self.at : self.at + length]).casefold() == name:
                        self.at += length
                        return self._keep(start, flag, "yes", negated=negated)
        return False

    def _without(self) -> bool:
        """Read ``no contact for 30 days``, ``no meeting within 14 days``, ``no review``, ``not status:closed``."""
        start = self.at
        if self._token().casefold() not in _NOT:
            return False
        self.at += 1
        if ":" in self._token():
            return self._colon(negated=True, start=start)
        found = self.listed.named(self._token())
        if found is None:
            return False
        self.at += 1
        word = self._token().casefold()
        if found.kind is FilterKind.DAY and word in ("for", "since", "within", "in"):
            if word == "since":
                self.at += 1
                day = self._date()
                if day is None:
                    return self._wrong(f"no {found.title} since when? no {found.title} since 1 oct")
                return self._keep(start, found, "between", None, _day_after(day, -1), or_missing=True)
            self.at += 1
            end = self._span(back=found.back)
            if end is None:
                return self._wrong(f"no {found.title} {word} how long? no {found.title} {word} 30 days")
            if word == "for" or found.back:
                return self._keep(start, found, "between", None, end, or_missing=True)
            return self._keep(start, found, "between", self.today, end, negated=True)
        return self._keep(start, found, "missing")

    def _colon(self, negated: bool = False, start: int | None = None) -> bool:
        """Read ``tier:1,2`` and ``-tier:1``."""
        start = self.at if start is None else start
        token = self._token()
        name, colon, text = token.partition(":")
        if not self.listed.fields or not colon or not name.lstrip("-").replace("-", "").isalpha():
            return False
        if name.startswith("-") and self.listed.named(name) is None:
            negated, name = True, name[1:]
        found = self.listed.named(name)
        self.at += 1
        if found is None:
            names = ", ".join(one.name for one in self.listed.fields)
            return self._wrong(f"nothing here is called {name}; there is {names}")
        if not text and self._token() and ":" not in self._token():
            text = self._token()
            self.at += 1
        if found.kind is FilterKind.DAY:
            return self._day(start, found, text.replace('"', ""), negated)
        if found.kind is FilterKind.NUMBER and _SIGN.match(text):
            sign = _SIGN.match(text)
            assert sign is not None
            return self._number(start, found, sign[1], text[sign.end() :], negated)
        values = _values(text)
        if not values:
            return self._wrong(f"{found.name}: {self._allowed(found)}")
        if all(value.casefold() in found.missing for value in values):
            return self._keep(start, found, "missing", negated=negated)
        return self._values(start, found, values, negated)

    def _condition(self) -> bool:
        """Read ``health < 60``, ``health<60``, ``due before fri``, ``review within 60 days``, ``tier 1``."""
        start = self.at
        name, sign, rest = self._token(), "", ""
        cut = _SIGN.search(name)
        if cut is not None:
            name, sign, rest = name[: cut.start()], cut[1], name[cut.end() :]
        found = self.listed.named(name)
        if found is None or found.kind is FilterKind.FLAG:
            return False
        self.at += 1
        if found.kind is FilterKind.DAY:
            return self._dated(start, found)
        if not sign:
            if self._token().casefold() == "at":
                self.at += 1
            sign_word = _SIGN.match(self._token())
            sign = sign_word[1] if sign_word else _SIGNS.get(self._token().casefold(), "")
            if sign_word:
                rest = self._token()[sign_word.end() :]
            self.at += bool(sign)
        if sign:
            if not rest:
                rest = self._token()
                self.at += bool(rest)
            if found.kind is not FilterKind.NUMBER:
                return self._wrong(f"{found.name} {sign}: {self._allowed(found)}")
            return self._number(start, found, sign, rest, negated=False)
        return self._plain_value(start, found)

    def _plain_value(self, start: int, found: FilterField) -> bool:
        """Read ``tier 1`` and ``status on hold`` where what follows is a word of the field."""
        for length in (3, 2, 1):
            value = " ".join(self.tokens[self.at : self.at + length])
            if value and len(self.tokens) >= self.at + length and value.casefold() in _folded(found.words):
                self.at += length
                return self._values(start, found, (value,), negated=False)
        return False

    def _word(self) -> bool:
        token = self._token()
        self.at += 1
        if token.casefold() != "and" or not self.terms:
            self.words.append(token.replace('"', ""))
        return True

    # Values

    def _values(self, start: int, found: FilterField, values: tuple[str, ...], negated: bool) -> bool:
        if not found.words:
            if found.kind is FilterKind.NUMBER:
                return self._number(start, found, "=", values[0], negated)
            return self._keep(start, found, "in", *values, negated=negated)
        meant: list[str] = []
        for value in values:
            wanted = value.casefold().replace("-", " ").replace("_", " ")
            exact = [word for word in found.words if word.casefold() == wanted]
            close = exact or [word for word in found.words if word.casefold().startswith(wanted)]
            if not close:
                return self._wrong(f"{found.name}: {value} is none of {', '.join(found.words)}")
            meant += [str(word) for word in close if str(word) not in meant]
        return self._keep(start, found, "in", *meant, negated=negated)

    def _number(self, start: int, found: FilterField, sign: str, text: str, negated: bool) -> bool:
        if not _NUMBER.fullmatch(text):
            return self._wrong(f"{found.name} {sign} which number?")
        return self._keep(start, found, sign, float(text.replace(",", ".")), negated=negated)

    def _dated(self, start: int, found: FilterField) -> bool:
        word = self._token().casefold()
        if word in ("within", "in"):
            self.at += 1
            end = self._span(back=found.back)
            if end is None:
                return self._wrong(f"{found.name} {word} how long? {found.name} {word} 30 days")
            first, last = sorted((self.today, end))
            return self._keep(start, found, "between", first, last)
        if word in ("before", "after", "since", "until", "by", "on"):
            self.at += 1
            day = self._date()
            if day is None:
                return self._wrong(f"{found.name} {word} when? {found.name} {word} 1 dec")
            bounds = {"before": (None, _day_after(day, -1)), "after": (_day_after(day, 1), None),
                      "since": (day, None), "on": (day, day)}.get(word, (None, day))  # fmt: skip
            return self._keep(start, found, "between", *bounds)
        day = self._date()
        return day is not None and self._keep(start, found, "between", day, day)

    def _day(self, start: int, found: FilterField, text: str, negated: bool) -> bool:
        if text.casefold() in found.missing:
            return self._keep(start, found, "missing", negated=negated)
        sign = _SIGN.match(text)
        day = read_date(text[sign.end() :] if sign else text, self.today)
        if day is None:
            return self._wrong(
                f"{found.name}: a day such as fri, 1 dec or -30d; or {found.name} within 30 days"
            )
        bounds = {"<": (None, _day_after(day, -1)), "<=": (None, day), ">": (_day_after(day, 1), None),
                  ">=": (day, None)}.get(sign[1] if sign else "", (day, day))  # fmt: skip
        return self._keep(start, found, "between", *bounds, negated=negated)

    def _span(self, *, back: bool) -> date | None:
        """Return the day that lies so long back or ahead: ``30 days``, ``2 weeks``, ``30d``, ``the next month``."""
        self.at += self._token().casefold() in ("the", "last", "next", "at")
        self.at += self._token().casefold() in ("last", "next", "least")
        for length in (2, 1):
            text = " ".join(self.tokens[self.at : self.at + length]).casefold()
            match = re.fullmatch(rf"(\d{{1,4}}|an?|) ?{_UNITS}", text)
            if match:
                count = match[1] if match[1].isdigit() else "1"
                self.at += min(length, len(self.tokens) - self.at)
                return read_date(f"{'-' if back else '+'}{count}{match[2][0]}", self.today)
        return None

    def _date(self) -> date | None:
        for length in range(_LONGEST_DATE, 0, -1):
            text = " ".join(self.tokens[self.at : self.at + length])
            day = read_date(text, self.today) if len(self.tokens) >= self.at + length else None
            if day is not None:
                self.at += length
                return day
        return None

    def _allowed(self, found: FilterField) -> str:
        if found.words:
            return ", ".join(found.words)
        return {
            FilterKind.NUMBER: "a number, as in < 60",
            FilterKind.NAME: f"a name{' or code' if found.refers_to == 'customers' else ''}",
            FilterKind.TAGS: "the beginning of a tag",
        }.get(found.kind, "a text")


def _folded(words: tuple[str, ...]) -> set[str]:
    return {word.casefold() for word in words}


def _day_after(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))
