"""How the promises of both sides ended, as counts by side."""

from __future__ import annotations

import sqlite3
from datetime import date

from brm_tui.rules.promises import period
from brm_tui.store.queries.convert import bind_date
from brm_tui.store.queries.open_actions import OPEN, SIDE

_COUNTS = f"""
SELECT {SIDE}, CASE
  WHEN a.status IN {OPEN} THEN CASE WHEN a.due < :today THEN 'open_late' ELSE 'ahead' END
  WHEN a.status = 'cancelled' THEN 'cancelled'
  WHEN a.done IS NULL THEN 'unknown'
  WHEN a.done <= a.due THEN 'kept' ELSE 'late' END AS term, COUNT(*)
FROM action a LEFT JOIN person p ON p.id = a.assignee_id WHERE a.customer_id = :customer
AND ((a.due >= :since AND a.due <= :until) OR (a.status IN {OPEN} AND (a.due IS NULL OR a.due > :until)))
GROUP BY 1, 2
"""


def promise_counts(
    connection: sqlite3.Connection, customer_id: str, today: date
) -> list[tuple[str | None, str, int]]:
    """Return side, term of `brm_tui.rules.promises.KeepRate` and number of a customer's actions."""
    since, until = period(today)
    parameters = {
        "customer": customer_id,
        "today": bind_date(today),
        "since": bind_date(since),
        "until": bind_date(until),
    }
    return connection.execute(_COUNTS, parameters).fetchall()
