"""The one way from SQLAlchemy's connection to the driver's, on which the store's own SQL runs within a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from sqlalchemy import Connection


def driver_of(connection: Connection) -> sqlite3.Connection:
    """Return the driver's connection of a running transaction."""
    driver: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
    return driver
