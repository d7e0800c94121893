"""What a typed text means, kind of field by kind of field: the readers behind `values.read_value`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time

from brm_tui.clock import zone_named
from brm_tui.rules.dates import read_date
from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.rules.numbers import read_decimal, read_minor_units, read_minutes, read_whole
from brm_tui.text import clean_line

ATTENDANCE = ("required", "optional")
"""What may be said of attendees where a field names no words of its own; the first goes without saying."""

_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s?(am|pm)?")
_TRUE = {"yes", "y", "true", "1", "on", "✓"}
_FALSE = {"no", "n", "false", "0", "off"}


def _choice(field: FieldDescription, text: str) -> str | None:
    wanted = text.casefold().replace("_", " ").replace("-", " ")
    plain = {choice: choice.casefold().replace("-", " ") for choice in field.choices}
    exact = [choice for choice, form in plain.items() if form == wanted]
    found = exact or [choice for choice, form in plain.items() if form.startswith(wanted)]
    return found[0] if len(found) == 1 else None


def _choices(field: FieldDescription, text: str) -> tuple[str, ...] | None:
    found = [_choice(field, part) for part in _parts(text)]
    return None if None in found else once(choice for choice in found if choice is not None)


def _flag(_field: FieldDescription, text: str) -> bool | None:
    wanted = text.casefold()
    return True if wanted in _TRUE else False if wanted in _FALSE else None


def _time(_field: FieldDescription, text: str) -> str | None:
    found = _time_of_day(text)
    return None if found is None else f"{found:%H:%M}"


def _time_of_day(text: str) -> time | None:
    match = _TIME.fullmatch(text.casefold())
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[3] == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def read_local_moment(text: str, today: date) -> datetime | None:
    """Return the local moment that a text means, a day with a time behind it; None where it means none."""
    try:
        exact = datetime.fromisoformat(text)
    except ValueError:
        pass
    else:
        return exact if exact.tzinfo is None else None
    day_text, _, time_text = text.rpartition(" ")
    at = _time_of_day(time_text) if ":" in time_text or time_text.endswith(("am", "pm")) else None
    if at is None:
        day = read_date(text, today)
        return None if day is None else datetime.combine(day, time())
    day = read_date(day_text.removesuffix(" at"), today) if day_text else today
    return None if day is None else datetime.combine(day, at)


def read_moment(text: str, today: date, zone: str) -> datetime | None:
    """Return the moment in UTC that a text means, in a zone unless it names its own; None where it means none."""
    try:
        found: datetime | None = datetime.fromisoformat(text)
    except ValueError:
        found = read_local_moment(text, today)
    if found is None:
        return None
    if found.tzinfo is None:
        found = found.replace(tzinfo=zone_named(zone))
    return found.astimezone(UTC)


def _zone(field: FieldDescription, text: str) -> str:
    zone_named(text, field.name)
    return text


def qualities(field: FieldDescription) -> tuple[str, ...]:
    """Return the words that may be said of attendees, the usual one first."""
    return field.choices or ATTENDANCE


def _attendees(field: FieldDescription, text: str) -> tuple[tuple[str, str], ...] | None:
    return attendance(field, _parts(text))


def attendance(field: FieldDescription, parts: Iterable[object]) -> tuple[tuple[str, str], ...] | None:
    """Return who attends and how, each once, from texts or pairs; None where one is neither."""
    words = qualities(field)
    found: dict[str, str] = {}
    for part in parts:
        if isinstance(part, str):
            front, colon, last = part.rpartition(":")
            wanted = last.strip().casefold()
            named = [word for word in words if colon and wanted and word.startswith(wanted)]
            name, how = (front, named[0]) if len(named) == 1 else (part, words[0])
        elif isinstance(part, list | tuple) and len(part) == 2:
            name, how = str(part[0]), str(part[1])
        else:
            return None
        name = clean_line(name)
        if not name or how not in words:
            return None
        found.setdefault(name, how)
    return tuple(found.items())


READERS: dict[FieldKind, Callable[[FieldDescription, str], object]] = {
    FieldKind.CHOICE: _choice,
    FieldKind.CHOICES: _choices,
    FieldKind.WORDS: lambda _field, text: once(_parts(text)),
    FieldKind.REFERENCES: lambda _field, text: once(_parts(text)),
    FieldKind.FLAG: _flag,
    FieldKind.WHOLE: lambda _field, text: read_whole(text),
    FieldKind.DECIMAL: lambda _field, text: read_decimal(text),
    FieldKind.MONEY: lambda _field, text: read_minor_units(text),
    FieldKind.MINUTES: lambda _field, text: read_minutes(text),
    FieldKind.TIME: _time,
    FieldKind.ZONE: _zone,
    FieldKind.ATTENDEES: _attendees,
}


def _parts(text: str) -> list[str]:
    return [stripped for part in text.split(",") if (stripped := part.strip())]


def once(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words without blanks and repetitions, the first spelling kept."""
    kept: dict[str, str] = {}
    for word in words:
        if word:
            kept.setdefault(word.casefold(), word)
    return tuple(kept.values())
