"""Who of IT serves which customer: the people with their loads, the unserved customers, and one person's history."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from brm_tui.rules.load import Band, Capacity, Load, load_of
from brm_tui.rules.vocabulary import CustomerStatus, RepresentationRole
from brm_tui.store.queries.convert import build
from brm_tui.store.queries.series import chunks, marks
from brm_tui.store.queries.serving import CURRENT, serving

UNSERVED, PEOPLE = "heading:unserved", "heading:people"
"""The ids of the two headings."""
SORTS = ("load", "name", "customers")
"""What people are sorted by; the first is the usual."""


@dataclass(frozen=True, slots=True)
class UnservedCustomer:
    """A customer without a relationship manager.

    Attributes:
        last: Who was its relationship manager last; empty: nobody was.
        until: The last day of that.
        others: How many people of IT serve it in other roles.
    """

    id: str
    name: str
    code: str
    tier: int
    status: CustomerStatus
    last: str
    until: date | None
    others: int


@dataclass(frozen=True, slots=True)
class ServingPerson:
    """A person of IT who serves, or could.

    Attributes:
        load: How much the person has to do.
        training: What training in communication there was.
        training_refreshed: When it was last refreshed.
    """

    id: str
    name: str
    title: str
    load: Load
    training: str
    training_refreshed: date | None


@dataclass(frozen=True, slots=True)
class ServingHeading:
    """What the lines below are.

    Attributes:
        count: How many there are.
    """

    id: str
    count: int


ServingLine = UnservedCustomer | ServingPerson | ServingHeading


@dataclass(frozen=True, slots=True)
class ServingSummary:
    """Representation in figures.

    Attributes:
        unserved: Customers without a relationship manager, closed ones left out.
        people: People of IT who serve or could.
        bands: How many of them have how much to do.
        customers: Whether there is any customer at all.
    """

    unserved: int
    people: int
    bands: dict[Band, int]
    customers: bool


_HERE = "(p.active_until IS NULL OR p.active_until >= :today)"
_MANAGED = f"""EXISTS (SELECT 1 FROM representation x JOIN person p ON p.id = x.person_id AND {_HERE}
  WHERE x.customer_id = c.id AND x.role = 'relationship manager' AND {CURRENT})"""
_UNSERVED = f"""SELECT c.id FROM customer c WHERE c.status <> 'closed' AND NOT {_MANAGED}
ORDER BY c.tier, c.name_sort, c.id"""
_LAST = """FROM representation y JOIN person p ON p.id = y.person_id WHERE y.customer_id = c.id
  AND y.role = 'relationship manager' AND (y.active_from IS NULL OR y.active_from <= :today)
  ORDER BY COALESCE(y.active_until, p.active_until, '9999') DESC, y.id DESC LIMIT 1"""
_CUSTOMERS = f"""
SELECT c.id, c.name, c.code, c.tier, c.status, COALESCE((SELECT p.name {_LAST}), ''),
  (SELECT COALESCE(y.active_until, p.active_until) {_LAST}),
  (SELECT COUNT(DISTINCT x.person_id) FROM representation x JOIN person p ON p.id = x.person_id AND {_HERE}
   WHERE x.customer_id = c.id AND {CURRENT})
