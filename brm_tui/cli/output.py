"""Printing data: JSON with stable names, or aligned columns for people."""

from __future__ import annotations

import io
import sys
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from brm_tui.text import clean_text, one_line

_TENTH = 10


def plain(value: object) -> object:
    """Return a value as JSON has it: local times to the minute, moments in UTC."""
    if isinstance(value, datetime):
        if value.tzinfo is None:
            return value.isoformat(timespec="minutes" if not (value.second or value.microsecond) else "auto")
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def as_values(record: Any) -> dict[str, Any]:
    """Return a record's fields by name, those of the records in it too."""
    values = _valued(record)
    assert isinstance(values, dict)
    return values


def _valued(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: _valued(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: _valued(part) for name, part in value._asdict().items()}
    if isinstance(value, list | tuple):
        return [_valued(part) for part in value]
    if isinstance(value, dict):
        return {name: _valued(part) for name, part in value.items()}
    return value


def progress() -> Callable[[int], None] | None:
    """Return what tells on standard error how far long work is, every tenth of it; None where nobody looks."""
    if not sys.stderr.isatty():
        return None
    told = 0

    def tell(hundredths: int) -> None:
        nonlocal told
        if hundredths // _TENTH > told:
            told = hundredths // _TENTH
            say(f"{told * _TENTH} %")

    return tell


def print_json(value: object) -> None:
    """Print JSON on standard output."""
    import json

    sys.stdout.write(json.dumps(value, default=plain, ensure_ascii=False, indent=2) + "\n")


def shown(value: object) -> str:
    """Return a value in words for people, on one line."""
    if value is None or value == "" or value == ():
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple | list):
        return one_line(", ".join(str(item) for item in value))
    if isinstance(value, datetime | date):
        return str(plain(value)).replace("T", " ")
    return one_line(str(value))


def print_table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print aligned columns on standard output; nothing where there are no rows."""
    if not rows:
        return
    cells = [[shown(value) for value in row] for row in rows]
    lines = [list(heads), *cells]
    widths = [max(_width(row[column]) for row in lines) for column in range(len(heads))]
    for row in lines:
        padded = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
        sys.stdout.write("  ".join(padded).rstrip() + "\n")


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def say(text: str) -> None:
    """Tell the user something that is no data."""
    print(clean_text(text), file=sys.stderr)


def speak_utf8() -> None:
    """Write UTF-8 whatever the machine's code page, so that every name reaches a file or another program whole."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
