"""One change of several records: what becomes of a value, and what is said of it before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

SET, ADD, REMOVE, CLEAR = "set", "add", "remove", "clear"


@dataclass(frozen=True, slots=True)
class BulkChange:
    """What is to be changed.

    Attributes:
        name: The field.
        how: ``set``, ``add`` and ``remove`` (of lists of words), or ``clear``.
        value: The new value, as forms give it.
    """

    name: str
    how: str = SET
    value: object = None


@dataclass(frozen=True, slots=True)
class BulkPreview:
    """What a change would do.

    Attributes:
        count: How many records there are.
        same: How many are so already.
        before: The values of the others, as a person says them, with how many have each.
        after: The new value.
    """

    count: int
    same: int
    before: tuple[tuple[str, int], ...]
    after: str


def combined(how: str, before: Any, wanted: Any) -> Any:
    """Return what becomes of a value; words are told apart whatever their case."""
    if how == CLEAR:
        return None
    if how == SET:
        return wanted
    has = tuple(before or ())
    folded = {word.casefold() for word in wanted}
    if how == REMOVE:
        return tuple(word for word in has if word.casefold() not in folded)
    known = {word.casefold() for word in has}
    return has + tuple(word for word in wanted if word.casefold() not in known)


_MOST_VALUES = 3


def preview_words(seen: BulkPreview, nouns: tuple[str, str], title: str, how: str) -> str:
    """Return a preview in one line: ``12 customers: tier 2 → 1 (3 already so)``.

    Args:
        seen: What the change would do.
        nouns: What one record, and several, are called.
        title: What the field is called.
        how: What is done.
    """
    title = title[:1].lower() + title[1:]
    subject = f"{seen.count:,} {nouns[0] if seen.count == 1 else nouns[1]}"
    already = f" ({seen.same:,} already so)" if seen.same else ""
    changing = seen.count - seen.same
    if not changing:
        return f"{subject}: {title} {seen.after} already"
    if how in (ADD, REMOVE):
        verb = "added to" if how == ADD else "taken from"
        return f"{subject}: {title} ‘{seen.after}’ {verb} {changing:,}{already}"
    shown = seen.before[:_MOST_VALUES]
    values = [f"{value} ({count:,})" if len(seen.before) > 1 else value for value, count in shown]
    if len(seen.before) > _MOST_VALUES:
        values.append("…")
    after = "none" if how == CLEAR else seen.after
    return f"{subject}: {title} {', '.join(values)} → {after}{already}"
