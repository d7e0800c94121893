"""A field's value as text and as a typed value: what forms, the command line and imports share.

The typed values: ``str`` for texts, choices, zones, references and times of day (``09:30``), ``tuple[str,
...]`` for choices, words and references, ``bool``, ``int`` (money in minor units, lengths in minutes),
``float``, ``date``, naive ``datetime`` for local moments, aware ``datetime`` in UTC for moments, and for
attendees a tuple of ``(name, word)``, the word one of the field's choices. None always means: nothing is
there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime

from brm_tui.clock import zone_named
from brm_tui.errors import FieldError
from brm_tui.rules.dates import FORMS, read_date
from brm_tui.rules.fields import TEXTS, FieldDescription, FieldKind
from brm_tui.rules.numbers import show_minor_units
from brm_tui.rules.value_texts import READERS, attendance, once, qualities, read_local_moment, read_moment
from brm_tui.text import clean_line, clean_text, limit


def allowed(field: FieldDescription) -> str:
    """Return what the field takes, as a clause that completes "allowed: …"."""
    match field.kind:
        case FieldKind.CHOICE:
            return ", ".join(field.choices)
        case FieldKind.CHOICES:
            return f"any of {', '.join(field.choices)}, separated by commas"
        case FieldKind.WORDS:
            return f"words separated by commas, each of at most {int(field.maximum or 60)} characters"
        case FieldKind.FLAG:
            return "yes or no"
        case FieldKind.WHOLE:
            return f"a whole number{_bounds(field)}"
        case FieldKind.DECIMAL:
            return f"a number like 4.5{_bounds(field)}"
        case FieldKind.MONEY:
            return "an amount like 1234.50"
        case FieldKind.MINUTES:
            return f"minutes, or a length like 45m, 1h or 1h30{_bounds(field)}"
        case FieldKind.DATE:
            return FORMS
        case FieldKind.TIME:
            return "a time like 9:30 or 14:00"
        case FieldKind.LOCAL_MOMENT:
            return "a date and time like 2026-11-24 10:00 or fri 10:00"
        case FieldKind.MOMENT:
            return "a moment like 2026-11-24T10:00+01:00"
        case FieldKind.ZONE:
            return "an IANA time zone such as Europe/Berlin or UTC"
        case FieldKind.REFERENCE:
            return f"one of the {field.refers_to or 'records'}, by its code, e-mail or id"
        case FieldKind.REFERENCES:
            return f"{field.refers_to or 'records'} separated by commas"
        case FieldKind.ATTENDEES:
            words = " or ".join(f":{word}" for word in qualities(field)[1:])
            return f"people separated by commas, {words} behind whom it concerns"
    if field.pattern:
        return field.pattern_hint or f"text that matches {field.pattern}"
    return f"text of at most {int(field.maximum)} characters" if field.maximum else "text"


def allowed_native(field: FieldDescription) -> str:
    """Return what the field takes in JSON, as a clause that completes "allowed: …"."""
    match field.kind:
        case FieldKind.FLAG:
            return "true or false"
        case FieldKind.DECIMAL:
            return f"a number{_bounds(field)}"
        case FieldKind.MONEY:
            return "a whole number of minor units (cents)"
        case FieldKind.MINUTES:
            return f"a whole number of minutes{_bounds(field)}"
        case FieldKind.DATE:
            return 'a date like "2026-12-01"'
        case FieldKind.LOCAL_MOMENT:
            return 'a date and time without a zone like "2026-11-24T10:00"'
        case FieldKind.MOMENT:
            return 'a moment with its zone like "2026-11-24T10:00+01:00"'
        case FieldKind.CHOICES:
            return f"a list of any of {', '.join(field.choices)}"
        case FieldKind.WORDS:
            return f"a list of words, each of at most {int(field.maximum or 60)} characters"
        case FieldKind.REFERENCES:
            return f"a list of {field.refers_to or 'records'}"
        case FieldKind.ATTENDEES:
            words = " or ".join(f":{word}" for word in qualities(field)[1:])
            return f"a list of people, {words} behind whom it concerns"
    return allowed(field)


def read_value(field: FieldDescription, text: str, today: date, zone: str = "UTC") -> object:
    """Return the typed value that a text means, or None for an empty one.

    Args:
        field: The field.
        text: As a person typed it.
        today: What ``fri`` and ``+2w`` count from.
        zone: The zone of a moment that names none.

    Raises:
        FieldError: The field does not take the text.
    """
    line = clean_line(text)
    if not line:
        return None
    value: object
    match field.kind:
        case FieldKind.DATE:
            value = read_date(line, today)
        case FieldKind.LOCAL_MOMENT:
            value = read_local_moment(line, today)
        case FieldKind.MOMENT:
            value = read_moment(line, today, zone)
        case FieldKind.LONG_TEXT:
            value = clean_text(text)
        case _:
            reader = READERS.get(field.kind)
            value = reader(field, line) if reader else line
    if value in ((), ""):
        return None
    if value is None:
        raise FieldError(field.name, text, allowed(field))
    return _within(field, value, text, allowed(field))


def check_value(field: FieldDescription, value: object) -> object:
    """Return a value that came in a native type (from JSON) as the field's typed value, or None.

    Dates, times and moments are ISO texts; amounts are minor units; lists are lists.

    Raises:
        FieldError: The field does not take the value.
    """
    if value is None or value == "" or value == [] or value == ():
        return None
    typed = _typed(field, value)
    if typed is None:
        raise FieldError(field.name, value, allowed_native(field))
    return _within(field, typed, value, allowed_native(field))


def show_value(field: FieldDescription, value: object, zone: str = "UTC") -> str:
    """Return a typed value as a text that `read_value` reads as the same value in the same zone."""
    if value is None:
        return ""
    if field.kind is FieldKind.FLAG:
        return "yes" if value else "no"
    if field.kind is FieldKind.MONEY and isinstance(value, int):
        return show_minor_units(value)
    if field.kind is FieldKind.ATTENDEES and isinstance(value, Iterable):
        usual = qualities(field)[0]
        return ", ".join(name if how == usual else f"{name}:{how}" for name, how in value)
    if isinstance(value, datetime):
        if value.tzinfo is None:
            return _local_text(value)
        local = value.astimezone(zone_named(zone)).replace(tzinfo=None, fold=0)
        # UTC is said as such, and so is the second of two hours that the clocks show alike.
        if zone != "UTC" and local.replace(tzinfo=zone_named(zone)) == value:
            return _local_text(local)
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    if isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value)
    return str(value)


def _local_text(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes" if not (moment.second or moment.microsecond) else "auto")


def _typed(field: FieldDescription, value: object) -> object:
    """Return a native value as the typed one, None where its type is wrong."""
    match field.kind:
        case FieldKind.FLAG:
            return value if isinstance(value, bool) else None
        case FieldKind.WHOLE | FieldKind.MONEY | FieldKind.MINUTES:
            return value if isinstance(value, int) and not isinstance(value, bool) else None
        case FieldKind.DECIMAL:
            number = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15
            return float(value) if number else None  # type: ignore[arg-type]  # a number
        case FieldKind.CHOICES | FieldKind.WORDS | FieldKind.REFERENCES:
            if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
                return None
            if field.kind is FieldKind.CHOICES and not set(value) <= set(field.choices):
                return None
            return once(clean_line(item) for item in value)
        case FieldKind.ATTENDEES:
            return attendance(field, value) if isinstance(value, list | tuple) else None
        case FieldKind.DATE:
            return value if isinstance(value, date) and not isinstance(value, datetime) else _iso(value, date)
        case FieldKind.LOCAL_MOMENT:
            moment = value if isinstance(value, datetime) else _iso(value, datetime)
            return moment if isinstance(moment, datetime) and moment.tzinfo is None else None
        case FieldKind.MOMENT:
            moment = value if isinstance(value, datetime) else _iso(value, datetime)
            return moment.astimezone(UTC) if isinstance(moment, datetime) and moment.tzinfo else None
    if not isinstance(value, str):
        return None
    if field.kind is FieldKind.LONG_TEXT:
        return clean_text(value) or None
    line = clean_line(value)
    if field.kind is FieldKind.CHOICE:
        return line if line in field.choices else None
    if field.kind in (FieldKind.TIME, FieldKind.ZONE):
        return READERS[field.kind](field, line)
    return line or None


def _iso(value: object, kind: type[date]) -> date | None:
    if not isinstance(value, str):
        return None
    try:
        return kind.fromisoformat(value)
    except ValueError:
        return None


def _within(field: FieldDescription, value: object, given: object, takes: str) -> object:
    """Return the value when it keeps the field's limits; ``takes`` says what those are."""
    if isinstance(value, str):
        if field.maximum is not None and field.kind in TEXTS:
            limit(field.name, value, int(field.maximum))
        short = field.kind is FieldKind.TEXT and len(value) < (field.minimum or 0)
        if short or (field.pattern and not re.fullmatch(field.pattern, value)):
            raise FieldError(field.name, given, takes)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        low, high = field.minimum, field.maximum
        if (low is not None and value < low) or (high is not None and value > high):
            raise FieldError(field.name, given, takes)
    elif isinstance(value, tuple) and field.kind is FieldKind.WORDS:
        for word in value:
            limit(field.name, str(word), int(field.maximum or 60))
    return value


def _bounds(field: FieldDescription) -> str:
    low, high = field.minimum, field.maximum
    # The widest limits of a column say nothing to a person.
    if high is not None and abs(high) >= 1e9:
        high = None
    if low is not None and abs(low) >= 1e9:
        low = None
    if low is not None and high is not None:
        return f" from {low:g} to {high:g}"
    if low is not None:
        return f" of at least {low:g}"
    return f" of at most {high:g}" if high is not None else ""
