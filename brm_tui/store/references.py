"""Which columns point at which table, as the file's own schema says."""

from __future__ import annotations

import sqlite3

_KEYS = (
    'SELECT k."table", t.name, k."from" FROM sqlite_master t, pragma_foreign_key_list(t.name) k'
    " WHERE t.type = 'table' ORDER BY t.name, k.id"
)


def references(connection: sqlite3.Connection) -> dict[str, list[tuple[str, str]]]:
    """Return, by table, the tables and columns that refer to it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for table, other, column in connection.execute(_KEYS):
        found.setdefault(table, []).append((other, column))
    return found
