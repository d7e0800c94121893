"""Filters that are kept by name, and what filters can name."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import date

from brm_tui.rules.kinds import kind_named
from brm_tui.store.queries.filtering import FilterSql
from brm_tui.store.queries.rows import name_of_kind
from brm_tui.text import sort_form

_SHOWN = 400


@dataclass(frozen=True, slots=True)
class KeptFilter:
    """A filter that is kept.

    Attributes:
        id: Which.
        name: What it is called.
        typed: The filter as it was typed.
    """

    id: str
    name: str
    typed: str


def kept_filters(connection: sqlite3.Connection, listed: str) -> list[KeptFilter]:
    """Return the filters of a list, by name."""
    rows = connection.execute("SELECT id, name, filter FROM saved_filter WHERE screen = ?", (listed,))
    found = [KeptFilter(row_id, name, str(json.loads(kept).get("text", ""))) for row_id, name, kept in rows]
    return sorted(found, key=lambda kept: (sort_form(kept.name), kept.id))


def tags(connection: sqlite3.Connection, kind: str) -> list[str]:
    """Return all tags of the records of a KIND, by name."""
    table = kind_named(kind).table
    rows = connection.execute(
        f"SELECT DISTINCT CAST(tags AS TEXT) FROM \"{table}\" WHERE CAST(tags AS TEXT) <> '[]'"
    )
    found = {tag for (kept,) in rows for tag in json.loads(kept)}
    return sorted(found, key=sort_form)[:_SHOWN]


def only_one(
    connection: sqlite3.Connection, kind_name: str, name: str, today: date
) -> tuple[str, str] | None:
    """Return the only record that a filter's name means, as its id and how a person names it; else None."""
    kind = kind_named(kind_name)
    found = FilterSql("board", today, "UTC")
    rows = connection.execute(
        f'SELECT t.id, {name_of_kind(kind, "t.id")} FROM "{kind.table}" t'
        f" WHERE t.id IN ({found.ids(kind_name, name)}) LIMIT 2",
        found.values,
    ).fetchall()
    return (str(rows[0][0]), str(rows[0][1])) if len(rows) == 1 else None
