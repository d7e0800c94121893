"""What becomes of the occurrences of a series on holidays and in blackouts: kept, skipped or moved off them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from brm_tui.rules.calendar_items import Series, SeriesException
from brm_tui.rules.recurrence import exceptions_by_start, instances
from brm_tui.rules.vocabulary import Avoidance
from brm_tui.rules.zones import is_skipped

FARTHEST = 31
"""How many days an occurrence moves at most; one that would have to go farther is skipped."""

_WEEKEND = 5


@dataclass(frozen=True, slots=True)
class Policy:
    """What a series does about days off.

    Attributes:
        on_blackout: What becomes of an occurrence that falls into a blackout.
        on_holiday: What becomes of one that falls on a holiday; it goes before a blackout of the same day.
    """

    on_blackout: Avoidance = Avoidance.KEEP
    on_holiday: Avoidance = Avoidance.KEEP

    @property
    def keeps_all(self) -> bool:
        """Whether no day off makes a difference."""
        return self.on_blackout is Avoidance.KEEP and self.on_holiday is Avoidance.KEEP


@dataclass(frozen=True, slots=True)
class DaysOff:
    """The days that a series may have to avoid, each with what it is.

    Attributes:
        holidays: Names of holidays.
        blackouts: Titles of blackouts; a day counts whole, however little of it a blackout takes.
    """

    holidays: Mapping[date, str] = field(default_factory=dict)
    blackouts: Mapping[date, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evasion:
    """What became of one occurrence.

    Attributes:
        start: Where it moved to, naive local time; None: it is skipped.
        reason: The holiday or blackout that it avoids.
    """

    start: datetime | None
    reason: str


def evasions(
    series: Series, policy: Policy, days: DaysOff, held: Collection[datetime] = ()
) -> dict[datetime, Evasion]:
    """Return what becomes of the occurrences that fall on a day off, by the starts that the rule gives them.

    An occurrence moves to the nearest day, earlier or later as the policy says, that is no day off and no
    weekend (unless its own day is one), at the same time of day. It never reaches the day of its neighbour in
    the series: where that is the only way out, it is skipped. What a person moved or cancelled, and what was
    held, stays.

    Args:
        series: What recurs; a single event stays where it was put.
        policy: What it does about days off.
        days: The days off.
        held: Occurrences that have a record.
    """
    avoided = _avoided(policy, days)
    if not series.recurrence or not avoided:
        return {}
    decided = {start for start, own in exceptions_by_start(series).items() if own.cancelled or own.start}
    found: dict[datetime, Evasion] = {}
    for start in _met(series, avoided):
        if start in decided or start in held:
            continue
        what, reason = next(avoided[day] for day in _span(series, start) if day in avoided)
        moved = None if what is Avoidance.SKIP else _moved(series, start, what, avoided)
        found[start] = Evasion(moved, reason)
    return found


def evading(series: Series, found: Mapping[datetime, Evasion]) -> Series:
    """Return a series with what became of its occurrences as exceptions beside those that a person made."""
    if not found:
        return series
    exceptions = exceptions_by_start(series)
    for start, evasion in found.items():
        own = exceptions.get(start, SeriesException(start))
        exceptions[start] = replace(own, start=evasion.start, cancelled=evasion.start is None, day_off=True)
    return replace(series, exceptions=tuple(exceptions[start] for start in sorted(exceptions)))


def without_days_off(series: Series) -> Series:
    """Return a series with only those exceptions that a person made."""
    return replace(series, exceptions=tuple(own for own in series.exceptions if not own.day_off))


def _avoided(policy: Policy, days: DaysOff) -> dict[date, tuple[Avoidance, str]]:
    """Return each day that an occurrence must leave, how, and why."""
    avoided: dict[date, tuple[Avoidance, str]] = {}
    for what, names in ((policy.on_blackout, days.blackouts), (policy.on_holiday, days.holidays)):
        if what is not Avoidance.KEEP:
            avoided |= {day: (what, name) for day, name in names.items()}
    return avoided


def _met(series: Series, avoided: Collection[date]) -> Iterator[datetime]:
    """Yield the starts whose days meet a day to avoid, in order."""
    longest = len(_span(series, series.start))
    first, last = min(avoided), max(avoided)
    for start in instances(series, _plus(first, -longest), last):
        if any(day in avoided for day in _span(series, start)):
            yield start


def _span(series: Series, start: datetime) -> list[date]:
    """Return the days that an occurrence takes, by its own clock."""
    end = start + series.length - timedelta(microseconds=1)
    return [_plus(start.date(), days) for days in range((end.date() - start.date()).days + 1)]


def _moved(series: Series, start: datetime, what: Avoidance, avoided: Collection[date]) -> datetime | None:
    """Return the nearest start that is free, or None where there is none before the neighbour."""
    step = -1 if what is Avoidance.EARLIER else 1
    weekday = start.weekday() < _WEEKEND
    near, far = sorted((_plus(start.date(), step), _plus(start.date(), step * FARTHEST)))
    neighbours = {other.date() for other in instances(series, near, far)}
    for distance in range(1, FARTHEST + 1):
        day = _plus(start.date(), step * distance)
        if day in neighbours:
            return None
        moved = datetime.combine(day, start.time())
        if weekday and day.weekday() >= _WEEKEND:
            continue
        if any(taken in avoided or taken in neighbours for taken in _span(series, moved)):
            continue
        if not series.all_day and is_skipped(moved, series.zone):
            continue
        return moved
    return None


def _plus(day: date, days: int) -> date:
    """Return a date so many days on, within what dates can say."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal() - 1))


def covered_days(start: datetime, end: datetime) -> list[date]:
    """Return the days that a span touches; one that ends at midnight does not touch the day that begins."""
    last = max(start, end - timedelta(microseconds=1)).date()
    return [_plus(start.date(), days) for days in range((last - start.date()).days + 1)]
