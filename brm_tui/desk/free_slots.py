"""Moving what clashes: the nearest free times, and moving there in one step."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from brm_tui.desk.working_times import WorkingTimes
from brm_tui.errors import BrmError
from brm_tui.rules.clashes import in_blackout, is_work
from brm_tui.rules.free_slots import REACH, Closed, Offer, Participant, Slot, Wanted, free_slots
from brm_tui.rules.zones import to_local
from brm_tui.store.queries.calendar_entry import Window
from brm_tui.store.queries.taken_times import blackouts_between, busy_times, freezes_between
from brm_tui.store.queries.working_people import attendees_of, people_hours

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.store.queries.calendar_entry import CalendarEntry

__all__ = ["Offer", "Slot", "movable", "move_to_slot", "slots_for"]

OFFERED = 3


def movable(entry: CalendarEntry) -> bool:
    """Answer whether an entry is one that can be given another time."""
    return entry.source in ("event", "change")


def slots_for(desk: Desk, entry: CalendarEntry, count: int = OFFERED) -> Offer:
    """Return the nearest times at which an entry could take place instead.

    A meeting keeps to the working hours of all who must attend, where they are, and to times at which they
    are free. Work of IT keeps out of the blackouts of the customers it concerns; a change out of freezes too.

    Args:
        desk: The desk.
        entry: An event's occurrence, or a change.
        count: How many are offered at most.

    Raises:
        BrmError: The entry is no event and no change.
    """
    if not movable(entry):
        raise BrmError("Not moved here", "Only events and changes are given another time here.")
    zone = _zone_of(desk, entry)
    now = desk.clock.now()
    anchor = max(entry.start_at, now)
    first, last = anchor - REACH, anchor + REACH + (entry.end_at - entry.start_at)
    days = (to_local(first, zone).date() - timedelta(days=1), to_local(last, zone).date() + timedelta(days=1))
    working = WorkingTimes(desk, *days)
    wanted = Wanted(
        entry.start_at,
        entry.end - entry.start if entry.all_day else entry.end_at - entry.start_at,
        zone,
        now,
        entry.all_day,
        _people(desk, entry, first, last, working),
        _closed(desk, entry, Window(*days, ZoneInfo(desk.clock.zone))),
        working.own if entry.layer == "meeting" else None,
        desk.clock.zone,
    )
    return free_slots(wanted, count)


def _people(
    desk: Desk, entry: CalendarEntry, first: datetime, last: datetime, working: WorkingTimes
) -> list[Participant]:
    if entry.source != "event" or entry.layer != "meeting":
        return []
    attendees = desk.read(attendees_of, entry.source_id)
    people = desk.read(people_hours, attendees)
    original = entry.original_start or entry.start
    busy = desk.read(busy_times, attendees, first, last, entry.source_id, original)
    found = [
        Participant(person.name, working.of(person.hours), busy.get(person_id, ()), attendees[person_id])
        for person_id, person in people.items()
    ]
    return sorted(found, key=lambda person: person.name)


def _closed(desk: Desk, entry: CalendarEntry, window: Window) -> list[Closed]:
    if not is_work(entry):
        return []
    found = [
        Closed(title, *span)
        for title, codes, span in desk.read(blackouts_between, window, entry.source_id)
        if in_blackout(entry.customers, codes)
    ]
    if entry.layer == "change":
        found += [Closed(title, *span) for title, span in desk.read(freezes_between, window)]
    return found


def move_to_slot(desk: Desk, entry: CalendarEntry, start_at: datetime) -> str:
    """Move an entry to a time that was offered, as one step; of a series only this occurrence.

    Returns:
        What the history calls the step.

    Raises:
        BrmError: It is gone, was changed meanwhile, or is not ours to move.
    """
    from brm_tui.desk.events import change_occurrence
    from brm_tui.desk.records import change

    start = to_local(start_at, _zone_of(desk, entry))
    by_user = to_local(start_at, desk.clock.zone)
    said = f"‘{entry.title}’ to {by_user:%d %b %Y}" + ("" if entry.all_day else f" {by_user:%H:%M}")
    if entry.source == "change":
        end_at = start_at + (entry.end_at - entry.start_at)
        window = {"window_start": start, "window_end": to_local(end_at, _zone_of(desk, entry))}
        change(desk, "changes", entry.source_id, window, label=f"Move {said}")
        return f"Move {said}"
    values: dict[str, object] = {"start": start}
    if entry.all_day:
        values["end_date"] = (start + (entry.end - entry.start) - timedelta(days=1)).date()
    if entry.recurring:
        return change_occurrence(desk, entry.source_id, entry.original_start or entry.start, values)
    change(desk, "events", entry.source_id, values, label=f"Move {said}")
    return f"Move {said}"


def _zone_of(desk: Desk, entry: CalendarEntry) -> str:
    """Return the zone by whose clock an entry is moved."""
    return desk.clock.zone if entry.all_day else entry.zone or desk.clock.zone
