"""Column builders: each gives the validated field, its column and its description in one call.

Every builder returns what ``sqlmodel.Field`` returns, so it stands on the right of an annotation.
"""

from enum import Enum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, UTCDateTime

from brm_tui.rules.fields import FieldKind

REQUIRED: Any = ...


def _described(kind: FieldKind, **details: Any) -> dict[str, Any]:
    return {"json_schema_extra": {"brm": {"kind": kind, **details}}}


def text(
    title: str,
    help: str,
    *,
    maximum: int = 200,
    default: Any = "",
    index: bool = False,
    unique: bool = False,
    pattern: str = "",
    pattern_hint: str = "",
    later: bool = False,
    several_lines: bool = False,
) -> Any:
    """One line of text, or several of one that may be unknown; ``later`` as in `choice`."""
    kind = FieldKind.LONG_TEXT if several_lines else FieldKind.TEXT
    return Field(
        default=default,
        title=title,
        description=help,
        max_length=maximum,
        min_length=1 if default is REQUIRED else None,
        index=index,
        unique=unique,
        sa_type=sa.String(maximum),
        schema_extra=_described(kind, pattern=pattern, pattern_hint=pattern_hint),
        sa_column_kwargs={"server_default": default} if later else {},
    )


def long_text(title: str, help: str, *, maximum: int = 100_000) -> Any:
    """Text of several lines, Markdown where it is read by people."""
    return Field(
        default="",
        title=title,
        description=help,
        max_length=maximum,
        sa_type=sa.Text,
        schema_extra=_described(FieldKind.LONG_TEXT),
    )


def sort_form_of(maximum: int = 400, *, later: bool = False) -> Any:
    """The casefolded form of the field of this name without ``_sort``, kept by the store; ``later`` as in `choice`."""
    kept = {"server_default": ""} if later else {}
    return Field(default="", sa_type=sa.String(maximum), index=True, sa_column_kwargs=kept)


def enum_type(words: type[Enum]) -> sa.Enum:
    """Return the column type of an enumeration: stored by value, with a CHECK."""
    return sa.Enum(
        words,
        native_enum=False,
        create_constraint=True,
        length=32,
        name=None,
        values_callable=lambda members: [member.value for member in members],
    )


def choice(
    words: type[Enum], title: str, help: str, *, default: Any = None, index: bool = False, later: bool = False
) -> Any:
    """One word of an enumeration, stored by value, with a CHECK.

    A column that came ``later`` than the first schema has its default in the schema too: an older step of the
    history that is taken back brings a row without it.
    """
    return Field(
        default=default,
        title=title,
        description=help,
        index=index,
        nullable=default is None,
        sa_type=enum_type(words),
        schema_extra=_described(FieldKind.CHOICE, choices=tuple(member.value for member in words)),
        sa_column_kwargs={"server_default": default.value} if later else {},
    )


def choices(words: type[Enum], title: str, help: str) -> Any:
    """Several words of an enumeration, stored as a JSON list."""
    return Field(
        default_factory=list,
        title=title,
        description=help,
        sa_type=sa.JSON,
        schema_extra=_described(FieldKind.CHOICES, choices=tuple(member.value for member in words)),
    )


def words(title: str, help: str) -> Any:
    """Several free words, stored as a JSON list."""
    return Field(
        default_factory=list,
        title=title,
        description=help,
        sa_type=sa.JSON,
        schema_extra=_described(FieldKind.WORDS, maximum=60),
    )


def flag(title: str, help: str, *, default: bool = False) -> Any:
    """Yes or no."""
    return Field(default=default, title=title, description=help, schema_extra=_described(FieldKind.FLAG))


def whole(
    title: str,
    help: str,
    *,
    minimum: int = 0,
    maximum: int = 1_000_000_000,
    default: Any = None,
    kind: FieldKind = FieldKind.WHOLE,
) -> Any:
    """A whole number."""
    return Field(
        default=default,
        title=title,
        description=help,
        ge=minimum,
        le=maximum,
        schema_extra=_described(kind),
    )


def minutes(title: str, help: str, *, maximum: int = 1_440, default: Any = None) -> Any:
    """A length in minutes."""
    return whole(title, help, minimum=1, maximum=maximum, default=default, kind=FieldKind.MINUTES)


def money(title: str, help: str) -> Any:
    """An amount in minor units of its currency (cents)."""
    return Field(
        default=None,
        title=title,
        description=help,
        ge=-(10**15),
        le=10**15,
        sa_type=sa.BigInteger,
        schema_extra=_described(FieldKind.MONEY),
    )


