"""What was talked about with a customer, contact by contact."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime
from zoneinfo import ZoneInfo

from brm_tui.store.queries.convert import bind_instant, read_instant, read_words


def discussed(
    connection: sqlite3.Connection, customer_id: str, now: datetime, zone: ZoneInfo
) -> list[tuple[date, tuple[str, ...], str]]:
    """Return day, topics and summary of every contact up to now that had a topic, held meetings among them."""
    rows = connection.execute(
        "SELECT t.at, t.topics, t.summary FROM touch t WHERE t.customer_id = ? AND t.at <= ?"
        " AND CAST(t.topics AS TEXT) <> '[]' ORDER BY t.at DESC, t.id",
        (customer_id, bind_instant(now)),
    )
    return [
        (read_instant(at).astimezone(zone).date(), read_words(topics), summary)
        for at, topics, summary in rows
    ]
