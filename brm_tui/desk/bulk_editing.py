"""Changing one field of several records at once: what that would do, and doing it as one step, all or none."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from brm_tui.desk.choices import choice_of
from brm_tui.desk.desk import Desk
from brm_tui.desk.values import column_of, empty_value, typed_values
from brm_tui.errors import BrmError
from brm_tui.model.kinds import describe
from brm_tui.rules.bulk_changes import ADD, CLEAR, REMOVE, SET, BulkChange, BulkPreview, combined
from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.rules.kinds import kind_named
from brm_tui.rules.values import show_value
from brm_tui.store.queries import bulk_values
from brm_tui.store.queries.rows import label_of

_UNLIKELY = frozenset({FieldKind.LONG_TEXT, FieldKind.REFERENCES, FieldKind.ATTENDEES, FieldKind.RECURRENCE})
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class BulkField:
    """A field that can be changed of several records at once.

    Attributes:
        field: The field, never required: clearing is said by `how`.
        how: ``set``, ``add``, ``remove`` or ``clear``.
        shared: The value that all of them have; None where they differ or have none.
    """

    field: FieldDescription
    how: str
    shared: object = None


def bulk_fields(desk: Desk, kind_name: str, ids: Sequence[str]) -> list[BulkField]:
    """Return what can be changed of several records, with the value that they share.

    What a record is called and what must be its own is left out.

    Args:
        desk: Where.
        kind_name: The KIND.
        ids: The records.
    """
    found: list[BulkField] = []
    clears: list[BulkField] = []
    for field in _fields(kind_name):
        if field.kind in _UNLIKELY or field.pattern or (field.required and field.kind is FieldKind.TEXT):
            continue
        if field.kind in (FieldKind.WORDS, FieldKind.CHOICES):
            found += [BulkField(field, ADD), BulkField(field, REMOVE)]
            continue
        counted = _values(desk, kind_name, field, ids)
        shared = _as_entered(desk, field, counted[0][0]) if len(counted) == 1 else None
        found.append(BulkField(replace(field, required=True, default=None), SET, shared))
        if (
            not field.required
            and field.default in (None, "")
            and any(value is not None for value, _ in counted)
        ):
            clears.append(BulkField(field, CLEAR))
    return found + clears


def preview(desk: Desk, kind_name: str, ids: Sequence[str], change: BulkChange) -> BulkPreview:
    """Return what a change would do, without doing it.

    Raises:
        FieldError: The value names nothing; nothing was changed.
    """
    field = _field(kind_name, change.name)
    wanted = desk.read(_typed, desk, kind_name, change)
    before = _values(desk, kind_name, field, ids)
    same = sum(count for value, count in before if combined(change.how, value, wanted) == value)
    return BulkPreview(
        sum(count for _value, count in before),
        same,
        tuple(
            (_said(desk, field, value), count)
            for value, count in before
            if combined(change.how, value, wanted) != value
        ),
        _said(desk, field, wanted),
    )


def bulk_edit(desk: Desk, kind_name: str, ids: Sequence[str], change: BulkChange) -> str:
    """Change a field of several records as one step; where one refuses, nothing is changed.

    Returns:
        What the history calls the step.

    Raises:
        BrmError: Some refuse it; they are named, and nothing was changed.
    """
    from brm_tui.desk import portfolio, records

    kind = kind_named(kind_name)
    field = _field(kind_name, change.name)
    several = kind.name if len(ids) != 1 else kind.noun
    refused: list[str] = []
    with desk.step(f"Change {len(ids)} {several}") as step:
        wanted = _typed(step.raw, desk, kind_name, change)
        before = bulk_values.each_value(step.raw, kind_name, field, ids, desk.today)
        changed = 0
        for row_id in ids:
            now = combined(change.how, before.get(row_id), wanted)
            if row_id not in before or now == before[row_id]:
                continue
            try:
                if field.name == portfolio.MANAGER.name:
                    portfolio.set_manager(desk, step, row_id, now)
                else:
                    records.update(desk, step, kind, row_id, {field.name: now})
                changed += 1
            except BrmError as error:
                refused.append(f"‘{label_of(step.raw, kind, row_id)}’: {error.message}")
        if refused:
            named = "\n".join(refused[:_MOST_NAMED])
            more = f"\nand {len(refused) - _MOST_NAMED} more" if len(refused) > _MOST_NAMED else ""
            raise BrmError(
                "Nothing was changed", f"{len(refused)} of {len(ids)} {several} refuse it:\n{named}{more}"
            )
        said = _said(desk, field, wanted)
        verb = {ADD: f"add ‘{said}’", REMOVE: f"take ‘{said}’ away", CLEAR: "clear"}.get(change.how, said)
        noun = kind.name if changed != 1 else kind.noun
        step.label = f"Change {changed} {noun}: {field.title.lower()} {verb}"
        return step.label


def _fields(kind_name: str) -> Sequence[FieldDescription]:
    if kind_name == "customers":
        from brm_tui.desk.portfolio import customer_fields

        return customer_fields()
    return describe(kind_named(kind_name))


def _field(kind_name: str, name: str) -> FieldDescription:
    return next(field for field in _fields(kind_name) if field.name == name)


def _typed(connection: sqlite3.Connection, desk: Desk, kind_name: str, change: BulkChange) -> Any:
    """Return the value as it is stored, with an id for a reference."""
    from brm_tui.desk.portfolio import MANAGER
    from brm_tui.desk.values import find

    field = _field(kind_name, change.name)
    if change.how == CLEAR or change.value is None:
        return None
    if field is MANAGER:
        return find(connection, field, str(change.value))
    given: Mapping[str, object] = {field.name: change.value}
    value = typed_values(kind_named(kind_name), given, connection, desk.clock, as_text=False)[
        column_of(field)
    ]
    return empty_value(field) if value is None else value


def _values(desk: Desk, kind_name: str, field: FieldDescription, ids: Sequence[str]) -> list[tuple[Any, int]]:
    """Return each value that the records have and how many have it, the most frequent first."""
    found: list[tuple[Any, int]] = desk.read(bulk_values.counted_values, kind_name, field, ids, desk.today)
    return found


def _as_entered(desk: Desk, field: FieldDescription, value: Any) -> object:
    """Return a value as forms take it: a reference by how a person names it."""
    if field.kind is FieldKind.REFERENCE and value is not None:
        return choice_of(desk, field.refers_to, value)[0]
    return value


def _said(desk: Desk, field: FieldDescription, value: object) -> str:
    """Return a value as a person says it: a reference by what it is called."""
    if value in (None, "", ()):
        return "none"
    if field.kind is FieldKind.REFERENCE:
        return str(desk.read(label_of, kind_named(field.refers_to), value))
    return show_value(field, value)
