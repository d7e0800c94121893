"""A zone's clock changes as one rule that comes true every year, for as long as it does."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from brm_tui.rules.zones import Transition, transitions

_EARLIEST = 1970
_YEARS_AHEAD = 10


@dataclass(frozen=True, slots=True)
class Onset:
    """When and how one half of the year begins.

    Attributes:
        start: The first time it did so under this rule: naive local time by the old offset.
        before: The offset from UTC until then.
        after: The offset from then on.
        name: What the zone calls this time (``CET``).
        month: The month it happens in; 0 where the clocks never change.
        week: Which such weekday of the month: 1 to 4, or -1 for the last.
        weekday: The weekday, 0 for Monday.
    """

    start: datetime
    before: timedelta
    after: timedelta
    name: str
    month: int = 0
    week: int = 0
    weekday: int = 0


@dataclass(frozen=True, slots=True)
class ZoneRule:
    """A zone's yearly rule.

    Attributes:
        standard: The onset of the lesser offset; of the only one, where the clocks never change.
        daylight: The onset of the greater offset, if there is one.
        first_year: The first year in which every local time is as the rule says.
        last_year: The last such year that was looked at.
    """

    standard: Onset
    daylight: Onset | None
    first_year: int
    last_year: int

    def holds(self, start: datetime, end: datetime) -> bool:
        """Return whether the rule holds from one local time to another."""
        return self.first_year <= start.year and end.year <= self.last_year


@dataclass(frozen=True, slots=True)
class _Shape:
    """What must be alike in two years for one rule to say both, and the weeks by which it could be said."""

    alike: tuple[object, ...]
    weeks: tuple[frozenset[int], ...]


@lru_cache(maxsize=512)
def zone_rule(zone: str, year: int) -> ZoneRule | None:
    """Return the yearly rule that a zone has in a year, with all the years it holds for.

    None means that no such rule says when the clocks change: the changes follow another calendar, or the year
    is one in which the rules themselves changed.
    """
    shape = _shape(zone, year)
    if shape is None:
        return None
    weeks = shape.weeks
    first = last = year
    while first > _EARLIEST and (narrower := _joined(shape, weeks, _shape(zone, first - 1))) is not None:
        first, weeks = first - 1, narrower
    while (
        last < year + _YEARS_AHEAD and (narrower := _joined(shape, weeks, _shape(zone, last + 1))) is not None
    ):
        last, weeks = last + 1, narrower
    onsets = [_onset(change, max(week)) for change, week in zip(transitions(zone, first), weeks, strict=True)]
    if not onsets:
        start = datetime(first, 1, 1)  # noqa: DTZ001 -- local time of the zone
        offset, name = _offset_and_name(zone, year)
        standard = Onset(start, offset, offset, name)
        return ZoneRule(standard, None, first if first == _EARLIEST else first + 1, last)
    standard, daylight = sorted(onsets, key=lambda onset: onset.after)
    return ZoneRule(standard, daylight, first + 1, last)


def _joined(
    shape: _Shape, weeks: tuple[frozenset[int], ...], other: _Shape | None
) -> tuple[frozenset[int], ...] | None:
    """Return the weeks by which a rule could say another year too, or None if it cannot."""
    if other is None or other.alike != shape.alike:
        return None
    both = tuple(mine & theirs for mine, theirs in zip(weeks, other.weeks, strict=True))
    return both if all(both) else None


def _shape(zone: str, year: int) -> _Shape | None:
    changes = transitions(zone, year)
    if not changes:
        return _Shape(_offset_and_name(zone, year)[:1], ())
    if len(changes) != 2 or changes[0].before != changes[1].after or changes[0].after != changes[1].before:
        return None
    alike = tuple(
        (change.onset.month, change.onset.weekday(), change.onset.time(), change.before, change.after)
        for change in changes
    )
    return _Shape(alike, tuple(_weeks(change.onset) for change in changes))


def _weeks(onset: datetime) -> frozenset[int]:
    """Return how its weekday can be counted in its month."""
    week = (onset.day - 1) // 7 + 1
    counted = {week} if week <= 4 else set()
    if onset.day > monthrange(onset.year, onset.month)[1] - 7:
        counted.add(-1)
    return frozenset(counted)


def _onset(change: Transition, week: int) -> Onset:
    onset = change.onset
    return Onset(onset, change.before, change.after, change.name, onset.month, week, onset.weekday())


def _offset_and_name(zone: str, year: int) -> tuple[timedelta, str]:
    midyear = datetime(year, 7, 1, tzinfo=UTC).astimezone(ZoneInfo(zone))
    return midyear.utcoffset() or timedelta(), midyear.tzname() or ""
