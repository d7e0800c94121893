"""The classes behind the KINDs, and what their fields say of themselves."""

from functools import cache
from typing import Any

import sqlalchemy as sa
from pydantic_core import PydanticUndefined
from sqlmodel import SQLModel

from brm_tui.model.base import Entity, columns_of
from brm_tui.model.tables import TABLES
from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.rules.kinds import Kind, Link


def table_of(kind: Kind) -> type[Entity]:
    """Return the table class of a KIND."""
    model = TABLES[kind.table]
    assert issubclass(model, Entity)
    return model


def fields_of(kind: Kind) -> type[SQLModel]:
    """Return the class that validates what a person enters of a KIND; the table itself where nobody does."""
    table = table_of(kind)
    return next((base for base in table.__mro__ if base.__name__ == f"{table.__name__}Fields"), table)


@cache
def describe(kind: Kind) -> tuple[FieldDescription, ...]:
    """Return the fields of a KIND that a person enters, links last."""
    described = [
        _description(name, field)
        for name, field in fields_of(kind).model_fields.items()
        if isinstance(field.json_schema_extra, dict) and "brm" in field.json_schema_extra
    ]
    for link in kind.links:
        described.append(
            FieldDescription(
                name=link.name,
                title=link.title,
                help=link.help,
                kind=FieldKind.ATTENDEES if link.quality else FieldKind.REFERENCES,
                refers_to=link.kind,
                choices=_qualities(kind, link),
                default=(),
            )
        )
    return tuple(described)


def _qualities(kind: Kind, link: Link) -> tuple[str, ...]:
    """Return the words that a link's members may carry, the usual one first."""
    if not link.quality:
        return ()
    words = columns_of(TABLES[link.table])[link.quality].type
    assert isinstance(words, sa.Enum)
    return tuple(words.enums)


def _description(name: str, field: Any) -> FieldDescription:
    extra = field.json_schema_extra["brm"]
    limits = {"minimum": None, "maximum": extra.get("maximum")}
    for rule in field.metadata:
        for limit, names in (("minimum", ("ge", "min_length")), ("maximum", ("le", "max_length"))):
            for attribute in names:
                if getattr(rule, attribute, None) is not None:
                    limits[limit] = getattr(rule, attribute)
    kind = extra["kind"]
    default = field.get_default(call_default_factory=True)
    return FieldDescription(
        name=name.removesuffix("_id") if kind is FieldKind.REFERENCE else name,
        title=field.title or name,
        help=field.description or "",
        kind=kind,
        required=field.is_required(),
        default=None if default is PydanticUndefined else default,
        minimum=limits["minimum"],
        maximum=limits["maximum"],
        choices=extra.get("choices", ()),
        refers_to=extra.get("refers_to", ""),
        pattern=extra.get("pattern", ""),
        pattern_hint=extra.get("pattern_hint", ""),
    )
