"""Dates of the demo portfolio: a small notation that counts from today, so that the demo is never stale.

A date is a few words, read from left to right; each moves the date so far, and the first starts at today:

- ``+12d`` ``-3w`` ``-2m`` ``+1y``: days, weeks, months, years;
- ``+3wd`` ``-1wd``: working days; ``+0wd`` (or ``wd``) is the date itself or the next working day;
- ``month-1`` ``month-end`` ``quarter`` ``quarter-end`` ``year+1`` ``year-end``: the first or last day of one;
- ``sat``: that weekday, on or after; ``4th thu`` ``last mon``: of the date's month;
- ``dec-25``: that day of the date's year; ``easter``: Easter Sunday of that year;
- a time of day at the end: ``+1w sat 02:00``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from brm_tui.errors import FieldError
from brm_tui.rules.dates import MONTHS, WEEKDAYS, last_of_month, months_later
from brm_tui.rules.zones import next_valid_time, to_utc

NOTATION = "words such as +12d, -3w, +2wd, month-1, quarter-end, sat, 4th thu, dec-25, easter; then a time"

_STEP = re.compile(r"([+-]\d+)(wd|d|w|m|y)")
_SPAN = re.compile(r"(month|quarter|year)(-end)?([+-]\d+)?")
_YEAR_DAY = re.compile(r"([a-z]{3})-(\d{1,2})")
_NTH = re.compile(r"(1st|2nd|3rd|4th|last) ([a-z]{3})")
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}
_WEEKDAY_NAMES = tuple(name.lower() for name in WEEKDAYS)
_MONTH_NAMES = tuple(name.lower() for name in MONTHS)
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DemoDays:
    """Reads the notation.

    Attributes:
        today: Where dates start.
        closed: Days beside Saturdays and Sundays on which nobody works.
    """

    today: date
    closed: frozenset[date] = field(default_factory=frozenset)

    def day(self, text: str, base: date | None = None) -> date:
        """Return the date that a text means, counted from ``base`` or today.

        Raises:
            FieldError: The text is not in the notation.
        """
        found = base or self.today
        left = text.strip()
        while left:
            word, left = _next_word(left)
            found = self._moved(found, word, text)
        return found

    def local(self, text: str, base: date | None = None) -> datetime:
        """Return the naive local time that a text means; midnight where it names none."""
        words, _, last = text.strip().rpartition(" ")
        match = _TIME.fullmatch(last)
        if match is None:
            return datetime.combine(self.day(text, base), time())
        return datetime.combine(self.day(words, base), time(int(match[1]), int(match[2])))

    def existing_local(self, text: str, zone: str, base: date | None = None) -> datetime:
        """Return the naive local time that a text means, moved on where a clock change skips it."""
        return next_valid_time(self.local(text, base), zone)

    def moment(self, text: str, zone: str) -> datetime:
        """Return the instant, aware in UTC, that a text means in a zone."""
        return to_utc(self.existing_local(text, zone), zone)

    def is_working(self, day: date) -> bool:
        """Return whether people work on a day."""
        return day.weekday() < 5 and day not in self.closed

    def _moved(self, day: date, word: str, text: str) -> date:
        if word == "today":
            return day
        if word == "wd":
            return self._working_days_on(day, 0)
        if match := _STEP.fullmatch(word):
            return self._stepped(day, int(match[1]), match[2])
        if match := _SPAN.fullmatch(word):
            return _edge(day, match[1], match[2] is not None, int(match[3] or 0))
        if match := _NTH.fullmatch(word):
            return _nth_weekday(day, match[1], _WEEKDAY_NAMES.index(match[2]))
        if word in _WEEKDAY_NAMES:
            return day + timedelta(days=(_WEEKDAY_NAMES.index(word) - day.weekday()) % 7)
        if word == "easter":
            return _easter(day.year)
        if (match := _YEAR_DAY.fullmatch(word)) and match[1] in _MONTH_NAMES:
            return date(day.year, _MONTH_NAMES.index(match[1]) + 1, int(match[2]))
        raise FieldError("date", text, NOTATION)

    def _stepped(self, day: date, count: int, unit: str) -> date:
        step: dict[str, Callable[[], date]] = {
            "wd": lambda: self._working_days_on(day, count),
            "d": lambda: day + timedelta(days=count),
            "w": lambda: day + timedelta(weeks=count),
            "m": lambda: months_later(day, count),
            "y": lambda: months_later(day, 12 * count),
        }
        return step[unit]()

    def _working_days_on(self, day: date, count: int) -> date:
        if count >= 0:
            while not self.is_working(day):
                day += _ONE_DAY
        direction = _ONE_DAY if count > 0 else -_ONE_DAY
        for _ in range(abs(count)):
            day += direction
            while not self.is_working(day):
                day += direction
        return day


def _next_word(text: str) -> tuple[str, str]:
    """Return the first word and the rest; an ordinal and its weekday are one word."""
    match = _NTH.match(text)
    if match and match[2] in _WEEKDAY_NAMES:
        return match[0], text[match.end() :].strip()
    word, _, rest = text.partition(" ")
    return word, rest.strip()


def _edge(day: date, span: str, at_end: bool, offset: int) -> date:
    """Return the first or last day of the month, quarter or year, some of them on."""
    months = _MONTHS_OF[span]
    first_month = (day.month - 1) // months * months + 1
    first = months_later(date(day.year, first_month, 1), months * offset)
    return last_of_month(months_later(first, months - 1)) if at_end else first


def _nth_weekday(day: date, which: str, weekday: int) -> date:
    if which == "last":
        last = last_of_month(day)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = day.replace(day=1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (int(which[0]) - 1))


def _easter(year: int) -> date:
    from dateutil.easter import easter

    found = easter(year)
    return date(found.year, found.month, found.day)
