"""When people are elsewhere, and when nothing may be changed: what a free slot must keep clear of."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from brm_tui.store.queries.calendar_entry import Window
from brm_tui.store.queries.convert import bind_date, bind_instant, bind_local, read_instant
from brm_tui.store.queries.series import chunks, marks

_LONGEST = timedelta(days=31)
"""Timed events last no longer."""

Interval = tuple[datetime, datetime]

_BUSY = """
SELECT l.person_id, o.start_at, o.end_at
FROM event_attendee l JOIN occurrence o ON o.event_id = l.event_id JOIN event e ON e.id = l.event_id
WHERE l.person_id IN ({}) AND o.start_at >= ? AND o.start_at < ? AND o.end_at > ?
  AND NOT o.all_day AND e.status <> 'cancelled' AND NOT (o.event_id = ? AND o.original_start = ?)
"""
_BLACKOUTS = """
SELECT e.id, e.title, e.all_day, o.start_at, o.end_at FROM event e JOIN occurrence o ON o.event_id = e.id
WHERE e.impact = 'blackout' AND e.status <> 'cancelled' AND e.id <> ? AND o.start_at < ? AND o.end_at > ?
ORDER BY o.start_at, e.id
"""
_CONCERNED = """
SELECT l.event_id, c.code FROM event_customer l JOIN customer c ON c.id = l.customer_id
WHERE l.event_id IN ({})
"""


def busy_times(
    connection: sqlite3.Connection,
    people: Iterable[str],
    first: datetime,
    last: datetime,
    event_id: str,
    original_start: datetime,
) -> dict[str, list[Interval]]:
    """Return when people are in events between two moments, by person; whole days block nobody.

    Args:
        connection: Where to read.
        people: Their ids.
        first: The first moment.
        last: The last one.
        event_id: The event that is to be moved.
        original_start: Which occurrence of it does not count.
    """
    found: dict[str, list[Interval]] = {}
    span = (bind_instant(first - _LONGEST), bind_instant(last), bind_instant(first))
    for ids in chunks(sorted(people)):
        for person_id, start, end in connection.execute(
            _BUSY.format(marks(ids)), [*ids, *span, event_id, bind_local(original_start)]
        ):
            found.setdefault(person_id, []).append((read_instant(start), read_instant(end)))
    return found


def blackouts_between(
    connection: sqlite3.Connection, window: Window, but: str
) -> list[tuple[str, frozenset[str], Interval]]:
    """Return the blackouts of some days: title, codes of the customers, from when to when.

    Args:
        connection: Where to read.
        window: Which days, and by whose clock.
        but: An event that does not count.
    """
    day = timedelta(days=1)
    rows = connection.execute(
        _BLACKOUTS, (but, bind_local(window.end + day), bind_local(window.start - day))
    ).fetchall()
    codes: dict[str, set[str]] = {}
    for ids in chunks(sorted({row[0] for row in rows})):
        for event_id, code in connection.execute(_CONCERNED.format(marks(ids)), ids):
            codes.setdefault(event_id, set()).add(code)
    found = []
    for event_id, title, all_day, start, end in rows:
        if all_day:
            # Whole days stand at midnight UTC of their dates; they are the user's days.
            _start, _end, start_at, end_at = window.days(start[:10], end[:10])
        else:
            start_at, end_at = read_instant(start), read_instant(end)
        found.append((title, frozenset(codes.get(event_id, ())), (start_at, end_at)))
    return found


def freezes_between(connection: sqlite3.Connection, window: Window) -> list[tuple[str, Interval]]:
    """Return the freezes of IT that reach into some days."""
    found = []
    for title, first, last in connection.execute(
        'SELECT title, start, "end" FROM freeze WHERE start <= ? AND "end" >= ? ORDER BY start, id',
        (bind_date(window.last), bind_date(window.first)),
    ):
        after = (date.fromisoformat(last) + timedelta(days=1)).isoformat()
        _start, _end, start_at, end_at = window.days(first, after)
        found.append((title, (start_at, end_at)))
    return found
