"""The reading side: the standard library's sqlite3, with no model behind it."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

BUSY_VARIABLE = "BRM_TUI_BUSY_SECONDS"
"""Names how long to wait for another program's lock, for scripts (and tests) that would rather fail soon."""


def busy_seconds() -> float:
    """Return how long to wait for another program that holds the desk: five seconds unless told."""
    try:
        return max(0.0, float(os.environ.get(BUSY_VARIABLE, "5")))
    except ValueError:
        return 5.0


def reading_connection(path: Path) -> sqlite3.Connection:
    """Return a connection that cannot write. It may be used from any one thread at a time."""
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode=ro",
        uri=True,
        timeout=busy_seconds(),
        check_same_thread=False,
        isolation_level=None,
    )
    connection.execute("PRAGMA query_only=ON")
    connection.execute("PRAGMA cache_size=-1000")
    return connection
