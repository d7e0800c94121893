"""Finding records by what they are called."""

from __future__ import annotations

from brm_tui.desk.desk import Desk
from brm_tui.store.search import Hit, find_names

MOST_HITS = 60


def search(desk: Desk, text: str) -> list[Hit]:
    """Return what is called so: whole names first, then beginnings, then parts, customers before the others.

    Args:
        desk: The desk.
        text: What the name holds, in any case.
    """
    found: list[Hit] = desk.read(find_names, text, MOST_HITS)
    return found
