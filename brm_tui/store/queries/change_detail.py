"""What belongs to one change: the customers that it affects, with their zones and who looks after them."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import NamedTuple

from brm_tui.store.queries.portfolio_managers import manager_of


class ChangeCustomerLine(NamedTuple):
    """A customer that a change affects.

    Attributes:
        zone: The customer's zone; empty where it has none of its own.
        manager: E-mail or id of its relationship manager; None where nobody looks after it.
    """

    id: str
    code: str
    name: str
    zone: str
    manager: str | None


def customers_of_change(
    connection: sqlite3.Connection, change_id: str, today: date
) -> list[ChangeCustomerLine]:
    """Return the customers that a change affects, by name."""
    rows = connection.execute(
        "SELECT c.id, c.code, c.name, c.zone FROM change_customer l JOIN customer c ON c.id = l.customer_id"
        " WHERE l.change_id = ? ORDER BY c.name_sort, c.id",
        (change_id,),
    ).fetchall()
    return [
        ChangeCustomerLine(row_id, code, name, zone, manager_of(connection, row_id, today))
        for row_id, code, name, zone in rows
    ]
