"""The brief: one page for the minute before a meeting, what happened since we last met; reading only.

Everything is plain records, so that a screen and a report can be made of the same brief.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from brm_tui.desk.desk import Desk
from brm_tui.desk.meetings import MOST_OPEN, OpenAction, Since, day_of, since_then
from brm_tui.desk.portfolio import moment_of
from brm_tui.errors import NotFoundError
from brm_tui.rules.capture import KnownCustomer
from brm_tui.rules.topics import TopicStanding, topic_standings
from brm_tui.rules.vocabulary import Attendance, Engagement, Grade, Side
from brm_tui.store.queries import brief as queries
from brm_tui.store.queries import meeting as meetings
from brm_tui.store.queries import meeting_since
from brm_tui.store.queries.brief import BriefChange, BriefDate, BriefLevel, BriefProject
from brm_tui.store.queries.calendar_detail import EventDetail, event_detail
from brm_tui.store.queries.customer import Concern, customer_head, last_contacts, open_concerns
from brm_tui.store.queries.customer_meetings import CustomerMeeting, coming_meetings
from brm_tui.store.queries.people import CustomerPerson, customer_people
from brm_tui.store.queries.portfolio_records import Moment
from brm_tui.store.queries.topics import discussed

__all__ = [
    "Brief",
    "BriefChange",
    "BriefDate",
    "BriefLevel",
    "BriefPerson",
    "BriefProject",
    "SinceWhat",
    "brief_of_customer",
    "brief_of_meeting",
]

AHEAD_DAYS = 60
"""How far coming changes' and agreements' dates are looked for."""
NOTHING_DAYS = 30
"""What is told of where nobody met and nobody spoke before: so many days."""

_MOST_COMING, _MOST_CONCERNS, _MOST_LEVELS = 4, 6, 12


class SinceWhat(StrEnum):
    """What the page counts from."""

    MEETING = "we last met"
    CONTACT = "the last contact"
    NOTHING = "nobody met or spoke before"


@dataclass(frozen=True, slots=True)
class BriefPerson:
    """Somebody whom one meets.

    Attributes:
        roles: What they are to the customers, or how they represent IT to them.
        primary: Whether they are the primary contact of one.
        influence: Their weight; None: not known.
        engagement_now: How they stand to the relationship; None: not known.
        engagement_wanted: How they are wanted to stand; None: nobody said.
        invited: How needed they are in the meeting; None where the page is of no meeting.
    """

    id: str
    name: str
    side: Side
    title: str
    roles: tuple[str, ...] = ()
    primary: bool = False
    influence: Grade | None = None
    engagement_now: Engagement | None = None
    engagement_wanted: Engagement | None = None
    invited: Attendance | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """All that a brief says.

    Attributes:
        customers: Whom it is about, by name.
        meeting: The meeting it prepares for; None where none is planned.
        day: The day of that meeting by the user's clock; without one, today.
        people: Whom one meets, the business first; without a meeting everybody who is something to the customer.
        since: What happened, and the meeting that was held before, with its decisions.
        since_what: What that counts from.
        since_day: The day that it counts from.
        promises: What is open on both sides, the longest late first.
        projects: Running projects, with how they stood before where that was otherwise.
        levels: Months of services below their level, from the month before the day it counts from.
        changes: Changes of high risk that come within `AHEAD_DAYS`.
        coming: The meetings that follow.
        dates: Milestones and dates of agreements within `AHEAD_DAYS`.
        concerns: Open complaints, issues and risks.
        topics: For each customer, by its code, when each topic was last talked about.
    """

    customers: tuple[KnownCustomer, ...]
    meeting: EventDetail | None
    day: date
    people: tuple[BriefPerson, ...]
    since: Since
    since_what: SinceWhat
    since_day: date
    promises: tuple[OpenAction, ...]
    projects: tuple[BriefProject, ...]
    levels: tuple[BriefLevel, ...]
    changes: tuple[BriefChange, ...]
    coming: tuple[CustomerMeeting, ...]
    dates: tuple[BriefDate, ...]
    concerns: tuple[Concern, ...]
    topics: tuple[tuple[str, tuple[TopicStanding, ...]], ...]


def brief_of_meeting(desk: Desk, event_id: str, original_start: datetime) -> Brief:
    """Return the brief for one occurrence of an event.

    Args:
        desk: The desk.
        event_id: The event.
        original_start: Which of its occurrences: the naive local start that the series gives it.

    Raises:
        NotFoundError: The event is gone.
    """
    found: Brief = desk.read(_of_meeting, event_id, original_start, moment_of(desk), desk.clock.zone)
    return found


def brief_of_customer(desk: Desk, customer_id: str) -> Brief:
    """Return the brief for the next meeting with a customer; without one, what there is to say of the customer.

    Raises:
        NotFoundError: The customer is gone.
    """
    found: Brief = desk.read(_of_customer, customer_id, moment_of(desk), desk.clock.zone)
    return found


def _of_customer(connection: sqlite3.Connection, customer_id: str, moment: Moment, zone: str) -> Brief:
    head = customer_head(connection, customer_id, moment.today)
    for meeting in coming_meetings(connection, customer_id, moment.now, 1):
        return _of_meeting(connection, meeting.event_id, meeting.original_start, moment, zone)
    customers = [KnownCustomer(head.id, head.code, head.name)]
    people = _people(_roles(connection, customers, moment.today), ())
    last = meeting_since.last_held(connection, "", None, moment.now, moment.now, [customer_id])
    return _brief(connection, customers, None, moment.today, people, last, "", moment)


def _of_meeting(
    connection: sqlite3.Connection, event_id: str, original_start: datetime, moment: Moment, zone: str
) -> Brief:
    detail = event_detail(connection, event_id, original_start)
    if detail is None:
        raise NotFoundError("meeting", event_id)
    note = meetings.meeting_note(connection, event_id, original_start)
    meeting_id = note.id if note else ""
    customers = meetings.meeting_customers(connection, event_id)
    invited = meetings.meeting_people(connection, event_id, meeting_id or None)
    last = meeting_since.last_held(
        connection,
        event_id,
        detail.event.forum_id,
        original_start,
        detail.occurrence.start_utc,
        [customer.id for customer in customers],
    )
    roles = _roles(connection, customers, moment.today)
    people = _people(roles, invited)
    return _brief(connection, customers, detail, day_of(detail, zone), people, last, meeting_id, moment)


def _brief(
    connection: sqlite3.Connection,
    customers: list[KnownCustomer],
    detail: EventDetail | None,
    day: date,
    people: list[BriefPerson],
    last: meeting_since.LastHeld | None,
    meeting_id: str,
    moment: Moment,
) -> Brief:
    ids = [customer.id for customer in customers]
    what, start = _beginning(connection, ids, last, moment)
    first = last.start.date() if last is not None else start.astimezone(moment.zone).date()
    today, until = moment.today, moment.today + timedelta(days=AHEAD_DAYS)
    local_now = moment.now.astimezone(moment.zone).replace(tzinfo=None)
    changes = queries.coming_changes(connection, ids, local_now, _MOST_LEVELS)
    return Brief(
        customers=tuple(customers),
        meeting=detail,
        day=day,
        people=tuple(people),
        since=since_then(connection, last, first, start, min(day, today), meeting_id, ids),
        since_what=what,
        since_day=first,
        promises=tuple(meetings.open_actions(connection, customers, MOST_OPEN)),
        projects=tuple(queries.running_projects(connection, ids, start)),
        levels=tuple(
            queries.missed_levels(connection, ids, first.replace(day=1) - timedelta(days=1), _MOST_LEVELS)
        ),
        changes=tuple(change for change in changes if change.window_start.date() <= until),
        coming=_coming(connection, ids, detail, moment),
        dates=tuple(queries.coming_dates(connection, ids, today, until, _MOST_LEVELS)),
        concerns=tuple(
            concern
            for customer_id in ids
            for concern in open_concerns(connection, customer_id, _MOST_CONCERNS)
        ),
        topics=tuple(
            (
                customer.code,
                topic_standings(discussed(connection, customer.id, moment.now, moment.zone), moment.today),
            )
            for customer in customers
        ),
    )


def _beginning(
    connection: sqlite3.Connection,
    customer_ids: list[str],
    last: meeting_since.LastHeld | None,
    moment: Moment,
) -> tuple[SinceWhat, datetime]:
    """Return what the page counts from, and its moment: the last meeting, the last contact, or some days ago."""
    if last is not None:
        return SinceWhat.MEETING, last.start_at
    contacts = [contact for one in customer_ids for contact in last_contacts(connection, one, 1)]
    at = max((contact.at for contact in contacts if contact.at <= moment.now), default=None)
    if at is not None:
        return SinceWhat.CONTACT, at
    return SinceWhat.NOTHING, moment.now - timedelta(days=NOTHING_DAYS)


def _coming(
    connection: sqlite3.Connection, customer_ids: list[str], detail: EventDetail | None, moment: Moment
) -> tuple[CustomerMeeting, ...]:
    this = (detail.event.id, detail.occurrence.original_start) if detail is not None else None
    found = {
        meeting.id: meeting
        for customer_id in customer_ids
        for meeting in coming_meetings(connection, customer_id, moment.now, _MOST_COMING + 1)
        if (meeting.event_id, meeting.original_start) != this
    }
    return tuple(sorted(found.values(), key=lambda one: (one.start, one.id))[:_MOST_COMING])


def _roles(
    connection: sqlite3.Connection, customers: list[KnownCustomer], today: date
) -> dict[str, list[CustomerPerson]]:
    """Return the roles that are held today, by person."""
    found: dict[str, list[CustomerPerson]] = {}
    for customer in customers:
        for role in customer_people(connection, customer.id, today):
            if role.left is None:
                found.setdefault(role.person_id, []).append(role)
    return found


def _people(
    roles: dict[str, list[CustomerPerson]], invited: list[meetings.MeetingPerson] | tuple[()]
) -> list[BriefPerson]:
    """Return those who are invited with what they are to the customers; without a meeting all who are something."""
    if invited:
        return [
            _person(one.id, one.name, one.side, one.title, roles.get(one.id, []), one.invited)
            for one in invited
        ]
    return [_person(found, own[0].name, own[0].side, own[0].title, own) for found, own in roles.items()]


def _person(
    person_id: str,
    name: str,
    side: Side,
    title: str,
    roles: list[CustomerPerson],
    invited: Attendance | None = None,
) -> BriefPerson:
    return BriefPerson(
        person_id,
        name,
        side,
        title,
        roles=tuple(dict.fromkeys(role.role for role in roles)),
        primary=any(role.primary for role in roles),
        influence=next((role.influence for role in roles if role.influence), None),
        engagement_now=next((role.engagement_now for role in roles if role.engagement_now), None),
        engagement_wanted=next((role.engagement_wanted for role in roles if role.engagement_wanted), None),
        invited=invited,
    )
