"""How much of each layer a span of days holds, day by day, counted where it lies rather than read."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from brm_tui.rules.zones import to_utc
from brm_tui.store.queries.calendar_dates import freezes
from brm_tui.store.queries.calendar_entry import Window
from brm_tui.store.queries.convert import bind_date, bind_local, read_local
from brm_tui.store.queries.open_actions import OPEN

_ONE_DAY = timedelta(days=1)
_OF_EVENTS = ("meeting", "customer", "it")

_DATED = (
    (
        "milestone",
        "SELECT COALESCE(m.reached, m.forecast, m.baseline) AS day, COUNT(*) FROM milestone m"
        " WHERE COALESCE(m.reached, m.forecast, m.baseline) BETWEEN ? AND ?",
        "m.project_id IN (SELECT l.project_id FROM project_customer l WHERE l.customer_id = ?)",
    ),
    (
        "agreement",
        "SELECT a.review_date AS day, COUNT(*) FROM agreement a"
        " WHERE a.review_date BETWEEN ? AND ? AND a.ended IS NULL",
        "a.customer_id = ?",
    ),
    (
        "agreement",
        "SELECT a.term_end AS day, COUNT(*) FROM agreement a"
        " WHERE a.term_end BETWEEN ? AND ? AND a.ended IS NULL",
        "a.customer_id = ?",
    ),
    (
        "agreement",
        "SELECT x.valid_until AS day, COUNT(*) FROM appendix x JOIN agreement a ON a.id = x.agreement_id"
        " WHERE x.valid_until BETWEEN ? AND ? AND a.ended IS NULL",
        "a.customer_id = ?",
    ),
    (
        "due",
        f"SELECT x.due AS day, COUNT(*) FROM action x WHERE x.due BETWEEN ? AND ? AND x.status IN {OPEN}",
        "x.customer_id = ?",
    ),
    (
        "due",
        "SELECT x.due AS day, COUNT(*) FROM objective x JOIN agreement a ON a.id = x.agreement_id"
        " WHERE x.due BETWEEN ? AND ? AND x.status IN ('proposed', 'planned', 'in progress')"
        " AND a.ended IS NULL",
        "a.customer_id = ?",
    ),
)
"""Layer, days with counts, and the condition on a customer, of what has a date and no time."""


class Closed(NamedTuple):
    """Days in which no changes are wanted.

    Attributes:
        kind: blackout or freeze.
        first: The first of them.
        last: The last one, inclusive.
        title: What it is called.
    """

    kind: str
    first: date
    last: date
    title: str


class DayCounts(NamedTuple):
    """What the days of a span hold.

    Attributes:
        counts: How many entries of a layer begin on a day, blackouts and freezes apart.
        closed: Blackouts and freezes, in order.
    """

    counts: dict[date, dict[str, int]]
    closed: list[Closed]


def day_counts(connection: sqlite3.Connection, window: Window, layers: Collection[str] = ()) -> DayCounts:
    """Return how many entries of each layer begin on each day of a window.

    Args:
        connection: Where to read.
        window: Which days, whose, and in which zone.
        layers: Only these layers; empty: all.
    """
    found: dict[date, Counter[str]] = {}
    for layer, day, count in _counted(connection, window, layers):
        if window.first <= day <= window.last:
            found.setdefault(day, Counter())[layer] += count
    closed = list(_blackouts(connection, window, layers))
    if not layers or "it" in layers:
        closed += [
            Closed("freeze", entry.start.date(), entry.last_day, entry.title)
            for entry in freezes(connection, window)
        ]
    return DayCounts({day: dict(counts) for day, counts in found.items()}, sorted(closed, key=_order))


def _order(closed: Closed) -> tuple[date, date, str]:
    return closed.first, closed.last, closed.title


def _counted(
    connection: sqlite3.Connection, window: Window, layers: Collection[str]
) -> Iterator[tuple[str, date, int]]:
    wanted = [layer for layer in _OF_EVENTS if not layers or layer in layers]
    if wanted:
        yield from _events(connection, window, wanted)
    if not layers or "change" in layers:
        yield from _changes(connection, window)
    days = [bind_date(window.first), bind_date(window.last)]
    for layer, query, whose in _DATED:
        if layers and layer not in layers:
            continue
        scope = f" AND {whose}" if window.customer_id else ""
        bound = [*days, window.customer_id] if window.customer_id else days
        for day, count in connection.execute(f"{query}{scope} GROUP BY 1", bound):
            yield layer, date.fromisoformat(day), count


def _event_scope(window: Window) -> tuple[str, list[str]]:
    if not window.customer_id:
        return "", []
    return " AND e.id IN (SELECT l.event_id FROM event_customer l WHERE l.customer_id = ?)", [
        window.customer_id
    ]


_SPECIAL = "(e.layer <> 'meeting' OR e.all_day = 1 OR e.status = 'cancelled' OR e.impact = 'blackout')"
"""Which events are not simply meetings: on a desk of thousands of forums, few of them."""


def _events(
    connection: sqlite3.Connection, window: Window, layers: list[str]
) -> Iterator[tuple[str, date, int]]:
    scope, whose = _event_scope(window)
    days = [bind_local(window.start - _ONE_DAY), bind_local(window.end + _ONE_DAY)]
    condition = "1 = 1" if whose else _SPECIAL
    meetings: Counter[str] = Counter()
    if not whose and "meeting" in layers:
        # All of them stand in the index of starts, with no need to look at their events.
        meetings.update(
            dict(
                connection.execute(
                    "SELECT o.start_at, COUNT(*) FROM occurrence o WHERE o.start_at >= ? AND o.start_at < ?"
                    " GROUP BY 1",
                    days,
                )
            )
        )
    for start_at, all_day, layer, counts, count in connection.execute(
        "SELECT o.start_at, e.all_day, e.layer, e.status <> 'cancelled' AND e.impact <> 'blackout', COUNT(*)"
        " FROM event e CROSS JOIN occurrence o WHERE o.event_id = e.id AND o.start_at >= ? AND o.start_at < ?"
        f" AND {condition}{scope} GROUP BY 1, 2, 3, 4",
        [*days, *whose],
    ):
        if not whose:
            meetings[start_at] -= count
        if counts and layer in layers:
            # Whole days stand at midnight UTC of their dates.
            day = date.fromisoformat(start_at[:10]) if all_day else window.instant(start_at)[0].date()
            yield layer, day, count
    for start_at, count in meetings.items():
        if count > 0:
            yield "meeting", window.instant(start_at)[0].date(), count


def _changes(connection: sqlite3.Connection, window: Window) -> Iterator[tuple[str, date, int]]:
    scope = " AND x.id IN (SELECT l.change_id FROM change_customer l WHERE l.customer_id = ?)"
    for begins, zone, count in connection.execute(
        "SELECT x.window_start, x.zone, COUNT(*) FROM change x WHERE x.window_start >= ? AND x.window_start < ?"
        f" AND x.state <> 'cancelled'{scope if window.customer_id else ''} GROUP BY 1, 2",
        [
            bind_local(window.start - _ONE_DAY),
            bind_local(window.end + _ONE_DAY),
            *([window.customer_id] if window.customer_id else []),
        ],
    ):
        yield "change", window.wall(to_utc(read_local(begins), zone or "UTC")).date(), count


def _blackouts(connection: sqlite3.Connection, window: Window, layers: Collection[str]) -> Iterator[Closed]:
    scope, whose = _event_scope(window)
    for title, layer, all_day, start_at, end_at in connection.execute(
        "SELECT e.title, e.layer, e.all_day, o.start_at, o.end_at FROM event e"
        " JOIN occurrence o ON o.event_id = e.id"
        " WHERE e.impact = 'blackout' AND e.status <> 'cancelled' AND o.start_at < ? AND o.end_at >= ?"
        + scope,
        [bind_local(window.end + _ONE_DAY), bind_local(window.start - _ONE_DAY), *whose],
    ):
        if layers and layer not in layers:
            continue
        if all_day:
            begins, ends = window.days(start_at[:10], end_at[:10])[:2]
        else:
            begins, ends = window.instant(start_at)[0], window.instant(end_at)[0]
        last = max(begins, ends - timedelta(microseconds=1)).date()
        if begins.date() <= window.last and last >= window.first:
            yield Closed("blackout", begins.date(), last, title)
