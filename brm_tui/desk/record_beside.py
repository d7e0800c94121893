"""What the desk keeps of a record beside what a person enters, and a file must carry to give the same desk again.

The day on which an action was done, in which order an agreement's parts stand, which event a forum made: whole files
of records have them as columns behind the fields, and a record that is made from such a file gets them.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from brm_tui.errors import FieldError
from brm_tui.rules.kinds import Kind

if TYPE_CHECKING:
    from brm_tui.model.base import Entity
    from brm_tui.store.step import Step

_MADE = (
    "(SELECT e.id FROM event e WHERE e.forum_id = t.id AND e.recurrence <> '' ORDER BY e.start DESC LIMIT 1)"
)
_BESIDE: Mapping[str, Mapping[str, str]] = {
    "agreements": {"ended": "t.ended"},
    "staff": {"position": "t.position"},
    "forums": {"position": "t.position", "event": _MADE},
    "objectives": {"position": "t.position"},
    "appendices": {"position": "t.position"},
    "actions": {"position": "t.position", "done": "t.done"},
}
"""By KIND, the columns and where they come from."""
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def columns_beside(kind: Kind) -> tuple[str, ...]:
    """Return the names of a KIND's columns beside its fields."""
    return tuple(_BESIDE.get(kind.name, {}))


def values_beside(connection: sqlite3.Connection, kind: Kind) -> dict[str, tuple[Any, ...]]:
    """Return what stands in them, by the record's id."""
    expressions = ", ".join(_BESIDE[kind.name].values())
    return {
        row[0]: tuple(row[1:])
        for row in connection.execute(f'SELECT t.id, {expressions} FROM "{kind.table}" t')
    }


def read_beside(texts: dict[str, str], kind: Kind) -> dict[str, object]:
    """Take the columns beside the fields out of a row's texts, and return their values.

    Raises:
        FieldError: One of them cannot be.
    """
    found: dict[str, object] = {}
    for name in columns_beside(kind):
        text = texts.pop(name, "")
        if text:
            found[name] = _read(name, text)
    return found


def _read(name: str, text: str) -> object:
    try:
        if name == "position":
            return float(text)
        if name == "event":
            if not _ID.fullmatch(text):
                raise ValueError
            return text
        return date.fromisoformat(text)
    except ValueError:
        allowed = {"position": "a number", "event": "an id"}.get(name, "a date such as 2026-12-01")
        raise FieldError(name, text, allowed) from None


def announce(step: Step, row_id: str, beside: Mapping[str, object]) -> None:
    """Say which id the event is to have that a forum is about to make."""
    if "event" in beside:
        step.along[row_id] = str(beside["event"])


def put_beside(step: Step, row: Entity, beside: Mapping[str, object]) -> None:
    """Set what stands beside the fields of a record that was just made."""
    for name, value in beside.items():
        if name != "event":
            setattr(row, name, value)
    if beside:
        step.flush()
