"""Finding records by their names, or parts of them."""

from __future__ import annotations

import sqlite3

from brm_tui.store.search.words import Found
from brm_tui.text import clean_line, sort_form

_PART = "LIKE :part ESCAPE '\\'"
_SEARCHED = (
    ("customers", f"SELECT id, name_sort, code FROM customer WHERE name_sort {_PART} OR lower(code) = :whole"),
    ("people", f"SELECT id, name_sort, email FROM person WHERE name_sort {_PART} OR email_sort {_PART}"),
    ("agreements", "SELECT a.id, c.name_sort, c.code FROM agreement a JOIN customer c ON c.id = a.customer_id"
     f" WHERE c.name_sort {_PART}"),
    ("actions", f"SELECT id, title_sort, '' FROM action WHERE title_sort {_PART}"),
    ("events", f"SELECT id, title_sort, '' FROM event WHERE title_sort {_PART}"),
    ("services", f"SELECT id, name_sort, '' FROM service WHERE name_sort {_PART}"),
    ("projects", f"SELECT id, name_sort, code FROM project WHERE name_sort {_PART} OR lower(code) = :whole"),
    ("demands", f"SELECT id, title_sort, '' FROM demand WHERE title_sort {_PART}"),
    ("feedback", f"SELECT id, title_sort, '' FROM feedback WHERE title_sort {_PART}"),
)  # fmt: skip


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
    parameters = {"part": f"%{escaped}%", "whole": wanted, "most": most}
    ranked: list[tuple[int, int, str, Found]] = []
    for order, (kind, query) in enumerate(_SEARCHED):
        for row_id, sort, code in connection.execute(f"{query} LIMIT :most", parameters):
            whole = wanted in (sort, sort_form(code or ""))
            rank = 0 if whole else 1 if sort.startswith(wanted) else 2
            ranked.append((rank, order, sort, Found(kind, row_id, "")))
    ranked.sort(key=lambda item: item[:3])
    return [found for *_rest, found in ranked[:most]]
