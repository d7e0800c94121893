"""How often IT talks to a customer and to its people, and what could wait for the next meeting; reading only."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from brm_tui.rules.bundling import Bundle, bundled
from brm_tui.rules.cadence import Cadence, Limits, cadence, person_limits, recent_contacts
from brm_tui.store.queries import cadence as queries
from brm_tui.store.queries.customer import CustomerHead, customer_head
from brm_tui.store.queries.people import CustomerPerson, customer_people

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

__all__ = ["Bundle", "Cadence", "CadencePage", "bundle_of", "cadence_page", "customer_cadence"]


@dataclass(frozen=True, slots=True)
class CadencePage:
    """How IT talks to a customer.

    Attributes:
        head: The customer.
        customer: With the customer as a whole, all people of IT together.
        people: With those of its people who are there now, by their ids.
        made: When people of IT last had contact with it, by their ids.
        bundle: What could wait for which coming meeting.
        names: What the people are called, by their ids.
    """

    head: CustomerHead
    customer: Cadence
    people: Mapping[str, Cadence]
    made: Mapping[str, date]
    bundle: Bundle
    names: Mapping[str, str]


def customer_cadence(desk: Desk, head: CustomerHead) -> Cadence:
    """Return how IT talks to a customer as a whole."""
    now = desk.clock.local_now()
    return cadence(desk.read(queries.customer_contacts, head.id, now), _limits(head), now)


def cadence_page(desk: Desk, customer_id: str) -> CadencePage:
    """Return how IT talks to a customer and each of its people.

    Raises:
        NotFoundError: There is no such customer.
    """
    page: CadencePage = desk.read(_page, customer_id, desk.clock.local_now())
    return page


def bundle_of(connection: sqlite3.Connection, customer_id: str, now: datetime) -> Bundle:
    """Return what could wait for which coming meeting with a customer.

    Args:
        connection: Where to read.
        customer_id: Which customer.
        now: The moment that it is asked at, by the user's clock.
    """
    recent = recent_contacts(queries.customer_contacts(connection, customer_id, now), now)
    items = queries.open_items(connection, customer_id)
    return bundled(recent, items, queries.next_meeting(connection, customer_id, now), now.date())


def _page(connection: sqlite3.Connection, customer_id: str, now: datetime) -> CadencePage:
    head = customer_head(connection, customer_id, now.date())
    limits = _limits(head)
    contacts = queries.people_contacts(connection, customer_id, now)
    people: dict[str, CustomerPerson] = {}
    for person in customer_people(connection, customer_id, now.date()):
        # Somebody may have two roles; the weightier one says how often.
        known = people.get(person.person_id)
        if (
            person.kind == "roles"
            and person.left is None
            and (known is None or _factor(person) < _factor(known))
        ):
            people[person.person_id] = person
    return CadencePage(
        head,
        cadence(queries.customer_contacts(connection, customer_id, now), limits, now),
        {
            person_id: cadence(
                contacts.get(person_id, ()),
                person_limits(limits, person.influence, primary=person.primary),
                now,
            )
            for person_id, person in people.items()
        },
        queries.last_made(connection, customer_id, now),
        bundle_of(connection, customer_id, now),
        {person_id: person.name for person_id, person in people.items()},
    )


def _factor(person: CustomerPerson) -> int:
    return person_limits(Limits(1), person.influence, primary=person.primary).target or 1


def _limits(head: CustomerHead) -> Limits:
    return Limits(head.target_days, head.maximum_days, head.most_contacts)
