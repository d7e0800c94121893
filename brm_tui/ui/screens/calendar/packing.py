"""Spans side by side: which of the columns each of them gets. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heappop, heappush


def packed(spans: Iterable[tuple[int, int]]) -> list[int]:
    """Return a column for each span, the lowest in which nothing overlaps it.

    Args:
        spans: The first and the last place of each, both its own, in order of the first.
    """
    busy: list[tuple[int, int]] = []
    free: list[int] = []
    found = []
    for first, last in spans:
        while busy and busy[0][0] < first:
            heappush(free, heappop(busy)[1])
        column = heappop(free) if free else len(busy)
        heappush(busy, (last, column))
        found.append(column)
    return found
