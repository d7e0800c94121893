"""Who attends what, when these people work, and the holidays: what clashes and free slots are judged by."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from brm_tui.store.queries.convert import bind_date, bind_instant
from brm_tui.store.queries.series import chunks, marks

_MOST_HOURS = 400
_IN_WINDOW = "(SELECT o.event_id FROM occurrence o WHERE o.start_at >= ? AND o.start_at < ?)"


class Hours(NamedTuple):
    """When somebody works, as it is stored.

    Attributes:
        zone: Their zone, empty for the desk's own.
        work_start: When their day starts, None where unknown.
        work_end: When it ends.
    """

    zone: str = ""
    work_start: str | None = None
    work_end: str | None = None

    def completed(self, other: Hours) -> Hours:
        """Return these hours, what is unknown of them taken from others."""
        zone = self.zone or other.zone
        if self.work_start is not None and self.work_end is not None:
            return Hours(zone, self.work_start, self.work_end)
        return Hours(zone, other.work_start, other.work_end)


class PersonHours(NamedTuple):
    """A person's name and hours."""

    name: str
    hours: Hours


def attendees_between(
    connection: sqlite3.Connection, first: datetime, last: datetime
) -> dict[str, list[str]]:
    """Return who attends the events that have an occurrence starting between two moments, by event."""
    found: dict[str, list[str]] = {}
    # Only these two columns: the index alone gives them.
    for event_id, person_id in connection.execute(
        f"SELECT l.event_id, l.person_id FROM event_attendee l WHERE l.event_id IN {_IN_WINDOW}",
        (bind_instant(first), bind_instant(last)),
    ):
        several = found.get(event_id)
        if several is None:
            found[event_id] = [person_id]
        else:
            several.append(person_id)
    return found


def attendees_of(connection: sqlite3.Connection, event_id: str) -> dict[str, bool]:
    """Return who attends one event, and whether it needs them."""
    return {
        person_id: attendance == "required"
        for person_id, attendance in connection.execute(
            "SELECT person_id, attendance FROM event_attendee WHERE event_id = ?", (event_id,)
        )
    }


def optional_attendees(connection: sqlite3.Connection, event_ids: Iterable[str]) -> set[tuple[str, str]]:
    """Return who need not attend some events, as event and person."""
    found: set[tuple[str, str]] = set()
    for ids in chunks(sorted(event_ids)):
        found.update(
            connection.execute(
                "SELECT event_id, person_id FROM event_attendee"
                f" WHERE attendance = 'optional' AND event_id IN ({marks(ids)})",
                ids,
            )
        )
    return found


def known_hours(connection: sqlite3.Connection) -> set[Hours] | None:
    """Return all the hours that people may have, their own or their customer's; None where they are many."""
    kinds = []
    for table in ("person", "customer"):
        query = f"SELECT DISTINCT zone, work_start, work_end FROM {table}"
        kinds.append({Hours(*row) for row in connection.execute(query)})
    people, customers = kinds
    if len(people) * len(customers) > _MOST_HOURS:
        return None
    return people | customers | {own.completed(other) for own in people for other in customers}


def names_of(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return the names of people, by id."""
    found: dict[str, str] = {}
    for part in chunks(sorted(ids)):
        found.update(
            connection.execute(f"SELECT id, name FROM person WHERE id IN ({marks(part)})", part).fetchall()
        )
    return found


def people_hours(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, PersonHours]:
    """Return name and hours of people, by id; what a contact's own leave open is the customer's."""
    wanted = sorted(ids)
    people: dict[str, PersonHours] = {}
    open_ones: set[str] = set()
    for part in chunks(wanted):
        for person_id, name, side, zone, start, end in connection.execute(
            f"SELECT id, name, side, zone, work_start, work_end FROM person WHERE id IN ({marks(part)})",
            part,
        ):
            people[person_id] = PersonHours(name, Hours(zone, start, end))
            if side == "business" and not (zone and start and end):
                open_ones.add(person_id)
    customer_of = _customer_of(connection, open_ones)
    customers: dict[str, Hours] = {}
    for part in chunks(sorted(set(customer_of.values()))):
        for row_id, *hours in connection.execute(
            f"SELECT id, zone, work_start, work_end FROM customer WHERE id IN ({marks(part)})", part
        ):
            customers[row_id] = Hours(*hours)
    for person_id, customer_id in customer_of.items():
        name, own = people[person_id]
        people[person_id] = PersonHours(name, own.completed(customers[customer_id]))
    return people


def _customer_of(connection: sqlite3.Connection, ids: set[str]) -> dict[str, str]:
    """Return the customer of people who are contacts of exactly one, or first of all of one."""
    roles: dict[str, set[tuple[bool, str]]] = {}
    for part in chunks(sorted(ids)):
        for person_id, customer_id, primary in connection.execute(
            'SELECT person_id, customer_id, "primary" FROM contact_role'
            f" WHERE active_until IS NULL AND person_id IN ({marks(part)})",
            part,
        ):
            roles.setdefault(person_id, set()).add((bool(primary), customer_id))
    found = {}
    for person_id, several in roles.items():
        foremost = {customer_id for primary, customer_id in several if primary}
        whom = foremost or {customer_id for _primary, customer_id in several}
        if len(whom) == 1:
            found[person_id] = whom.pop()
    return found


def customer_zones(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the zones of the customers that have one, by code."""
    return dict(connection.execute("SELECT code, zone FROM customer WHERE zone <> ''").fetchall())


def holidays_between(connection: sqlite3.Connection, first: date, last: date) -> dict[str, dict[date, str]]:
    """Return the holidays between two days: by calendar, the name by date."""
    found: dict[str, dict[date, str]] = {}
    for calendar, day, name in connection.execute(
        "SELECT calendar, date, name FROM holiday WHERE date >= ? AND date <= ?",
        (bind_date(first), bind_date(last)),
    ):
        found.setdefault(calendar, {})[date.fromisoformat(day)] = name
    return found
