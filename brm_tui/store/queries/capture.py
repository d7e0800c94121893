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


def only_customer_of(connection: sqlite3.Connection, person_id: str) -> str | None:
    """Return the customer at whom a person has a part, None where there is none or several."""
    found = connection.execute(
        "SELECT MIN(customer_id), COUNT(DISTINCT customer_id) FROM contact_role WHERE person_id = ?",
        (person_id,),
    ).fetchone()
    return found[0] if found[1] == 1 else None
