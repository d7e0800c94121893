"""The directory of people of all sides: whom it lists, in the order of their names."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from brm_tui.rules.duplicates import Named
from brm_tui.rules.filters import ListFilter
from brm_tui.rules.vocabulary import Side
from brm_tui.store.queries.convert import build, read_words
from brm_tui.store.queries.filtering import FilterSql
from brm_tui.store.queries.open_actions import OPEN
from brm_tui.store.queries.paging import Connection, KeysetPager, OrderBy


@dataclass(frozen=True, slots=True)
class DirectoryPerson:
    """A person as the directory lists them.

    Attributes:
        left: The last day in the job where it is past.
        customers: How many customers the person has a role at, or represents IT to.
        customer: The first of them, by name; empty where there is none.
        role: What the person is there.
    """

    id: str
    name: str
    side: Side
    title: str
    organisation: str
    email: str | None
    phone: str
    left: date | None
    customers: int
    customer: str
    role: str


_CURRENT = "(r.active_from IS NULL OR r.active_from <= :today) AND (r.active_until IS NULL OR r.active_until >= :today)"
_ROLES = (
    f"SELECT r.customer_id AS customer_id, r.role AS role FROM contact_role r WHERE r.person_id = p.id AND {_CURRENT}"
    " UNION ALL"
    f" SELECT r.customer_id, r.role FROM representation r WHERE r.person_id = p.id AND {_CURRENT}"
)
_FIRST = f"FROM ({_ROLES}) x JOIN customer c ON c.id = x.customer_id ORDER BY c.name_sort, x.role LIMIT 1"
_LEFT = "CASE WHEN p.active_until < :today THEN p.active_until END"
_SELECT = f"""SELECT p.id AS id, p.name, p.side, p.title, p.organisation, p.email, p.phone, {_LEFT},
  (SELECT COUNT(DISTINCT x.customer_id) FROM ({_ROLES}) x),
  COALESCE((SELECT c.name {_FIRST}), ''), COALESCE((SELECT x.role {_FIRST}), ''), p.name_sort AS called
FROM person p"""
_NARROW = "SELECT p.id AS id, p.name_sort AS called FROM person p"
_ORDER = (OrderBy("called"), OrderBy("id"))
_COLUMNS = 11
LEAVERS, TWICE = "leavers", "entered twice"
"""What the filter of people calls those who left, who may be entered twice."""
_ONE_TABLE = 400
"""Ids that are named one by one."""


def _record(*row: object) -> DirectoryPerson:
    return build(DirectoryPerson, [row[:_COLUMNS]])[0]


def directory(
    connection: Connection,
    wanted: ListFilter,
    today: date,
    zone: str,
    *,
    leavers: bool = False,
    only: Collection[str] | None = None,
) -> KeysetPager[DirectoryPerson]:
    """Return the pages of the directory.

    Args:
        connection: Where to read.
        wanted: Who is listed.
        today: Who left counts from.
        zone: Whose days a contact falls into.
        leavers: Whether those who left come too, asked for or not.
        only: Only these people, by id; None: everybody.
    """
    found = FilterSql("people", today, zone)
    found.add(wanted)
    found.add_words(wanted.text, ("p.name_sort", "COALESCE(p.email_sort, '')"))
    if not (leavers or wanted.flag(LEAVERS) or wanted.flag(TWICE)):
        found.conditions.append("(p.active_until IS NULL OR p.active_until >= :today)")
    parameters: dict[str, object] = {"today": today.isoformat(), **found.values}
    if only is not None:
        named = {f"id{number}": row_id for number, row_id in enumerate(sorted(only)[:_ONE_TABLE])}
        found.conditions.append(f"p.id IN ({', '.join(f':{name}' for name in named)})")
        parameters |= named
    where = f" WHERE {found.condition}"
    return KeysetPager(connection, _SELECT + where, _ORDER, _record, parameters, narrow=_NARROW + where)


@dataclass(frozen=True, slots=True)
class DirectorySummary:
    """The directory in figures.

    Attributes:
        people: How many people of all sides there are, without leavers.
        leavers: How many left.
    """

    people: int
    leavers: int


def directory_summary(connection: sqlite3.Connection, today: date) -> DirectorySummary:
    """Return the directory in figures."""
    people, leavers = connection.execute(
        "SELECT COUNT(*), COALESCE(SUM(CASE WHEN active_until < :today THEN 1 ELSE 0 END), 0) FROM person",
        {"today": today.isoformat()},
    ).fetchone()
    return DirectorySummary(people - leavers, leavers)


def everybody(connection: sqlite3.Connection) -> list[Named]:
    """Return everybody as the rule about duplicates takes them, oldest entry first."""
    rows = connection.execute("SELECT id, name, COALESCE(email, ''), phone FROM person ORDER BY id")
    return [Named(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class PersonPlace:
    """Where a person is known.

    Attributes:
        customer: The customer.
        role: What the person is there.
        until: The last day of that where it is past.
    """

    customer: str
    role: str
    until: date | None


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A person at a glance.

    Attributes:
        person: The person as listed.
        places: The customers, current ones first.
        actions: Titles and due dates of the open actions assigned to the person, the most urgent first.
        open_actions: How many there are.
        last_touch: The day of the last contact with the person.
        notes: What is noted of the person.
        tags: Words to find them by.
    """

    person: DirectoryPerson
    places: tuple[PersonPlace, ...]
    actions: tuple[tuple[str, date | None], ...]
    open_actions: int
    last_touch: date | None
    notes: str
    tags: tuple[str, ...]


_PLACES = """SELECT c.name, r.role, CASE WHEN r.active_until < :today THEN r.active_until END AS gone
FROM (SELECT customer_id, role, active_until FROM contact_role WHERE person_id = :person
      UNION ALL SELECT customer_id, role, active_until FROM representation WHERE person_id = :person) r
JOIN customer c ON c.id = r.customer_id ORDER BY gone IS NOT NULL, c.name_sort, r.role LIMIT 12"""
_OPEN = f"FROM action a WHERE a.assignee_id = :person AND a.status IN {OPEN}"


def person_page(connection: sqlite3.Connection, person_id: str, today: date) -> PersonPage | None:
    """Return a person at a glance, None where there is none of that id."""
    parameters = {"person": person_id, "today": today.isoformat()}
    rows = connection.execute(f"{_SELECT} WHERE p.id = :person", parameters).fetchall()
    if not rows:
        return None
    actions = connection.execute(
        f"SELECT a.title, a.due {_OPEN} ORDER BY COALESCE(a.due, '9999'), a.id LIMIT 6", parameters
    ).fetchall()
    touched = connection.execute(
        "SELECT MAX(t.at) FROM touch_person l JOIN touch t ON t.id = l.touch_id WHERE l.person_id = :person",
        parameters,
    ).fetchone()[0]
    return PersonPage(
        _record(*rows[0]),
        tuple(build(PersonPlace, connection.execute(_PLACES, parameters).fetchall())),
        tuple((title, date.fromisoformat(due) if due else None) for title, due in actions),
        connection.execute(f"SELECT COUNT(*) {_OPEN}", parameters).fetchone()[0],
        date.fromisoformat(touched[:10]) if touched else None,
        *_notes_and_tags(connection, person_id),
    )


def _notes_and_tags(connection: sqlite3.Connection, person_id: str) -> tuple[str, tuple[str, ...]]:
    notes, tags = connection.execute("SELECT notes, tags FROM person WHERE id = ?", (person_id,)).fetchone()
    return notes, read_words(tags)
