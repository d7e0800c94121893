"""The append-only history: steps, the rows they changed, and taking them back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from brm_tui.errors import BrmError
from brm_tui.model.base import new_id
from brm_tui.rules.vocabulary import HistoryKind, RowOperation

_STEPS = (
    "SELECT number, kind, label, target FROM history_step WHERE number < ? ORDER BY number DESC LIMIT 200"
)

_ROWS_A_QUERY = 500


@dataclass(frozen=True, slots=True)
class RowChange:
    """What happened to one row, as raw column values.

    Attributes:
        table: The table.
        row_id: The row.
        before: Its columns before, or None where it was not there.
        after: Its columns after, or None where it is gone.
    """

    table: str
    row_id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @property
    def operation(self) -> RowOperation:
        """Whether it was inserted, updated or deleted."""
        if self.before is None:
            return RowOperation.INSERT
        return RowOperation.DELETE if self.after is None else RowOperation.UPDATE


@dataclass(frozen=True, slots=True)
class PastStep:
    """One step as the history holds it."""

    number: int
    kind: HistoryKind
    label: str
    target: int | None


def raw_row(connection: Connection, table: str, row_id: str) -> dict[str, Any] | None:
    """Return the columns of a row as they are stored, or None."""
    row = connection.exec_driver_sql(f'SELECT * FROM "{table}" WHERE id = ?', (row_id,)).mappings().first()
    return dict(row) if row is not None else None


def raw_rows(connection: Connection, table: str, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return the columns of those of some rows that are there, as they are stored, by id."""
    found: dict[str, dict[str, Any]] = {}
    for begin in range(0, len(ids), _ROWS_A_QUERY):
        some = tuple(ids[begin : begin + _ROWS_A_QUERY])
        query = f'SELECT * FROM "{table}" WHERE id IN ({", ".join("?" * len(some))})'
        for row in connection.exec_driver_sql(query, some).mappings():
            found[row["id"]] = dict(row)
    return found


def append_step(
    connection: Connection,
    kind: HistoryKind,
    label: str,
    now: datetime,
    changes: Sequence[RowChange],
    target: int | None,
) -> int:
    """Append a step with its changed rows.

    Returns:
        Its number.
    """
    number = int(
        connection.exec_driver_sql("SELECT COALESCE(MAX(number), 0) + 1 FROM history_step").scalar_one()
    )
    connection.exec_driver_sql(
        "INSERT INTO history_step (id, number, kind, label, at, target) VALUES (?, ?, ?, ?, ?, ?)",
        (new_id(), number, kind.value, label[:500], _stored(now), target),
    )
    connection.exec_driver_sql(
        "INSERT INTO history_change (id, step_number, position, table_name, row_id, operation, before, after)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                new_id(),
                number,
                position,
                change.table,
                change.row_id,
                change.operation.value,
                None if change.before is None else json.dumps(change.before, ensure_ascii=False),
                None if change.after is None else json.dumps(change.after, ensure_ascii=False),
            )
            for position, change in enumerate(changes)
        ],
    )
    return number


def _stored(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def _newest_first(connection: Connection) -> Iterator[PastStep]:
    below = 2**62
    while rows := connection.exec_driver_sql(_STEPS, (below,)).all():
        for number, kind, label, target in rows:
            yield PastStep(number, HistoryKind(kind), label, target)
        below = rows[-1][0]


def step_to_undo(steps: Iterable[PastStep]) -> PastStep | None:
    """Return the last step that still stands, or None.

    Args:
        steps: The history, newest first.
    """
    taken_back: set[int] = set()
    for past in steps:
        if past.number in taken_back:
            continue
        if past.kind is not HistoryKind.UNDO:
            return past
        taken_back.add(past.target or 0)
    return None


def step_to_redo(steps: Iterable[PastStep]) -> PastStep | None:
    """Return the last undo that nothing came after, or None.

    Args:
        steps: The history, newest first.
    """
    answered: set[int] = set()
    for past in steps:
        if past.number in answered:
            continue
        if past.kind is HistoryKind.DO:
            return None
        if past.kind is HistoryKind.UNDO:
            return past
        answered.add(past.target or 0)
    return None


def take_back(connection: Connection, kind: HistoryKind, now: datetime) -> tuple[int, str, list[RowChange]]:
    """Undo the last step, or redo the last undo, as a new appended step.

    Returns:
        The new step's number, the label of what was taken back or brought back, and the rows that changed.

    Raises:
        BrmError: There is nothing to take back or bring back.
    """
    steps = _newest_first(connection)
    past = step_to_undo(steps) if kind is HistoryKind.UNDO else step_to_redo(steps)
    if past is None:
        word = "undo" if kind is HistoryKind.UNDO else "redo"
        raise BrmError(f"Nothing to {word}", f"There is no step to {word} in this desk.")
    recorded = connection.exec_driver_sql(
        "SELECT table_name, row_id, before FROM history_change WHERE step_number = ? ORDER BY position",
        (past.number,),
    ).all()
    wanted = {
        (table, row_id): json.loads(before) if before is not None else None
        for table, row_id, before in recorded
    }
    present = {key: raw_row(connection, *key) for key in wanted}
    # All out, then all in: no order of rows can trip over a unique value, and foreign keys are checked at commit.
    for (table, row_id), row in present.items():
        if row is not None:
            connection.execute(sa.text(f'DELETE FROM "{table}" WHERE id = :id'), {"id": row_id})
    known = {
        table: connection.exec_driver_sql(f'SELECT * FROM "{table}" LIMIT 0').keys()
        for table in {table for table, _row_id in wanted}
    }
    for key, row in wanted.items():
        if row is not None:
            columns = {name: value for name, value in row.items() if name in known[key[0]]}
            _put(connection, key[0], columns, present[key], now)
    changes = [RowChange(*key, present[key], raw_row(connection, *key)) for key in reversed(wanted)]
    changes = [change for change in changes if change.before != change.after]
    number = append_step(connection, kind, past.label, now, changes, target=past.number)
    return number, past.label, changes


def _put(
    connection: Connection, table: str, row: dict[str, Any], present: dict[str, Any] | None, now: datetime
) -> None:
    """Write a row's old columns; its revision and stamp only ever rise."""
    values = row | {
        "revision": max(row["revision"], (present or row)["revision"]) + 1,
        "updated_at": _stored(now),
    }
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join("?" for _ in values)
    connection.exec_driver_sql(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(values.values()))
