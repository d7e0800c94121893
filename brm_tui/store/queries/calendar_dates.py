"""What the integrated calendar holds besides events: changes, milestones, agreements, due dates, freezes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta
from typing import Any

from brm_tui.rules.zones import to_utc
from brm_tui.store.queries.calendar_entry import CalendarEntry, Window
from brm_tui.store.queries.calendar_items import titled
from brm_tui.store.queries.convert import bind_date, bind_local, read_local
from brm_tui.store.queries.open_actions import OPEN
from brm_tui.store.queries.series import chunks, marks

_CHANGE_STATUS = {"cancelled": "cancelled", "requested": "tentative"}
_HIGH = ("high", "very high")

Customers = list[tuple[str, str, str]]


def _scope(window: Window, condition: str) -> tuple[str, list[str]]:
    """Return a condition on the window's customer, and what it binds."""
    return (f" AND {condition}", [window.customer_id]) if window.customer_id else ("", [])


def linked_customers(
    connection: sqlite3.Connection, table: str, owner: str, ids: set[str]
) -> dict[str, Customers]:
    """Return id, name and code of the customers that a link table gives to rows, in order of their names."""
    linked: dict[str, list[str]] = {}
    for part in chunks(sorted(ids)):
        query = f"SELECT {owner}, customer_id FROM {table} WHERE {owner} IN ({marks(part)})"
        for owner_id, customer_id in connection.execute(query, part):
            linked.setdefault(owner_id, []).append(customer_id)
    named: dict[str, tuple[str, str, str]] = {}
    orders: dict[str, tuple[str, str]] = {}
    for part in chunks(sorted({customer_id for several in linked.values() for customer_id in several})):
        query = f"SELECT id, name, code, name_sort FROM customer WHERE id IN ({marks(part)})"
        for row_id, name, code, name_sort in connection.execute(query, part):
            named[row_id] = (row_id, name, code)
            orders[row_id] = (name_sort, row_id)
    for several in linked.values():
        if len(several) > 1:
            several.sort(key=orders.__getitem__)
    return {owner_id: [named[one] for one in several] for owner_id, several in linked.items()}


def _on_day(
    window: Window, layer: str, source: str, row_id: str, day: str, title: str, **more: Any
) -> CalendarEntry:
    return CalendarEntry(layer, source, row_id, *window.day(day), title, all_day=True, **more)


def _days(window: Window) -> list[str]:
    return [bind_date(window.first), bind_date(window.last)]


def changes(connection: sqlite3.Connection, window: Window) -> list[CalendarEntry]:
    """Return the windows of changes."""
    scope, whose = _scope(
        window, "x.id IN (SELECT l.change_id FROM change_customer l WHERE l.customer_id = ?)"
    )
    if not window.include_cancelled:
        scope += " AND x.state <> 'cancelled'"
    around = timedelta(days=1)  # the window of a change is in its own zone
    rows = connection.execute(
        f"SELECT {_CHANGE_COLUMNS}"
        " FROM change x WHERE x.window_start < ? AND COALESCE(x.window_end, x.window_start) >= ?" + scope,
        [bind_local(window.end + around), bind_local(window.start - around), *whose],
    ).fetchall()
    customers = linked_customers(connection, "change_customer", "change_id", {row[0] for row in rows})
    found = [_change(window, row, customers.get(row[0], ())) for row in rows]
    return [entry for entry in found if window.overlaps(entry.start, entry.end)]


_CHANGE_COLUMNS = "x.id, x.code, x.title, x.risk, x.window_start, x.window_end, x.zone, x.state, x.internal"


def change_entries(
    connection: sqlite3.Connection, window: Window, ids: Collection[str]
) -> list[CalendarEntry]:
    """Return the windows of some changes, wherever they lie; those without one are left out."""
    customers = linked_customers(connection, "change_customer", "change_id", set(ids))
    return [
        _change(window, row, customers.get(row[0], ()))
        for part in chunks(ids)
        for row in connection.execute(
            f"SELECT {_CHANGE_COLUMNS} FROM change x WHERE x.window_start IS NOT NULL AND x.id IN ({marks(part)})",
            part,
        )
    ]


