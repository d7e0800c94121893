"""Finding records by their names, or parts of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import chain

from brm_tui.store.search.words import Found
from brm_tui.text import clean_line, sort_form

_PART = "LIKE :part ESCAPE '\\'"
_BEGINS = "{0} >= :wanted AND {0} < :after"
_LAST = "\U0010ffff"

_OTHERWISE_NAMED = (
    ("customers", "SELECT id, name_sort, code FROM customer", "name_sort", "lower(code) = :wanted"),
    ("people", "SELECT id, name_sort, email FROM person", "name_sort", f"email_sort {_PART}"),
    ("agreements", "SELECT a.id, c.name_sort, c.code FROM agreement a JOIN customer c ON c.id = a.customer_id",
     "c.name_sort", ""),
    ("projects", "SELECT id, name_sort, code FROM project", "name_sort", "lower(code) = :wanted"),
)  # fmt: skip
"""KIND, its rows, the name they are searched by, and what else finds them."""

_TITLED = (
    ("actions", "action", "title_sort"),
    ("events", "event", "title_sort"),
    ("services", "service", "name_sort"),
    ("demands", "demand", "title_sort"),
    ("feedback", "feedback", "title_sort"),
)
"""KIND, table and name of what may be many: there the index of the names is gone through, not the rows."""


def _queries() -> Iterator[tuple[str, str, str]]:
    """Return each KIND with the query of the names that begin with a text, and that of those that hold it."""
    for kind, rows, name, otherwise in _OTHERWISE_NAMED:
        begins = _BEGINS.format(name)
        holds = f"({name} {_PART} OR {otherwise})" if otherwise else f"{name} {_PART}"
        yield kind, f"{rows} WHERE {begins} ORDER BY {name} LIMIT :most", f"{rows} WHERE {holds} LIMIT :most"
    for kind, table, name in _TITLED:
        rows = f"SELECT id, {name}, '' FROM {table} WHERE"
        names = f"SELECT {name} FROM {table} WHERE {name} {_PART} LIMIT :most"
        yield (
            kind,
            f"{rows} {_BEGINS.format(name)} ORDER BY {name} LIMIT :most",
            f"{rows} {name} IN ({names}) LIMIT :most",
        )


_QUERIES = tuple(_queries())


def find_names(connection: sqlite3.Connection, typed: str, most: int) -> list[Found]:
    """Return at most so many records whose name holds a text: whole names first, then beginnings, then parts.

    Args:
        connection: The desk.
        typed: What the name holds, in any case.
        most: How many at most.
    """
    wanted = sort_form(clean_line(typed))
    if not wanted:
        return []
    escaped = wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    parameters = {"part": f"%{escaped}%", "wanted": wanted, "after": wanted + _LAST, "most": most}
    ranked: dict[Found, tuple[int, int, str]] = {}
    for order, (kind, begins, holds) in enumerate(_QUERIES):
        rows = chain(connection.execute(begins, parameters), connection.execute(holds, parameters))
        for row_id, sort, code in rows:
            whole = wanted in (sort, sort_form(code or ""))
            rank = 0 if whole else 1 if sort.startswith(wanted) else 2
            ranked[Found(kind, row_id, "")] = (rank, order, sort)
    return sorted(ranked, key=lambda found: ranked[found])[:most]
