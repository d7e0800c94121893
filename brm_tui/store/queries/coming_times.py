"""On which days an event or a change takes place next, by the user's clock."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime, timedelta

from brm_tui.rules.zones import to_local, to_utc
from brm_tui.store.queries.convert import bind_instant, read_instant, read_local

Days = tuple[date, date]
"""The first and the last day."""

_OCCURRENCES = """
SELECT all_day, start_at, end_at FROM occurrence WHERE event_id = ? AND end_at > ? ORDER BY start_at LIMIT ?
"""
_A_MOMENT = timedelta(microseconds=1)


def coming_days(
    connection: sqlite3.Connection, source: str, source_id: str, now: datetime, zone: str, most: int
) -> list[Days]:
    """Return the days of the next times at which something takes place.

    Args:
        connection: Where to read.
        source: ``event`` or ``change``.
        source_id: Its row.
        now: What is over by then is left out.
        zone: The user's zone.
        most: How many times are looked at.
    """
    if source == "change":
        return _of_change(connection, source_id, now, zone)
    found = []
    for all_day, start, end in connection.execute(_OCCURRENCES, (source_id, bind_instant(now), most)):
        # Whole days stand at midnight UTC of their dates.
        where = "UTC" if all_day else zone
        start_at, end_at = read_instant(start), read_instant(end)
        last = max(start_at, end_at - _A_MOMENT)
        found.append((to_local(start_at, where).date(), to_local(last, where).date()))
    return found


def _of_change(connection: sqlite3.Connection, change_id: str, now: datetime, zone: str) -> list[Days]:
    row = connection.execute(
        "SELECT window_start, COALESCE(window_end, window_start), zone FROM change"
        " WHERE id = ? AND window_start IS NOT NULL",
        (change_id,),
    ).fetchone()
    if row is None:
        return []
    start_at, end_at = (to_utc(read_local(moment), row[2] or "UTC") for moment in row[:2])
    if end_at < now:
        return []
    return [(to_local(start_at, zone).date(), to_local(end_at, zone).date())]
