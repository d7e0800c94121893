"""The rows that a bundle holds, as they are stored, and what they were before."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from brm_tui.rules.vocabulary import HistoryKind
from brm_tui.store.queries.series import chunks, marks

Raw = dict[str, Any]

OF_THIS_DESK = frozenset(
    {"calendar_identity", "desk_setting", "snooze", "export_target", "exported_file", "exported_entry"}
)
"""Tables of records that belong to one desk. What has no revision is made from others, or is the history."""

IDENTITIES = "calendar_identity"
"""Travels beside the rows, so that an entry has the same UID and a sequence that never falls."""

_KEYS = (
    'SELECT t.name, k."from", k."table" FROM sqlite_master t, pragma_foreign_key_list(t.name) k'
    " WHERE t.type = 'table' ORDER BY t.name, k.id"
)


def schema_version(connection: sqlite3.Connection) -> str:
    """Return the version of the desk's schema."""
    return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def reference_columns(connection: sqlite3.Connection) -> dict[str, dict[str, str]]:
    """Return, by table, its columns that point at another table, with that table."""
    found: dict[str, dict[str, str]] = {}
    for table, column, target in connection.execute(_KEYS):
        found.setdefault(table, {})[column] = target
    return found


def tables_in_order(connection: sqlite3.Connection) -> list[str]:
    """Return the tables that travel, each behind those that it points at."""
    pointing = reference_columns(connection)
    waiting = sorted(
        row[0]
        for row in connection.execute(
            "SELECT t.name FROM sqlite_master t, pragma_table_info(t.name) c"
            " WHERE t.type = 'table' AND c.name = 'revision'"
        )
        if row[0] not in OF_THIS_DESK
    )
    ordered: list[str] = []
    while waiting:
        ready = [
            table
            for table in waiting
            if not {target for target in pointing.get(table, {}).values() if target != table} & set(waiting)
        ]
        # Two tables that point at each other go by name.
        ordered += ready or waiting[:1]
        waiting = [table for table in waiting if table not in ordered]
    return ordered


def unique_columns(connection: sqlite3.Connection, table: str) -> list[tuple[str, ...]]:
    """Return the sets of columns whose values no two rows of a table share, ids aside.

    A unique index over only some rows counts where it is about rows that have all of its columns.
    """
    found = []
    for _number, name, unique, _origin, partial in connection.execute(
        'SELECT seq, name, "unique", origin, partial FROM pragma_index_list(?)', (table,)
    ).fetchall():
        columns = tuple(
            row[0] for row in connection.execute("SELECT name FROM pragma_index_info(?)", (name,))
        )
        if unique and columns != ("id",) and (not partial or _only_where_known(connection, name)):
            found.append(columns)
    return found


def _only_where_known(connection: sqlite3.Connection, index: str) -> bool:
    text = str(connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (index,)).fetchone()[0])
    return text.rstrip().endswith("IS NOT NULL")


def all_rows(connection: sqlite3.Connection, table: str) -> Iterator[Raw]:
    """Yield a table's rows in the order of their ids."""
    cursor = connection.execute(f'SELECT * FROM "{table}" ORDER BY id')
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield dict(zip(names, row, strict=True))


def rows_by_id(connection: sqlite3.Connection, table: str, ids: Iterable[str]) -> Iterator[Raw]:
    """Yield those of some rows that are there, in the order of their ids."""
    for some in chunks(sorted(ids)):
        cursor = connection.execute(f'SELECT * FROM "{table}" WHERE id IN ({marks(some)}) ORDER BY id', some)
        names = [column[0] for column in cursor.description]
        for row in cursor:
            yield dict(zip(names, row, strict=True))


@dataclass(slots=True)
class Past:
    """What a row was here, as the history holds it.

    Attributes:
        states: Its states, oldest first; what is there now is the last one.
        deleted: Whether somebody deleted it; an undo that took it away is no deleting.
    """

    states: list[Raw]
    deleted: bool = False


def past_of(connection: sqlite3.Connection, table: str, ids: Sequence[str]) -> dict[str, Past]:
    """Return what rows were; one that the history does not know is left out."""
    found: dict[str, Past] = {}
    for some in chunks(ids):
        for row_id, kind, before, after in connection.execute(
            "SELECT c.row_id, s.kind, c.before, c.after FROM history_change c"
            " JOIN history_step s ON s.number = c.step_number"
            f" WHERE c.table_name = ? AND c.row_id IN ({marks(some)})"
            " ORDER BY c.row_id, c.step_number, c.position",
            (table, *some),
        ):
            past = found.get(row_id)
            if past is None:
                past = found[row_id] = Past([json.loads(before)] if before else [])
            if after is not None:
                past.states.append(json.loads(after))
            past.deleted = after is None and kind != HistoryKind.UNDO
    return found


def same_key(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], row: Mapping[str, Any]
) -> str | None:
    """Return the id of the row that has the same values in some columns, or None; an unknown value is no value."""
    values = [row.get(column) for column in columns]
    if any(value is None for value in values):
        return None
    wanted = " AND ".join(f'"{column}" = ?' for column in columns)
    found = connection.execute(f'SELECT id FROM "{table}" WHERE {wanted}', values).fetchone()
    return None if found is None else str(found[0])


def pointing_at(connection: sqlite3.Connection, table: str, column: str, ids: Iterable[str]) -> Iterator[str]:
    """Yield the ids of the rows of a table that point at some rows."""
    for some in chunks(ids):
        for (row_id,) in connection.execute(
            f'SELECT id FROM "{table}" WHERE "{column}" IN ({marks(some)})', some
        ):
            yield row_id


def pointed_at(connection: sqlite3.Connection, table: str, column: str, ids: Iterable[str]) -> Iterator[str]:
    """Yield the ids that some rows point at with a column."""
    for some in chunks(ids):
        for (target,) in connection.execute(
            f'SELECT DISTINCT "{column}" FROM "{table}" WHERE id IN ({marks(some)}) AND "{column}" IS NOT NULL',
            some,
        ):
            yield target


def identities_of(connection: sqlite3.Connection, rows: Mapping[str, Iterable[str]] | None) -> Iterator[Raw]:
    """Yield the calendar identities of some rows, by table, or of all: in the order of their UIDs."""
    found = (
        list(all_rows(connection, IDENTITIES))
        if rows is None
        else [
            dict(zip(names, row, strict=True))
            for table, ids in rows.items()
            for some in chunks(ids)
            for cursor in [
                connection.execute(
                    f'SELECT * FROM "{IDENTITIES}" WHERE source = ? AND source_id IN ({marks(some)})',
                    (table, *some),
                )
            ]
            for names in [[column[0] for column in cursor.description]]
            for row in cursor
        ]
    )
    yield from sorted(found, key=lambda row: str(row["uid"]))


def required_columns(connection: sqlite3.Connection, table: str) -> frozenset[str]:
    """Return the columns that cannot be empty."""
    return frozenset(
        row[0]
        for row in connection.execute('SELECT name FROM pragma_table_info(?) WHERE "notnull"', (table,))
    )
