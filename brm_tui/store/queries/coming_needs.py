"""Whom nobody of IT looks after, with whom a relationship begins, and which forums did not meet."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from brm_tui.store.queries.convert import bind_local
from brm_tui.store.queries.relationship_needs import MOST
from brm_tui.store.queries.series import chunks, marks
from brm_tui.store.queries.today import awake

MISSED_DAYS = 31
"""Meetings of forums that did not take place are told for so many days."""


def missed_meetings(connection: sqlite3.Connection, now: datetime) -> list[tuple[Any, ...]]:
    """Return the meetings of forums within `MISSED_DAYS` that were not held, cancelled or taken out of the series.

    The rows are those of `unrecorded_meetings`, and behind them whether the calendar called it off.
    """
    first = (now - timedelta(days=MISSED_DAYS)).replace(tzinfo=None)
    forum = (
        " JOIN forum f ON f.id = e.forum_id JOIN agreement a ON a.id = f.agreement_id AND a.ended IS NULL"
        " JOIN customer c ON c.id = a.customer_id AND c.status <> 'closed'"
    )
    awake_still = awake("unrecorded", "e.id || '/' || substr(s.start, 1, 10)", ":today")
    return connection.execute(
        "SELECT e.id, s.start, f.name, substr(s.start, 1, 10), c.name, c.id, s.off FROM ("
        " SELECT h.event_id AS event_id, h.occurrence AS start, 0 AS off FROM meeting h"
        "   WHERE h.state <> 'held' AND h.occurrence >= :first AND h.occurrence < :last"
        " UNION SELECT x.event_id, x.original_start, 1 FROM event_exception x"
        "   WHERE x.cancelled = 1 AND x.original_start >= :first AND x.original_start < :last"
        "   AND NOT EXISTS (SELECT 1 FROM meeting h WHERE h.event_id = x.event_id AND h.occurrence = x.original_start)"
        f" ) s JOIN event e ON e.id = s.event_id AND e.forum_id IS NOT NULL{forum}"
        f" WHERE {awake_still} ORDER BY s.start DESC, e.id LIMIT :most",
        {
            "first": bind_local(first),
            "last": bind_local(now.replace(tzinfo=None)),
            "today": now.date().isoformat(),
            "most": MOST,
        },
    ).fetchall()


def unserved_customers(connection: sqlite3.Connection, today: date) -> list[tuple[Any, ...]]:
    """Return the customers that nobody of IT looks after, the weightiest first, and who did last."""
    return connection.execute(
        "SELECT c.id, c.name, c.tier, c.status, p.name, r.active_until FROM customer c"
        " LEFT JOIN representation r ON r.id = (SELECT x.id FROM representation x WHERE x.customer_id = c.id"
        "   AND x.role = 'relationship manager' AND x.active_until < ?1 ORDER BY x.active_until DESC, x.id LIMIT 1)"
        " LEFT JOIN person p ON p.id = r.person_id WHERE c.status IN ('onboarding', 'active')"
        " AND NOT EXISTS (SELECT 1 FROM representation x JOIN person y ON y.id = x.person_id"
        "   AND (y.active_until IS NULL OR y.active_until >= ?1) WHERE x.customer_id = c.id"
        "   AND x.role = 'relationship manager' AND (x.active_from IS NULL OR x.active_from <= ?1)"
        "   AND (x.active_until IS NULL OR x.active_until >= ?1))"
        f" AND {awake('unserved', 'c.id', '?1')} ORDER BY c.tier, c.name_sort, c.id LIMIT ?2",
        (today.isoformat(), MOST),
    ).fetchall()


def new_customers(connection: sqlite3.Connection, today: date) -> dict[str, str]:
    """Return the names of the customers with whom a relationship begins, by their ids."""
    return dict(
        connection.execute(
            "SELECT c.id, c.name FROM customer c WHERE c.status = 'onboarding'"
            f" AND {awake('step', 'c.id')} ORDER BY c.name_sort, c.id LIMIT ?",
            (today.isoformat(), MOST),
        ).fetchall()
    )


def trained_managers(connection: sqlite3.Connection, today: date) -> list[tuple[Any, ...]]:
    """Return whoever looks after a customer now with the training and the day of its refreshing, the oldest first."""
    return connection.execute(
        "SELECT p.id, p.name, p.training, p.training_refreshed FROM person p WHERE p.training_refreshed IS NOT NULL"
        " AND p.side = 'IT' AND (p.active_until IS NULL OR p.active_until >= ?1)"
        " AND EXISTS (SELECT 1 FROM representation r WHERE r.person_id = p.id AND r.role = 'relationship manager'"
        "   AND (r.active_from IS NULL OR r.active_from <= ?1) AND (r.active_until IS NULL OR r.active_until >= ?1))"
        f" AND {awake('training', 'p.id', '?1')} ORDER BY p.training_refreshed, p.id LIMIT ?2",
        (today.isoformat(), MOST),
    ).fetchall()


def named_customers(connection: sqlite3.Connection, codes: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return id and name of customers by their codes."""
    found: dict[str, tuple[str, str]] = {}
    for some in chunks(codes):
        for code, row_id, name in connection.execute(
            f"SELECT code, id, name FROM customer WHERE code IN ({marks(some)})", some
        ):
            found[code] = (row_id, name)
    return found


def snoozed(connection: sqlite3.Connection, subject: str, today: date) -> frozenset[str]:
    """Return what of a kind is kept away beyond today."""
    return frozenset(
        row[0]
        for row in connection.execute(
            "SELECT subject_id FROM snooze WHERE subject = ? AND until > ?", (subject, today.isoformat())
        )
    )
