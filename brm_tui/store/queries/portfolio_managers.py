"""Who looks after whom: relationship managers, what they have to do, and since when."""

from __future__ import annotations

import sqlite3
from datetime import date

from brm_tui.rules.load import Capacity, load_of
from brm_tui.store.queries.portfolio_records import ManagerHeading, Moment
from brm_tui.store.queries.series import chunks, marks
from brm_tui.store.queries.serving import CURRENT, serving


def manager_headings(
    connection: sqlite3.Connection, sizes: dict[str | None, int], moment: Moment
) -> dict[str | None, ManagerHeading]:
    """Return the headings of managers by id, with how many customers are listed; none at all comes first."""
    found: dict[str | None, ManagerHeading] = {}
    headings: list[tuple[str, str, ManagerHeading]] = []
    if None in sizes:
        found[None] = ManagerHeading("manager:", None, sizes[None])
    managers = [manager_id for manager_id in sizes if manager_id is not None]
    served = serving(connection, moment.today, managers)
    for ids in chunks(managers):
        for row_id, name, hours, comfortable, called in connection.execute(
            "SELECT p.id, p.name, p.capacity_hours, p.comfortable_customers, p.name_sort FROM person p"
            f" WHERE p.id IN ({marks(ids)})",
            ids,
        ):
            load = load_of(served.get(row_id, ()), Capacity(hours, comfortable))
            headings.append((called, row_id, ManagerHeading(f"manager:{row_id}", name, sizes[row_id], load)))
    return found | {row_id: heading for _called, row_id, heading in sorted(headings, key=lambda one: one[:2])}


def managers(connection: sqlite3.Connection, today: date) -> list[tuple[str, str]]:
    """Return id and name of everybody who is a relationship manager now."""
    found = connection.execute(
        "SELECT DISTINCT y.id, y.name, y.name_sort FROM representation x JOIN person y ON y.id = x.person_id"
        f" WHERE x.role = 'relationship manager' AND {CURRENT} ORDER BY y.name_sort, y.id",
        {"today": today.isoformat()},
    )
    return [(row_id, name) for row_id, name, _sorted in found]


def manager_of(connection: sqlite3.Connection, customer_id: str, today: date) -> str | None:
    """Return the e-mail, or the id, of a customer's relationship manager; None where it has none."""
    found = connection.execute(
        "SELECT COALESCE(y.email, y.id) FROM representation x JOIN person y ON y.id = x.person_id"
        " AND (y.active_until IS NULL OR y.active_until >= :today)"
        f" WHERE x.customer_id = :customer AND x.role = 'relationship manager' AND {CURRENT}"
        " ORDER BY COALESCE(x.hours, 0) DESC, x.id LIMIT 1",
        {"today": today.isoformat(), "customer": customer_id},
    ).fetchone()
    return found[0] if found else None


def manager_row(connection: sqlite3.Connection, customer_id: str, today: date) -> str | None:
    """Return the representation of a customer's relationship manager; None where it has none."""
    found = connection.execute(
        "SELECT x.id FROM representation x JOIN person y ON y.id = x.person_id"
        " AND (y.active_until IS NULL OR y.active_until >= :today)"
        f" WHERE x.customer_id = :customer AND x.role = 'relationship manager' AND {CURRENT}"
        " ORDER BY COALESCE(x.hours, 0) DESC, x.id LIMIT 1",
        {"today": today.isoformat(), "customer": customer_id},
    ).fetchone()
    return found[0] if found else None


def serving_managers(
    connection: sqlite3.Connection, customer_id: str, today: date
) -> list[tuple[str, str, date | None]]:
    """Return the current representations of a customer's relationship managers: id, person, first day."""
    found = connection.execute(
        "SELECT x.id, x.person_id, x.active_from FROM representation x"
        f" WHERE x.customer_id = :customer AND x.role = 'relationship manager' AND {CURRENT}",
        {"today": today.isoformat(), "customer": customer_id},
    )
    return [(row_id, person, date.fromisoformat(first) if first else None) for row_id, person, first in found]
