"""One event with everything that its dialog says."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from brm_tui.rules.calendar_items import Occurrence
from brm_tui.rules.days_off import without_days_off
from brm_tui.rules.kinds import KINDS
from brm_tui.rules.recurrence import describe, exceptions_by_start, occurrence_at
from brm_tui.store.queries.convert import bind
from brm_tui.store.queries.days_off import event_evasions
from brm_tui.store.queries.records.events import EventRecord
from brm_tui.store.queries.rows import row
from brm_tui.store.queries.series import load_series


@dataclass(frozen=True, slots=True)
class EventDetail:
    """One occurrence of an event.

    Attributes:
        event: The event's own row.
        occurrence: When this occurrence takes place, by the event's own clock and as an instant.
        changed: Whether a person changed this occurrence of the series.
        avoids: The holiday or blackout that it moved off, or is skipped for; or empty.
        title: What this occurrence is called.
        place: Where.
        agenda: What about.
        recurrence: How often, in words.
        customers: Names of the customers.
        clocks: Names and zones of those customers that have one.
        attendees: Names of the people, and how needed they are.
        forum: The forum it comes from, or empty.
        agreement_id: The agreement of that forum, or empty.
        calendar: The imported calendar it stands in, or empty.
    """

    event: EventRecord
    occurrence: Occurrence
    changed: bool
    avoids: str
    title: str
    place: str
    agenda: str
    recurrence: str
    customers: tuple[str, ...]
    clocks: tuple[tuple[str, str], ...]
    attendees: tuple[tuple[str, str], ...]
    forum: str
    agreement_id: str
    calendar: str


def event_detail(
    connection: sqlite3.Connection, event_id: str, original_start: datetime
) -> EventDetail | None:
    """Return one occurrence of an event, None when the event is gone."""
    event: EventRecord | None = row(connection, KINDS["events"], event_id)
    if event is None:
        return None
    series = load_series(connection, [event_id])[event_id]
    exception = exceptions_by_start(series).get(original_start)
    kept = connection.execute(
        "SELECT 1 FROM event_exception WHERE event_id = ? AND original_start = ?",
        (event_id, bind(original_start)),
    ).fetchone()
    avoids = ""
    if exception is not None and exception.day_off:
        avoided = event_evasions(connection, {event_id: without_days_off(series)})
        avoids = avoided[event_id][original_start].reason
    customers = connection.execute(
        "SELECT c.name, c.zone FROM event_customer l JOIN customer c ON c.id = l.customer_id WHERE l.event_id = ?"
        " ORDER BY c.name_sort, c.id",
        (event_id,),
    ).fetchall()
    attendees = connection.execute(
        "SELECT p.name, l.attendance FROM event_attendee l JOIN person p ON p.id = l.person_id"
        " WHERE l.event_id = ? ORDER BY l.attendance DESC, p.name_sort, p.id",
        (event_id,),
    )
    forum = connection.execute(
        "SELECT name, agreement_id FROM forum WHERE id = ?", (event.forum_id,)
    ).fetchone() or ("", "")
    calendar = connection.execute(
        "SELECT name FROM source_calendar WHERE id = ?", (event.source_calendar_id,)
    ).fetchone() or ("",)
    own = exception if exception is not None and not exception.cancelled else None
    return EventDetail(
        event=event,
        occurrence=occurrence_at(series, original_start, exception),
        changed=kept is not None,
        avoids=avoids,
        title=event.title if own is None or own.title is None else own.title,
        place=event.place if own is None or own.place is None else own.place,
        agenda=event.agenda if own is None or own.agenda is None else own.agenda,
        recurrence=describe(event.recurrence, event.start.date()),
        customers=tuple(name for name, _zone in customers),
        clocks=tuple((name, zone) for name, zone in customers if zone),
        attendees=tuple(attendees.fetchall()),
        forum=forum[0],
        agreement_id=forum[1],
        calendar=calendar[0],
    )


def agreement_of(connection: sqlite3.Connection, table: str, row_id: str) -> str:
    """Return the agreement that an appendix or objective belongs to, empty when it is gone."""
    found = connection.execute(f"SELECT agreement_id FROM {table} WHERE id = ?", (row_id,)).fetchone()
    return str(found[0]) if found else ""


def has_entries(connection: sqlite3.Connection) -> bool:
    """Answer whether anything at all stands in the integrated calendar."""
    dated = (
        "SELECT 1 FROM event",
        "SELECT 1 FROM change WHERE window_start IS NOT NULL",
        "SELECT 1 FROM milestone",
        "SELECT 1 FROM agreement WHERE term_end IS NOT NULL OR review_date IS NOT NULL",
        "SELECT 1 FROM action WHERE due IS NOT NULL",
        "SELECT 1 FROM objective WHERE due IS NOT NULL",
        "SELECT 1 FROM freeze",
    )
    return any(connection.execute(f"{query} LIMIT 1").fetchone() for query in dated)
