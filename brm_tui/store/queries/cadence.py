"""Contacts with a customer and its people, and what is open with it: what their rhythm is judged by."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime

from brm_tui.rules.bundling import OpenItem
from brm_tui.rules.cadence import Contact
from brm_tui.store.queries.convert import bind_instant, read_instant, read_words
from brm_tui.store.queries.customer_meetings import coming_meetings
from brm_tui.store.queries.open_actions import OPEN

MOST = 300
"""So many of the newest contacts are looked at."""
MOST_ITEMS = 12

_CONTACTS = """
SELECT at, channel, said, topics FROM (
  SELECT t.at AS at, t.channel AS channel, COALESCE(p.name, '') AS said, t.topics AS topics, t.id AS id
  FROM touch t LEFT JOIN person p ON p.id = t.by_id WHERE t.customer_id = :customer AND t.at <= :now
  UNION ALL
  SELECT o.start_at, 'meeting', '', '[]', h.id
  FROM event_customer l JOIN meeting h ON h.event_id = l.event_id AND h.state = 'held'
  JOIN occurrence o ON o.event_id = h.event_id AND o.original_start = h.occurrence
  WHERE l.customer_id = :customer AND o.start_at <= :now
    AND NOT EXISTS (SELECT 1 FROM touch m WHERE m.meeting_id = h.id)
) known ORDER BY at DESC, id LIMIT :most
"""
_PEOPLE = """
SELECT l.person_id, t.at, t.channel, COALESCE(p.name, '') FROM touch t
JOIN touch_person l ON l.touch_id = t.id LEFT JOIN person p ON p.id = t.by_id
WHERE t.customer_id = :customer AND t.at <= :now ORDER BY t.at DESC, t.id LIMIT :most
"""
_MADE = """
SELECT t.by_id, MAX(t.at) FROM touch t WHERE t.customer_id = :customer AND t.at <= :now AND t.by_id IS NOT NULL
GROUP BY t.by_id
"""
_ACTIONS = f"""
SELECT a.title, a.due FROM action a WHERE a.customer_id = :customer AND a.status IN {OPEN} AND a.due IS NOT NULL
ORDER BY a.due, a.id LIMIT :most
"""
_COMPLAINTS = """
SELECT d.title, d.due FROM feedback d WHERE d.customer_id = :customer AND d.kind = 'complaint'
  AND d.state IN ('received', 'acknowledged', 'assessed', 'resolution proposed')
ORDER BY COALESCE(d.due, d.received, '9999'), d.id LIMIT :most
"""


def customer_contacts(connection: sqlite3.Connection, customer_id: str, now: datetime) -> list[Contact]:
    """Return the newest contacts with a customer by anybody, held meetings among them, the last first.

    Args:
        connection: Where to read.
        customer_id: Which customer.
        now: What is past, by the user's clock.
    """
    rows = connection.execute(_CONTACTS, {"customer": customer_id, "now": bind_instant(now), "most": MOST})
    return [
        Contact(read_instant(at).astimezone(now.tzinfo), channel, by, read_words(topics))
        for at, channel, by, topics in rows
    ]


def people_contacts(
    connection: sqlite3.Connection, customer_id: str, now: datetime
) -> dict[str, list[Contact]]:
    """Return the newest contacts with a customer's people by their ids, the last first."""
    found: dict[str, list[Contact]] = {}
    rows = connection.execute(_PEOPLE, {"customer": customer_id, "now": bind_instant(now), "most": 4 * MOST})
    for person_id, at, channel, by in rows:
        contact = Contact(read_instant(at).astimezone(now.tzinfo), channel, by)
        found.setdefault(person_id, []).append(contact)
    return found


def last_made(connection: sqlite3.Connection, customer_id: str, now: datetime) -> dict[str, date]:
    """Return the day on which people of IT last had contact with a customer, by their ids."""
    rows = connection.execute(_MADE, {"customer": customer_id, "now": bind_instant(now)})
    return {person_id: read_instant(at).astimezone(now.tzinfo).date() for person_id, at in rows}


def open_items(connection: sqlite3.Connection, customer_id: str) -> list[OpenItem]:
    """Return what is open with a customer and would have to be talked about: complaints, and actions with a day."""
    found: list[OpenItem] = []
    for kind, query in (("complaint", _COMPLAINTS), ("action", _ACTIONS)):
        for title, due in connection.execute(query, {"customer": customer_id, "most": MOST_ITEMS}):
            found.append(OpenItem(kind, title, date.fromisoformat(due) if due else None))
    return found


def next_meeting(connection: sqlite3.Connection, customer_id: str, now: datetime) -> tuple[str, date] | None:
    """Return the next meeting with a customer that has not begun, and its day by the user's clock."""
    for meeting in coming_meetings(connection, customer_id, now, 2):
        start = meeting.start_at
        if start is None or start <= now:
            continue
        day = meeting.start.date() if meeting.all_day else start.astimezone(now.tzinfo).date()
        return meeting.title, day
    return None
