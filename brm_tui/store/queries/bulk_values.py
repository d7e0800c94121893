"""The values that one field has in several records."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.rules.kinds import kind_named
from brm_tui.store.queries.convert import reader_for
from brm_tui.store.queries.portfolio_managers import serving_managers
from brm_tui.store.queries.rows import columns_of, record_of
from brm_tui.store.queries.series import chunks


def each_value(
    connection: sqlite3.Connection, kind_name: str, field: FieldDescription, ids: Sequence[str], today: date
) -> dict[str, Any]:
    """Return the value of each record that is there, as the records type it; references as ids, none as None."""
    kind = kind_named(kind_name)
    column = f"{field.name}_id" if field.kind is FieldKind.REFERENCE else field.name
    if column not in columns_of(kind):
        return {row_id: _manager(connection, row_id, today) for row_id in ids}
    read = reader_for(
        next(str(one.type) for one in dataclasses.fields(record_of(kind)) if one.name == column)
    )
    found: dict[str, Any] = {}
    for part in chunks(ids):
        marks = ", ".join("?" for _ in part)
        rows = connection.execute(
            f'SELECT id, "{column}" FROM "{kind.table}" WHERE id IN ({marks})', list(part)
        )
        for row_id, value in rows:
            found[row_id] = None if value in (None, "") else value if read is None else read(value)
    return found


def counted_values(
    connection: sqlite3.Connection, kind_name: str, field: FieldDescription, ids: Sequence[str], today: date
) -> list[tuple[Any, int]]:
    """Return each value and how many records have it, the most frequent first."""
    return Counter(each_value(connection, kind_name, field, ids, today).values()).most_common()


def _manager(connection: sqlite3.Connection, customer_id: str, today: date) -> str | None:
    serving = serving_managers(connection, customer_id, today)
    return serving[0][1] if serving else None
