"""Adding, changing and deleting records of every KIND: the same use cases for the screens and the command line."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from brm_tui.desk import saving
from brm_tui.desk.deleting import delete_with_children
from brm_tui.desk.desk import Desk
from brm_tui.desk.values import column_of, empty_value, typed_values, validated
from brm_tui.errors import BrmError, NotFoundError, StaleError
from brm_tui.model.base import Entity, columns_of
from brm_tui.model.kinds import describe, fields_of, table_of
from brm_tui.model.tables import TABLES
from brm_tui.rules.fields import FieldDescription
from brm_tui.rules.kinds import Kind, Link, kind_named
from brm_tui.store.queries import rows
from brm_tui.store.step import Step


def fields(kind_name: str) -> tuple[FieldDescription, ...]:
    """Return the fields of a KIND, for forms, help and columns."""
    return describe(kind_named(kind_name))


def add(
    desk: Desk,
    kind_name: str,
    given: Mapping[str, object],
    *,
    as_text: bool = False,
    row_id: str | None = None,
) -> str:
    """Add one record.

    Args:
        desk: Where.
        kind_name: The KIND.
        given: Field names and values.
        as_text: Whether texts are read as a person types them (``fri``, ``1h30``).
        row_id: The id it gets; None for a new one.

    Returns:
        Its id.

    Raises:
        BrmError: A field or value is refused; nothing was changed.
    """
    kind = _writable(kind_name)
    with desk.step(f"Add {kind.noun}") as step:
        row = insert(desk, step, kind, given, as_text=as_text, row_id=row_id)
        step.label = f"Add {kind.noun} {_quoted(step.raw, kind, row.id)}"
    return row.id


def add_many(desk: Desk, kind_name: str, given: Sequence[Mapping[str, object]]) -> list[str]:
    """Add several records in one step, all or none.

    Returns:
        Their ids, in order.

    Raises:
        BrmError: One is refused; it says which, and nothing was changed.
    """
    kind = _writable(kind_name)
    ids: list[str] = []
    with desk.step(f"Add {len(given)} {kind.name}") as step:
        for position, values in enumerate(given, start=1):
            try:
                ids.append(insert(desk, step, kind, values).id)
            except BrmError as error:
                raise BrmError(
                    error.title,
                    f"{kind.noun} {position} of {len(given)}: {error.message} Nothing was written.",
                ) from error
    return ids


def insert(
    desk: Desk,
    step: Step,
    kind: Kind,
    given: Mapping[str, object],
    *,
    as_text: bool = False,
    row_id: str | None = None,
) -> Entity:
    """Add one record within a running step."""
    values = typed_values(kind, given, step.raw, desk.clock, as_text=as_text)
    described = {column_of(field): field for field in describe(kind)}
    defaults = {name: field.default for name, field in described.items() if not field.required}
    complete: dict[str, Any] = defaults | {
        name: empty_value(described[name]) if value is None else value for name, value in values.items()
    }
    links = {link.name: complete.pop(link.name, ()) for link in kind.links}
    saving.prepare(desk, step, kind, complete, None)
    checked = validated(kind, {name: value for name, value in complete.items() if name in described})
    extra = {name: value for name, value in complete.items() if name not in described}
    model: Any = table_of(kind)
    columns = checked.model_dump() | extra
    if row_id is not None:
        columns["id"] = row_id
    if "position" in model.model_fields and "position" not in given:
        columns["position"] = _next_position(step, kind)
    row: Entity = step.add(model(created_at=step.now, updated_at=step.now, **columns))
    for link in kind.links:
        set_links(step, link, row.id, links[link.name])
    saving.saved(desk, step, kind, row, None)
    return row


def change(
    desk: Desk,
    kind_name: str,
    name: str,
    given: Mapping[str, object],
    *,
    as_text: bool = False,
    revision: int | None = None,
    label: str | None = None,
) -> str:
    """Change fields of one record; the whole record must be sound afterwards.

    Args:
        desk: Where.
        kind_name: The KIND.
        name: Its id, code, e-mail or unique name.
        given: The fields that change.
        as_text: Whether texts are read as a person types them.
        revision: What it was when it was read; another one is refused. None: whatever it is now.
        label: What the history calls it; None for the usual words.

    Returns:
        Its id.

    Raises:
        BrmError: A field or value is refused, or it was changed meanwhile; nothing was changed.
    """
    kind = _writable(kind_name)
    with desk.step(f"Change {kind.noun}") as step:
        row_id = rows.find_id(step.raw, kind.name, name)
        called = _quoted(step.raw, kind, row_id)
        update(desk, step, kind, row_id, given, as_text=as_text, revision=revision)
        step.label = label or f"Change {kind.noun} {called}: {', '.join(given)}"
    return row_id


def update(
    desk: Desk,
    step: Step,
    kind: Kind,
    row_id: str,
    given: Mapping[str, object],
    *,
    as_text: bool = False,
    revision: int | None = None,
) -> Entity:
    """Change fields of one record within a running step."""
    row = step.get(table_of(kind), row_id)
    if row is None:
        raise NotFoundError(kind.noun, row_id)
    if revision is not None and row.revision != revision:
        raise StaleError(f"This {kind.noun}")
    described = {column_of(field): field for field in describe(kind)}
    values: dict[str, Any] = {
        name: empty_value(described[name]) if value is None else value
        for name, value in typed_values(kind, given, step.raw, desk.clock, as_text=as_text).items()
    }
    before = {column.name: getattr(row, column.name) for column in columns_of(type(row))}
    links = {link.name: values.pop(link.name) for link in kind.links if link.name in values}
    names = [name for name in fields_of(kind).model_fields if name in before]
    complete = {name: before[name] for name in names} | values
    saving.prepare(desk, step, kind, complete, row)
    checked = validated(kind, {name: value for name, value in complete.items() if name in names})
    extra = {name: value for name, value in complete.items() if name not in names}
    for name, value in (checked.model_dump() | extra).items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    step.flush()
    for link in kind.links:
        if link.name in links:
            set_links(step, link, row.id, links[link.name])
    saving.saved(desk, step, kind, row, before)
    return row


def delete(desk: Desk, kind_name: str, name: str) -> str:
    """Delete one record with all that belongs to it; one undo brings everything back.

    Returns:
        What the history calls it.

    Raises:
        BrmError: There is none, or something else still needs it; nothing was changed.
    """
    return delete_many(desk, kind_name, [name])


def delete_many(desk: Desk, kind_name: str, names: Sequence[str]) -> str:
    """Delete several records of a KIND in one step, all or none."""
    kind = _writable(kind_name)
    with desk.step(f"Delete {kind.noun}") as step:
        deleted = 0
        called = ""
        for name in names:
            row_id = rows.find_id(step.raw, kind.name, name)
            called = _quoted(step.raw, kind, row_id)
            saving.deleting(step, kind, row_id)
            deleted += delete_with_children(step, kind, row_id)
        subject = f"{kind.noun} {called}" if len(names) == 1 else f"{len(names)} {kind.name}"
        more = deleted - len(names)
        step.label = f"Delete {subject}" + (f" and {more} that belong to it" if more > 0 else "")
    return step.label


def set_links(step: Step, link: Link, owner_id: str, members: Sequence[Any]) -> None:
    """Make a record's list of other rows what is given, touching only what differs."""
    model: Any = TABLES[link.table]
    wanted = dict(members) if link.quality else dict.fromkeys(members, "")
    owner_column = getattr(model, link.owner)
    present = {
        getattr(row, link.member): row
        for row in step.session.scalars(sa.select(model).where(owner_column == owner_id))
    }
    for member, row in present.items():
        if member not in wanted:
            step.session.delete(row)
        elif link.quality and getattr(row, link.quality) != wanted[member]:
            setattr(row, link.quality, wanted[member])
    for member, quality in wanted.items():
        if member not in present:
            columns = {link.owner: owner_id, link.member: member}
            if link.quality:
                columns[link.quality] = quality
            step.session.add(model(created_at=step.now, updated_at=step.now, **columns))
    step.flush()


def _writable(kind_name: str) -> Kind:
    kind = kind_named(kind_name)
    if not kind.writable:
        raise BrmError(
            "Not written so", f"{kind.name} are made by brm-tui agreement propose, sign and the like."
        )
    return kind


def _next_position(step: Step, kind: Kind) -> float:
    """Return a position behind every row of a KIND; looked up once a step."""
    last = step.last_positions.get(kind.table)
    if last is None:
        last = float(step.raw.execute(f'SELECT MAX(position) FROM "{kind.table}"').fetchone()[0] or 0.0)
    step.last_positions[kind.table] = last + 1.0
    return last + 1.0


def _quoted(connection: sqlite3.Connection, kind: Kind, row_id: str) -> str:
    return f"‘{rows.label_of(connection, kind, row_id)}’"
