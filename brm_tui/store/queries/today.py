"""What Today shows: the next meetings, what is open or waits, and the blackouts ahead, by indexed queries."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from brm_tui.rules.needs import (
    ENDING_DAYS,
    TELLING_DAYS,
    EndingVersion,
    OpenAction,
    SilentCustomer,
    UntoldChange,
    WaitingVersion,
)
from brm_tui.store.queries.convert import Instant, LocalMoment, bind_instant, bind_local, fetch, read_instant
from brm_tui.store.queries.open_actions import OPEN, OPEN_STATUSES

MOST_ACTIONS = 100
"""So many overdue actions are listed; the board has the others."""

MOST_SILENT = 100
"""So many customers nobody spoke to are listed; the portfolio has the others."""

_LONGEST_MEETING = timedelta(days=2)
_LONGEST_BLACKOUT = timedelta(days=100)


class MeetingLine(NamedTuple):
    """One meeting that is still to come or goes on.

    Attributes:
        event_id: The event.
        original_start: Which of its occurrences.
        start: When it starts in its own zone; what an all-day meeting goes by.
        start_at: When it starts.
        end_at: When it ends.
        all_day: Whether it takes whole days.
        title: What it is.
        place: Where.
        customer: The first customer's name, empty for our own house.
        customer_id: That customer.
        customers: How many customers it concerns.
    """

    event_id: str
    original_start: LocalMoment
    start: LocalMoment
    start_at: Instant
    end_at: Instant
    all_day: bool
    title: str
    place: str
    customer: str
    customer_id: str | None
    customers: int


class MeetingTime(NamedTuple):
    """When meetings of the week begin.

    Attributes:
        start: By the clock of their own zone, where they take whole days.
        start_at: When they begin.
        all_day: Whether they take whole days.
        meetings: How many of them.
    """

    start: LocalMoment
    start_at: Instant
    all_day: bool
    meetings: int


class Blackout(NamedTuple):
    """A time in which a customer, or our own house, wants no changes.

    Attributes:
        title: What it is.
        customer: Whose; empty for a freeze of IT.
        first: Its first day.
        last: Its last day.
    """

    title: str
    customer: str
    first: date
    last: date


def has_customers(connection: sqlite3.Connection) -> bool:
    """Answer whether the desk has any customer."""
    return connection.execute("SELECT 1 FROM customer LIMIT 1").fetchone() is not None


def next_meetings(connection: sqlite3.Connection, now: datetime, most: int) -> list[MeetingLine]:
    """Return the meetings that have not ended, the nearest first."""
    return fetch(
        connection,
        MeetingLine,
        "SELECT o.event_id, o.original_start, o.start, o.start_at, o.end_at, o.all_day,"
        " COALESCE(x.title, e.title), COALESCE(x.place, e.place),"
        " COALESCE((SELECT c.name FROM event_customer l JOIN customer c ON c.id = l.customer_id"
        "   WHERE l.event_id = e.id ORDER BY c.name_sort, c.id LIMIT 1), ''),"
        " (SELECT l.customer_id FROM event_customer l JOIN customer c ON c.id = l.customer_id"
        "   WHERE l.event_id = e.id ORDER BY c.name_sort, c.id LIMIT 1),"
        " (SELECT COUNT(*) FROM event_customer l WHERE l.event_id = e.id)"
        " FROM occurrence o JOIN event e ON e.id = o.event_id"
        " LEFT JOIN event_exception x ON x.id = o.exception_id"
        " WHERE o.start_at >= ? AND o.end_at > ? AND e.layer = 'meeting' AND e.status <> 'cancelled'"
        " ORDER BY o.start_at, o.event_id LIMIT ?",
        (now - _LONGEST_MEETING, now, most),
    )


def meeting_times(connection: sqlite3.Connection, first: datetime, last: datetime) -> list[MeetingTime]:
    """Return when meetings begin between two moments, and how many: thousands a week, at a few hundred times."""
    return fetch(
        connection,
        MeetingTime,
        "SELECT MIN(o.start), o.start_at, o.all_day, COUNT(*) FROM occurrence o JOIN event e ON e.id = o.event_id"
        " WHERE o.start_at >= ? AND o.start_at < ? AND e.layer = 'meeting' AND e.status <> 'cancelled'"
        " GROUP BY o.start_at, o.all_day",
        (first, last),
    )


def blackouts(connection: sqlite3.Connection, today: date, until: date) -> list[Blackout]:
    """Return the blackouts and freezes that have not ended by today and begin by another day."""
    first = datetime.combine(today, datetime.min.time())
    last = datetime.combine(until, datetime.min.time()) + timedelta(days=1)
    rows = connection.execute(
        'SELECT e.title, o.start, o."end", COALESCE((SELECT c.name FROM event_customer l'
        " JOIN customer c ON c.id = l.customer_id WHERE l.event_id = e.id ORDER BY c.name_sort LIMIT 1), '')"
        " FROM event e CROSS JOIN occurrence o"  # the blackouts are few, the occurrences are not
        " WHERE o.event_id = e.id AND e.impact = 'blackout' AND e.status <> 'cancelled'"
        ' AND o.start_at >= ? AND o.start_at < ? AND o."end" > ? ORDER BY o.start, e.id',
        (bind_local(first - _LONGEST_BLACKOUT), bind_local(last), bind_local(first)),
    ).fetchall()
    found = [
        Blackout(title, customer, date.fromisoformat(start[:10]), _last_day(start, end))
        for title, start, end, customer in rows
    ]
    found.extend(
        Blackout(title, "", date.fromisoformat(start), date.fromisoformat(end))
        for title, start, end in connection.execute(
            'SELECT title, start, "end" FROM freeze WHERE "end" >= ? AND start <= ? ORDER BY start, id',
            (today.isoformat(), until.isoformat()),
        )
    )
    return sorted(found, key=lambda blackout: (blackout.first, blackout.customer, blackout.title))


def _last_day(start: str, end: str) -> date:
    """Return the last day of a time whose end is not part of it."""
    last = datetime.fromisoformat(end) - timedelta(microseconds=1)
    return max(last.date(), date.fromisoformat(start[:10]))


def awake(subject: str, column: str, day: str = "?") -> str:
    """Return the condition that nothing keeps a subject away until a later day than the one bound for it."""
    return (
        f"NOT EXISTS (SELECT 1 FROM snooze z WHERE z.subject = '{subject}' AND z.subject_id = {column}"
        f" AND z.until > {day})"
    )


# Each status gives its first few by the index; so many overdue ones need not all be read and sorted.
_FIRST_OF_STATUS = (
    "SELECT * FROM (SELECT a.id, a.due FROM action a WHERE a.status = '{status}' AND a.due {when} ?1 AND {awake}"
    " ORDER BY a.due, a.id LIMIT ?2)"
)
_ACTION = (
    "SELECT a.id, a.title, COALESCE(c.name, ''), a.customer_id, COALESCE(p.name, ''),"
    " COALESCE(a.promised_by, ''), a.due, a.priority, a.status = 'blocked', a.carried_over"
    " FROM action a LEFT JOIN customer c ON c.id = a.customer_id LEFT JOIN person p ON p.id = a.assignee_id"
    " WHERE a.id IN (SELECT id FROM ({first}) ORDER BY due, id LIMIT ?2) ORDER BY a.due, a.id"
)


def due_actions(connection: sqlite3.Connection, today: date, *, overdue: bool) -> list[OpenAction]:
    """Return the open actions that are overdue, longest first, or those that are due today."""
    waking = awake("action", "a.id", "?1")
    when = "<" if overdue else "="
    first = " UNION ALL ".join(
        _FIRST_OF_STATUS.format(status=status, when=when, awake=waking) for status in OPEN_STATUSES
    )
    return fetch(connection, OpenAction, _ACTION.format(first=first), (today, MOST_ACTIONS))


def count_overdue(connection: sqlite3.Connection, today: date) -> int:
    """Return how many open actions are overdue, snoozed ones left out."""
    row = connection.execute(
        f"SELECT (SELECT COUNT(*) FROM action WHERE due < ? AND status IN {OPEN})"
        " - (SELECT COUNT(*) FROM snooze z JOIN action a ON a.id = z.subject_id WHERE z.subject = 'action'"
        f"    AND z.until > ? AND a.due < ? AND a.status IN {OPEN})",
        (today.isoformat(), today.isoformat(), today.isoformat()),
    ).fetchone()
    return int(row[0])


def waiting_versions(connection: sqlite3.Connection, now: datetime) -> list[WaitingVersion]:
    """Return the proposed versions with the roles that have not signed; days count by ``now``."""
    rows = connection.execute(
        "SELECT v.id, v.agreement_id, v.number, c.name, c.id, v.proposed_at, s.role, s.state"
        " FROM agreement_version v JOIN agreement a ON a.id = v.agreement_id"
        " JOIN customer c ON c.id = a.customer_id"
        " JOIN signature s ON s.version_id = v.id AND s.state IN ('pending', 'signed')"
        f" WHERE v.state = 'proposed' AND {awake('signatures', 'v.id')} ORDER BY v.id, s.id",
        (now.date().isoformat(),),
    )
    found = []
    for (version_id, agreement_id, number, customer, customer_id, proposed), signatures in groupby(
        rows, key=lambda row: row[:6]
    ):
        states = [(role, state) for *_version, role, state in signatures]
        pending = tuple(role for role, state in states if state == "pending")
        if pending:
            sent = read_instant(proposed).astimezone(now.tzinfo).date()
            found.append(
                WaitingVersion(
                    version_id, agreement_id, number, customer, customer_id, sent, pending, len(states)
                )
            )
    return found


def ending_versions(connection: sqlite3.Connection, today: date) -> list[EndingVersion]:
    """Return the versions in force that end within `ENDING_DAYS` or have ended."""
    return fetch(
        connection,
        EndingVersion,
        "SELECT v.agreement_id, v.number, c.name, c.id, v.expires, (SELECT n.number FROM agreement_version n"
        "   WHERE n.agreement_id = v.agreement_id AND n.state = 'proposed')"
        " FROM agreement_version v JOIN agreement a ON a.id = v.agreement_id"
        " JOIN customer c ON c.id = a.customer_id WHERE v.state = 'accepted' AND v.expires <= ?"
        f" AND c.status <> 'closed' AND {awake('agreement end', 'v.agreement_id')} ORDER BY v.expires, v.id",
        (today + timedelta(days=ENDING_DAYS), today),
    )


def untold_changes(connection: sqlite3.Connection, today: date) -> list[UntoldChange]:
    """Return the changes of high risk within `TELLING_DAYS` whose customers do not know of them."""
    first = datetime.combine(today, datetime.min.time())
    return fetch(
        connection,
        UntoldChange,
        "SELECT h.id, COALESCE(h.code, h.title), COALESCE((SELECT c.name FROM change_customer l"
        "   JOIN customer c ON c.id = l.customer_id WHERE l.change_id = h.id"
        "   ORDER BY c.name_sort, c.id LIMIT 1), ''),"
        " (SELECT l.customer_id FROM change_customer l JOIN customer c ON c.id = l.customer_id"
        "   WHERE l.change_id = h.id ORDER BY c.name_sort, c.id LIMIT 1),"
        " (SELECT COUNT(*) FROM change_customer l WHERE l.change_id = h.id),"
        " (SELECT COUNT(*) FROM change_service l WHERE l.change_id = h.id),"
        " h.risk, substr(h.window_start, 1, 10), substr(h.window_start, 12, 5) FROM change h"
        " WHERE h.window_start >= ? AND h.window_start < ? AND h.risk IN ('high', 'very high')"
        " AND h.told IS NULL AND h.state IN ('requested', 'approved', 'scheduled')"
        f" AND {awake('change', 'h.id')} ORDER BY h.window_start, h.id",
        (first, first + timedelta(days=TELLING_DAYS + 1), today),
    )


def silent_customers(connection: sqlite3.Connection, now: datetime) -> Iterator[SilentCustomer]:
    """Yield the customers that have a maximum of days between contacts, the longest silent first.

    Days count by ``now``. Rows are read as they are asked for: whoever has enough stops early.
    """
    query = (
        "SELECT c.id, c.name, c.tier, p.last_contact_at, c.created_at, c.maximum_days, p.next_meeting_at"
        " FROM customer_projection p CROSS JOIN customer c WHERE c.id = p.customer_id AND {when}"
        " AND c.maximum_days IS NOT NULL AND c.status IN ('prospect', 'onboarding', 'active')"
        f" AND {awake('contact', 'c.id')} ORDER BY p.last_contact_at"
    )

    def day(value: str | None) -> date | None:
        return None if value is None else read_instant(value).astimezone(now.tzinfo).date()

    yesterday = bind_instant(now - timedelta(days=1))
    for when in ("p.last_contact_at < ?", "p.last_contact_at IS NULL AND c.created_at < ?"):
        for row in connection.execute(query.format(when=when), (yesterday, now.date().isoformat())):
            customer_id, name, tier, contact, created, maximum, meeting = row
            known_since = day(created) or now.date()
            yield SilentCustomer(customer_id, name, tier, day(contact), known_since, maximum, day(meeting))
