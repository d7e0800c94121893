"""The calendar files that the desk rewrites by itself."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from brm_tui.store.queries.convert import read_instant


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One file.

    Attributes:
        path: Where it is written.
        layers: Which layers; empty: all.
        customer_id: Which customer; empty: all.
        first: Only what takes place on or after this day.
        last: Only what takes place on or before this day.
        written_at: When its content last changed.
        sha256: Of what was last written.
    """

    path: str
    layers: tuple[str, ...]
    customer_id: str
    first: date | None
    last: date | None
    written_at: datetime | None
    sha256: str


def any_target(connection: sqlite3.Connection) -> bool:
    """Return whether there is any."""
    return connection.execute("SELECT 1 FROM export_target LIMIT 1").fetchone() is not None


def targets(connection: sqlite3.Connection) -> list[TargetRow]:
    """Return them all, by path."""
    found = []
    for path, options, written_at, sha256 in connection.execute(
        "SELECT path, options, written_at, sha256 FROM export_target ORDER BY path"
    ):
        chosen = json.loads(options)
        first, last = (
            date.fromisoformat(chosen[name]) if chosen.get(name) else None for name in ("first", "last")
        )
        found.append(
            TargetRow(
                path, tuple(chosen.get("layers", ())), chosen.get("customer", ""), first, last,
                read_instant(written_at) if written_at else None, sha256,
            )
        )  # fmt: skip
    return found
