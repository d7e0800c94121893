"""What a field is, told once: forms, command line, CSV columns and help come from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FieldKind(StrEnum):
    """How a value is entered, checked and shown."""

    TEXT = "text"
    LONG_TEXT = "long text"
    CHOICE = "choice"
    CHOICES = "choices"
    WORDS = "words"
    FLAG = "flag"
    WHOLE = "whole number"
    DECIMAL = "number"
    MONEY = "money"
    DATE = "date"
    TIME = "time of day"
    LOCAL_MOMENT = "local date and time"
    MOMENT = "moment"
    ZONE = "time zone"
    MINUTES = "minutes"
    REFERENCE = "reference"
    REFERENCES = "references"
    ATTENDEES = "attendees"
    RECURRENCE = "recurrence"
    DAY_RULE = "day rule"


TEXTS = frozenset({FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.RECURRENCE, FieldKind.DAY_RULE})
"""The kinds whose values are free texts with a greatest length."""


@dataclass(frozen=True, slots=True)
class FieldDescription:
    """One field of an entity.

    Attributes:
        name: As in the model, in JSON and on the command line. A reference is named without ``_id``.
        title: The label in forms and column heads.
        help: One sentence: what belongs in it, with the unit.
        kind: How it is entered and checked.
        required: Whether a new row must have it.
        default: The value a new row gets when nothing is given, or None.
        minimum: The least number or the shortest text.
        maximum: The greatest number or the longest text.
        choices: The words a choice takes, in the order a person thinks.
        refers_to: The KIND a reference names (``customers``), else empty.
        pattern: A regular expression that a text must match, else empty.
        pattern_hint: What the pattern means, in words.
    """

    name: str
    title: str
    help: str
    kind: FieldKind
    required: bool = False
    default: object = None
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    refers_to: str = ""
    pattern: str = ""
    pattern_hint: str = ""
