"""The integrated calendar between two days, every entry in the user's zone, by indexed queries."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

from brm_tui.rules.zones import to_utc
from brm_tui.store.queries.calendar_dates import DATED, freezes, linked_customers
from brm_tui.store.queries.calendar_entry import CalendarEntry, Window
from brm_tui.store.queries.calendar_items import titled
from brm_tui.store.queries.convert import bind_date, bind_instant, bind_local, read_instant, read_local
from brm_tui.store.queries.series import chunks, marks

__all__ = ["CalendarEntry", "Window", "calendar_entries"]

_ONE_DAY = timedelta(days=1)
_MOST_DAYS = 32
"""Timed events last at most 31 days, so those that reach a window start at most so long before it."""

_EVENT = "e.id, e.layer, e.title, e.zone, e.status, e.impact, e.internal, e.recurrence, e.place, e.all_day"
_OCCURRENCE = (
    'o.original_start, o.start, o."end", o.start_at, o.end_at, x.title, x.place,'
    " (x.id IS NOT NULL AND (x.start IS NOT NULL OR x.length IS NOT NULL OR x.end_date IS NOT NULL))"
)
_CONCERNS = " AND e.id IN (SELECT l.event_id FROM event_customer l WHERE l.customer_id = ?)"

_OF_EVENTS = {"meeting", "customer", "it"}


def calendar_entries(
    connection: sqlite3.Connection, window: Window, layers: Collection[str] = ()
) -> list[CalendarEntry]:
    """Return what the integrated calendar holds in a window, by day, whole days first, then by time.

    Args:
        connection: Where to read.
        window: Which days, whose, and in which zone.
        layers: Only these layers; empty: all.
    """
    found: list[CalendarEntry] = []
    wanted = _OF_EVENTS.intersection(layers) if layers else _OF_EVENTS
    if wanted:
        found.extend(_events(connection, window, wanted))
    for layer, read in DATED:
        if not layers or layer in layers:
            found.extend(read(connection, window))
    if not layers or "it" in layers:
        found.extend(freezes(connection, window))
    found.sort(key=_order)
    return found


def _order(entry: CalendarEntry) -> tuple[Any, ...]:
    start = entry.start
    return start.date(), not entry.all_day, start, entry.end, entry.title, entry.source_id, entry.part


def _events(connection: sqlite3.Connection, window: Window, layers: Collection[str]) -> list[CalendarEntry]:
    rows = [row for row in _occurrences(connection, window) if row[1] in layers]
    if window.include_cancelled:
        rows.extend(row for row in _cancelled_occurrences(connection, window) if row[1] in layers)
    else:
        rows = [row for row in rows if row[4] != "cancelled"]
    customers = linked_customers(connection, "event_customer", "event_id", {row[0] for row in rows})
    titles: dict[str, tuple[str, tuple[str, ...]]] = {}
    found = []
    for row in rows:
        entry = _entry(row, window, customers, titles)
        if window.overlaps(entry.start, entry.end):
            found.append(entry)
    return found


def _entry(
    row: tuple[Any, ...],
    window: Window,
    customers: dict[str, list[tuple[str, str, str]]],
    titles: dict[str, tuple[str, tuple[str, ...]]],
) -> CalendarEntry:
    event_id, layer, title, zone, status, impact, internal, recurrence, place, all_day = row[:10]
    original, start, end, start_at, end_at, own_title, own_place, moved = row[10:]
    named = titles.get(event_id)
    if named is None:
        whom = customers.get(event_id, [])
        codes = tuple(code for _id, _name, code in whom)
        named = titles[event_id] = (titled([(row_id, name) for row_id, name, _code in whom], title), codes)
    if all_day:
        last = read_local(end).date() - _ONE_DAY
        begins, ends, begins_at, ends_at = window.on_days(read_local(start).date(), last)
    else:
        begins_at, ends_at = read_instant(start_at), read_instant(end_at)
        begins, ends = window.wall(begins_at), window.wall(ends_at)
    return CalendarEntry(
        layer=layer,
        source="event",
        source_id=event_id,
        original_start=read_local(original),
        start=begins,
        end=ends,
        start_at=begins_at,
        end_at=ends_at,
        all_day=bool(all_day),
        zone="" if all_day else zone,
        title=named[0] if own_title is None else own_title,
        customers=named[1],
        place=place if own_place is None else own_place,
        status=status,
        cancelled=status == "cancelled",
        moved=bool(moved),
        recurring=bool(recurrence),
        blackout=impact == "blackout",
        internal=bool(internal),
    )


def _occurrences(connection: sqlite3.Connection, window: Window) -> Iterator[tuple[Any, ...]]:
    """Yield the occurrences that may lie in the window: those that start near it, and the long ones."""
    # Whole days stand at midnight UTC, which is up to 14 hours beside the user's midnight.
    low, high = window.start - _ONE_DAY, window.end + _ONE_DAY
    near = low - timedelta(days=_MOST_DAYS)
    columns = f"SELECT {_EVENT}, {_OCCURRENCE} FROM occurrence o JOIN event e ON e.id = o.event_id"
    columns += " LEFT JOIN event_exception x ON x.id = o.exception_id"
    scope, whose = (_CONCERNS, [window.customer_id]) if window.customer_id else ("", [])
    yield from connection.execute(
        f"{columns} WHERE o.start_at >= ? AND o.start_at < ? AND o.end_at >= ?{scope}",
        [_stored(near), _stored(high), _stored(low), *whose],
    )
    for ids in chunks(_long_events(connection, near, low)):
        yield from connection.execute(
            f"{columns} WHERE o.event_id IN ({marks(ids)}) AND o.start_at < ? AND o.end_at >= ?{scope}",
            [*ids, _stored(near), _stored(low), *whose],
        )


def _long_events(connection: sqlite3.Connection, near: datetime, low: datetime) -> list[str]:
    """Return the events that may reach into a window although they start long before it."""
    listed = [
        event_id
        for event_id, start, end_date, recurrence in connection.execute(
            "SELECT id, start, end_date, recurrence FROM event WHERE all_day = 1 AND start < ?"
            " AND (end_date >= ? OR recurrence <> '')",
            (bind_local(near), bind_date(low.date())),
        )
        if not recurrence
        or (datetime.combine(datetime.fromisoformat(end_date), time()) - read_local(start)).days >= _MOST_DAYS
    ]
    stretched = connection.execute(
        "SELECT event_id FROM event_exception WHERE end_date >= ?", (bind_date(low.date()),)
    )
    return sorted({*listed, *(row[0] for row in stretched)})


def _cancelled_occurrences(connection: sqlite3.Connection, window: Window) -> Iterator[tuple[Any, ...]]:
    """Yield rows, in the form of the others, of occurrences that were cancelled."""
    low, high = window.start - timedelta(days=_MOST_DAYS), window.end + _ONE_DAY
    scope, whose = (_CONCERNS, [window.customer_id]) if window.customer_id else ("", [])
    for row in connection.execute(
        f"SELECT {_EVENT}, x.original_start, e.length, e.start, e.end_date FROM event_exception x"
        " JOIN event e ON e.id = x.event_id WHERE x.cancelled = 1 AND x.original_start >= ?"
        f" AND x.original_start < ?{scope}",
        [bind_local(low), bind_local(high), *whose],
    ):
        event, (original, length, first, last) = list(row[:10]), row[10:]
        zone, all_day = event[3], event[9]
        start = read_local(original)
        if all_day:
            days = (datetime.combine(datetime.fromisoformat(last), time()) - read_local(first)).days + 1
            end = start + timedelta(days=days)
            start_at, end_at = start.replace(tzinfo=UTC), end.replace(tzinfo=UTC)
        else:
            start_at = to_utc(start, zone)
            end_at = start_at + timedelta(minutes=length)
            end = start
        event[4] = "cancelled"
        instants = (bind_instant(start_at), bind_instant(end_at))
        yield (*event, original, bind_local(start), bind_local(end), *instants, None, None, False)


def _stored(moment: datetime) -> str:
    """Return a naive moment, taken as UTC, as instants are stored."""
    return bind_local(moment)