FROM customer c WHERE c.id IN (%s)
"""
_CAPACITIES = f"""
SELECT p.id, p.name_sort, p.capacity_hours, p.comfortable_customers FROM person p
WHERE p.side = 'IT' AND {_HERE} ORDER BY p.name_sort, p.id
"""


def loads(connection: sqlite3.Connection, today: date) -> list[tuple[str, Load]]:
    """Return how much the people of IT have to do who serve or could, by name.

    Whoever serves nobody and has no capacity for customers is not among them.
    """
    served = serving(connection, today)
    return [
        (row_id, load_of(served.get(row_id, ()), Capacity(hours, comfortable)))
        for row_id, _called, hours, comfortable in connection.execute(
            _CAPACITIES, {"today": today.isoformat()}
        )
        if row_id in served or hours is not None or comfortable is not None
    ]


def _unserved(connection: sqlite3.Connection, today: date) -> list[str]:
    return [row[0] for row in connection.execute(_UNSERVED, {"today": today.isoformat()})]


def _customers(
    connection: sqlite3.Connection, ids: Collection[str], today: date
) -> dict[str, UnservedCustomer]:
    found: dict[str, UnservedCustomer] = {}
    for some in chunks(ids):
        names = {f"i{place}": row_id for place, row_id in enumerate(some)}
        query = _CUSTOMERS % ", ".join(f":{name}" for name in names)
        rows = connection.execute(query, {"today": today.isoformat(), **names})
        found |= {customer.id: customer for customer in build(UnservedCustomer, rows)}
    return found


def _people(connection: sqlite3.Connection, loads: dict[str, Load]) -> dict[str, ServingPerson]:
    found: dict[str, ServingPerson] = {}
    for ids in chunks(loads):
        for row_id, name, title, training, refreshed in connection.execute(
            f"SELECT id, name, title, training, training_refreshed FROM person WHERE id IN ({marks(ids)})",
            ids,
        ):
            day = date.fromisoformat(refreshed) if refreshed else None
            found[row_id] = ServingPerson(row_id, name, title, loads[row_id], training, day)
    return found


def _any_customer(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM customer LIMIT 1").fetchone() is not None


class ServingPages:
    """The lines of representation: unserved customers first, then the people of IT.

    Their order and the loads are read at once; what else a line says when it is seen.
    """

    def __init__(self, read: Callable[..., Any], today: date, sort: str, *, descending: bool) -> None:
        """Prepare the pages; nothing is read yet.

        Args:
            read: Runs a query with the reading connection first.
            today: The day.
            sort: What people are sorted by, one of `SORTS`.
            descending: The most first.
        """
        self._read = read
        self._today = today
        self._sort = sort
        self._descending = descending
        self._ahead: tuple[list[str], list[tuple[str, Load]]] | None = None
        self._lines: list[str] = []
        self._headings: dict[str, ServingHeading] = {}
        self._loads: dict[str, Load] = {}
        self._places: dict[str, int] = {}

    def read_ahead(self) -> ServingSummary:
        """Read the order for the next ``count``, as in a thread that may wait; return it in figures."""
        unserved, people = self._ahead = self._order()
        bands = dict.fromkeys(Band, 0)
        for _row_id, load in people:
            bands[load.band] += 1
        customers: bool = self._read(_any_customer)
        return ServingSummary(len(unserved), len(people), bands, customers)

    def _order(self) -> tuple[list[str], list[tuple[str, Load]]]:
        people: list[tuple[str, Load]] = self._read(loads, self._today)
        if self._sort == "load":
            people.sort(key=lambda one: self._ranked(one[1].share))
        elif self._sort == "customers":
            people.sort(key=lambda one: self._ranked(float(one[1].customers)))
        elif self._descending:
            people.reverse()
        return self._read(_unserved, self._today), people

    def _ranked(self, figure: float | None) -> tuple[bool, float]:
        return figure is None, -(figure or 0) if self._descending else (figure or 0)

    def count(self) -> int:
        """Begin a new reading and return how many lines there are now, headings included."""
        unserved, people = self._ahead or self._order()
        self._ahead = None
        self._loads = dict(people)
        self._headings, self._lines = {}, []
        for heading, ids in ((UNSERVED, unserved), (PEOPLE, [row_id for row_id, _load in people])):
            if ids:
                self._headings[heading] = ServingHeading(heading, len(ids))
                self._lines += [heading, *ids]
        self._places = {line_id: place for place, line_id in enumerate(self._lines)}
        return len(self._lines)

    def fetch(self, start: int, count: int) -> list[ServingLine]:
        """Return up to ``count`` lines from position ``start``."""
        lines = self._lines[start : start + count]
        people: dict[str, ServingPerson] = self._read(
            _people, {line_id: self._loads[line_id] for line_id in lines if line_id in self._loads}
        )
        others = [line_id for line_id in lines if line_id not in people and line_id not in self._headings]
        customers: dict[str, UnservedCustomer] = self._read(_customers, others, self._today)
        found: list[ServingLine | None] = [
            self._headings.get(line_id) or people.get(line_id) or customers.get(line_id) for line_id in lines
        ]
        return [line for line in found if line is not None]

    def index_of(self, record_id: str) -> int | None:
        """Return where a line is, or None where it is not listed."""
        return self._places.get(record_id)

    def present(self, record_ids: Collection[str]) -> frozenset[str]:
        """Return those of the ids that are listed."""
        return frozenset(self._places.keys() & set(record_ids))


@dataclass(frozen=True, slots=True)
class ServedCustomer:
    """A customer that somebody serves, served or will serve, in one role.

    Attributes:
        id: The representation.
        hours: Hours a week; None: not known.
        organisation: How much at home in it, 1 to 5, as are the next three.
        active_from: The first day; None: not known.
        active_until: The last day; None: none is foreseen.
    """

    id: str
    customer_id: str
    customer: str
    code: str
    tier: int
    status: CustomerStatus
    role: RepresentationRole
    hours: float | None
    organisation: int | None
    process: int | None
    services: int | None
    customer_affinity: int | None
    active_from: date | None
    active_until: date | None

    def ended(self, today: date) -> bool:
        """Answer whether it is over."""
        return self.active_until is not None and self.active_until < today

    def coming(self, today: date) -> bool:
        """Answer whether it has not begun yet."""
        return self.active_from is not None and self.active_from > today


_SERVED = """
SELECT x.id, c.id, c.name, c.code, c.tier, c.status, x.role, x.hours, x.affinity_organisation, x.affinity_process,
  x.affinity_services, x.affinity_customer, x.active_from, x.active_until
FROM representation x JOIN customer c ON c.id = x.customer_id WHERE x.person_id = :person
ORDER BY CASE WHEN x.active_until < :today THEN 1 ELSE 0 END, COALESCE(x.active_until, '9999') DESC, c.tier,
  c.name_sort, x.id
"""


@dataclass(frozen=True, slots=True)
class ServingPage:
    """A person of IT with all whom the person serves or served.

    Attributes:
        left: The last day in the job where it is past.
        served: Whom, those who are served now first, the longest ended last.
    """

    person: ServingPerson
    left: date | None
    served: tuple[ServedCustomer, ...]


def serving_page(connection: sqlite3.Connection, person_id: str, today: date) -> ServingPage | None:
    """Return a person of IT with all whom the person serves or served, None where there is none of that id."""
    row = connection.execute(
        "SELECT capacity_hours, comfortable_customers, active_until FROM person WHERE id = ?", (person_id,)
    ).fetchone()
    if row is None:
        return None
    hours, comfortable, until = row
    load = load_of(serving(connection, today, [person_id]).get(person_id, ()), Capacity(hours, comfortable))
    left = date.fromisoformat(until) if until and until < today.isoformat() else None
    served = connection.execute(_SERVED, {"person": person_id, "today": today.isoformat()})
    return ServingPage(
        _people(connection, {person_id: load})[person_id], left, tuple(build(ServedCustomer, served))
    )
