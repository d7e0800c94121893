"""Whose complaints grow old, who is contacted too much, what runs out, and which meetings nobody recorded."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime, timedelta
from typing import Any

from brm_tui.rules.relationship_needs import APPENDIX_DAYS, COMPLAINT_DAYS, CONTACT_DAYS, UNRECORDED_DAYS
from brm_tui.store.queries.convert import bind_instant
from brm_tui.store.queries.today import awake

MOST = 100
"""So many of a kind are listed."""

_OCCURRENCE = "e.id || '/' || substr(o.original_start, 1, 10)"
_OPEN = "('received', 'acknowledged', 'assessed', 'resolution proposed')"


def old_complaints(connection: sqlite3.Connection, today: date) -> list[tuple[Any, ...]]:
    """Return the open complaints that are past their date, or were not settled for `COMPLAINT_DAYS`."""
    return connection.execute(
        "SELECT d.id, d.title, c.name, c.id, d.received, d.due, d.severity, d.escalation"
        f" FROM feedback d JOIN customer c ON c.id = d.customer_id WHERE d.state IN {_OPEN}"
        " AND d.kind = 'complaint' AND (d.due < ?1 OR d.received <= ?2)"
        f" AND {awake('complaint', 'd.id', '?1')} ORDER BY COALESCE(d.due, d.received), d.id LIMIT ?3",
        (today.isoformat(), (today - timedelta(days=COMPLAINT_DAYS)).isoformat(), MOST),
    ).fetchall()


def crowded_customers(connection: sqlite3.Connection, now: datetime) -> list[tuple[Any, ...]]:
    """Return the customers that were contacted more in `CONTACT_DAYS` than they want, by anybody of IT.

    Touches count, and held meetings that no touch was noted for.
    """
    touches = "FROM touch t WHERE t.customer_id = c.id AND t.at > ?1 AND t.at <= ?2"
    return connection.execute(
        "WITH held AS MATERIALIZED (SELECT l.customer_id AS customer_id FROM occurrence o"
        "   JOIN meeting h ON h.event_id = o.event_id AND h.occurrence = o.original_start AND h.state = 'held'"
        "   JOIN event_customer l ON l.event_id = o.event_id WHERE o.start_at > ?1 AND o.start_at <= ?2"
        "     AND NOT EXISTS (SELECT 1 FROM touch m WHERE m.meeting_id = h.id)),"
        f" crowded AS MATERIALIZED (SELECT c.id AS id, (SELECT COUNT(*) {touches})"
        "     + (SELECT COUNT(*) FROM held WHERE held.customer_id = c.id) AS contacts"
        "   FROM customer c WHERE c.most_contacts IS NOT NULL)"
        f" SELECT c.id, c.name, c.most_contacts, r.contacts, (SELECT COUNT(DISTINCT t.by_id) {touches})"
        " FROM crowded r CROSS JOIN customer c WHERE c.id = r.id AND r.contacts > c.most_contacts"
        f" AND {awake('crowd', 'c.id', '?3')} ORDER BY r.contacts - c.most_contacts DESC, c.id LIMIT ?4",
        (bind_instant(now - timedelta(days=CONTACT_DAYS)), bind_instant(now), now.date().isoformat(), MOST),
    ).fetchall()


def ending_appendices(connection: sqlite3.Connection, today: date) -> list[tuple[Any, ...]]:
    """Return the appendices of running agreements that run out within `APPENDIX_DAYS`, or did."""
    return connection.execute(
        "SELECT x.id, x.kind, x.title, x.valid_until, a.id, c.name, c.id FROM appendix x"
        " JOIN agreement a ON a.id = x.agreement_id AND a.ended IS NULL JOIN customer c ON c.id = a.customer_id"
        " WHERE x.valid_until <= ?1 AND c.status <> 'closed'"
        f" AND {awake('appendix', 'x.id', '?2')} ORDER BY x.valid_until, x.id LIMIT ?3",
        ((today + timedelta(days=APPENDIX_DAYS)).isoformat(), today.isoformat(), MOST),
    ).fetchall()


def unrecorded_meetings(connection: sqlite3.Connection, now: datetime) -> list[tuple[Any, ...]]:
    """Return the meetings of forums within `UNRECORDED_DAYS` of which nobody said whether they were held."""
    return connection.execute(
        "SELECT e.id, o.original_start, f.name, substr(o.start, 1, 10), c.name, c.id FROM occurrence o"
        " CROSS JOIN event e ON e.id = o.event_id AND e.forum_id IS NOT NULL AND e.status <> 'cancelled'"
        " JOIN forum f ON f.id = e.forum_id JOIN agreement a ON a.id = f.agreement_id"
        " JOIN customer c ON c.id = a.customer_id AND c.status <> 'closed'"
        " WHERE o.start_at > ?1 AND o.start_at <= ?2 AND o.end_at <= ?2"
        " AND NOT EXISTS (SELECT 1 FROM meeting h WHERE h.event_id = o.event_id AND h.occurrence = o.original_start)"
        f" AND {awake('unrecorded', _OCCURRENCE, '?3')}"
        " ORDER BY o.start_at DESC, e.id LIMIT ?4",
        (
            bind_instant(now - timedelta(days=UNRECORDED_DAYS)),
            bind_instant(now),
            now.date().isoformat(),
            MOST,
        ),
    ).fetchall()
