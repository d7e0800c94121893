"""Between stored forms and Python: the only place where raw queries bind and read dates, moments, words and lists."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar

Instant = datetime
"""An aware moment in UTC, stored as ``2026-01-01 08:00:00.000000``."""

LocalMoment = datetime
"""A naive local wall time, stored the same way; its zone stands in another column."""


def read_instant(value: str) -> datetime:
    """Return the aware moment of its stored form."""
    return datetime.fromisoformat(value).replace(tzinfo=UTC)


def read_local(value: str) -> datetime:
    """Return the naive local time of its stored form."""
    return datetime.fromisoformat(value)


def bind_instant(value: datetime) -> str:
    """Return the stored form of an aware moment."""
    return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def bind_local(value: datetime) -> str:
    """Return the stored form of a naive local time."""
    return value.strftime("%Y-%m-%d %H:%M:%S.%f")


def bind_date(value: date) -> str:
    """Return the stored form of a date."""
    return value.isoformat()


def bind(value: object) -> object:
    """Return the stored form of any value; a naive date-time is taken as local."""
    if isinstance(value, datetime):
        return bind_local(value) if value.tzinfo is None else bind_instant(value)
    if isinstance(value, date):
        return bind_date(value)
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, list | tuple):
        import json

        return json.dumps(list(value), ensure_ascii=False)
    return value


def read_words(value: str) -> tuple[str, ...]:
    """Return the words of a stored JSON list."""
    import json

    return tuple(json.loads(value))


Record = TypeVar("Record")
Reader = Callable[[Any], Any]

_READERS: dict[str, Reader | None] = {
    "str": None,
    "int": None,
    "float": float,
    "bool": bool,
    "date": date.fromisoformat,
    "Instant": read_instant,
    "LocalMoment": read_local,
    "tuple[str, ...]": read_words,
}


class _Words(dict[object, Enum]):
    """The members of an enumeration by their words: thousands of rows a list, looked up in a tenth of a call's time."""

    def __init__(self, kind: type[Enum]) -> None:
        super().__init__((member.value, member) for member in kind)
        self._kind = kind

    def __missing__(self, word: object) -> Enum:
        """Refuse what is no word of it, as the enumeration does."""
        return self._kind(word)


def reader_for(annotation: str) -> Reader | None:
    """Return what turns a stored column into a value that a record annotates so; None where it is one already."""
    name = annotation.removesuffix(" | None")
    if name in _READERS:
        return _READERS[name]
    from brm_tui.rules import vocabulary

    return _Words(getattr(vocabulary, name)).__getitem__


@cache
def _readers_of(record: type[Any]) -> tuple[Reader | None, ...]:
    """Return what turns each stored column into the record's field, in the fields' order."""
    from inspect import get_annotations

    # Dataclasses and named tuples both keep their fields here, the latter as forward references.
    notes = [note for kind in reversed(record.__mro__) for note in get_annotations(kind).values()]
    return tuple(reader_for(str(getattr(note, "__forward_arg__", note))) for note in notes)


def build(record: type[Record], rows: Iterable[Sequence[Any]]) -> list[Record]:
    """Return rows of stored columns, in the order of the record's fields, as records.

    Raises:
        ValueError: A row has other columns than the record has fields.
    """
    fetched = list(rows)
    if not fetched:
        return []
    readers = _readers_of(record)  # type: ignore[arg-type]  # a class is hashable, whatever it is a class of
    # Column by column, which for thousands of rows takes half of the time.
    columns: list[Sequence[Any]] = list(zip(*fetched, strict=True))
    if len(columns) != len(readers):
        raise ValueError(f"{record.__name__} has {len(readers)} fields, the rows {len(columns)} columns")
    for place, read in enumerate(readers):
        if read is not None:
            columns[place] = [None if value is None else read(value) for value in columns[place]]
    return list(map(record, *columns))


def fetch(
    connection: sqlite3.Connection, record: type[Record], query: str, parameters: Sequence[object] = ()
) -> list[Record]:
    """Run a query whose columns stand in the order of the record's fields."""
    return build(record, connection.execute(query, [bind(value) for value in parameters]))
