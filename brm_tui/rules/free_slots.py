"""The nearest times at which something can take place instead: all who must attend are free and at work."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from brm_tui.rules.slot_words import nothing_free, slot_reason
from brm_tui.rules.working_time import WorkingTime

REACH = timedelta(days=14)
"""How far before and after something may be moved."""
STEP = 30
"""Minutes between the times that are tried."""
USUAL_HOURS = (8 * 60, 18 * 60)
"""When those are asked whose working hours nobody knows: rather not at night."""

_ONE_DAY = timedelta(days=1)

Interval = tuple[datetime, datetime]
"""From an aware moment to another."""


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who attends.

    Attributes:
        name: Who.
        working: When they work.
        busy: When they are elsewhere.
        required: Whether it cannot take place without them.
    """

    name: str
    working: WorkingTime
    busy: Sequence[Interval] = ()
    required: bool = True


class Closed(NamedTuple):
    """A time at which it may not take place: a blackout or a freeze."""

    title: str
    start_at: datetime
    end_at: datetime


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be moved.

    Attributes:
        start_at: When it starts now, aware.
        length: How long it lasts; what takes whole days, how many of them.
        zone: Its own zone, by whose clock the times are round.
        now: Nothing is moved into the past.
        all_day: Whether it takes whole days.
        people: Who attends.
        closed: When it may not be.
        own: The working time that it keeps to when nobody attends; None: it may be at any hour.
        reader: The zone of the user, to whom it is offered.
    """

    start_at: datetime
    length: timedelta
    zone: str
    now: datetime
    all_day: bool = False
    people: Sequence[Participant] = ()
    closed: Sequence[Closed] = ()
    own: WorkingTime | None = None
    reader: str = "UTC"

    @property
    def anchor(self) -> datetime:
        """What nearness is counted from: where it is, or now if that is over."""
        return max(self.start_at, self.now)

    def end_of(self, start_at: datetime) -> datetime:
        """Return when it ends if it starts then; whole days are counted by the clock."""
        if not self.all_day:
            return start_at + self.length
        zone = ZoneInfo(self.zone)
        local = start_at.astimezone(zone).replace(tzinfo=None) + self.length
        return local.replace(tzinfo=zone).astimezone(UTC)


class Slot(NamedTuple):
    """A time that is offered.

    Attributes:
        start_at: When it would start, aware.
        end_at: When it would end.
        reason: How far that is from where it is; then what it means for whom, if anything.
    """

    start_at: datetime
    end_at: datetime
    reason: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """What is offered.

    Attributes:
        slots: The nearest first.
        obstacles: What stands in the way where there is none.
    """

    slots: tuple[Slot, ...]
    obstacles: tuple[str, ...] = ()


def free_slots(wanted: Wanted, count: int = 3) -> Offer:
    """Return the nearest free times within two weeks before and after.

    Among them are, where they exist, the nearest one on either side and the nearest at the same time of day.
    They do not overlap each other.

    Args:
        wanted: What is to be moved.
        count: How many are offered at most.
    """
    tried = list(_candidates(wanted))
    required = [person for person in wanted.people if person.required]
    workings = {id(working): working for working in _workings(wanted, required)}
    at_work = {key: _Working(working, wanted) for key, working in workings.items()}
    common = [start for start in tried if all(one.holds(start) for one in at_work.values())]
    taken = _Blocked([span for person in required for span in person.busy] if not wanted.all_day else [])
    closed = _Blocked([(one.start_at, one.end_at) for one in wanted.closed])
    free = [
        start
        for start in common
        for end in (wanted.end_of(start),)
        if not taken.meets(start, end) and not closed.meets(start, end)
    ]
    if not free:
        return Offer((), nothing_free(wanted, tried, common, workings.values(), at_work.values()))
    return Offer(
        tuple(
            Slot(start, wanted.end_of(start), slot_reason(wanted, start))
            for start in _chosen(wanted, free, count)
        )
    )


def _chosen(wanted: Wanted, free: Sequence[datetime], count: int) -> list[datetime]:
    """Return which of the free times are offered, the nearest first."""
    anchor, zone = wanted.anchor, ZoneInfo(wanted.zone)
    time_of_day = wanted.start_at.astimezone(zone).time()

    def distance(start: datetime) -> tuple[timedelta, datetime]:
        return abs(start - anchor), start

    ranked = sorted(free, key=distance)
    earlier = [start for start in ranked if start < anchor]
    later = [start for start in ranked if start >= anchor]
    same_time = [start for start in ranked if start.astimezone(zone).time() == time_of_day]
    chosen: list[datetime] = []
    for start in [*earlier[:1], *later[:1], *same_time[:1], *ranked]:
        if len(chosen) < max(1, count) and not any(
            start < wanted.end_of(other) and other < wanted.end_of(start) for other in chosen
        ):
            chosen.append(start)
    return sorted(chosen, key=distance)


def _candidates(wanted: Wanted) -> Iterator[datetime]:
    """Yield the times that are tried, aware, in order: round ones by its own clock, not where it is now.

    Where the clock is set back an hour comes twice, and both are tried.
    """
    zone = ZoneInfo(wanted.zone)
    first, last = wanted.anchor - REACH, wanted.anchor + REACH
    minute = wanted.start_at.astimezone(zone).minute % STEP
    minutes = [0] if wanted.all_day else range(minute, 24 * 60, STEP)
    folds = (0,) if wanted.all_day else (0, 1)
    day, last_day = first.astimezone(zone).date(), last.astimezone(zone).date()
    while day <= last_day:
        midnight = datetime.combine(day, time())
        starts: set[datetime] = set()
        for after in minutes:
            local = midnight + timedelta(minutes=after)
            for fold in folds:
                start = local.replace(tzinfo=zone, fold=fold).astimezone(UTC)
                if start.astimezone(zone).replace(tzinfo=None, fold=0) == local:
                    starts.add(start)
        yield from (
            start
            for start in sorted(starts)
            if first <= start <= last and start >= wanted.now and start != wanted.start_at
        )
        day += _ONE_DAY


def _workings(wanted: Wanted, required: Sequence[Participant]) -> Iterable[WorkingTime]:
    """Yield the working times that it must keep to; hours that nobody knows are the usual ones."""
    own = [wanted.own] if wanted.own is not None and not required else []
    seen: dict[WorkingTime, WorkingTime] = {}
    for working in [*own, *(person.working for person in required)]:
        if working not in seen:
            start, end = USUAL_HOURS
            seen[working] = working if working.has_hours else replace(working, start=start, end=end)
    return seen.values()


class _Working:
    """Somebody's working days around something, ready to be asked many times."""

    def __init__(self, working: WorkingTime, wanted: Wanted) -> None:
        self._wanted = wanted
        self._zone = ZoneInfo(wanted.zone)
        first = working.local(wanted.anchor - REACH).date() - _ONE_DAY
        days = [first + timedelta(days=number) for number in range(2 * REACH.days + 4)]
        self._days: frozenset[date] = frozenset(day for day in days if working.day_off(day) is None)
        spans = [working.span_at(day) for day in sorted(self._days)]
        self._starts = [start for start, _end in spans]
        self._ends = [end for _start, end in spans]

    def holds(self, start: datetime) -> bool:
        """Answer whether it lies within one working day if it starts then."""
        if self._wanted.all_day:
            return start.astimezone(self._zone).date() in self._days
        place = bisect_right(self._starts, start) - 1
        return place >= 0 and start + self._wanted.length <= self._ends[place]


class _Blocked:
    """Times that are taken, ready to be asked many times."""

    def __init__(self, intervals: Iterable[Interval]) -> None:
        self._starts: list[datetime] = []
        self._ends: list[datetime] = []
        for start, end in sorted(intervals):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def meets(self, start: datetime, end: datetime) -> bool:
        """Answer whether any of it lies in a span."""
        place = bisect_right(self._starts, start) - 1
        if place >= 0 and self._ends[place] > start:
            return True
        return place + 1 < len(self._starts) and self._starts[place + 1] < end
