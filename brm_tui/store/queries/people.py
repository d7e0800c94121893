"""People: who is what to a customer."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from brm_tui.rules.vocabulary import ContactRoleName, Engagement, Grade, RepresentationRole, Side
from brm_tui.store.queries.convert import build


@dataclass(frozen=True, slots=True)
class CustomerPerson:
    """A person in one role at a customer, or representing IT to it.

    Attributes:
        id: The role's row.
        kind: Its KIND: roles or representations.
        left: The last day in the role or the job, where it is past.
    """

    id: str
    kind: str
    person_id: str
    name: str
    side: Side
    title: str
    role: str
    primary: bool
    hours: float | None
    influence: Grade | None
    interest: Grade | None
    engagement_now: Engagement | None
    engagement_wanted: Engagement | None
    email: str | None
    phone: str
    left: date | None


def _rank(column: str, words: type[ContactRoleName] | type[RepresentationRole]) -> str:
    return (
        f"CASE {column} {' '.join(f'WHEN {word.value!r} THEN {rank}' for rank, word in enumerate(words))} END"
    )


_LEFT = """CASE WHEN r.active_until < :today AND (p.active_until IS NULL OR p.active_until >= r.active_until)
  THEN r.active_until WHEN p.active_until < :today THEN p.active_until END"""


def customer_people(connection: sqlite3.Connection, customer_id: str, today: date) -> list[CustomerPerson]:
    """Return everybody at a customer and everybody who represents IT to it.

    The business comes first, by role, the primary contact at the top; leavers come last.
    """
    query = f"""
        SELECT id, kind, person_id, name, side, title, role, first, hours, influence, interest,
          engagement_now, engagement_wanted, email, phone, gone FROM (
        SELECT r.id AS id, 'roles' AS kind, p.id AS person_id, p.name AS name, p.side AS side,
          p.title AS title, r.role AS role, r."primary" AS first, NULL AS hours, r.influence AS influence,
          r.interest AS interest, r.engagement_now AS engagement_now,
          r.engagement_wanted AS engagement_wanted, p.email AS email, p.phone AS phone, {_LEFT} AS gone,
          {_rank("r.role", ContactRoleName)} AS place, p.name_sort AS called
        FROM contact_role r JOIN person p ON p.id = r.person_id WHERE r.customer_id = :customer
        UNION ALL
        SELECT r.id, 'representations', p.id, p.name, p.side, p.title, r.role, 0, r.hours, NULL, NULL,
          NULL, NULL, p.email, p.phone, {_LEFT}, 100 + {_rank("r.role", RepresentationRole)}, p.name_sort
        FROM representation r JOIN person p ON p.id = r.person_id WHERE r.customer_id = :customer) listed
        ORDER BY gone IS NOT NULL, place >= 100, first DESC, place, called, id"""
    rows = connection.execute(query, {"customer": customer_id, "today": today.isoformat()})
    return build(CustomerPerson, rows)
