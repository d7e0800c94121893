"""What was arranged of a forum's single meetings: moved, edited or called off; it outlasts a change of the forum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

import sqlalchemy as sa

from brm_tui.desk.events import series_of
from brm_tui.desk.records import set_links
from brm_tui.model.events import Event, EventException, Meeting
from brm_tui.rules.kinds import KINDS
from brm_tui.rules.recurrence import instances
from brm_tui.rules.vocabulary import EventLayer, ForumFrequency
from brm_tui.rules.zones import to_local, to_utc
from brm_tui.store.step import Step

Row = TypeVar("Row", EventException, Meeting)

_CUSTOMERS = next(link for link in KINDS["events"].links if link.name == "customers")
_MONTH = 30
_SPACING = {
    ForumFrequency.WEEKLY: 7,
    ForumFrequency.FORTNIGHTLY: 14,
    ForumFrequency.MONTHLY: _MONTH,
    ForumFrequency.EVERY_TWO_MONTHS: 61,
    ForumFrequency.QUARTERLY: 91,
    ForumFrequency.HALF_YEARLY: 182,
    ForumFrequency.YEARLY: 365,
}
"""Days between two meetings."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """One meeting that is not as its series says.

    Attributes:
        original: The start that the old series gave it.
        values: What was arranged of it.
        zone: The zone that its series had.
        length: How long its series' meetings were.
        meeting: Its record, where it was held before its time.
    """

    original: datetime
    values: dict[str, Any]
    zone: str
    length: int | None
    meeting: Meeting | None


def take_arranged(step: Step, event: Event, boundary: date) -> list[Arranged]:
    """Take from a series what was arranged of its meetings from a day on, in their order."""
    records = {meeting.occurrence: meeting for meeting in of_event(step, Meeting, event.id)}
    taken = []
    for exception in sorted(of_event(step, EventException, event.id), key=lambda row: row.original_start):
        if exception.original_start.date() >= boundary:
            values = {
                "cancelled": exception.cancelled,
                "start": exception.start,
                "length": exception.length,
                "title": exception.title,
                "place": exception.place,
                "agenda": exception.agenda,
            }
            original = exception.original_start
            taken.append(Arranged(original, values, event.zone, event.length, records.get(original)))
            step.session.delete(exception)
    step.flush()
    return taken


def give_arranged(
    step: Step,
    event: Event,
    arranged: Sequence[Arranged],
    boundary: date,
    frequencies: Sequence[ForumFrequency],
    customer_id: str | None,
) -> None:
    """Let a series' meetings be what was arranged of the meetings in whose place they come.

    A moved meeting that no meeting of the series comes in place of stays as one of its own.

    Args:
        step: The running step.
        event: The series as it is from the boundary on.
        arranged: What was taken from the series before.
        boundary: Its first day that may change.
        frequencies: How often the forum met, and how often it meets.
        customer_id: Whose meetings they are.
    """
    spacing = min(_SPACING[frequency] for frequency in frequencies)
    used: set[datetime] = set()
    for one in arranged:
        around = timedelta(days=max(_MONTH, spacing) + 1)
        day = one.original.date()
        near = [
            start
            for start in instances(series_of(event), max(boundary, day - around), day + around)
            if start not in used
        ]
        place = _place(one, near, spacing)
        values = _staying(one, event)
        if place is not None:
            used.add(place)
            step.add(
                EventException(
                    created_at=step.now,
                    updated_at=step.now,
                    event_id=event.id,
                    original_start=place,
                    **values,
                )
            )
            _record(one, event.id, place)
        elif values["start"] is not None and not values["cancelled"]:
            alone = _alone(step, event, values, customer_id)
            _record(one, alone.id, alone.start)
    step.flush()


def _staying(one: Arranged, event: Event) -> dict[str, Any]:
    """Return what was arranged; what was moved stays when and as long as it is, whatever its series becomes."""
    values = dict(one.values)
    if values["start"] is not None:
        if one.zone != event.zone:
            values["start"] = to_local(to_utc(values["start"], one.zone), event.zone)
        if values["length"] is None and one.length != event.length:
            values["length"] = one.length
    return values


def _place(one: Arranged, near: Sequence[datetime], spacing: int) -> datetime | None:
    """Return the meeting that comes in place of an arranged one: that of its day, else of its week or month."""
    day = one.original.date()
    for start in near:
        if start.date() == day:
            return start
    if one.values["cancelled"]:
        return None
    if spacing == _MONTH:
        near = [start for start in near if (start.year, start.month) == (day.year, day.month)]
    else:
        near = [start for start in near if abs((start.date() - day).days) * 2 <= spacing]
    return min(near, key=lambda start: abs((start.date() - day).days), default=None)


def _alone(step: Step, event: Event, values: dict[str, Any], customer_id: str | None) -> Event:
    made = Event(
        created_at=step.now,
        updated_at=step.now,
        forum_id=event.forum_id,
        layer=EventLayer.MEETING,
        title=values["title"] or event.title,
        start=values["start"],
        zone=event.zone,
        length=values["length"] or event.length,
        place=event.place if values["place"] is None else values["place"],
        agenda=event.agenda if values["agenda"] is None else values["agenda"],
    )
    step.add(made)
    if customer_id is not None:
        set_links(step, _CUSTOMERS, made.id, [customer_id])
    return made


def _record(one: Arranged, event_id: str, occurrence: datetime) -> None:
    """Let the record of a meeting that was held before its time follow it."""
    if one.meeting is not None:
        one.meeting.event_id, one.meeting.occurrence = event_id, occurrence


def alone_of(step: Step, forum_id: str, boundary: date) -> list[Event]:
    """Return a forum's meetings that belong to no series, from a day on."""
    query = sa.select(Event).where(
        sa.literal_column("event.forum_id") == forum_id, sa.literal_column("event.recurrence") == ""
    )
    first = datetime.combine(boundary, time())
    return [event for event in step.session.scalars(query) if event.start >= first]


def of_event(step: Step, model: type[Row], event_id: str) -> list[Row]:
    """Return the rows that hang on an event."""
    found = sa.select(model).where(sa.literal_column(f"{model.__tablename__}.event_id") == event_id)
    return list(step.session.scalars(found))
