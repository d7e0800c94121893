"""Many rows in one step, recorded like any others: the history's fast path for imports.

The rows go through SQLAlchemy's Core rather than one object at a time. They must not be loaded in the step's
session, and what is given must have been validated. Roots of aggregates are the caller's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from brm_tui.model.base import Entity, columns_of
from brm_tui.store.history import raw_rows
from brm_tui.store.queries.series import chunks, marks
from brm_tui.store.step import Step
from brm_tui.text import sort_form


def insert_rows(step: Step, model: type[Entity], rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows.

    Args:
        step: The running step.
        model: Their table.
        rows: Every column that has no default, the id among them.
    """
    if not rows:
        return
    table = str(model.__tablename__)
    stamps = {"created_at": step.now, "updated_at": step.now, "revision": 1}
    complete = [{**row, **stamps, **_sort_forms(model, row)} for row in rows]
    step.session.execute(sa.insert(model), complete)
    for row in rows:
        step.before.setdefault((table, row["id"]), None)


def update_rows(step: Step, model: type[Entity], changes: Mapping[str, Mapping[str, Any]]) -> None:
    """Change columns of rows, by id; an empty change lets only the row's revision rise."""
    if not changes:
        return
    _remember(step, model, changes)
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row_id, changed in changes.items():
        values = {**changed, **_sort_forms(model, changed)}
        bound = {_bound(name): value for name, value in values.items()}
        alike.setdefault(tuple(values), []).append({_bound("id"): row_id, **bound})
    table = model.__table__  # type: ignore[attr-defined]  # every table class has one
    for names, rows in alike.items():
        values = {name: sa.bindparam(_bound(name)) for name in names}
        statement = (
            sa.update(table)
            .where(table.c.id == sa.bindparam(_bound("id")))
            .values(**values, updated_at=step.now, revision=table.c.revision + 1)
        )
        step.session.execute(statement, rows)


def _bound(column: str) -> str:
    """Return the name that a column's value is bound to: SQLAlchemy keeps the columns' own names to itself."""
    return f"new_{column}"


def delete_rows(step: Step, model: type[Entity], ids: Iterable[str]) -> None:
    """Delete rows; what hangs on them must be gone already."""
    listed = list(ids)
    _remember(step, model, listed)
    for some in chunks(listed):
        step.raw.execute(f'DELETE FROM "{model.__tablename__}" WHERE id IN ({marks(some)})', some)


def _remember(step: Step, model: type[Entity], ids: Iterable[str]) -> None:
    """Keep what rows were before the step first touched them."""
    table = str(model.__tablename__)
    wanted = [row_id for row_id in ids if (table, row_id) not in step.before]
    for row_id, row in raw_rows(step.session.connection(), table, wanted).items():
        step.before[table, row_id] = row


def _sort_forms(model: type[Entity], row: Mapping[str, Any]) -> dict[str, str]:
    """Return the casefolded forms of what is given."""
    return {
        column.name: sort_form(row[name])
        for column in columns_of(model)
        if column.name.endswith("_sort") and (name := column.name.removesuffix("_sort")) in row
    }
