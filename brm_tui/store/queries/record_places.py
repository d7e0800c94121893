"""Which record holds another one, and which occurrence of a series a record is about."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from brm_tui.rules.kinds import REFERENCES, kind_named
from brm_tui.store.queries.convert import LocalMoment, build
from brm_tui.store.queries.rows import columns_of


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One occurrence of an event.

    Attributes:
        event_id: The event.
        original_start: The naive local start that the series gives it.
        layer: The event's layer.
    """

    event_id: str
    original_start: LocalMoment
    layer: str


def holder_of(connection: sqlite3.Connection, kind_name: str, row_id: str, holder: str) -> str | None:
    """Return the id of the record of another KIND that a record belongs to, None where there is none.

    Args:
        connection: Where to read.
        kind_name: The record's KIND.
        row_id: The record.
        holder: The KIND of what it belongs to.
    """
    kind = kind_named(kind_name)
    for link in kind.links:
        if link.kind == holder:
            query = f'SELECT "{link.member}" FROM "{link.table}" WHERE "{link.owner}" = ? ORDER BY id LIMIT 1'
            break
    else:
        columns = [name for name in columns_of(kind) if REFERENCES.get(name) == holder]
        if not columns:
            return None
        query = f'SELECT "{columns[0]}" FROM "{kind.table}" WHERE id = ?'
    found = connection.execute(query, (row_id,)).fetchone()
    return found[0] if found is not None else None


_OCCURRENCES = {
    "meetings": "SELECT m.event_id, m.occurrence, e.layer FROM meeting m JOIN event e ON e.id = m.event_id"
    " WHERE m.id = :id",
    "exceptions": "SELECT x.event_id, x.original_start, e.layer FROM event_exception x"
    " JOIN event e ON e.id = x.event_id WHERE x.id = :id AND NOT x.cancelled",
    # The next one; where all are past, the last one.
    "events": "SELECT * FROM (SELECT e.id, o.original_start, e.layer FROM event e JOIN occurrence o"
    " ON o.event_id = e.id WHERE e.id = :id AND o.end_at > :now ORDER BY o.start_at LIMIT 1)"
    " UNION ALL SELECT * FROM (SELECT e.id, o.original_start, e.layer FROM event e JOIN occurrence o"
    " ON o.event_id = e.id WHERE e.id = :id ORDER BY o.start_at DESC LIMIT 1)",
}


def occurrence_of(connection: sqlite3.Connection, kind: str, row_id: str, now: str) -> Occurrence | None:
    """Return the occurrence that a meeting, an exception or an event is shown by, None where there is none.

    Args:
        connection: Where to read.
        kind: ``meetings``, ``exceptions`` or ``events``.
        row_id: Which one.
        now: The moment, as the desk stores moments.
    """
    found = connection.execute(_OCCURRENCES[kind], {"id": row_id, "now": now}).fetchone()
    return None if found is None else build(Occurrence, [found])[0]
