"""How far the desk's calendar reaches."""

from __future__ import annotations

import sqlite3
from datetime import date

NAME = "calendar horizon"


def horizon(connection: sqlite3.Connection) -> date:
    """Return the last day of the desk's calendar."""
    found = connection.execute("SELECT value FROM desk_setting WHERE name = ?", (NAME,)).fetchone()
    assert found is not None, "every desk is made with a horizon"
    return date.fromisoformat(found[0])
