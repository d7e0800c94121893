"""The agreements that another one can start from, and whose people are named in one."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from brm_tui.rules.vocabulary import Side
from brm_tui.store.queries.convert import build

_OTHERS = """
SELECT a.id, c.code, c.name, a.title, a.ended,
  (SELECT COUNT(*) FROM forum f WHERE f.agreement_id = a.id),
  (SELECT COUNT(*) FROM objective o WHERE o.agreement_id = a.id),
  (SELECT COUNT(*) FROM appendix x WHERE x.agreement_id = a.id)
FROM agreement a JOIN customer c ON c.id = a.customer_id
WHERE a.customer_id <> ?
ORDER BY a.ended IS NOT NULL, c.name_sort, a.id
"""

_NAMED = """
SELECT p.id, p.name, p.side, p.active_until FROM person p WHERE p.id IN (
  SELECT s.person_id FROM plan_staff s WHERE s.agreement_id = :agreement
  UNION SELECT l.person_id FROM forum_attendee l JOIN forum f ON f.id = l.forum_id
    WHERE f.agreement_id = :agreement
  UNION SELECT o.it_owner_id FROM objective o WHERE o.agreement_id = :agreement
  UNION SELECT o.business_owner_id FROM objective o WHERE o.agreement_id = :agreement)
ORDER BY p.name_sort, p.id
"""

_ATTENDEES = """
SELECT l.forum_id, l.person_id, l.attendance FROM forum_attendee l JOIN forum f ON f.id = l.forum_id
WHERE f.agreement_id = ? ORDER BY l.id
"""


@dataclass(frozen=True, slots=True)
class OtherAgreement:
    """Another customer's agreement in a list.

    Attributes:
        id: Its id.
        code: The customer's code.
        customer: The customer's name.
        title: What it is called.
        ended: The day it was terminated.
        forums: How many forums it has.
        objectives: How many objectives and initiatives.
        appendices: How many appendices.
    """

    id: str
    code: str
    customer: str
    title: str
    ended: date | None
    forums: int
    objectives: int
    appendices: int


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Someone who is named in an agreement."""

    id: str
    name: str
    side: Side
    active_until: date | None


def other_agreements(connection: sqlite3.Connection, customer_id: str) -> list[OtherAgreement]:
    """Return the agreements of all other customers, those that run first."""
    return build(OtherAgreement, connection.execute(_OTHERS, (customer_id,)).fetchall())


def people_named(connection: sqlite3.Connection, agreement_id: str) -> list[NamedPerson]:
    """Return everyone whom an agreement names as staff, as an attendee or as an owner."""
    return build(NamedPerson, connection.execute(_NAMED, {"agreement": agreement_id}).fetchall())


def attendees_of(connection: sqlite3.Connection, agreement_id: str) -> dict[str, list[tuple[str, str]]]:
    """Return who attends an agreement's forums, and how needed: person and word by forum."""
    found: dict[str, list[tuple[str, str]]] = {}
    for forum, person, attendance in connection.execute(_ATTENDEES, (agreement_id,)):
        found.setdefault(forum, []).append((person, attendance))
    return found
