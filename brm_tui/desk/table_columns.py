"""Which column of a table is which field: by its name, or as a person said, which is remembered."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brm_tui.errors import BrmError
from brm_tui.text import clean_line, one_line, shortened, sort_form

if TYPE_CHECKING:
    from brm_tui.store.step import Step

_MOST_TOLD = 20
"""How many columns a note names."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column that a KIND knows.

    Attributes:
        name: The field's name.
        also: Other heads that mean it, as lists and other programs have them.
        required: Whether a file must have it.
        instead: Another column that says the same: a file that has that need not have this one.
    """

    name: str
    also: tuple[str, ...] = ()
    required: bool = False
    instead: str = ""


def matched(
    heads: Sequence[str], known: Sequence[Head], file: str, said: Mapping[str, str] | None = None
) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return where each field stands in a file, and what is to be said of its other columns.

    Args:
        heads: The file's heads.
        known: The columns that the KIND knows.
        file: The file's name.
        said: Which field a head means, where somebody said so; other heads then mean nothing.

    Raises:
        BrmError: A column is missing, or stands there twice.
    """
    places = places_of(heads, known, file) if said is None else _said_places(heads, known, file, said)
    taken = set(places.values())
    unknown = [
        f"‘{shortened(one_line(text), 40)}’"
        for place, text in enumerate(heads)
        if text and place not in taken
    ]
    missing = [
        head.name
        for head in known
        if head.required and head.name not in places and head.instead not in places
    ]
    if missing:
        all_of_them = ", ".join(head.name for head in known)
        raise BrmError(
            "Columns missing",
            f"{file} has no column {', '.join(missing)}. The columns are {all_of_them}, in any order. "
            "Nothing was imported.",
        )
    more = f" and {len(unknown) - _MOST_TOLD} more" if len(unknown) > _MOST_TOLD else ""
    note = f"Columns that say nothing here are left out: {', '.join(unknown[:_MOST_TOLD])}{more}."
    return places, (note,) if unknown else ()


def _said_places(
    heads: Sequence[str], known: Sequence[Head], file: str, said: Mapping[str, str]
) -> dict[str, int]:
    """Return where each field stands, by what a person said of the heads."""
    fields = {head.name for head in known}
    wanted = {_form(head): name for head, name in said.items()}
    strange = [name for name in wanted.values() if name and name not in fields]
    if strange:
        raise BrmError(
            "Unknown field",
            f"{strange[0]!r} is no field here; they are {', '.join(sorted(fields))}. Nothing was imported.",
        )
    absent = [head for head in said if _form(head) not in {_form(text) for text in heads}]
    if absent:
        raise BrmError("Unknown column", f"{file} has no column {absent[0]!r}. Nothing was imported.")
    places: dict[str, int] = {}
    for place, text in enumerate(heads):
        name = wanted.get(_form(text), "")
        if name and name in places:
            raise BrmError("Twice", f"{file} has two columns for {name}. Nothing was imported.")
        if name:
            places[name] = place
    return places


def places_of(heads: Sequence[str], known: Sequence[Head], file: str) -> dict[str, int]:
    """Return where each field stands in a file, by the names of its columns.

    Raises:
        BrmError: A column stands there twice.
    """
    named = {_form(text) for text in heads}
    meanings = {_form(head.name): head.name for head in known}
    # Another head for a field counts only where the field's own is not there.
    meanings |= {
        _form(also): head.name for head in known if _form(head.name) not in named for also in head.also
    }
    places: dict[str, int] = {}
    for place, text in enumerate(heads):
        name = meanings.get(_form(text))
        if name is not None and name in places:
            raise BrmError("Twice", f"{file} has two columns for {name}. Nothing was imported.")
        if name is not None:
            places[name] = place
    return places


def _form(text: str) -> str:
    return sort_form(clean_line(text)).replace("_", " ").rstrip(":")


def _signature(heads: Sequence[str]) -> str:
    """Return what files of one origin share: their heads, whatever their order."""
    text = "\n".join(sorted(_form(head) for head in heads))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def remembered(connection: sqlite3.Connection, kind: str, heads: Sequence[str]) -> dict[str, str] | None:
    """Return which field each head means, as was said of a file with these heads; None: nobody said."""
    found = connection.execute(
        "SELECT mapping FROM import_mapping WHERE kind = ? AND name = ?", (kind, _signature(heads))
    ).fetchone()
    return None if found is None else dict(json.loads(found[0]))


def remember(step: Step, kind: str, heads: Sequence[str], columns: Mapping[str, str]) -> None:
    """Keep what was said of the columns, for the next file with these heads."""
    from brm_tui.model.desk import ImportMapping

    name, mapping = _signature(heads), dict(columns)
    found = step.raw.execute(
        "SELECT id FROM import_mapping WHERE kind = ? AND name = ?", (kind, name)
    ).fetchone()
    known = step.get(ImportMapping, found[0]) if found else None
    if known is None:
        step.add(
            ImportMapping(kind=kind, name=name, mapping=mapping, created_at=step.now, updated_at=step.now)
        )
    elif known.mapping != mapping:
        known.mapping = mapping
        step.flush()
