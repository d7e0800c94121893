"""What the screens of a customer show, and what their forms need; reading only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from brm_tui.desk.cadence import Cadence, customer_cadence
from brm_tui.desk.health import HealthPage, health_of
from brm_tui.desk.portfolio import moment_of
from brm_tui.desk.reading import DeskReading
from brm_tui.rules.portfolio import Need
from brm_tui.rules.promises import KeepRate, keep_rates
from brm_tui.rules.topics import TopicStanding, topic_standings
from brm_tui.store.queries import customer as queries
from brm_tui.store.queries import customer_actions as actions
from brm_tui.store.queries import customer_meetings as meetings
from brm_tui.store.queries import people
from brm_tui.store.queries.customer import Concern, Contact, CustomerHead, Promise, Signer
from brm_tui.store.queries.customer_actions import CustomerAction
from brm_tui.store.queries.customer_meetings import CustomerMeeting, MeetingDetails
from brm_tui.store.queries.paging import KeysetPager
from brm_tui.store.queries.people import CustomerPerson
from brm_tui.store.queries.portfolio import portfolio_customers
from brm_tui.store.queries.portfolio_records import PortfolioCustomer
from brm_tui.store.queries.promises import promise_counts
from brm_tui.store.queries.rows import find_id
from brm_tui.store.queries.topics import discussed

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

__all__ = [
    "Concern",
    "Contact",
    "CustomerAction",
    "CustomerHead",
    "CustomerMeeting",
    "CustomerPerson",
    "KeepRate",
    "MeetingDetails",
    "Overview",
    "Preview",
    "Promise",
    "Signer",
    "TopicStanding",
    "customer_actions",
    "customer_meetings",
    "customer_people",
    "meeting_details",
    "overview",
    "person_named",
    "preview",
]

MOST_PROMISES = 10
"""Of each side; more find no room on a page."""
MOST_MEETINGS = 100


@dataclass(frozen=True, slots=True)
class Preview:
    """A customer in a few lines: people, promises both ways, what comes next."""

    customer: PortfolioCustomer
    people: tuple[CustomerPerson, ...]
    promises: tuple[Promise, ...]
    coming: tuple[CustomerMeeting, ...]
    contacts: tuple[Contact, ...]
    to_sign: tuple[Signer, ...] = ()

    @property
    def needs(self) -> tuple[Need, ...]:
        """Why the customer needs its manager."""
        return self.customer.needs


@dataclass(frozen=True, slots=True)
class Overview:
    """A customer on one page.

    Attributes:
        rates: How well IT and the business kept their promises.
        topics: When each topic was last talked about, those of longest ago first.
        cadence: How often IT talks to the customer.
    """

    head: CustomerHead
    customer: PortfolioCustomer
    health: HealthPage
    promises: tuple[Promise, ...]
    coming: tuple[CustomerMeeting, ...]
    past: tuple[CustomerMeeting, ...]
    contacts: tuple[Contact, ...]
    concerns: tuple[Concern, ...]
    rates: tuple[KeepRate, ...]
    topics: tuple[TopicStanding, ...]
    cadence: Cadence


def preview(desk: Desk, customer_id: str) -> Preview | None:
    """Return a customer in a few lines, None where it is gone."""
    moment = moment_of(desk)
    found = desk.read(portfolio_customers, {customer_id: 0}, moment)
    if customer_id not in found:
        return None
    return Preview(
        found[customer_id],
        tuple(desk.read(people.customer_people, customer_id, moment.today)),
        tuple(desk.read(queries.open_promises, customer_id, MOST_PROMISES)),
        tuple(desk.read(meetings.coming_meetings, customer_id, moment.now, 3)),
        tuple(desk.read(queries.last_contacts, customer_id, 3)),
        tuple(desk.read(queries.pending_signers, customer_id)),
    )


def overview(desk: Desk, customer_id: str) -> Overview:
    """Return a customer on one page.

    Raises:
        NotFoundError: There is no such customer.
    """
    moment = moment_of(desk)
    head = desk.read(queries.customer_head, customer_id, moment.today)
    return Overview(
        head,
        desk.read(portfolio_customers, {customer_id: 0}, moment)[customer_id],
        health_of(desk, customer_id),
        tuple(desk.read(queries.open_promises, customer_id, MOST_PROMISES)),
        tuple(desk.read(meetings.coming_meetings, customer_id, moment.now, 4)),
        tuple(desk.read(meetings.past_meetings, customer_id, moment.now, 3)),
        tuple(desk.read(queries.last_contacts, customer_id, 5)),
        tuple(desk.read(queries.open_concerns, customer_id, 8)),
        keep_rates(desk.read(promise_counts, customer_id, moment.today), moment.today),
        topic_standings(desk.read(discussed, customer_id, moment.now, moment.zone), moment.today),
        customer_cadence(desk, head),
    )


def customer_people(desk: Desk, customer_id: str) -> list[CustomerPerson]:
    """Return everybody at a customer and everybody who represents IT to it."""
    found: list[CustomerPerson] = desk.read(people.customer_people, customer_id, desk.today)
    return found


def customer_meetings(desk: Desk, customer_id: str) -> tuple[list[CustomerMeeting], list[CustomerMeeting]]:
    """Return the meetings that come, the next first, and those that were, the last first."""
    now = desk.clock.now()
    local = desk.clock.local_now().replace(tzinfo=None)
    coming = desk.read(meetings.coming_meetings, customer_id, now, MOST_MEETINGS)
    coming += desk.read(meetings.called_off_meetings, customer_id, local, MOST_MEETINGS, coming=True)
    past = desk.read(meetings.past_meetings, customer_id, now, MOST_MEETINGS)
    past += desk.read(meetings.called_off_meetings, customer_id, local, MOST_MEETINGS, coming=False)

    def order(meeting: CustomerMeeting) -> tuple[datetime, str]:
        return meeting.start, meeting.id

    return sorted(coming, key=order)[:MOST_MEETINGS], sorted(past, key=order, reverse=True)[:MOST_MEETINGS]


def customer_actions(desk: Desk, customer_id: str) -> KeysetPager[CustomerAction]:
    """Return the pages of a customer's actions, the longest overdue first."""
    return actions.customer_actions(DeskReading(desk), customer_id)


def meeting_details(desk: Desk, meeting: CustomerMeeting) -> MeetingDetails:
    """Return what else is known of an occurrence."""
    found: MeetingDetails = desk.read(
        meetings.meeting_details, meeting.event_id, meeting.original_start, meeting.meeting_id
    )
    return found


def person_named(desk: Desk, name: str) -> str:
    """Return the id of the person that an e-mail, an id or a name names.

    Raises:
        BrmError: There is none, or there are several.
    """
    found: str = desk.read(find_id, "people", name)
    return found
