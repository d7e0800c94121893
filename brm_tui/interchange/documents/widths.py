"""How wide the columns of a table are: as asked, but none narrower than its longest word."""

from __future__ import annotations

import re

from brm_tui.interchange.documents.model import Table

_LINE = 82
"""Signs of a wide font that a line of a table holds."""
_ROOM = 2
"""Signs that the room at both sides of a cell takes."""
_LONGEST = 34
"""A longer word may be broken."""
_BETWEEN_WORDS = re.compile(r"[ \n/-]+")


def shares(table: Table) -> list[int]:
    """Return each column's share of the width, in thousandths."""
    weights = table.weights or (1,) * len(table.heads)
    needed = [_needed(table, column) for column in range(len(weights))]
    widths = _shared(weights, needed) if sum(needed) < _LINE else list(map(float, needed))
    return [round(1000 * width / sum(widths)) for width in widths]


def _shared(weights: tuple[int, ...], needed: list[int]) -> list[float]:
    """Share a line by the weights; what would be too narrow for its words takes from the others."""
    narrow: set[int] = set()
    while True:
        room = _LINE - sum(needed[column] for column in narrow)
        total = sum(weight for column, weight in enumerate(weights) if column not in narrow)
        widths = [
            needed[column] if column in narrow else room * weight / total
            for column, weight in enumerate(weights)
        ]
        fresh = {column for column, width in enumerate(widths) if width < needed[column]} - narrow
        if not fresh:
            return widths
        narrow |= fresh


def _needed(table: Table, column: int) -> int:
    """Return how many signs the longest word of a column takes; what is bold takes more."""
    bold = [table.heads[column], *(row[0] for row in table.rows if column == 0)]
    plain = [row[column] for row in table.rows if column]
    longest = max(
        max((_longest(text) * 1.15 for text in bold), default=0.0),
        max((float(_longest(text)) for text in plain), default=0.0),
    )
    return round(min(longest, _LONGEST)) + _ROOM


def _longest(text: str) -> int:
    return max(map(len, _BETWEEN_WORDS.split(text)))
