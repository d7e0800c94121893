"""What reports read: plain SQL, a file a subject, over some customers and a period."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from brm_tui.rules.report_periods import Period
from brm_tui.store.queries.convert import bind, bind_date
from brm_tui.store.queries.series import CHUNK


def rows_of(
    connection: sqlite3.Connection,
    query: str,
    customers: Sequence[str],
    period: Period,
    today: date,
    parameters: Mapping[str, Any],
) -> list[dict[str, Any]]:
    """Return the rows of a query, by column name, in stored forms.

    Args:
        connection: Where to read.
        query: SQL; ``{customers}`` in it becomes the ids of the customers.
        customers: Their ids; very many are read in parts, whose rows follow each other.
        period: Binds ``:first``, ``:last`` and ``:after``, the day behind it.
        today: Binds ``:today``.
        parameters: What else the query takes.
    """
    values = {
        "first": bind_date(period.first),
        "last": bind_date(period.last),
        "after": bind_date(period.last + timedelta(days=1)),
        "today": bind_date(today),
    } | {name: bind(value) for name, value in parameters.items()}
    parts = [customers[at : at + CHUNK] for at in range(0, len(customers), CHUNK)] or [()]
    if "{customers}" not in query:
        parts = parts[:1]
    found = []
    for part in parts:
        named = {f"customer{number}": row_id for number, row_id in enumerate(part)}
        marks = ", ".join(f":{name}" for name in named) or "NULL"
        cursor = connection.execute(query.replace("{customers}", marks), values | named)
        names = [column[0] for column in cursor.description]
        found += [dict(zip(names, row, strict=True)) for row in cursor]
    return found
