"""Whether a row that comes from outside may stand in a desk: each value checked as if it had been entered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy.dialects.sqlite import dialect as sqlite_dialect

from brm_tui.desk.values import validated
from brm_tui.errors import BrmError
from brm_tui.model.base import Described, Entity, columns_of
from brm_tui.model.kinds import describe
from brm_tui.model.tables import TABLES
from brm_tui.rules.agreements import digest
from brm_tui.rules.kinds import KINDS
from brm_tui.rules.values import check_value
from brm_tui.text import clean_text, sort_form

Raw = dict[str, Any]

_KINDS = {kind.table: kind for kind in KINDS.values()}
_DIALECT = sqlite_dialect()
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def checked_row(table: str, row: Mapping[str, Any]) -> Raw:
    """Return a row with every column of its table, clean and in its stored form.

    Args:
        table: The table; a column that it does not have is left out, one that is missing takes its default.
        row: Columns as another desk stored them.

    Raises:
        BrmError: A value cannot be; the message names the field, the value and what is allowed.
    """
    model: Any = TABLES[table]
    columns = {column.name: column for column in columns_of(model)}
    if not _ID.fullmatch(str(row.get("id", ""))):
        raise BrmError("Not accepted", f"id: {str(row.get('id'))[:80]!r} is no id")
    values: dict[str, Any] = {}
    for name, column in columns.items():
        if name in row:
            values[name] = _read(name, column, row[name])
    fields = _fields_of(model)
    if fields is not None:
        given = {name: value for name, value in values.items() if name in fields.model_fields}
        described = {field.name: field for field in describe(_KINDS[table])}
        for name, value in given.items():
            if name in described and value not in (None, "", []):
                given[name] = check_value(described[name], value)
        values |= validated(_KINDS[table], given).model_dump()
    for name in columns:
        if name not in values:
            values[name] = _default(model, name)
        elif fields is None and isinstance(values[name], str) and name not in ("content", "sha256"):
            values[name] = clean_text(values[name])
        if name.endswith("_sort"):
            said = values.get(name.removesuffix("_sort"))
            values[name] = None if said is None else sort_form(said)
    if table == "agreement_version" and digest(values["content"]) != values["sha256"]:
        raise BrmError("Not accepted", "its text is not the one that was proposed: the hash is another")
    return {name: _stored(column, values[name]) for name, column in columns.items()}


def _fields_of(model: Any) -> Any:
    """Return the class that says what a person enters of a table, or None."""
    return next(
        (
            base
            for base in model.__mro__[1:]
            if issubclass(base, Described)
            and base not in (Entity, Described)
            and not hasattr(base, "__table__")
        ),
        None,
    )


def _default(model: Any, name: str) -> Any:
    field = model.model_fields[name]
    return field.get_default(call_default_factory=True) if not field.is_required() else None


def _read(name: str, column: Any, value: Any) -> Any:
    """Return the value of a stored form."""
    if value is None:
        return None
    processor = column.type.dialect_impl(_DIALECT).result_processor(_DIALECT, None)
    try:
        return value if processor is None else processor(value)
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise BrmError(
            "Not accepted", f"{name}: {str(value)[:80]!r} is no stored value of this field"
        ) from error


def _stored(column: Any, value: Any) -> Any:
    processor = column.type.dialect_impl(_DIALECT).bind_processor(_DIALECT)
    return value if processor is None or value is None else processor(value)
