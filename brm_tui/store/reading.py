"""The reading side: the standard library's sqlite3, with no model behind it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

BUSY_SECONDS = 5.0


def reading_connection(path: Path) -> sqlite3.Connection:
    """Return a connection that cannot write. It may be used from any one thread at a time."""
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode=ro",
        uri=True,
        timeout=BUSY_SECONDS,
        check_same_thread=False,
        isolation_level=None,
    )
    connection.execute("PRAGMA query_only=ON")
    connection.execute("PRAGMA cache_size=-8000")
    return connection
