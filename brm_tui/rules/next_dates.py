"""The next dates of something that recurs, as they are shown while one types: kept, moved off a day off, or skipped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from brm_tui.rules.calendar_items import Series
from brm_tui.rules.dates import MONTHS, WEEKDAYS
from brm_tui.rules.days_off import DaysOff, Policy, evasions
from brm_tui.rules.recurrence import instances
from brm_tui.rules.zones import is_skipped

_SPANS = (40, 400, 1500, 4000, 15000)
TEN = 10


@dataclass(frozen=True, slots=True)
class NextDate:
    """One date that is to come.

    Attributes:
        original: The start that the rule gives it, naive local time.
        start: When it takes place; None: it is skipped.
        reason: The holiday or blackout that it avoids, or empty.
        no_such_time: Whether the clocks skip the time of day on that date.
    """

    original: datetime
    start: datetime | None
    reason: str = ""
    no_such_time: bool = False


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the next dates of a series depend on beside the series.

    Attributes:
        policy: What it does about days off.
        days: The days off.
        clocks: Names and zones of its customers.
        fiscal_start: The month in which the fiscal year begins.
    """

    policy: Policy = field(default_factory=Policy)
    days: DaysOff = field(default_factory=DaysOff)
    clocks: tuple[tuple[str, str], ...] = ()
    fiscal_start: int = 1


_USUAL_POLICY = Policy()
_NO_DAYS_OFF = DaysOff()


def next_dates(
    series: Series,
    today: date,
    policy: Policy = _USUAL_POLICY,
    days: DaysOff = _NO_DAYS_OFF,
    count: int = TEN,
) -> list[NextDate]:
    """Return the next dates of a series from today on, or from its start where that is later."""
    first = max(today, series.start.date())
    found: list[datetime] = []
    for span in _SPANS:
        last = date.fromordinal(min(first.toordinal() + span, date.max.toordinal() - 400))
        found = instances(series, first, last)[:count]
        if len(found) == count or not series.recurrence:
            break
    if not found:
        return []
    near = _within(days, found[0].date(), found[-1].date() + timedelta(days=40))
    avoided = evasions(series, policy, near)
    return [
        NextDate(
            start,
            avoided[start].start if start in avoided else start,
            avoided[start].reason if start in avoided else "",
            start not in avoided and not series.all_day and is_skipped(start, series.zone),
        )
        for start in found
    ]


def _within(days: DaysOff, first: date, last: date) -> DaysOff:
    low = first - timedelta(days=40)
    return DaysOff(
        {day: name for day, name in days.holidays.items() if low <= day <= last},
        {day: name for day, name in days.blackouts.items() if low <= day <= last},
    )


def dates_in_words(dates: Sequence[NextDate], today: date) -> list[str]:
    """Return dates as they are listed: the weekday only where it is another one, the year where it changes."""
    words: list[str] = []
    year, weekday = today.year, -1
    for found in dates:
        shown = found.start or found.original
        text = f"{shown.day} {MONTHS[shown.month - 1]}"
        if shown.weekday() != weekday or not words:
            text = f"{WEEKDAYS[shown.weekday()]} {text}"
        if shown.year != year:
            text = f"{text} {shown.year}"
        year, weekday = shown.year, shown.weekday()
        if found.start is None:
            text = f"{text} skipped ({found.reason})"
        elif found.reason:
            text = f"{text} (for {found.original.day} {MONTHS[found.original.month - 1]}, {found.reason})"
        elif found.no_such_time:
            text = f"{text} later: the clocks skip {found.original:%H:%M}"
        words.append(text)
    return words
