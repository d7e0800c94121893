"""The projects of a customer that are under way, in the order in which it wants them."""

from __future__ import annotations

import sqlite3

from brm_tui.rules.project_order import PRIORITIES, Placed
from brm_tui.rules.project_states import UNDER_WAY
from brm_tui.store.queries.convert import fetch

#: Whether a project ``p`` is under way.
UNDER_WAY_SQL = f"p.status IN ({', '.join(repr(status.value) for status in UNDER_WAY)})"

_PLACES = " ".join(f"WHEN {word.value!r} THEN {place}" for place, word in enumerate(PRIORITIES))

#: The place of the priority of a project ``p``, the most pressing first.
PRIORITY_SQL = f"CASE p.priority {_PLACES} END"


def projects_in_order(connection: sqlite3.Connection, customer_id: str) -> list[Placed]:
    """Return the projects of a customer in their order; those that tie stand by their names."""
    return fetch(
        connection,
        Placed,
        "SELECT p.id, p.priority, l.position FROM project_customer l JOIN project p ON p.id = l.project_id"
        f" WHERE l.customer_id = ? AND {UNDER_WAY_SQL}"
        f" ORDER BY {PRIORITY_SQL}, l.position IS NULL, l.position, p.name_sort, p.id",
        (customer_id,),
    )
