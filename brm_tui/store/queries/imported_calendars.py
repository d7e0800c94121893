"""What an imported calendar holds, by plain SQL, to be compared with what its file says now."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from brm_tui.text import sort_form

COMPARED = (
    "layer", "title", "start", "zone", "length", "all_day", "end_date", "recurrence", "place", "agenda", "status",
    "impact", "internal",
)  # fmt: skip
"""The columns of an event that its file says."""
EXCEPTION_COLUMNS = (
    "original_start", "cancelled", "start", "length", "end_date", "title", "place", "agenda",
)  # fmt: skip
"""The columns of an exception that its file says."""


@dataclass(frozen=True, slots=True)
class SourceCalendar:
    """One imported calendar.

    Attributes:
        id: Its id.
        name: What it is called.
        layer: Where its events show.
        customer_id: Whose it is, if anybody's.
        path: Where it was read from.
    """

    id: str
    name: str
    layer: str
    customer_id: str | None
    path: str


@dataclass(slots=True)
class StoredEvent:
    """An imported event as it is stored.

    Attributes:
        id: Its id.
        key: What it is known by within its calendar.
        columns: What its file said, by column, in stored form.
        exceptions: The exceptions: id and columns, by original start in stored form.
        customers: The ids of the customers it concerns, with the ids of the rows that say so.
        attendees: The ids of rows that say who attends.
        own: Whether something of the user's own hangs on it, such as minutes.
    """

    id: str
    key: str
    columns: dict[str, Any]
    exceptions: dict[str, tuple[str, dict[str, Any]]]
    customers: dict[str, str]
    attendees: list[str]
    own: bool


def calendar_named(connection: sqlite3.Connection, name: str) -> SourceCalendar | None:
    """Return the imported calendar of a name, however it is written large and small."""
    wanted = sort_form(name)
    for row in connection.execute(
        "SELECT id, name, layer, customer_id, path FROM source_calendar ORDER BY name, id"
    ):
        if sort_form(row[1]) == wanted:
            return SourceCalendar(*row)
    return None


def stored_events(connection: sqlite3.Connection, calendar_id: str) -> dict[str, StoredEvent]:
    """Return the events of an imported calendar by what they are known by."""
    found: dict[str, StoredEvent] = {}
    by_id: dict[str, StoredEvent] = {}
    for row_id, key, *values in connection.execute(
        f"SELECT id, foreign_uid, {', '.join(COMPARED)} FROM event WHERE source_calendar_id = ? ORDER BY start, id",
        (calendar_id,),
    ):
        event = StoredEvent(row_id, key, dict(zip(COMPARED, values, strict=True)), {}, {}, [], False)
        found[key] = by_id[row_id] = event
    within = "event_id IN (SELECT id FROM event WHERE source_calendar_id = ?)"
    for row_id, event_id, *values in connection.execute(
        f"SELECT id, event_id, {', '.join(EXCEPTION_COLUMNS)} FROM event_exception WHERE {within}",
        (calendar_id,),
    ):
        by_id[event_id].exceptions[values[0]] = (row_id, dict(zip(EXCEPTION_COLUMNS, values, strict=True)))
    for row_id, event_id, customer_id in connection.execute(
        f"SELECT id, event_id, customer_id FROM event_customer WHERE {within}", (calendar_id,)
    ):
        by_id[event_id].customers[customer_id] = row_id
    for row_id, event_id in connection.execute(
        f"SELECT id, event_id FROM event_attendee WHERE {within}", (calendar_id,)
    ):
        by_id[event_id].attendees.append(row_id)
    for (event_id,) in connection.execute(
        f"SELECT DISTINCT event_id FROM meeting WHERE {within}", (calendar_id,)
    ):
        by_id[event_id].own = True
    return found
