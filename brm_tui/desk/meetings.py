"""A meeting on one page, to be read before it and written in during it; reading only."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from brm_tui.desk.desk import Desk
from brm_tui.errors import NotFoundError
from brm_tui.rules.capture import KnownCustomer, KnownPerson
from brm_tui.rules.minutes import MinutesReader, whole_text
from brm_tui.rules.minutes_actions import MeetingAction
from brm_tui.rules.zones import to_local
from brm_tui.store.queries import meeting as queries
from brm_tui.store.queries import meeting_since as since
from brm_tui.store.queries.calendar_detail import EventDetail, event_detail
from brm_tui.store.queries.meeting import MeetingNote, MeetingPerson, OpenAction
from brm_tui.store.queries.meeting_since import (
    LastHeld,
    SinceAction,
    SinceAmendment,
    SinceChange,
    SinceFeedback,
)

__all__ = [
    "LastHeld",
    "MeetingPage",
    "MeetingPerson",
    "OpenAction",
    "Since",
    "SinceAction",
    "SinceAmendment",
    "SinceChange",
    "SinceFeedback",
    "actions_of",
    "day_of",
    "meeting_page",
    "reader_of",
    "since_then",
]

MOST_OPEN = 100
MOST_SINCE = 40


@dataclass(frozen=True, slots=True)
class Since:
    """What happened since the meeting before.

    Attributes:
        last: That meeting; None: nothing is told, for nobody met before.
    """

    last: LastHeld | None = None
    done: tuple[SinceAction, ...] = ()
    new: tuple[SinceAction, ...] = ()
    carried_over: tuple[SinceAction, ...] = ()
    changes: tuple[SinceChange, ...] = ()
    amendments: tuple[SinceAmendment, ...] = ()
    feedback: tuple[SinceFeedback, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """All that a meeting's screen shows.

    Attributes:
        detail: The occurrence: when, where, what about.
        day: The day it is on, by the user's clock; by its own where it takes whole days.
        note: What was recorded; None where nothing was.
        text: The minutes as they are edited, decisions in them.
        people: Who is invited or was noted.
        customers: Whom it concerns, by name.
        near: The customers' and IT's people, whom a line may name beside those who attend.
        open: Open actions of both sides.
        actions: What came of the meeting.
        since: What happened since the meeting before.
    """

    detail: EventDetail
    day: date
    note: MeetingNote | None
    text: str
    people: tuple[MeetingPerson, ...]
    customers: tuple[KnownCustomer, ...]
    near: tuple[KnownPerson, ...]
    open: tuple[OpenAction, ...]
    actions: tuple[MeetingAction, ...]
    since: Since

    @property
    def reader(self) -> MinutesReader:
        """Return what reads the lines of these minutes."""
        return reader_of(self.day, self.customers, self.people, self.near)


def meeting_page(desk: Desk, event_id: str, original_start: datetime) -> MeetingPage:
    """Return one occurrence of an event as a meeting.

    Raises:
        NotFoundError: The event is gone.
    """
    page: MeetingPage = desk.read(_page, event_id, original_start, desk.today, desk.clock.zone)
    return page


def _page(
    connection: sqlite3.Connection, event_id: str, original_start: datetime, today: date, zone: str
) -> MeetingPage:
    detail = event_detail(connection, event_id, original_start)
    if detail is None:
        raise NotFoundError("meeting", event_id)
    day = day_of(detail, zone)
    note = queries.meeting_note(connection, event_id, original_start)
    people = queries.meeting_people(connection, event_id, note.id if note else None)
    customers = queries.meeting_customers(connection, event_id)
    near = queries.near_people(connection, customers, today)
    reader = reader_of(day, customers, people, near)
    text = whole_text(note.minutes, note.decisions, reader) if note else ""
    return MeetingPage(
        detail=detail,
        day=day,
        note=note,
        text=text,
        people=tuple(people),
        customers=tuple(customers),
        near=tuple(near),
        open=tuple(queries.open_actions(connection, customers, MOST_OPEN)),
        actions=tuple(actions_of(connection, note, reader)),
        since=_since(
            connection,
            detail,
            original_start,
            day,
            note.id if note else "",
            [found.id for found in customers],
        ),
    )


def day_of(detail: EventDetail, zone: str) -> date:
    """Return the day that an occurrence is on: by the user's clock, unless it takes whole days."""
    found = detail.occurrence
    return found.start.date() if found.all_day else to_local(found.start_utc, zone).date()


def reader_of(
    day: date,
    customers: tuple[KnownCustomer, ...] | list[KnownCustomer],
    people: tuple[MeetingPerson, ...] | list[MeetingPerson],
    near: tuple[KnownPerson, ...] | list[KnownPerson],
) -> MinutesReader:
    """Return what reads the lines of a meeting's minutes: attendees before all others."""
    attending = [KnownPerson(person.id, person.name, person.email, person.side.value) for person in people]
    return MinutesReader(day, customers, (attending, near))


def actions_of(
    connection: sqlite3.Connection, note: MeetingNote | None, reader: MinutesReader
) -> list[MeetingAction]:
    """Return what came of a meeting, with what was deleted of it where a line that was saved has no action."""
    if note is None:
        return []
    found = queries.meeting_actions(connection, note.id)
    if len(reader.actions(note.minutes)) > len(found):
        found += queries.deleted_actions(connection, note.id)
    return found


def _since(
    connection: sqlite3.Connection,
    detail: EventDetail,
    original_start: datetime,
    day: date,
    meeting_id: str,
    customer_ids: list[str],
) -> Since:
    last = since.last_held(
        connection,
        detail.event.id,
        detail.event.forum_id,
        original_start,
        detail.occurrence.start_utc,
        customer_ids,
    )
    if last is None:
        return Since()
    return since_then(connection, last, last.start.date(), last.start_at, day, meeting_id, customer_ids)


def since_then(
    connection: sqlite3.Connection,
    last: LastHeld | None,
    first: date,
    moment: datetime,
    day: date,
    meeting_id: str,
    customer_ids: list[str],
) -> Since:
    """Return what happened with some customers since a moment.

    Args:
        connection: Where to read.
        last: The meeting that was held then, where there was one.
        first: The day of that moment.
        moment: The moment itself.
        day: The day up to which changes count.
        meeting_id: The record of the meeting it is asked for, whose own actions are left out; or empty.
        customer_ids: Which customers.
    """
    return Since(
        last,
        done=tuple(since.actions_done(connection, customer_ids, meeting_id, first, MOST_SINCE)),
        new=tuple(since.actions_new(connection, customer_ids, meeting_id, moment, MOST_SINCE)),
        carried_over=tuple(
            since.actions_carried_over(connection, customer_ids, meeting_id, moment, MOST_SINCE)
        ),
        changes=tuple(since.changes_between(connection, customer_ids, first, day, MOST_SINCE)),
        amendments=tuple(since.amendments_since(connection, customer_ids, moment)[:MOST_SINCE]),
        feedback=tuple(since.feedback_since(connection, customer_ids, first, MOST_SINCE)),
    )
