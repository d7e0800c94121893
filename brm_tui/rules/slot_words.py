"""What is said of free slots: how far they are, what they mean for whom, and why there is none. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import combinations
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from brm_tui.rules.dates import WEEKDAYS
from brm_tui.rules.working_time import WorkingTime

if TYPE_CHECKING:
    from brm_tui.rules.free_slots import Participant, Wanted

_MOST_OBSTACLES = 3
_MOST_PLACES = 3


class AtWork(Protocol):
    """Somebody's working days."""

    def holds(self, start: datetime) -> bool:
        """Answer whether it lies within one of them if it starts then."""
        ...


def slot_reason(wanted: Wanted, start_at: datetime) -> tuple[str, ...]:
    """Return how far a free time is from where something is, and what people's clocks show then."""
    parts = [_shift(wanted, start_at), *_clocks(wanted, start_at)]
    end_at = wanted.end_of(start_at)
    if not wanted.all_day:
        parts += [
            f"{person.name} (optional) is busy"
            for person in wanted.people
            if not person.required and any(start < end_at and start_at < end for start, end in person.busy)
        ][:_MOST_PLACES]
    return tuple(parts)


def _shift(wanted: Wanted, start_at: datetime) -> str:
    zone = ZoneInfo(wanted.zone)
    before, after = (moment.astimezone(zone).replace(tzinfo=None) for moment in (wanted.start_at, start_at))
    direction = "later" if start_at > wanted.start_at else "earlier"
    days = abs((after.date() - before.date()).days)
    if days:
        same = "" if wanted.all_day or after.time() != before.time() else ", same time"
        return f"{_counted(days, 'day')} {direction}{same}"
    return f"{_duration(abs(start_at - wanted.start_at))} {direction}"


def _clocks(wanted: Wanted, start_at: datetime) -> list[str]:
    """Return what other clocks show than the user's: the event's own, and those of who attends."""
    if wanted.all_day:
        return []
    here = start_at.astimezone(ZoneInfo(wanted.reader)).replace(tzinfo=None)
    said: dict[str, None] = {}
    for working in [WorkingTime(wanted.zone), *(person.working for person in wanted.people)]:
        local = working.local(start_at)
        if local != here:
            day = "" if local.date() == here.date() else f"{WEEKDAYS[local.weekday()]} "
            said[f"{day}{local.hour}:{local.minute:02} in {working.city}"] = None
    return list(said)[:_MOST_PLACES]


def nothing_free(
    wanted: Wanted,
    tried: Sequence[datetime],
    common: Sequence[datetime],
    workings: Collection[WorkingTime],
    at_work: Iterable[AtWork],
) -> tuple[str, ...]:
    """Return what stands in the way of every time that was tried.

    Args:
        wanted: What is to be moved.
        tried: All times.
        common: Those at which everybody works.
        workings: The working times it must keep to.
        at_work: The days that they make, in the same order.
    """
    if not tried:
        return ("two weeks around it are over",)
    if not common:
        return _no_common_time(wanted, tried, list(zip(workings, at_work, strict=True)))
    of_all = f"{len(common)} times at which everybody works" if workings else f"{len(common)} times tried"
    counted: list[tuple[int, str]] = []
    if not wanted.all_day:
        for person in wanted.people:
            busy = _meeting(wanted, common, person.busy) if person.required else 0
            if busy:
                counted.append((busy, f"{person.name} is busy at {busy} of the {of_all}"))
    for title in dict.fromkeys(closed.title for closed in wanted.closed):
        spans = [(one.start_at, one.end_at) for one in wanted.closed if one.title == title]
        shut = _meeting(wanted, common, spans)
        if shut:
            counted.append((shut, f"‘{title}’ takes {shut} of the {of_all}"))
    counted.sort(key=lambda pair: (-pair[0], pair[1]))
    return tuple(words for _count, words in counted[:_MOST_OBSTACLES])


def _meeting(wanted: Wanted, starts: Sequence[datetime], spans: Sequence[tuple[datetime, datetime]]) -> int:
    """Return how many of some starts would meet a span."""
    return sum(
        any(begin < end_at and start_at < end for begin, end in spans)
        for start_at in starts
        for end_at in (wanted.end_of(start_at),)
    )


def _no_common_time(
    wanted: Wanted, tried: Sequence[datetime], known: Sequence[tuple[WorkingTime, AtWork]]
) -> tuple[str, ...]:
    """Return whose working days have no room for it, alone or together."""
    long = "whole days" if wanted.all_day else _duration(wanted.length)
    held = [(working, {start for start in tried if days.holds(start)}) for working, days in known]
    alone = [working for working, starts in held if not starts]
    if alone:
        return tuple(
            f"no working day of {_who(wanted, working)} has room for {long}"
            for working in alone[:_MOST_OBSTACLES]
        )
    for (one, first), (other, second) in combinations(held, 2):
        if not first & second:
            return (f"{_who(wanted, one)} and {_who(wanted, other)} never work at once for {long}",)
    return (f"there are not {long} at which all {len(wanted.people)} work",)


def _who(wanted: Wanted, working: WorkingTime) -> str:
    """Return who has a working time, where and when that is."""
    of_it: list[Participant] = [
        person
        for person in wanted.people
        if person.required
        and (person.working.zone, person.working.calendar) == (working.zone, working.calendar)
        and (not person.working.has_hours or person.working.hours == working.hours)
    ]
    more = f" and {len(of_it) - 1} more" if len(of_it) > 1 else ""
    name = f"{of_it[0].name}{more}" if of_it else "you"
    return f"{name} ({working.hours} in {working.city})"


def _duration(length: timedelta) -> str:
    minutes = round(length.total_seconds() / 60)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _counted(rest, "minute")
    return _counted(hours, "hour") if not rest else f"{hours} h {rest} min"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
