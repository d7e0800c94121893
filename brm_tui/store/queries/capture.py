"""Who and what a quickly typed line can name."""

from __future__ import annotations

import sqlite3
from datetime import date

from brm_tui.rules.capture import Known, KnownCustomer, KnownPerson


def known_names(connection: sqlite3.Connection, today: date) -> Known:
    """Return all customers, and all people who have not left."""
    customers = connection.execute("SELECT id, code, name FROM customer ORDER BY code")
    people = connection.execute(
        "SELECT id, name, COALESCE(email, ''), side FROM person"
        " WHERE active_until IS NULL OR active_until >= ? ORDER BY name_sort, id",
        (today.isoformat(),),
    )
    return Known([KnownCustomer(*row) for row in customers], [KnownPerson(*row) for row in people])
