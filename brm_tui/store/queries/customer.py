"""One customer: who it is, what was promised, the last contacts and what weighs on the relationship."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from brm_tui.errors import NotFoundError
from brm_tui.rules.vocabulary import (
    ActionStatus,
    Channel,
    CustomerKind,
    CustomerStatus,
    Direction,
    PromiseSide,
    Sentiment,
    SignatureRole,
)
from brm_tui.store.queries.convert import Instant, fetch
from brm_tui.store.queries.open_actions import OPEN, SIDE


@dataclass(frozen=True, slots=True)
class CustomerHead:
    """What is known of the customer itself."""

    id: str
    name: str
    code: str
    kind: CustomerKind
    tier: int
    status: CustomerStatus
    parent: str | None
    outcomes: str
    strategies: str
    target_days: int | None
    maximum_days: int | None
    most_contacts: int | None
    tags: tuple[str, ...]
    notes: str
    manager_hours: float | None
    parts: int
    people: int


@dataclass(frozen=True, slots=True)
class Promise:
    """An open action as a promise of one side.

    Attributes:
        promised_by: Which side: as was said, else the assignee's; None where neither is known.
        of_side: How many open promises that side has in all; those of neither are IT's to keep.
    """

    id: str
    title: str
    assignee: str | None
    promised_by: PromiseSide | None
    due: date | None
    status: ActionStatus
    of_side: int


@dataclass(frozen=True, slots=True)
class Contact:
    """A touch, told in a line."""

    id: str
    at: Instant
    channel: Channel
    direction: Direction
    by: str | None
    sentiment: Sentiment | None
    summary: str


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody whose signature a proposed agreement waits for."""

    role: SignatureRole
    person: str | None
    number: int


@dataclass(frozen=True, slots=True)
class Concern:
    """An open risk, complaint or issue.

    Attributes:
        id: Its row.
        kind: risk, complaint or issue.
        title: What it is about.
        weight: Its severity, or impact times likelihood; empty where nobody judged it.
        due: When something must have happened.
    """

    id: str
    kind: str
    title: str
    weight: str
    due: date | None


def customer_head(connection: sqlite3.Connection, customer_id: str, today: date) -> CustomerHead:
    """Return what is known of a customer itself.

    Raises:
        NotFoundError: There is no such customer.
    """
    found = fetch(
        connection,
        CustomerHead,
        "SELECT c.id, c.name, c.code, c.kind, c.tier, c.status, u.name, c.outcomes, c.strategies,"
        " c.target_days, c.maximum_days, c.most_contacts, c.tags, c.notes,"
        " (SELECT SUM(r.hours) FROM representation r WHERE r.customer_id = c.id"
        "   AND r.role = 'relationship manager' AND (r.active_from IS NULL OR r.active_from <= ?)"
        "   AND (r.active_until IS NULL OR r.active_until >= ?)),"
        " (SELECT COUNT(*) FROM customer k WHERE k.parent_id = c.id AND k.status <> 'closed'),"
        " (SELECT COUNT(*) FROM contact_role r WHERE r.customer_id = c.id)"
        " + (SELECT COUNT(*) FROM representation r WHERE r.customer_id = c.id)"
        " FROM customer c LEFT JOIN customer u ON u.id = c.parent_id WHERE c.id = ?",
        (today, today, customer_id),
    )
    if not found:
        raise NotFoundError("customer", customer_id)
    return found[0]


def open_promises(connection: sqlite3.Connection, customer_id: str, limit: int) -> list[Promise]:
    """Return a customer's open actions, the longest overdue first, those without a date last.

    Args:
        connection: The desk.
        customer_id: The customer.
        limit: How many of each side at most.
    """
    own = f"PARTITION BY COALESCE({SIDE}, 'IT')"
    return fetch(
        connection,
        Promise,
        "SELECT id, title, name, side, due, status, of_side FROM ("
        f" SELECT a.id, a.title, p.name, {SIDE} AS side, a.due, a.status, COUNT(*) OVER ({own}) AS of_side,"
        f"  ROW_NUMBER() OVER ({own} ORDER BY COALESCE(a.due, '9999'), a.id) AS place"
        f" FROM action a LEFT JOIN person p ON p.id = a.assignee_id"
        f" WHERE a.customer_id = ? AND a.status IN {OPEN}) AS promises"
        " WHERE place <= ? ORDER BY COALESCE(due, '9999'), id",
        (customer_id, limit),
    )


def last_contacts(connection: sqlite3.Connection, customer_id: str, limit: int) -> list[Contact]:
    """Return a customer's newest touches; held meetings are told as meetings."""
    return fetch(
        connection,
        Contact,
        "SELECT t.id, t.at, t.channel, t.direction, p.name, t.sentiment, t.summary FROM touch t"
        " LEFT JOIN person p ON p.id = t.by_id WHERE t.customer_id = ? AND t.meeting_id IS NULL"
        " ORDER BY t.at DESC, t.id LIMIT ?",
        (customer_id, limit),
    )


def pending_signers(connection: sqlite3.Connection, customer_id: str) -> list[Signer]:
    """Return who is still to sign what is proposed to a customer, with the number of that version."""
    return fetch(
        connection,
        Signer,
        "SELECT s.role, p.name, v.number FROM agreement a"
        " JOIN agreement_version v ON v.agreement_id = a.id AND v.state = 'proposed'"
        " JOIN signature s ON s.version_id = v.id AND s.state = 'pending'"
        " LEFT JOIN person p ON p.id = s.person_id WHERE a.customer_id = ? ORDER BY s.id",
        (customer_id,),
    )


def open_concerns(connection: sqlite3.Connection, customer_id: str, limit: int) -> list[Concern]:
    """Return what weighs on the relationship: complaints first, then issues, then risks by their size."""
    complaints = fetch(
        connection,
        Concern,
        "SELECT f.id, f.kind, f.title, f.severity, f.due FROM feedback f WHERE f.customer_id = ?"
        " AND f.kind = 'complaint' AND f.state NOT IN ('accepted by customer', 'closed')"
        " ORDER BY COALESCE(f.due, '9999'), f.id LIMIT ?",
        (customer_id, limit),
    )
    issues = fetch(
        connection,
        Concern,
        "SELECT l.id, l.kind, l.title, '', NULL FROM log_entry l WHERE l.customer_id = ? AND l.kind = 'issue'"
        " AND l.state = 'open' ORDER BY l.date DESC, l.id LIMIT ?",
        (customer_id, limit),
    )
    risks = fetch(
        connection,
        Concern,
        "SELECT r.id, 'risk', r.title,"
        " COALESCE(CAST(r.impact AS TEXT) || ' × ' || CAST(r.likelihood AS TEXT), ''), r.review"
        " FROM risk r WHERE r.customer_id = ? AND r.state = 'open'"
        " ORDER BY COALESCE(r.impact * r.likelihood, 0) DESC, r.id LIMIT ?",
        (customer_id, limit),
    )
    return [*complaints, *issues, *risks][:limit]
