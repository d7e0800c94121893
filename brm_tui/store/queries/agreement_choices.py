"""Whom and what the forms of an agreement can name."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from brm_tui.rules.vocabulary import Side, SignatureRole
from brm_tui.store.queries.convert import build

_PEOPLE = """
SELECT p.id, p.email, p.name, p.title, p.organisation, p.side
FROM person p
WHERE (p.active_until IS NULL OR p.active_until >= :today) AND (p.id IN (
    SELECT r.person_id FROM contact_role r WHERE r.customer_id = :customer
    UNION SELECT r.person_id FROM representation r WHERE r.customer_id = :customer
    UNION SELECT s.person_id FROM plan_staff s JOIN agreement a ON a.id = s.agreement_id
      WHERE a.customer_id = :customer) OR (:side <> '' AND p.side = :side))
ORDER BY p.name_sort, p.id
"""

_HOLDERS = """
SELECT held.role, p.id, p.email
FROM (SELECT r.role, r.person_id, r.active_from, r.active_until, r."primary" AS first FROM contact_role r
      WHERE r.customer_id = :customer
      UNION ALL SELECT r.role, r.person_id, r.active_from, r.active_until, 0 FROM representation r
      WHERE r.customer_id = :customer) held
JOIN person p ON p.id = held.person_id
WHERE (p.active_until IS NULL OR p.active_until >= :today)
  AND (held.active_from IS NULL OR held.active_from <= :today)
  AND (held.active_until IS NULL OR held.active_until >= :today)
ORDER BY held.first DESC, p.name_sort, p.id
"""


@dataclass(frozen=True, slots=True)
class PersonChoice:
    """Someone who can be picked."""

    id: str
    email: str | None
    name: str
    title: str
    organisation: str
    side: Side


def people_of(connection: sqlite3.Connection, customer_id: str, side: str, today: date) -> list[PersonChoice]:
    """Return a customer's people, and with them all of one side, without those who have left."""
    rows = connection.execute(
        _PEOPLE, {"customer": customer_id, "side": side, "today": today.isoformat()}
    ).fetchall()
    return build(PersonChoice, rows)


def holders_of(connection: sqlite3.Connection, customer_id: str, today: date) -> dict[str, str]:
    """Return who holds which role at a customer today: e-mail or id by role, one person a role."""
    rows = connection.execute(_HOLDERS, {"customer": customer_id, "today": today.isoformat()}).fetchall()
    return {role: email or person_id for role, person_id, email in reversed(rows)}


def signatories_of(connection: sqlite3.Connection, customer_id: str, today: date) -> dict[str, str]:
    """Return who holds the roles that sign at a customer: e-mail or id by role, one person a role."""
    holders = holders_of(connection, customer_id, today)
    return {role.value: holders[role.value] for role in SignatureRole if role.value in holders}


def objectives_of(connection: sqlite3.Connection, agreement_id: str) -> list[tuple[str, str]]:
    """Return an agreement's objectives and initiatives as id and title."""
    return connection.execute(
        "SELECT id, title FROM objective WHERE agreement_id = ? ORDER BY position, id", (agreement_id,)
    ).fetchall()


def side_of_person(connection: sqlite3.Connection, person_id: str) -> str:
    """Return whose person someone is."""
    return str(connection.execute("SELECT side FROM person WHERE id = ?", (person_id,)).fetchone()[0])


def customer_of_objective(connection: sqlite3.Connection, objective_id: str) -> str | None:
    """Return the customer whose agreement holds an objective; None where there is no such objective."""
    found = connection.execute(
        "SELECT a.customer_id FROM objective o JOIN agreement a ON a.id = o.agreement_id WHERE o.id = ?",
        (objective_id,),
    ).fetchone()
    return None if found is None else str(found[0])