def _change(window: Window, row: tuple[Any, ...], customers: Sequence[tuple[str, str, str]]) -> CalendarEntry:
    row_id, code, title, risk, begins, ends, zone, state, internal = row
    zone = zone or "UTC"
    local = read_local(begins)
    minutes = int((read_local(ends) - local).total_seconds() // 60) if ends else 60
    start_at = to_utc(local, zone)
    end_at = start_at + timedelta(minutes=max(1, minutes))
    status = _CHANGE_STATUS.get(state, "confirmed")
    return CalendarEntry(
        "change",
        "change",
        row_id,
        window.wall(start_at),
        window.wall(end_at),
        start_at,
        end_at,
        f"{code} {title}" if code else title,
        zone=zone,
        customers=tuple(code for _id, _name, code in customers),
        status=status,
        cancelled=status == "cancelled",
        high_risk=risk in _HIGH,
        internal=bool(internal),
    )


def milestones(connection: sqlite3.Connection, window: Window) -> list[CalendarEntry]:
    """Return the days of projects' milestones: reached, else forecast, else as first planned."""
    scope, whose = _scope(
        window, "p.id IN (SELECT l.project_id FROM project_customer l WHERE l.customer_id = ?)"
    )
    rows = connection.execute(
        "SELECT m.id, m.title, COALESCE(m.reached, m.forecast, m.baseline), p.id, p.name, p.internal"
        " FROM milestone m JOIN project p ON p.id = m.project_id"
        " WHERE COALESCE(m.reached, m.forecast, m.baseline) BETWEEN ? AND ?" + scope,
        [*_days(window), *whose],
    ).fetchall()
    customers = linked_customers(connection, "project_customer", "project_id", {row[3] for row in rows})
    return [
        _on_day(
            window,
            "milestone",
            "milestone",
            row_id,
            day,
            f"{project}: {title}",
            customers=tuple(code for _id, _name, code in customers.get(project_id, ())),
            internal=bool(internal),
        )
        for row_id, title, day, project_id, project, internal in rows
    ]


def agreements(connection: sqlite3.Connection, window: Window) -> list[CalendarEntry]:
    """Return when agreements are reviewed and end, and when their appendices end."""
    scope, whose = _scope(window, "a.customer_id = ?")
    found = []
    for part, column, words in (
        ("review", "review_date", "Review of"),
        ("expiry", "term_end", "Last day of"),
    ):
        for row_id, title, day, customer_id, name, code in connection.execute(
            f"SELECT a.id, a.title, a.{column}, c.id, c.name, c.code FROM agreement a"
            f" JOIN customer c ON c.id = a.customer_id WHERE a.{column} BETWEEN ? AND ?"
            f" AND a.ended IS NULL{scope}",
            [*_days(window), *whose],
        ):
            own = f"{words} {title}"
            named = titled([(customer_id, name)], own)
            found.append(
                _on_day(
                    window,
                    "agreement",
                    "agreement",
                    row_id,
                    day,
                    named,
                    part=part,
                    customers=(code,),
                    own_title=own,
                )
            )
    for row_id, kind, title, day, internal, customer_id, name, code in connection.execute(
        "SELECT x.id, x.kind, x.title, x.valid_until, x.internal, c.id, c.name, c.code FROM appendix x"
        " JOIN agreement a ON a.id = x.agreement_id JOIN customer c ON c.id = a.customer_id"
        f" WHERE x.valid_until BETWEEN ? AND ? AND a.ended IS NULL{scope}",
        [*_days(window), *whose],
    ):
        own = f"{kind} ends: {title}"
        named = titled([(customer_id, name)], own)
        found.append(
            _on_day(
                window,
                "agreement",
                "appendix",
                row_id,
                day,
                named,
                customers=(code,),
                internal=bool(internal),
                own_title=own,
            )
        )
    return found


def due_dates(connection: sqlite3.Connection, window: Window) -> list[CalendarEntry]:
    """Return when open actions and objectives are due."""
    scope, whose = _scope(window, "x.customer_id = ?")
    found = []
    for row_id, title, day, internal, customer_id, name, code in connection.execute(
        "SELECT x.id, x.title, x.due, x.internal, c.id, c.name, c.code FROM action x"
        " LEFT JOIN customer c ON c.id = x.customer_id"
        f" WHERE x.due BETWEEN ? AND ? AND x.status IN {OPEN}{scope}",
        [*_days(window), *whose],
    ):
        whom = [(customer_id, name)] if customer_id else []
        codes = (code,) if customer_id else ()
        own = f"Due: {title}"
        named = titled(whom, own)
        found.append(
            _on_day(
                window,
                "due",
                "action",
                row_id,
                day,
                named,
                customers=codes,
                internal=bool(internal),
                own_title=own,
            )
        )
    scope, whose = _scope(window, "a.customer_id = ?")
    for row_id, kind, title, day, internal, customer_id, name, code in connection.execute(
        "SELECT x.id, x.kind, x.title, x.due, x.internal, c.id, c.name, c.code FROM objective x"
        " JOIN agreement a ON a.id = x.agreement_id JOIN customer c ON c.id = a.customer_id"
        " WHERE x.due BETWEEN ? AND ? AND x.status IN ('proposed', 'planned', 'in progress')"
        f" AND a.ended IS NULL{scope}",
        [*_days(window), *whose],
    ):
        own = f"{kind.capitalize()} due: {title}"
        named = titled([(customer_id, name)], own)
        found.append(
            _on_day(
                window,
                "due",
                "objective",
                row_id,
                day,
                named,
                customers=(code,),
                internal=bool(internal),
                own_title=own,
            )
        )
    return found


def freezes(connection: sqlite3.Connection, window: Window) -> list[CalendarEntry]:
    """Return the periods in which IT makes no changes; they concern every customer."""
    found = []
    for row_id, title, first, last in connection.execute(
        'SELECT id, title, start, "end" FROM freeze WHERE start <= ? AND "end" >= ?',
        (bind_date(window.last), bind_date(window.first)),
    ):
        after = (date.fromisoformat(last) + timedelta(days=1)).isoformat()
        found.append(CalendarEntry("it", "freeze", row_id, *window.days(first, after), title, all_day=True))
    return found


DATED: tuple[tuple[str, Callable[[sqlite3.Connection, Window], list[CalendarEntry]]], ...] = (
    ("change", changes),
    ("milestone", milestones),
    ("agreement", agreements),
    ("due", due_dates),
)
"""Each layer that is not made of events, and how it is read."""
