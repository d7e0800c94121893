"""Lists that are read at once: which of their lines fit some words, and in which order they stand. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from brm_tui.rules.dates import show_date
from brm_tui.text import sort_form

RecordT = TypeVar("RecordT")


def has_words(words: Sequence[str], values: Iterable[object], today: date) -> bool:
    """Answer whether each of the words stands in one of the values.

    Args:
        words: In any case; a word may be a part of one.
        values: Texts, numbers, dates (as lists show them, and as 2026-12-01) or None for what is not known.
        today: What dates are shown against.
    """
    texts = [sort_form(_said(value, today)) for value in values if value is not None]
    return all(any(word in text for text in texts) for word in map(sort_form, words))


def _said(value: object, today: date) -> str:
    return f"{show_date(value, today)} {value.isoformat()}" if isinstance(value, date) else str(value)


def in_order(
    records: Iterable[RecordT], value_of: Callable[[RecordT], Any], *, descending: bool = False
) -> list[RecordT]:
    """Return records by a value of theirs; those that have none come last either way, equals keep their order.

    Args:
        records: What is put in order.
        value_of: Their value, of one type for all of them; texts go by their letters, whatever their case.
        descending: Whether the order is turned around.
    """
    known: list[tuple[Any, RecordT]] = []
    unknown: list[RecordT] = []
    for record in records:
        value = value_of(record)
        if value is None or value == "":
            unknown.append(record)
        else:
            known.append((sort_form(value) if isinstance(value, str) else value, record))
    known.sort(key=lambda one: one[0], reverse=descending)
    return [record for _value, record in known] + unknown
