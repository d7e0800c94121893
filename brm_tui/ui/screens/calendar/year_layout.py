"""A year at a glance: its months as small sheets, how full each day is, and what closes it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from brm_tui.desk.calendar import Closed, DayCounts
from brm_tui.ui.screens.calendar.month_layout import WEEKS, first_shown

TAKING_TIME = ("meeting", "customer", "it", "change")
"""The layers whose entries make a day full; the others are dates."""
DENSITY = " ░▒▓█"
"""From nothing to as full as the fullest days."""
ONLY_DATES = "·"
_USUAL_STEPS = (1, 3, 5, 8)
_MOST_OF_A_PERSON = 16
_ROOMY = 5
_CHOICES = ((4, 5, 3), (3, 5, 3), (4, 4, 3), (3, 4, 3), (3, 3, 3), (2, 4, 3), (2, 3, 2))
"""Months side by side, the cells of a day and between months, the best first; days with room need the lines."""
MONTH_LINES = 2 + WEEKS
"""The name, the weekdays and the weeks of a month."""


@dataclass(frozen=True)
class YearSheet:
    """A year as it is drawn.

    Attributes:
        year: The year.
        counts: How many entries of a layer begin on a day.
        closed: Blackouts and freezes.
        steps: From how many entries on each sign of `DENSITY` but the first stands.
        kinds: What closes a day: blackout or freeze.
    """

    year: int
    counts: dict[date, dict[str, int]] = field(default_factory=dict)
    closed: Sequence[Closed] = ()
    steps: tuple[int, ...] = _USUAL_STEPS
    kinds: dict[date, str] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many entries begin in the year."""
        return sum(sum(counts.values()) for counts in self.counts.values())

    def taking_time(self, day: date) -> int:
        """Return how many entries that take time begin on a day."""
        counts = self.counts.get(day, {})
        return sum(counts.get(layer, 0) for layer in TAKING_TIME)

    def level(self, day: date) -> int:
        """Return how full a day is, from 0 to 4."""
        count = self.taking_time(day)
        return sum(count >= step for step in self.steps)

    def sign(self, day: date) -> str:
        """Return the sign of how full a day is."""
        level = self.level(day)
        return DENSITY[level] if level or not self.counts.get(day) else ONLY_DATES

    def closed_on(self, day: date) -> list[Closed]:
        """Return the blackouts and freezes of a day."""
        return [closed for closed in self.closed if closed.first <= day <= closed.last]


def year_sheet(year: int, read: DayCounts) -> YearSheet:
    """Return a year from what was counted of its days."""
    kinds: dict[date, str] = {}
    first, last = date(year, 1, 1), date(year, 12, 31)
    for closed in read.closed:
        day, end = max(first, closed.first), min(last, closed.last)
        while day <= end:
            if kinds.get(day) != "blackout":
                kinds[day] = closed.kind
            day += timedelta(days=1)
    sheet = YearSheet(year, read.counts, read.closed)
    return YearSheet(year, read.counts, read.closed, steps_for(map(sheet.taking_time, read.counts)), kinds)


def steps_for(counts: Iterable[int]) -> tuple[int, ...]:
    """Return from how many entries on a day counts as a bit, half, rather and very full.

    Where no day holds more than a person can attend, these are always the same, so that years compare.
    """
    most = max(counts, default=0)
    if most <= _MOST_OF_A_PERSON:
        return _USUAL_STEPS
    return 1, -(-most // 4), -(-most // 2), -(-most * 3 // 4)


def week_days(year: int, month: int, week: int) -> list[date | None]:
    """Return the seven days of a line of a month; None for those of the months beside it."""
    first = first_shown(date(year, month, 1)) + timedelta(weeks=week)
    days = [first + timedelta(days=weekday) for weekday in range(7)]
    return [day if (day.year, day.month) == (year, month) else None for day in days]


@dataclass(frozen=True, slots=True)
class YearPlaces:
    """Where the months stand.

    Attributes:
        across: How many months stand side by side.
        cell: The cells of a day: its number, how full it is, and a mark where there is room.
        left: The cells before the first month.
        stride: The cells from one month to the next.
    """

    across: int
    cell: int
    left: int
    stride: int

    @property
    def rows(self) -> int:
        """How many rows of months there are."""
        return 12 // self.across

    def place_of(self, month: int) -> tuple[int, int]:
        """Return the first cell of a month and its row."""
        row, column = divmod(month - 1, self.across)
        return self.left + column * self.stride, row


def year_places(width: int, height: int) -> YearPlaces:
    """Return where the months stand in so many cells and lines."""
    for across, cell, gap in _CHOICES:
        stride = 7 * cell + gap
        needed = across * stride - gap
        if needed <= width and (cell < _ROOMY or 12 // across * MONTH_LINES <= height):
            return YearPlaces(across, cell, min(3, (width - needed) // 2), stride)
    return YearPlaces(1, 3, 0, 22)
