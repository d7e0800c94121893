"""Finding records by the words in them, the best first."""

from __future__ import annotations

import re
import sqlite3
from typing import NamedTuple

from brm_tui.store.search.index import JOINT, parted
from brm_tui.text import clean_line

_WORD = re.compile(r"\w+")
_LABEL_WEIGHT, _BODY_WEIGHT = 8.0, 1.0
_SHORTEST = 2
"""Letters that a word needs to be searched for in texts; names are found by one."""
_MOST_RANKED = 5_000
"""Of words that more records have than these, the newest records are shown: ranking them would take too long."""
_MARK = "\x02"
"""Stands before each word that was found."""
_AROUND = 16
"""Words that are shown around what was found."""


class Found(NamedTuple):
    """A record that has the words.

    Attributes:
        kind: Its KIND.
        id: Its id.
        excerpt: The words with those around them, in one line; empty where they stand in its label only.
    """

    kind: str
    id: str
    excerpt: str


def query_of(typed: str) -> str:
    """Return what is typed as a query of the index: every word, or its beginning; empty where there is none."""
    phrases = []
    for group in clean_line(typed).split():
        words = _WORD.findall(parted(group).replace(JOINT, " "))
        if words and (len(words) > 1 or len(words[0]) >= _SHORTEST or not words[0].isascii()):
            quoted = " ".join(words)
            phrases.append(f'"{quoted}" *')
    return " AND ".join(phrases)


def find_words(index: sqlite3.Connection, typed: str, most: int) -> list[Found]:
    """Return at most so many records whose texts hold every typed word or its beginning, the best first.

    Args:
        index: The index.
        typed: What was typed.
        most: How many at most.
    """
    query = query_of(typed)
    if not query:
        return []
    many = index.execute(
        "SELECT COUNT(*) FROM (SELECT rowid FROM words WHERE words MATCH ? LIMIT ?)",
        (query, _MOST_RANKED + 1),
    ).fetchone()[0]
    best = f"bm25(words, {_LABEL_WEIGHT}, {_BODY_WEIGHT}), words.rowid DESC"
    rows = index.execute(
        "SELECT d.kind, d.row_id, snippet(words, 1, ?, '', '…', ?) FROM words JOIN document d"
        " ON d.number = words.rowid WHERE words MATCH ?"
        f" ORDER BY {best if many <= _MOST_RANKED else 'words.rowid DESC'} LIMIT ?",
        (_MARK, _AROUND, query, most),
    ).fetchall()
    return [Found(kind, row_id, _shown(excerpt)) for kind, row_id, excerpt in rows]


def _shown(excerpt: str) -> str:
    """Return an excerpt in one line, or nothing where it holds none of the words: they stand in the label."""
    return clean_line(excerpt.replace(JOINT, "")) if _MARK in excerpt else ""
