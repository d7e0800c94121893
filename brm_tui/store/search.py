"""Searching names: the only place, with engine.py, that may know the database's own way to search."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from brm_tui.text import clean_line, sort_form


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found.

    Attributes:
        kind: Its KIND.
        id: Its id.
        label: What it is called.
        detail: What tells it from others of that name.
    """

    kind: str
    id: str
    label: str
    detail: str


_SEARCHED = (
    ("customers", "SELECT id, name, code, name_sort FROM customer WHERE name_sort LIKE :part ESCAPE '\\'"
     " OR lower(code) = :whole"),
    ("people", "SELECT id, name, COALESCE(email, title), name_sort FROM person WHERE name_sort LIKE :part ESCAPE '\\'"
     " OR email_sort LIKE :part ESCAPE '\\'"),
    ("agreements", "SELECT a.id, a.title, c.name, c.name_sort FROM agreement a JOIN customer c ON c.id = a.customer_id"
     " WHERE c.name_sort LIKE :part ESCAPE '\\'"),
    ("actions", "SELECT a.id, a.title, COALESCE(c.name, ''), a.title_sort FROM action a"
     " LEFT JOIN customer c ON c.id = a.customer_id WHERE a.title_sort LIKE :part ESCAPE '\\'"),
    ("events", "SELECT id, title, layer, title_sort FROM event WHERE title_sort LIKE :part ESCAPE '\\'"),
    ("services", "SELECT id, name, state, name_sort FROM service WHERE name_sort LIKE :part ESCAPE '\\'"),
    ("projects", "SELECT id, name, COALESCE(code, ''), name_sort FROM project WHERE name_sort LIKE :part ESCAPE '\\'"),
    ("demands", "SELECT d.id, d.title, c.name, d.title_sort FROM demand d JOIN customer c ON c.id = d.customer_id"
     " WHERE d.title_sort LIKE :part ESCAPE '\\'"),
    ("feedback", "SELECT d.id, d.title, c.name, d.title_sort FROM feedback d JOIN customer c ON c.id = d.customer_id"
     " WHERE d.title_sort LIKE :part ESCAPE '\\'"),
)  # fmt: skip


def find_names(connection: sqlite3.Connection, text: str, most: int) -> list[Hit]:
    """Return at most so many records whose name holds a text, the best first."""
    wanted = sort_form(clean_line(text))
    if not wanted:
        return []
    escaped = wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    parameters = {"part": f"%{escaped}%", "whole": wanted, "most": most}
    ranked: list[tuple[int, int, str, Hit]] = []
    for order, (kind, query) in enumerate(_SEARCHED):
        for row_id, label, detail, sort in connection.execute(f"{query} LIMIT :most", parameters):
            whole = wanted in (sort, sort_form(detail))
            rank = 0 if whole else 1 if sort.startswith(wanted) else 2
            ranked.append((rank, order, sort, Hit(kind, row_id, label, detail)))
    ranked.sort(key=lambda item: item[:3])
    return [hit for *_rest, hit in ranked[:most]]
