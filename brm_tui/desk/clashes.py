"""Finding clashes: what is read around entries of the calendar, as little as they need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from brm_tui.desk.working_times import WorkingTimes
from brm_tui.rules.clash_terms import Clash, Surroundings
from brm_tui.rules.clashes import clashes, double_bookings
from brm_tui.rules.rest_clashes import may_rest
from brm_tui.store.queries.calendar import calendar_entries
from brm_tui.store.queries.calendar_entry import CalendarEntry, Window
from brm_tui.store.queries.coming_times import coming_days
from brm_tui.store.queries.forum_meetings import forum_facts
from brm_tui.store.queries.working_people import (
    Hours,
    attendees_between,
    customer_zones,
    known_hours,
    names_of,
    optional_attendees,
    people_hours,
)

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

_ONE_DAY = timedelta(days=1)
_FEW_DAYS = 7
_THAT_CLASH = ("meeting", "customer", "it", "change")
_LONGEST_LOOK = timedelta(days=62)
LOOKED_AHEAD = 12
"""How many of the next times of a series are looked at when it is saved."""


def found_clashes(desk: Desk, entries: Sequence[CalendarEntry]) -> list[Clash[CalendarEntry]]:
    """Return what clashes among entries.

    A month of a large desk has thousands of entries, and few of them at odd times. So only the people of
    meetings that lie outside anybody's hours are read, and of those who are double-booked.
    """
    events = [entry for entry in entries if entry.source == "event"]
    if not events:
        return clashes(entries, Surroundings())
    starts = [entry.start_at for entry in events]
    begins, ends = min(starts), max(starts)
    first, last = begins.date() - _ONE_DAY, ends.date() + _ONE_DAY
    # Whole days stand at midnight UTC, up to 14 hours beside the user's midnight.
    attendees = desk.read(attendees_between, begins - _ONE_DAY, ends + _ONE_DAY)
    bookings = double_bookings([entry for entry in events if not entry.cancelled], attendees)
    working = WorkingTimes(desk, first, last)
    hours = desk.read(known_hours)
    meetings = events if hours is None else may_rest(events, [working.of(one) for one in hours | {Hours()}])
    doubtful = {entry.source_id for entry in meetings if not entry.cancelled}
    people = desk.read(
        people_hours, {person_id for event_id in doubtful for person_id in attendees.get(event_id, ())}
    )
    names = desk.read(names_of, {person_id for booking in bookings for person_id in booking.ids})
    names.update((person_id, person.name) for person_id, person in people.items())
    customers = {}
    if working.has_holidays and doubtful:
        # A customer without a zone of its own has the user's holidays, which count anyway.
        customers = {code: working.of(Hours(zone)) for code, zone in desk.read(customer_zones).items()}
    around = Surroundings(
        working.own,
        attendees,
        desk.read(optional_attendees, doubtful),
        names,
        {person_id: working.of(person.hours) for person_id, person in people.items()},
        customers,
        desk.read(forum_facts, first, last, desk.clock.now()),
    )
    meetings = [entry for entry in meetings if not entry.cancelled]
    return clashes(entries, around, bookings=bookings, meetings=meetings)


def clashes_of_part(desk: Desk, shown: Sequence[CalendarEntry]) -> list[Clash[CalendarEntry]]:
    """Return what clashes with some entries of the calendar, also with what is not among them.

    Who is shown one customer, or some layers, is told all the same that somebody is elsewhere, or that there
    is a blackout. So everything is read of the days on which something is shown that could clash.
    """
    entries = {entry.key: entry for entry in shown}
    for first, last in _runs(shown):
        window = Window(first, last, ZoneInfo(desk.clock.zone), None, include_cancelled=True)
        for entry in desk.read(calendar_entries, window, _THAT_CLASH):
            entries.setdefault(entry.key, entry)
    keys = {entry.key for entry in shown}
    return [
        clash
        for clash in found_clashes(desk, list(entries.values()))
        if clash.entry.key in keys or (clash.other is not None and clash.other.key in keys)
    ]


def _runs(entries: Sequence[CalendarEntry]) -> Iterator[tuple[date, date]]:
    """Yield the spans of days on which something is shown that could clash; what takes weeks does not count."""
    days: set[date] = set()
    for entry in entries:
        length = (entry.last_day - entry.start.date()).days
        if entry.source in ("event", "change") and length <= _FEW_DAYS:
            days.update(entry.start.date() + number * _ONE_DAY for number in range(length + 1))
    first = last = None
    for day in sorted(days):
        if first is None or last is None:
            first = last = day
        elif day == last + _ONE_DAY:
            last = day
        else:
            yield first, last
            first = last = day
    if first is not None and last is not None:
        yield first, last


def clashes_of_entry(desk: Desk, entry: CalendarEntry) -> list[Clash[CalendarEntry]]:
    """Return what an entry clashes with while it takes place."""
    last = min(entry.last_day, entry.start.date() + _LONGEST_LOOK)
    return [
        clash
        for clash in clashes_between(desk, entry.start.date(), last)
        if entry.key in (clash.entry.key, clash.other.key if clash.other is not None else None)
    ]


def clashes_ahead(desk: Desk, source: str, source_id: str) -> list[Clash[CalendarEntry]]:
    """Return what the next times of an event or a change clash with: what one is told on saving it.

    Args:
        desk: The desk.
        source: ``event`` or ``change``.
        source_id: Its row.
    """
    clock = desk.clock
    days = desk.read(coming_days, source, source_id, clock.now(), clock.zone, LOOKED_AHEAD)
    found: dict[object, Clash[CalendarEntry]] = {}
    for first, last in days:
        for clash in clashes_between(desk, first, min(last, first + _LONGEST_LOOK)):
            sides = [clash.entry, *([clash.other] if clash.other is not None else [])]
            if any((side.source, side.source_id) == (source, source_id) for side in sides):
                found.setdefault((clash.kind, *(side.key for side in sides)), clash)
    return list(found.values())


def clashes_between(desk: Desk, first: date, last: date) -> list[Clash[CalendarEntry]]:
    """Return what clashes between two days, the last one inclusive."""
    window = Window(first, last, ZoneInfo(desk.clock.zone), None, include_cancelled=True)
    return found_clashes(desk, desk.read(calendar_entries, window, _THAT_CLASH))
