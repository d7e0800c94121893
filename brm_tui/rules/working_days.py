"""Counting working days: weekends and holidays left out."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from brm_tui.rules.working_time import WorkingTime

_ONE_DAY = timedelta(days=1)
_FARTHEST = 3_660
"""No count goes further than ten years, whoever never works."""


def after_working_days(start: date, count: int, works: WorkingTime) -> date:
    """Return the working day that comes so many working days after a day; that day itself is not counted.

    Args:
        start: The day from which is counted, a working day or not.
        count: Working days, at least 1.
        works: Whose weekends and holidays are left out.
    """
    day, left = start, max(1, count)
    for _ in range(_FARTHEST):
        if day == date.max:
            break
        day += _ONE_DAY
        left -= works.day_off(day) is None
        if not left:
            break
    return day


def working_days_between(first: date, last: date, works: WorkingTime) -> int:
    """Return how many working days come after the first day up to the last, that included; 0 where it is not later.

    Whole weeks are multiplied, so that years cost no more than days.
    """
    if last <= first:
        return 0
    weeks, rest = divmod((last - first).days, 7)
    days = weeks * (7 - len(works.weekend))
    days += sum((last - timedelta(days=back)).weekday() not in works.weekend for back in range(rest))
    return days - sum(first < day <= last for day in _weekday_holidays(works))


@lru_cache(maxsize=8)
def _weekday_holidays(works: WorkingTime) -> tuple[date, ...]:
    return tuple(day for day in works.holidays if day.weekday() not in works.weekend)
