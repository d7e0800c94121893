"""Whom an invitation goes to, and who may send it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody who attends an event.

    Attributes:
        person_id: Who.
        name: What they are called.
        email: Their address, or empty.
        required: Whether they are needed.
        ours: Whether they are of IT.
        manages: Whether they are the relationship manager of a customer whom the event concerns.
    """

    person_id: str
    name: str
    email: str
    required: bool
    ours: bool
    manages: bool


def invited(connection: sqlite3.Connection, event_id: str, today: str) -> list[Invited]:
    """Return who attends an event, the needed ones first.

    Args:
        connection: Where to read.
        event_id: Which event.
        today: The day on which they manage relationships, as ISO text.
    """
    rows = connection.execute(
        "SELECT p.id, p.name, p.email, l.attendance, p.side, EXISTS (SELECT 1 FROM representation r"
        " JOIN event_customer c ON c.customer_id = r.customer_id WHERE c.event_id = l.event_id AND r.person_id = p.id"
        " AND r.role = 'relationship manager' AND (r.active_from IS NULL OR r.active_from <= :today)"
        " AND (r.active_until IS NULL OR r.active_until >= :today))"
        " FROM event_attendee l JOIN person p ON p.id = l.person_id WHERE l.event_id = :event"
        " ORDER BY l.attendance DESC, p.name_sort, p.id",
        {"event": event_id, "today": today},
    )
    return [
        Invited(person_id, name, email or "", attendance == "required", side == "IT", bool(manages))
        for person_id, name, email, attendance, side, manages in rows
    ]
