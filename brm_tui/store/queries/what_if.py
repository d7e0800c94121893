"""What moving customers between people of IT concerns: the representations, and the people with what they can do."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from brm_tui.rules.vocabulary import RepresentationRole
from brm_tui.store.queries.convert import build
from brm_tui.store.queries.series import chunks, marks


@dataclass(frozen=True, slots=True)
class MovedCustomer:
    """A representation that may go to somebody else.

    Attributes:
        id: The representation.
        person_id: Whose it is now.
        active_from: Since when; None: not known.
    """

    id: str
    person_id: str
    person: str
    customer_id: str
    customer: str
    tier: int
    role: RepresentationRole
    hours: float | None
    active_from: date | None


@dataclass(frozen=True, slots=True)
class Taker:
    """A person with what the person can do well.

    Attributes:
        capacity_hours: Hours a week for customers; None: not known.
        comfortable: The comfortable number of customers; None: not known.
    """

    id: str
    name: str
    capacity_hours: float | None
    comfortable: int | None


_MOVED = """
SELECT x.id, p.id, p.name, c.id, c.name, c.tier, x.role, x.hours, x.active_from FROM representation x
JOIN person p ON p.id = x.person_id JOIN customer c ON c.id = x.customer_id WHERE %s ORDER BY c.name_sort, x.id
"""


def moved_customers(connection: sqlite3.Connection, representations: Collection[str]) -> list[MovedCustomer]:
    """Return representations, by customer; those that are gone are left out."""
    found: list[MovedCustomer] = []
    for ids in chunks(representations):
        found += build(MovedCustomer, connection.execute(_MOVED % f"x.id IN ({marks(ids)})", ids))
    return found


def who_serves(connection: sqlite3.Connection, today: date) -> list[MovedCustomer]:
    """Return the representations that have not ended, by customer; those of closed customers are left out."""
    condition = "(x.active_until IS NULL OR x.active_until >= ?) AND c.status <> 'closed'"
    return build(MovedCustomer, connection.execute(_MOVED % condition, (today.isoformat(),)))


def takers(connection: sqlite3.Connection, people: Collection[str]) -> dict[str, Taker]:
    """Return people by id, by name."""
    found: list[tuple[str, Taker]] = []
    for ids in chunks(people):
        for row_id, name, hours, comfortable, called in connection.execute(
            "SELECT id, name, capacity_hours, comfortable_customers, name_sort FROM person"
            f" WHERE id IN ({marks(ids)})",
            ids,
        ):
            found.append((called, Taker(row_id, name, hours, comfortable)))
    return {taker.id: taker for _called, taker in sorted(found, key=lambda one: (one[0], one[1].id))}
