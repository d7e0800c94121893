"""Whom people of IT serve on a day, as the rule about their load takes it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date

from brm_tui.rules.load import Served
from brm_tui.store.queries.series import chunks

CURRENT = """(x.active_from IS NULL OR x.active_from <= :today)
  AND (x.active_until IS NULL OR x.active_until >= :today)"""
"""A representation ``x`` that holds today."""

_SERVING = f"""
SELECT x.person_id, x.id, x.customer_id, c.tier, x.hours, x.role = 'backup'
FROM representation x JOIN customer c ON c.id = x.customer_id AND c.status <> 'closed'
WHERE {CURRENT}%s ORDER BY x.person_id, x.id
"""


def serving(
    connection: sqlite3.Connection, today: date, people: Iterable[str] | None = None
) -> dict[str, list[Served]]:
    """Return whom people serve, by the person's id; who serves nobody has no entry. A closed customer takes no time.

    Args:
        connection: Where to read.
        today: The day.
        people: Which people; None: everybody.
    """
    found: dict[str, list[Served]] = {}
    if people is None:
        _read(connection, "", {"today": today.isoformat()}, found)
        return found
    for ids in chunks(people):
        names = {f"i{place}": row_id for place, row_id in enumerate(ids)}
        condition = f" AND x.person_id IN ({', '.join(f':{name}' for name in names)})"
        _read(connection, condition, {"today": today.isoformat(), **names}, found)
    return found


def _read(
    connection: sqlite3.Connection,
    condition: str,
    parameters: dict[str, object],
    found: dict[str, list[Served]],
) -> None:
    for person_id, row_id, customer_id, tier, hours, backup in connection.execute(
        _SERVING % condition, parameters
    ):
        found.setdefault(person_id, []).append(Served(row_id, customer_id, tier, hours, bool(backup)))
