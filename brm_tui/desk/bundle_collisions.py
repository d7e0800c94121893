"""What no two records may share: a bundle after which two of them would is refused, and both are named."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from brm_tui.desk.bundle_plan import called, kind_of
from brm_tui.errors import BrmError
from brm_tui.store.queries.bundle import rows_by_id, same_key, unique_columns

Raw = dict[str, Any]


def refuse_collisions(connection: sqlite3.Connection, rows: Mapping[str, Mapping[str, Raw]]) -> None:
    """See that the rows to be written can stand beside each other and beside those that stay.

    Args:
        connection: Where to read the desk.
        rows: By table and id.

    Raises:
        BrmError: Two of them would have the same code, address, number or pair.
    """
    for table, written in rows.items():
        for columns in unique_columns(connection, table):
            taken: dict[tuple[Any, ...], Raw] = {}
            for row in written.values():
                key = tuple(row.get(column) for column in columns)
                if None in key:
                    continue
                other = taken.setdefault(key, row)
                if other is row:
                    known = same_key(connection, table, columns, row)
                    if known is not None and known not in written:
                        other = next(rows_by_id(connection, table, [known]))
                if other is not row:
                    raise _refused(table, columns, other, row)


def _refused(table: str, columns: tuple[str, ...], one: Raw, other: Raw) -> BrmError:
    names = " and ".join(column.removesuffix("_id").replace("_", " ") for column in columns)
    shared = "" if any(column.endswith("_id") for column in columns) else f" ({one[columns[0]]})"
    return BrmError(
        "Two of one kind",
        f"Since the desks were edited apart, the {kind_of(table)} ‘{called(table, one)}’ and the {kind_of(table)}"
        f" ‘{called(table, other)}’ would both have the same {names}{shared}. Nothing was changed. Give one of them"
        " another one, here or there, and take the bundle in again.",
    )
