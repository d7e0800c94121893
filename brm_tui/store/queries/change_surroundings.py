"""What takes place around changes: blackouts, freezes, and the meetings of the customers that they affect."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from brm_tui.store.queries.calendar_dates import change_entries, freezes, linked_customers
from brm_tui.store.queries.calendar_entry import CalendarEntry, Window
from brm_tui.store.queries.convert import bind_instant

_A_DAY = timedelta(days=1)
_OCCURRENCE = (
    "SELECT o.event_id, o.original_start, o.start_at, o.end_at, e.layer, COALESCE(x.title, e.title), e.all_day,"
    " e.impact = 'blackout', e.internal FROM {sources} LEFT JOIN event_exception x ON x.id = o.exception_id WHERE"
    " e.status <> 'cancelled' AND "
)
_BLACKOUTS = (
    # In this order: blackouts are few and have an index of their own, what began before a day is half of all.
    _OCCURRENCE.format(sources="event e CROSS JOIN occurrence o")
    + "o.event_id = e.id AND e.impact = 'blackout' AND o.start_at < ? AND o.end_at > ?"
)
_MEETINGS = (
    # In this order, so that the few occurrences of the window are read by the index, and no event's whole series.
    _OCCURRENCE.format(sources="occurrence o CROSS JOIN event e ON e.id = o.event_id")
    + "e.layer = 'meeting' AND e.all_day = 0 AND o.start_at > ? AND o.start_at < ? AND o.end_at > ?"
    " AND EXISTS (SELECT 1 FROM event_customer l JOIN change_customer k ON k.customer_id = l.customer_id"
    "  WHERE l.event_id = e.id AND k.change_id = ?)"
)

Surrounded = tuple[CalendarEntry, list[CalendarEntry]]
"""A change in the calendar, and what takes place around it."""


def surrounded_changes(
    connection: sqlite3.Connection, change_ids: Sequence[str], zone: str, today: date
) -> list[Surrounded]:
    """Return changes with what takes place around them; those without a window are left out.

    Args:
        connection: Where to read.
        change_ids: Which changes.
        zone: The user's zone.
        today: Today.
    """
    changes = change_entries(connection, Window(today, today, ZoneInfo(zone)), change_ids)
    if not changes:
        return []
    first, last = min(change.start_at for change in changes), max(change.end_at for change in changes)
    window = Window(first.date() - _A_DAY, last.date() + _A_DAY, ZoneInfo(zone))
    # Whole days stand at midnight UTC, up to 14 hours beside the user's midnight.
    spans = (bind_instant(last + _A_DAY), bind_instant(first - _A_DAY))
    closed = _entries(connection, window, connection.execute(_BLACKOUTS, spans).fetchall())
    closed += freezes(connection, window)
    found = []
    for change in changes:
        begins, ends = bind_instant(change.start_at), bind_instant(change.end_at)
        near = bind_instant(change.start_at - _A_DAY)
        rows = connection.execute(_MEETINGS, (near, ends, begins, change.source_id)).fetchall()
        found.append((change, closed + _entries(connection, window, rows)))
    return found


def _entries(
    connection: sqlite3.Connection, window: Window, rows: Sequence[tuple[Any, ...]]
) -> list[CalendarEntry]:
    """Return occurrences as entries of the calendar."""
    customers = linked_customers(connection, "event_customer", "event_id", {row[0] for row in rows})
    found = []
    for event_id, original, start_at, end_at, layer, title, all_day, blackout, internal in rows:
        if all_day:
            begins, ends, begins_at, ends_at = window.days(start_at[:10], end_at[:10])
        else:
            begins, begins_at = window.instant(start_at)
            ends, ends_at = window.instant(end_at)
        found.append(
            CalendarEntry(
                layer,
                "event",
                event_id,
                begins,
                ends,
                begins_at,
                ends_at,
                title,
                original_start=window.local(original),
                all_day=bool(all_day),
                customers=tuple(code for _id, _name, code in customers.get(event_id, ())),
                blackout=bool(blackout),
                internal=bool(internal),
            )
        )
    return found
