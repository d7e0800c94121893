"""Undo, redo and the audit trail."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from brm_tui.desk.desk import Desk
from brm_tui.rules.vocabulary import HistoryKind, RowOperation
from brm_tui.store.queries.convert import read_instant


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One step of the history.

    Attributes:
        number: Its place, from 1.
        kind: Done, undone or redone.
        label: What was done; for undo and redo, what was taken back or brought again.
        at: When.
        rows: How many rows it changed.
    """

    number: int
    kind: HistoryKind
    label: str
    at: datetime
    rows: int


@dataclass(frozen=True, slots=True)
class ChangeRecord:
    """What one step did to one row.

    Attributes:
        table: Which table.
        row_id: Which row.
        operation: Inserted, updated or deleted.
        before: Stored values that differ, before.
        after: The same, after.
    """

    table: str
    row_id: str
    operation: RowOperation
    before: dict[str, object]
    after: dict[str, object]


def undo(desk: Desk) -> StepRecord:
    """Take back the desk's last step, whoever made it, as a new step.

    Raises:
        BrmError: There is nothing to take back.
    """
    return _take_back(desk, HistoryKind.UNDO)


def redo(desk: Desk) -> StepRecord:
    """Bring back the last step that was undone, as a new step.

    Raises:
        BrmError: There is nothing to bring back.
    """
    return _take_back(desk, HistoryKind.REDO)


def _take_back(desk: Desk, kind: HistoryKind) -> StepRecord:
    from brm_tui.desk.derived import refresh
    from brm_tui.store.failures import told
    from brm_tui.store.history import take_back

    desk.check_writable()
    now = desk.clock.now()
    with told(desk.home.database), desk.writing(), desk.engine.begin() as connection:
        number, label, changes = take_back(connection, kind, now)
        refresh(desk, connection, changes, now)
    return StepRecord(number, kind, label, now, len(changes))


def steps(desk: Desk, *, newest: int | None = None) -> list[StepRecord]:
    """Return the history, newest first.

    Args:
        desk: The desk.
        newest: At most so many.
    """
    rows = desk.read(
        lambda connection: connection.execute(
            "SELECT s.number, s.kind, s.label, s.at,"
            " (SELECT COUNT(*) FROM history_change c WHERE c.step_number = s.number)"
            " FROM history_step s ORDER BY s.number DESC LIMIT ?",
            (newest if newest is not None else -1,),
        ).fetchall()
    )
    return [
        StepRecord(number, HistoryKind(kind), label, read_instant(at), count)
        for number, kind, label, at, count in rows
    ]


def changes_of(desk: Desk, number: int) -> list[ChangeRecord]:
    """Return what a step did to each row, only the values that differ."""
    rows = desk.read(
        lambda connection: connection.execute(
            "SELECT table_name, row_id, operation, before, after FROM history_change"
            " WHERE step_number = ? ORDER BY position",
            (number,),
        ).fetchall()
    )
    return [_change(*row) for row in rows]


def _change(table: str, row_id: str, operation: str, before: str | None, after: str | None) -> ChangeRecord:
    old = json.loads(before) if before else {}
    new = json.loads(after) if after else {}
    differing = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    return ChangeRecord(
        table,
        row_id,
        RowOperation(operation),
        {name: old[name] for name in differing if name in old},
        {name: new[name] for name in differing if name in new},
    )
