"""Deleting a record with what belongs to it, row by row, so that the history can bring all of it back."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from brm_tui.errors import BrmError, NotFoundError
from brm_tui.model.base import Entity
from brm_tui.model.kinds import table_of
from brm_tui.model.tables import TABLES, metadata
from brm_tui.rules.kinds import KINDS, Kind
from brm_tui.store.step import Step


def delete_with_children(step: Step, kind: Kind, row_id: str) -> int:
    """Delete a record and every row that belongs to it; clear what merely names it.

    Returns:
        How many records went, link rows not counted.

    Raises:
        BrmError: Something else still needs it; nothing was changed.
    """
    row = step.get(table_of(kind), row_id)
    if row is None:
        raise NotFoundError(kind.noun, row_id)
    doomed: dict[tuple[str, str], Entity] = {}
    _gather(step, row, doomed)
    _refuse_if_needed(step, doomed, kind)
    for table, owner_id in list(doomed):
        _clear(step, table, owner_id, doomed)
    # Children were gathered after their parents: they go first.
    for gone in reversed(doomed.values()):
        step.session.delete(gone)
    step.flush()
    counted = {kind.table for kind in KINDS.values()}
    return sum(table in counted for table, _id in doomed)


def _gather(step: Step, row: Entity, doomed: dict[tuple[str, str], Entity]) -> None:
    key = (str(row.__tablename__), row.id)
    if key in doomed:
        return
    doomed[key] = row
    for child in _children(step, *key, "delete"):
        _gather(step, child[0], doomed)
    if key[0] == "customer":
        for event in _own_events(step, row.id):
            _gather(step, event, doomed)


def _own_events(step: Step, customer_id: str) -> list[Any]:
    """Return the events that concern nobody but this customer."""
    found = step.raw.execute(
        "SELECT l.event_id FROM event_customer l WHERE l.customer_id = ?"
        " AND NOT EXISTS (SELECT 1 FROM event_customer o WHERE o.event_id = l.event_id AND o.customer_id <> ?)",
        (customer_id, customer_id),
    ).fetchall()
    model: Any = TABLES["event"]
    return [row for (event_id,) in found if (row := step.get(model, event_id)) is not None]


def _children(step: Step, table: str, row_id: str, on_delete: str) -> list[tuple[Any, str]]:
    """Return the rows that point at a row, with the column, where the column says that happens to them."""
    found: list[tuple[Any, str]] = []
    for other in metadata.tables.values():
        for column in other.c:
            if column.info.get("on_delete") != on_delete:
                continue
            (key,) = column.foreign_keys
            if key.column.table.name == table:
                model: Any = TABLES[other.name]
                matching = sa.select(model).where(getattr(model, column.name) == row_id)
                found.extend((row, column.name) for row in step.session.scalars(matching))
    return found


def _refuse_if_needed(step: Step, doomed: dict[tuple[str, str], Entity], kind: Kind) -> None:
    needing: dict[str, int] = {}
    for table, row_id in doomed:
        for row, _column in _children(step, table, row_id, "refuse"):
            if (str(row.__tablename__), row.id) not in doomed:
                needing[str(row.__tablename__)] = needing.get(str(row.__tablename__), 0) + 1
    if not needing:
        return
    nouns = {item.table: item for item in KINDS.values()}
    listed = ", ".join(
        f"{count} {nouns[table].name if count != 1 else nouns[table].noun}"
        for table, count in needing.items()
    )
    advice = (
        " Leavers are kept: give the last day in the job instead (active_until)."
        if kind.name == "people"
        else ""
    )
    raise BrmError(
        "Still needed", f"This {kind.noun} is still named by {listed}. Nothing was changed.{advice}"
    )


def _clear(step: Step, table: str, row_id: str, doomed: dict[tuple[str, str], Entity]) -> None:
    for row, column in _children(step, table, row_id, "clear"):
        if (str(row.__tablename__), row.id) not in doomed:
            setattr(row, column, None)
    step.flush()
