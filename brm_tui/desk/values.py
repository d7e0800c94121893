"""What a person gave for a record: names checked, values read, references found; errors name the field."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from sqlmodel import SQLModel

from brm_tui.clock import Clock
from brm_tui.errors import BrmError, FieldError, NotFoundError
from brm_tui.model.kinds import describe, fields_of
from brm_tui.rules.fields import TEXTS, FieldDescription, FieldKind
from brm_tui.rules.kinds import Kind
from brm_tui.rules.values import allowed, check_value, read_value
from brm_tui.store.queries import rows


def named_field(kind: Kind, name: str) -> FieldDescription:
    """Return the field of a KIND that a person names, with or without ``_id``.

    Raises:
        BrmError: The KIND has no such field.
    """
    fields = {field.name: field for field in describe(kind)}
    found = fields.get(name)
    if found is None and name.endswith("_id"):
        found = fields.get(name.removesuffix("_id"))
        found = found if found and found.kind is FieldKind.REFERENCE else None
    if found is None:
        raise BrmError("Unknown field", f"{kind.name} have no field {name!r}; they have {', '.join(fields)}.")
    return found


def column_of(field: FieldDescription) -> str:
    """Return the column, or the link, that a field is kept in."""
    return f"{field.name}_id" if field.kind is FieldKind.REFERENCE else field.name


def typed_values(
    kind: Kind, given: Mapping[str, object], connection: sqlite3.Connection, clock: Clock, *, as_text: bool
) -> dict[str, Any]:
    """Return the columns and links that were given, as typed values with ids for references.

    Args:
        kind: Of what.
        given: Field names and what a person gave for them.
        connection: Where references are looked up.
        clock: What ``fri`` counts from, and the user's zone.
        as_text: Whether texts are to be read as a person types them; native types are taken either way.

    Raises:
        FieldError: A field does not take its value.
        BrmError: There is no such field.
    """
    values: dict[str, Any] = {}
    for name, value in given.items():
        field = named_field(kind, name)
        typed: Any
        if as_text and isinstance(value, str):
            typed = read_value(field, value, clock.today(), clock.zone)
        else:
            typed = check_value(field, _native(field, value))
        if field.kind is FieldKind.REFERENCE and typed is not None:
            typed = find(connection, field, str(typed))
        elif field.kind is FieldKind.REFERENCES:
            typed = tuple(find(connection, field, name) for name in typed or ())
        elif field.kind is FieldKind.ATTENDEES:
            typed = tuple((find(connection, field, name), how) for name, how in typed or ())
        values[column_of(field)] = typed
    return values


def _native(field: FieldDescription, value: object) -> object:
    """Take a text where JSON has no type of its own for what is meant."""
    if field.kind is FieldKind.LOCAL_MOMENT and isinstance(value, str) and len(value) == 10:
        return f"{value}T00:00"
    return value


def find(connection: sqlite3.Connection, field: FieldDescription, name: str) -> str:
    """Return the id that a reference names.

    Raises:
        FieldError: There is no such row.
    """
    try:
        return rows.find_id(connection, field.refers_to, name)
    except NotFoundError:
        raise FieldError(field.name, name, allowed(field) + " (there is none of that name)") from None


def empty_value(field: FieldDescription) -> object:
    """Return what a field holds when it is cleared."""
    if field.kind in TEXTS or field.kind is FieldKind.ZONE:
        return field.default if field.default is None else ""
    if field.kind in (FieldKind.WORDS, FieldKind.CHOICES):
        return []
    if field.kind in (FieldKind.REFERENCES, FieldKind.ATTENDEES):
        return ()
    return field.default


def validated(kind: Kind, values: Mapping[str, object]) -> SQLModel:
    """Return the whole object, checked by the model.

    Raises:
        FieldError: A value is missing or not allowed.
    """
    model = fields_of(kind)
    try:
        return model.model_validate(dict(values))
    except ValidationError as error:
        first = error.errors()[0]
        column = str(first["loc"][0]) if first["loc"] else ""
        field = named_field(kind, column)
        if first["type"] == "missing" or first["input"] is None or first["input"] == "":
            raise FieldError(field.name, "", f"{allowed(field)}; it cannot be empty") from None
        raise FieldError(field.name, first["input"], allowed(field)) from None
