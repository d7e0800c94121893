"""Which rows of an agreement are marked internal and must not leave the house."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

_TABLES = {"objectives": "objective", "actions": "action", "appendices": "appendix"}


def internal_ids(connection: sqlite3.Connection, content: Mapping[str, Any]) -> frozenset[str]:
    """Return the ids of an agreement's rows that are marked internal.

    A row that was deleted since it was frozen is judged by what it last was.

    Args:
        connection: Where to read.
        content: The seven sections, frozen or not.
    """
    found: set[str] = set()
    for name, table in _TABLES.items():
        wanted = [str(row["id"]) for row in content[name]]
        marks = _marks(connection, table, wanted)
        found.update(row_id for row_id in wanted if marks.get(row_id, False))
    return frozenset(found)


def _marks(connection: sqlite3.Connection, table: str, wanted: Sequence[str]) -> dict[str, bool]:
    marks: dict[str, bool] = {}
    for row_id in wanted:
        row = connection.execute(f'SELECT internal FROM "{table}" WHERE id = ?', (row_id,)).fetchone()
        marks[row_id] = bool(row[0]) if row is not None else _was_internal(connection, table, row_id)
    return marks


def _was_internal(connection: sqlite3.Connection, table: str, row_id: str) -> bool:
    last = connection.execute(
        "SELECT before FROM history_change WHERE table_name = ? AND row_id = ? AND after IS NULL"
        " ORDER BY step_number DESC, position DESC LIMIT 1",
        (table, row_id),
    ).fetchone()
    return last is not None and last[0] is not None and bool(json.loads(last[0]).get("internal"))
