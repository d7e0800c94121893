"""Who of IT could serve a customer: what was rated of everybody there and at its kin, and what they have to do."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from brm_tui.rules.candidates import Fit, Ratings, fit
from brm_tui.rules.load import Capacity, Served, load_of
from brm_tui.rules.vocabulary import RepresentationRole
from brm_tui.store.queries.serving import serving

_PEOPLE = """
SELECT p.id, p.name, p.title, p.capacity_hours, p.comfortable_customers FROM person p
WHERE p.side = 'IT' AND (p.active_until IS NULL OR p.active_until >= :today) ORDER BY p.name_sort, p.id
"""
_RATINGS = """
SELECT x.person_id, c.name, c.id <> :customer, x.affinity_organisation, x.affinity_process, x.affinity_services,
  x.affinity_customer
FROM representation x JOIN customer c ON c.id = x.customer_id
WHERE c.id IN (
  SELECT k.id FROM customer k WHERE k.id = :customer OR k.parent_id = :customer
  UNION SELECT o.parent_id FROM customer o WHERE o.id = :customer AND o.parent_id IS NOT NULL
  UNION SELECT s.id FROM customer o JOIN customer s ON s.parent_id = o.parent_id WHERE o.id = :customer)
ORDER BY COALESCE(x.active_until, '9999') DESC, COALESCE(x.active_from, '') DESC, x.id DESC
"""
_HOURS = """
SELECT x.hours FROM representation x WHERE x.customer_id = :customer AND x.role = :role AND x.hours IS NOT NULL
ORDER BY COALESCE(x.active_until, '9999') DESC, x.id DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could serve a customer.

    Attributes:
        serves: In which role the person serves the customer already; None: in none.
        fit: How well it would do, with the terms.
    """

    id: str
    name: str
    title: str
    serves: RepresentationRole | None
    fit: Fit


@dataclass(frozen=True, slots=True)
class Candidates:
    """Everybody who could serve a customer.

    Attributes:
        customer: What it is called.
        tier: Its tier.
        role: In which role somebody is wanted.
        hours: Hours a week that it took last in that role; None: not known.
        people: The candidates, the best first.
    """

    customer_id: str
    customer: str
    tier: int
    role: RepresentationRole
    hours: float | None
    people: tuple[Candidate, ...]


def last_hours(connection: sqlite3.Connection, customer_id: str, role: RepresentationRole) -> float | None:
    """Return the hours a week that a customer takes, or took last, in a role; None: not known."""
    found = connection.execute(_HOURS, {"customer": customer_id, "role": role.value}).fetchone()
    return found[0] if found else None


def candidates(
    connection: sqlite3.Connection, customer_id: str, role: RepresentationRole, today: date
) -> Candidates | None:
    """Return who could serve a customer, None where it is gone; who does so in that role already is left out."""
    head = connection.execute("SELECT name, tier FROM customer WHERE id = ?", (customer_id,)).fetchone()
    if head is None:
        return None
    name, tier = head
    hours = last_hours(connection, customer_id, role)
    ratings: dict[str, list[Ratings]] = {}
    for person_id, called, kin, *values in connection.execute(_RATINGS, {"customer": customer_id}):
        ratings.setdefault(person_id, []).append(Ratings(called, tuple(values), bool(kin)))
    roles: dict[str, set[str]] = {}
    for person_id, own in connection.execute(
        "SELECT x.person_id, x.role FROM representation x WHERE x.customer_id = :customer"
        " AND (x.active_until IS NULL OR x.active_until >= :today)",
        {"customer": customer_id, "today": today.isoformat()},
    ):
        roles.setdefault(person_id, set()).add(own)
    served = serving(connection, today)
    wanted = Served("", customer_id, tier, hours, role is RepresentationRole.BACKUP)
    found = []
    for person_id, person, title, capacity_hours, comfortable in connection.execute(
        _PEOPLE, {"today": today.isoformat()}
    ):
        own_roles = roles.get(person_id, set())
        if role.value in own_roles:
            continue
        capacity = Capacity(capacity_hours, comfortable)
        now = served.get(person_id, [])
        judged = fit(ratings.get(person_id, ()), load_of(now, capacity), load_of([*now, wanted], capacity))
        serves = next((word for word in RepresentationRole if word.value in own_roles), None)
        found.append(Candidate(person_id, person, title, serves, judged))
    found.sort(key=lambda one: one.fit.order)
    return Candidates(customer_id, name, tier, role, hours, tuple(found))