def currency() -> Any:
    """The ISO 4217 code of the row's amounts."""
    return text(
        "Currency",
        "The three-letter ISO 4217 code of the amounts.",
        maximum=3,
        default="EUR",
        pattern="[A-Z]{3}",
        pattern_hint="three capital letters such as EUR",
    )


def decimal(title: str, help: str, *, minimum: float = -1e12, maximum: float = 1e12) -> Any:
    """A number that may have a fraction."""
    return Field(
        default=None,
        title=title,
        description=help,
        ge=minimum,
        le=maximum,
        schema_extra=_described(FieldKind.DECIMAL),
    )


def day(title: str, help: str, *, default: Any = None, index: bool = False) -> Any:
    """A date."""
    return Field(
        default=default, title=title, description=help, index=index, schema_extra=_described(FieldKind.DATE)
    )


def time_of_day(title: str, help: str, *, default: Any = None) -> Any:
    """A local time of day, stored as ``HH:MM``."""
    return Field(
        default=default,
        title=title,
        description=help,
        max_length=5,
        sa_type=sa.String(5),
        schema_extra=_described(
            FieldKind.TIME, pattern="([01][0-9]|2[0-3]):[0-5][0-9]", pattern_hint="a time such as 09:30"
        ),
    )


def local_moment(title: str, help: str, *, default: Any = None, index: bool = False) -> Any:
    """A local wall time without a zone; the zone stands in a field of its own."""
    return Field(
        default=default,
        title=title,
        description=help,
        index=index,
        sa_type=sa.DateTime,
        schema_extra=_described(FieldKind.LOCAL_MOMENT),
    )


def moment(title: str, help: str, *, default: Any = None, index: bool = False) -> Any:
    """An instant, aware, in UTC."""
    return Field(
        default=default,
        title=title,
        description=help,
        index=index,
        nullable=default is None,
        sa_type=UTCDateTime,
        schema_extra=_described(FieldKind.MOMENT),
    )


def zone(help: str = "The IANA time zone, such as Europe/Berlin; empty: the desk's own.") -> Any:
    """An IANA time zone name, empty for the desk's own."""
    return Field(
        default="",
        title="Time zone",
        description=help,
        max_length=64,
        sa_type=sa.String(64),
        schema_extra=_described(FieldKind.ZONE),
    )


def recurrence() -> Any:
    """A recurrence rule, which a form builds."""
    return Field(
        default="",
        title="Repeats",
        description="How often; on the command line an iCalendar rule such as FREQ=MONTHLY;BYDAY=1TU; empty: once.",
        max_length=500,
        sa_type=sa.String(500),
        schema_extra=_described(FieldKind.RECURRENCE),
    )


def day_rule() -> Any:
    """On which day of its week or month a forum meets."""
    return Field(
        default="",
        title="Day",
        description="1st tuesday, last friday, mon, day 15, last day …; empty: as the first date.",
        max_length=60,
        sa_type=sa.String(60),
        schema_extra=_described(FieldKind.DAY_RULE),
    )


def internal() -> Any:
    """The mark that keeps a record inside the house."""
    return flag("Internal", "Whether this stays inside IT: it is withheld from every export and report.")


def reference(
    kind: str,
    table: str,
    title: str,
    help: str,
    *,
    default: Any = None,
    on_delete: str = "refuse",
    root: bool = False,
    unique: bool = False,
) -> Any:
    """The id of another row.

    Args:
        kind: The KIND it names on the command line.
        table: The table it points into.
        title: The label.
        help: What belongs in it.
        default: ``REQUIRED`` where the row cannot be without it.
        on_delete: What becomes of this row when the other is deleted, done by the desk and recorded:
            ``delete`` with it, ``clear`` the reference, or ``refuse`` the deletion.
        root: Whether the other row is the root of this row's aggregate: its revision rises with this row.
        unique: Whether at most one row may point at the other.
    """
    return Field(
        default=default,
        title=title,
        description=help,
        max_length=36,
        nullable=default is not REQUIRED,
        sa_type=sa.String(36),
        index=not unique,
        unique=unique,
        sa_column_kwargs={"info": {"refers_to": table, "on_delete": on_delete, "root": root}},
        schema_extra=_described(FieldKind.REFERENCE, refers_to=kind),
    )


def position() -> Any:
    """The order among its siblings; kept by the desk."""
    return Field(default=0.0, title="Order", description="The order among its siblings.")
