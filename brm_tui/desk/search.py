"""Finding records by what they are called and by the words in them."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Sequence

from brm_tui.desk.desk import Desk
from brm_tui.store.search.hits import Hit, told
from brm_tui.store.search.index import connect, follow
from brm_tui.store.search.names import find_names
from brm_tui.store.search.words import Found, find_words

__all__ = ["Hit", "follow_desk", "search"]

MOST_HITS = 60


def search(desk: Desk, text: str) -> list[Hit]:
    """Return what has a text in its name or its words, kind by kind, the kind of the best hit first.

    Within a kind whole names come first, then beginnings, then parts of names, then words in its texts.

    Args:
        desk: The desk.
        text: Part of a name, or words or their beginnings, in any case.
    """
    named: list[Found] = desk.read(find_names, text, MOST_HITS)
    worded = _worded(desk, text)
    excerpts = {(one.kind, one.id): one.excerpt for one in worded}
    found = {(one.kind, one.id): one for one in [*named, *worded]}
    hits: list[Hit] = desk.read(
        told, [one._replace(excerpt=excerpts.get(key, "")) for key, one in found.items()]
    )
    return _by_kind(hits)


def _worded(desk: Desk, text: str) -> list[Found]:
    """Return what has the words in its texts; nothing where the desk's folder cannot take the index."""
    try:
        with contextlib.closing(connect(desk.home.database)) as index:
            desk.read(lambda connection: follow(index, connection))
            return find_words(index, text, MOST_HITS)
    except sqlite3.Error:
        return []


def follow_desk(desk: Desk) -> None:
    """Read into the index what the desk has new, so that the first search need not wait for it."""
    with contextlib.suppress(sqlite3.Error), contextlib.closing(connect(desk.home.database)) as index:
        desk.read(lambda connection: follow(index, connection))


def _by_kind(hits: Sequence[Hit]) -> list[Hit]:
    """Return hits kind by kind, in the order of each kind's first one."""
    kinds = list(dict.fromkeys(hit.kind for hit in hits))
    return sorted(hits, key=lambda hit: kinds.index(hit.kind))
