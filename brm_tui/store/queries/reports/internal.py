"""Which rows must not leave the house."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from brm_tui.store.queries.series import chunks, marks


def internal_among(connection: sqlite3.Connection, table: str, ids: Sequence[str]) -> frozenset[str]:
    """Return the ids of those rows that are marked internal."""
    found: set[str] = set()
    for some in chunks(ids):
        found.update(
            row[0]
            for row in connection.execute(
                f'SELECT id FROM "{table}" WHERE internal = 1 AND id IN ({marks(some)})', some
            )
        )
    return frozenset(found)


def internal_titles(connection: sqlite3.Connection, customers: Sequence[str]) -> frozenset[str]:
    """Return the titles of what is marked internal in the agreements of some customers."""
    found: set[str] = set()
    for some in chunks(customers):
        for table in ("objective", "appendix"):
            found.update(
                row[0]
                for row in connection.execute(
                    f'SELECT t.title FROM "{table}" t JOIN agreement a ON a.id = t.agreement_id'
                    f" WHERE t.internal = 1 AND a.customer_id IN ({marks(some)})",
                    some,
                )
            )
    return frozenset(found)
