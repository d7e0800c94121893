"""What ``--where`` and filters ask of a KIND's fields, read by the records' own types; needs no model."""

from __future__ import annotations

import dataclasses

from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError, FieldError
from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.rules.kinds import REFERENCES, Kind
from brm_tui.rules.values import read_value
from brm_tui.store.queries import rows
from brm_tui.text import clean_line

_KINDS = {
    "int": FieldKind.WHOLE,
    "float": FieldKind.DECIMAL,
    "bool": FieldKind.FLAG,
    "date": FieldKind.DATE,
    "LocalMoment": FieldKind.LOCAL_MOMENT,
    "Instant": FieldKind.MOMENT,
}


def condition(desk: Desk, kind: Kind, name: str, text: str) -> tuple[str, object]:
    """Return the column and the value that a record must have.

    Args:
        desk: Where references are looked up.
        kind: Of what.
        name: A field as records have it.
        text: The value as a person types it; empty for records without one.

    Raises:
        BrmError: There is no such field, or it does not take the value.
    """
    declared = {item.name: str(item.type) for item in dataclasses.fields(rows.record_of(kind))}
    types = {field: annotation.removesuffix(" | None") for field, annotation in declared.items()}
    lists = {field for field, annotation in types.items() if annotation.startswith("tuple")}
    if name not in types or name in lists:
        allowed = ", ".join(item for item in types if item not in lists)
        raise BrmError("Unknown field", f"{kind.name} cannot be chosen by {name!r}; they can by {allowed}.")
    column = f"{name}_id" if f"{name}_id" in types else name
    annotation = types[column]
    if not text:
        return column, "" if declared[column] == "str" else None
    if column in REFERENCES:
        return column, desk.read(rows.find_id, REFERENCES[column], text)
    if annotation in _KINDS:
        field = FieldDescription(name, name, "", _KINDS[annotation])
        return column, read_value(field, text, desk.today, desk.clock.zone)
    return column, _word(name, annotation, text)


def _word(name: str, annotation: str, text: str) -> str:
    """Return a text, or the word of an enumeration that it means."""
    from brm_tui.rules import vocabulary

    words = getattr(vocabulary, annotation, None)
    if words is None:
        return clean_line(text)
    for member in words:
        if member.value.casefold() == clean_line(text).casefold():
            return str(member.value)
    raise FieldError(name, text, ", ".join(member.value for member in words))
