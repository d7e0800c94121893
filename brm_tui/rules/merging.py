"""What one person made of two holds: the values of the one who is kept, the gaps filled from the other. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from brm_tui.rules.fields import FieldDescription, FieldKind


def merged_value(field: FieldDescription, kept: Any, other: Any) -> Any:
    """Return the value that is proposed for one field.

    Notes and tags of both stay; the job began with the earlier date and is left only where both left it; anything
    else is the kept one's unless it is empty.

    Args:
        field: The field.
        kept: The value of the one who is kept.
        other: The value of the other.
    """
    if field.kind is FieldKind.LONG_TEXT:
        parts = [part for part in (kept, other) if part]
        return "\n\n".join(dict.fromkeys(parts))
    if field.kind is FieldKind.WORDS:
        return _union(kept or (), other or ())
    if field.name == "active_from":
        return min(kept, other) if kept and other else kept or other
    if field.name == "active_until":
        return _last(kept, other)
    return other if kept in (None, "", ()) else kept


def differing(
    fields: Sequence[FieldDescription], kept: Mapping[str, Any], other: Mapping[str, Any]
) -> list[FieldDescription]:
    """Return the fields in which two people differ."""
    return [field for field in fields if _plain(kept.get(field.name)) != _plain(other.get(field.name))]


def _plain(value: Any) -> Any:
    return None if value in ("", (), []) else tuple(value) if isinstance(value, list) else value


def _union(kept: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    known = {word.casefold() for word in kept}
    return (*kept, *(word for word in other if word.casefold() not in known))


def _last(kept: date | None, other: date | None) -> date | None:
    """Return the last day; whoever is still here on one of the entries is here."""
    return max(kept, other) if kept is not None and other is not None else None
