"""What is told of records that were found: what they are called, whose they are, and what shows them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from brm_tui.store.search.texts import SEARCHED
from brm_tui.store.search.words import Found


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found.

    Attributes:
        kind: Its KIND.
        id: Its id.
        label: What it is called.
        detail: What tells it from others of that name: the customer, a code or a title.
        excerpt: The words that were found with those around them; empty where they stand in its name.
        opens: The KIND of the record that shows it, empty where none does.
        opens_id: That record's id.
    """

    kind: str
    id: str
    label: str
    detail: str
    excerpt: str = ""
    opens: str = ""
    opens_id: str = ""


def told(connection: sqlite3.Connection, found: Iterable[Found]) -> list[Hit]:
    """Return what is told of records, in their order; those that are gone meanwhile are left out."""
    wanted = list(found)
    by_kind: dict[str, list[str]] = {}
    for one in wanted:
        by_kind.setdefault(one.kind, []).append(one.id)
    said: dict[tuple[str, str], tuple[str, str, str, str]] = {}
    for kind, ids in by_kind.items():
        searched = SEARCHED[kind]
        opens, opens_id = searched.opens
        marks = ", ".join("?" for _ in ids)
        for row_id, label, detail, shown_by in connection.execute(
            f"SELECT t.id, {searched.described.label}, {searched.whose or 'NULL'}, {opens_id}"
            f' FROM "{searched.described.table}" t WHERE t.id IN ({marks})',
            ids,
        ):
            said[kind, row_id] = (label or "", detail or "", opens if shown_by else "", shown_by or "")
    hits = []
    for one in wanted:
        if (one.kind, one.id) in said:
            label, detail, opens, opens_id = said[one.kind, one.id]
            hits.append(Hit(one.kind, one.id, label, detail, one.excerpt, opens, opens_id))
    return hits
