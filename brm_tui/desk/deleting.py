"""Deleting a record with what belongs to it, row by row, so that the history can bring all of it back."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from brm_tui.errors import BrmError, NotFoundError
from brm_tui.model.base import Entity, columns_of
from brm_tui.model.kinds import table_of
from brm_tui.model.tables import TABLES
from brm_tui.rules.kinds import KINDS, Kind
from brm_tui.store.references import references
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
    deletion = _Deletion(step)
    at_once = 0
    if kind.name == "calendars":
        from brm_tui.desk.calendar_deleting import delete_imported_events

        at_once = delete_imported_events(step, row_id)
    deletion.gather(row)
    deletion.refuse_if_needed(kind)
    deletion.carry_out()
    counted = {kind.table for kind in KINDS.values()}
    return at_once + sum(table in counted for table, _id in deletion.doomed)


class _Deletion:
    """The rows that go together."""

    def __init__(self, step: Step) -> None:
        self._step = step
        self._references = references(step.raw)
        self.doomed: dict[tuple[str, str], Entity] = {}

    def gather(self, row: Entity) -> None:
        """Add a row with all that belongs to it."""
        key = (str(row.__tablename__), row.id)
        if key in self.doomed:
            return
        self.doomed[key] = row
        for child in self._children(*key, "delete"):
            self.gather(child[0])
        if key[0] == "customer":
            for event in self._own_events(row.id):
                self.gather(event)

    def refuse_if_needed(self, kind: Kind) -> None:
        """See that nothing that stays needs one of the rows.

        Raises:
            BrmError: Something does.
        """
        needing: dict[str, int] = {}
        for table, row_id in self.doomed:
            for row, _column in self._children(table, row_id, "refuse"):
                if (str(row.__tablename__), row.id) not in self.doomed:
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

    def carry_out(self) -> None:
        """Clear what names the rows, and delete them."""
        for table, row_id in list(self.doomed):
            for row, column in self._children(table, row_id, "clear"):
                if (str(row.__tablename__), row.id) not in self.doomed:
                    setattr(row, column, None)
            self._step.flush()
        # Children were gathered after their parents: they go first.
        for gone in reversed(self.doomed.values()):
            self._step.session.delete(gone)
        self._step.flush()

    def _children(self, table: str, row_id: str, on_delete: str) -> list[tuple[Any, str]]:
        """Return the rows that point at a row, with the column, where the column says that happens to them."""
        found: list[tuple[Any, str]] = []
        for other, column in self._references.get(table, ()):
            # Most tables hold no such row, and their classes need not be loaded.
            if not self._step.raw.execute(
                f'SELECT 1 FROM "{other}" WHERE "{column}" = ? LIMIT 1', (row_id,)
            ).fetchone():
                continue
            model: Any = TABLES[other]
            if columns_of(model)[column].info["on_delete"] == on_delete:
                matching = sa.select(model).where(getattr(model, column) == row_id)
                found.extend((row, column) for row in self._step.session.scalars(matching))
        return found

    def _own_events(self, customer_id: str) -> list[Any]:
        """Return the events that concern nobody but this customer."""
        found = self._step.raw.execute(
            "SELECT l.event_id FROM event_customer l WHERE l.customer_id = ?"
            " AND NOT EXISTS (SELECT 1 FROM event_customer o"
            " WHERE o.event_id = l.event_id AND o.customer_id <> ?)",
            (customer_id, customer_id),
        ).fetchall()
        model: Any = TABLES["event"]
        return [row for (event_id,) in found if (row := self._step.get(model, event_id)) is not None]
