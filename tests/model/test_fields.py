"""What the models say of their fields: the one description that forms, help, CSV and the schema come from."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from brm_tui.desk.values import empty_value, validated
from brm_tui.errors import FieldError
from brm_tui.model.kinds import describe, fields_of, table_of
from brm_tui.rules.fields import TEXTS, FieldDescription, FieldKind
from brm_tui.rules.kinds import KINDS, Kind
from brm_tui.rules.values import check_value, read_value, show_value

LOCAL = datetime.fromisoformat

EVERY_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
TODAY = date(2026, 11, 24)

SAMPLES: dict[FieldKind, Any] = {
    FieldKind.TEXT: "Some text", FieldKind.LONG_TEXT: "Some\n\ntext", FieldKind.WORDS: ("core", "EMEA"),
    FieldKind.FLAG: True, FieldKind.WHOLE: 2, FieldKind.DECIMAL: 2.5, FieldKind.MONEY: 123450,
    FieldKind.DATE: date(2026, 12, 1), FieldKind.TIME: "09:30", FieldKind.LOCAL_MOMENT: LOCAL("2026-12-01T10:00"),
    FieldKind.MOMENT: datetime(2026, 12, 1, 10, tzinfo=UTC), FieldKind.ZONE: "Europe/Berlin", FieldKind.MINUTES: 45,
    FieldKind.RECURRENCE: "FREQ=MONTHLY;BYDAY=1TU", FieldKind.DAY_RULE: "1st tuesday",
    FieldKind.REFERENCE: "FIN", FieldKind.REFERENCES: ("FIN", "HR"),
}  # fmt: skip
PATTERNED = {"code": "FIN", "email": "ana@x.example", "currency": "CHF", "period": "2026-11"}


def _sample(field: FieldDescription) -> Any:
    if field.kind is FieldKind.CHOICE:
        return field.choices[-1]
    if field.kind is FieldKind.CHOICES:
        return field.choices[:2]
    if field.kind is FieldKind.ATTENDEES:
        return tuple((f"p{number}@x.example", word) for number, word in enumerate(field.choices))
    return PATTERNED[field.name] if field.pattern and field.kind is FieldKind.TEXT else SAMPLES[field.kind]


@EVERY_KIND
def test_every_field_shows_what_it_reads(kind: Kind) -> None:
    for field in describe(kind):
        value = _sample(field)
        assert read_value(field, show_value(field, value), TODAY) == value, field.name
        native = [list(pair) for pair in value] if field.kind is FieldKind.ATTENDEES else value
        assert check_value(field, list(native) if isinstance(native, tuple) else native) == value, field.name
        if not field.required:
            assert read_value(field, "", TODAY) is None


@EVERY_KIND
def test_every_limit_that_is_described_is_the_models_own(kind: Kind) -> None:
    model = fields_of(kind)
    for field in describe(kind):
        if field.kind in TEXTS and field.maximum and field.maximum < 1_000_000:
            longest = "x" * int(field.maximum)
            with pytest.raises(FieldError, match=f"at most {int(field.maximum)} characters"):
                check_value(field, longest + "x")
            if field.name in model.model_fields:
                model.__pydantic_validator__.validate_assignment(model.model_construct(), field.name, longest)
                with pytest.raises(ValidationError):
                    model.__pydantic_validator__.validate_assignment(
                        model.model_construct(), field.name, longest + "x"
                    )
        if field.kind in (FieldKind.WHOLE, FieldKind.MINUTES, FieldKind.DECIMAL):
            assert field.minimum is not None, field.name
            assert field.maximum is not None, field.name


@EVERY_KIND
def test_a_missing_field_is_named(kind: Kind) -> None:
    required = [field.name for field in describe(kind) if field.required]
    if not kind.writable or not required:
        return
    with pytest.raises(FieldError) as caught:
        validated(kind, {})
    assert caught.value.field in required


@EVERY_KIND
def test_what_is_cleared_may_stand_in_its_column(kind: Kind) -> None:
    """Clearing a field gives its default, or a value that the column and the model take."""
    columns = table_of(kind).__table__.c  # type: ignore[attr-defined]
    for field in describe(kind):
        if field.required or field.kind in (FieldKind.REFERENCES, FieldKind.ATTENDEES):
            continue
        column = columns[f"{field.name}_id" if field.kind is FieldKind.REFERENCE else field.name]
        assert column.nullable or empty_value(field) is not None, field.name
