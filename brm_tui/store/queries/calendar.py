"""The integrated calendar between two days, every entry in the user's zone, by indexed queries."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from brm_tui.rules.zones import to_utc
from brm_tui.store.queries.calendar_dates import DATED, freezes, linked_customers
from brm_tui.store.queries.calendar_entry import CalendarEntry, Window
from brm_tui.store.queries.calendar_items import titled
from brm_tui.store.queries.convert import bind_date, bind_instant, bind_local, read_local
from brm_tui.store.queries.series import chunks, marks

__all__ = ["CalendarEntry", "Window", "calendar_entries"]

_ONE_DAY = timedelta(days=1)
_DAY_MINUTES = 24 * 60
_MOST_DAYS = 32
"""Timed events last at most 31 days."""

_TIMES = "event_id, original_start, start_at, end_at, exception_id"

Times = tuple[str, str, str, str, str | None]
"""When an occurrence takes place, as stored, and the exception that made it so."""

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
    # Whole days begin at midnight: they come before what has a time.
    return entry.start, not entry.all_day, entry.end, entry.title, entry.source_id, entry.part


class _Event(NamedTuple):
    """What all occurrences of an event have in common; a tuple, as there are thousands in a month."""

    id: str
    layer: str
    title: str
    zone: str
    place: str
    status: str
    all_day: bool
    recurring: bool
    blackout: bool
    internal: bool
    own_title: str
    customers: tuple[str, ...]


def _events(connection: sqlite3.Connection, window: Window, layers: Collection[str]) -> list[CalendarEntry]:
    times = list(_occurrences(connection, window))
    cancelled = _cancelled_occurrences(connection, window) if window.include_cancelled else []
    ids = {row[0] for row in times} | {row[0] for row in cancelled}
    events = _common(connection, window, layers, ids)
    own = _exceptions(connection, {row[4] for row in times if row[4] is not None})
    found = [_entry(window, events[row[0]], row, own, cancelled=False) for row in times if row[0] in events]
    found += [
        _entry(window, events[row[0]], row, own, cancelled=True) for row in cancelled if row[0] in events
    ]
    return [entry for entry in found if window.overlaps(entry.start, entry.end)]


def _common(
    connection: sqlite3.Connection, window: Window, layers: Collection[str], ids: set[str]
) -> dict[str, _Event]:
    """Return those of some events that are wanted."""
    scope, whose = "", []
    if window.customer_id:
        scope = " AND id IN (SELECT l.event_id FROM event_customer l WHERE l.customer_id = ?)"
        whose = [window.customer_id]
    if not window.include_cancelled:
        scope += " AND status <> 'cancelled'"
    customers = linked_customers(connection, "event_customer", "event_id", ids)
    found = {}
    same: dict[str, str] = {}  # what thousands of events say alike, zones and places, is held once
    for part in chunks(sorted(ids)):
        for (
            event_id,
            layer,
            title,
            zone,
            place,
            status,
            all_day,
            rule,
            impact,
            internal,
        ) in connection.execute(
            "SELECT id, layer, title, zone, place, status, all_day, recurrence, impact, internal FROM event"
            f" WHERE id IN ({marks(part)}){scope}",
            [*part, *whose],
        ):
            if layer in layers:
                whom = customers.get(event_id)
                found[event_id] = _Event(
                    event_id,
                    same.setdefault(layer, layer),
                    titled([whom[0][:2]], title) if whom is not None and len(whom) == 1 else title,
                    "" if all_day else same.setdefault(zone, zone),
                    same.setdefault(place, place),
                    same.setdefault(status, status),
                    bool(all_day),
                    bool(rule),
                    impact == "blackout",
                    bool(internal),
                    title,
                    tuple([code for _id, _name, code in whom]) if whom else (),
                )
    return found


def _exceptions(
    connection: sqlite3.Connection, ids: set[str]
) -> dict[str, tuple[str | None, str | None, bool]]:
    """Return the own title, the own place and whether it was moved, of exceptions."""
    found = {}
    for part in chunks(sorted(ids)):
        for row_id, title, place, start, length, end_date in connection.execute(
            f"SELECT id, title, place, start, length, end_date FROM event_exception WHERE id IN ({marks(part)})",
            part,
        ):
            found[row_id] = (title, place, any(value is not None for value in (start, length, end_date)))
    return found


def _entry(
    window: Window,
    event: _Event,
    times: Times,
    own: dict[str, tuple[str | None, str | None, bool]],
    *,
    cancelled: bool,
) -> CalendarEntry:
    _event_id, original, start_at, end_at, exception_id = times
    title, place, moved = own.get(exception_id or "", (None, None, False))
    if event.all_day:
        # Whole days stand at midnight UTC of their dates.
        begins, ends, begins_at, ends_at = window.days(start_at[:10], end_at[:10])
    else:
        begins, begins_at = window.instant(start_at)
        ends, ends_at = window.instant(end_at)
    return CalendarEntry(
        event.layer,
        "event",
        event.id,
        begins,
        ends,
        begins_at,
        ends_at,
        event.title if title is None else title,
        "",
        window.local(original),
        event.all_day,
        event.zone,
        event.customers,
        event.place if place is None else place,
        "cancelled" if cancelled else event.status,
        cancelled or event.status == "cancelled",
        moved,
        event.recurring,
        event.blackout,
        False,
        event.internal,
        event.own_title if title is None else title,
    )


def _occurrences(connection: sqlite3.Connection, window: Window) -> Iterator[Times]:
    """Yield the occurrences that may lie in the window: those that start near it, and the long ones."""
    # Whole days stand at midnight UTC, which is up to 14 hours beside the user's midnight.
    low, high = window.start - _ONE_DAY, window.end + _ONE_DAY
    near = low - _ONE_DAY
    yield from connection.execute(
        f"SELECT {_TIMES} FROM occurrence WHERE start_at >= ? AND start_at < ?",
        (_stored(near), _stored(high)),
    )
    for ids in chunks(_long_events(connection, near, low)):
        yield from connection.execute(
            f"SELECT {_TIMES} FROM occurrence WHERE event_id IN ({marks(ids)}) AND start_at < ? AND end_at >= ?",
            [*ids, _stored(near), _stored(low)],
        )


def _long_events(connection: sqlite3.Connection, near: datetime, low: datetime) -> list[str]:
    """Return the events that may reach into a window although they start long before it."""
    listed = [
        event_id
        for event_id, start, length, end_date, recurrence in connection.execute(
            "SELECT id, start, length, end_date, recurrence FROM event WHERE start < ?"
            " AND ((all_day = 1 AND (end_date >= ? OR recurrence <> '')) OR length > ?)",
            (bind_local(near), bind_date(low.date()), _DAY_MINUTES),
        )
        if length is not None or not recurrence or end_date > start[:10]
    ]
    stretched = connection.execute(
        "SELECT event_id FROM event_exception WHERE end_date >= ? OR length > ?",
        (bind_date(low.date()), _DAY_MINUTES),
    )
    return sorted({*listed, *(row[0] for row in stretched)})


def _cancelled_occurrences(connection: sqlite3.Connection, window: Window) -> list[Times]:
    """Return occurrences that were cancelled, at the times that the series gave them."""
    low, high = window.start - timedelta(days=_MOST_DAYS), window.end + _ONE_DAY
    found: list[Times] = []
    for event_id, original, zone, all_day, length, first, last in connection.execute(
        "SELECT x.event_id, x.original_start, e.zone, e.all_day, e.length, e.start, e.end_date"
        " FROM event_exception x CROSS JOIN event e WHERE e.id = x.event_id AND x.cancelled = 1"
        " AND x.original_start >= ? AND x.original_start < ?",
        (bind_local(low), bind_local(high)),
    ):
        start = read_local(original)
        if all_day:
            span = datetime.combine(date.fromisoformat(last), time()) - read_local(first) + _ONE_DAY
            start_at = start.replace(tzinfo=UTC)
        else:
            span = timedelta(minutes=length)
            start_at = to_utc(start, zone)
        found.append((event_id, original, bind_instant(start_at), bind_instant(start_at + span), None))
    return found


def _stored(moment: datetime) -> str:
    """Return a naive moment, taken as UTC, as instants are stored."""
    return bind_local(moment)
