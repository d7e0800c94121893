"""How many rows there are."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence


def count_rows(connection: sqlite3.Connection, tables: Sequence[str]) -> list[int]:
    """Return the number of rows of each table, in order."""
    if not tables:
        return []
    counted = ", ".join(f'(SELECT count(*) FROM "{table}")' for table in tables)
    return list(connection.execute(f"SELECT {counted}").fetchone())
