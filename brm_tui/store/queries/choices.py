"""What a reference can name: every row of a KIND as the name it is given by and the words it is known by."""

from __future__ import annotations

import sqlite3

from brm_tui.rules.kinds import Kind
from brm_tui.store.queries.rows import label_of, name_of_kind

_AGREEMENTS_CUSTOMER = (
    "(SELECT c.code FROM agreement a JOIN customer c ON c.id = a.customer_id WHERE a.id = t.agreement_id)"
)
_LABELS = {
    "people": "t.name || CASE WHEN t.title <> '' THEN ', ' || t.title WHEN t.organisation <> '' THEN ', ' ||"
    " t.organisation ELSE '' END",
    "agreements": "t.title || ' · ' || (SELECT c.code FROM customer c WHERE c.id = t.customer_id)",
    "objectives": f"t.title || ' · ' || {_AGREEMENTS_CUSTOMER}",
    "forums": f"t.name || ' · ' || {_AGREEMENTS_CUSTOMER}",
    "meetings": "(SELECT e.title FROM event e WHERE e.id = t.event_id) || ' ' || substr(t.occurrence, 1, 10)",
    "events": "t.title || ' ' || substr(t.start, 1, 10)",
}


def all_choices(connection: sqlite3.Connection, kind: Kind) -> list[tuple[str, str]]:
    """Return the rows of a KIND as (name, label), in the KIND's order."""
    label = _LABELS.get(kind.name, kind.label)
    return connection.execute(
        f'SELECT {name_of_kind(kind, "t.id")}, {label} FROM "{kind.table}" t ORDER BY {kind.order}'
    ).fetchall()


def one_choice(connection: sqlite3.Connection, kind: Kind, row_id: str) -> tuple[str, str]:
    """Return one row of a KIND as (name, label)."""
    named = connection.execute(f"SELECT {name_of_kind(kind, ':id')}", {"id": row_id}).fetchone()[0]
    return named or row_id, label_of(connection, kind, row_id)
