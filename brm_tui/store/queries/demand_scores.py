"""The weights that the desk scores demands by, and what a list orders them by."""

from __future__ import annotations

import sqlite3
from enum import StrEnum

from brm_tui.rules.demand_score import SETTING, Weights, kept_weights

MARKS = "value, volume, size, risk"
"""The columns of a demand that are scored, in the order of the criteria."""

UNKNOWN_BEHIND = 101.0
"""How far behind a demand stands of which too little is known: behind every one that is known."""


def behind(standing: float | None) -> float:
    """Return how far a demand stands behind the best there could be, so that lists go up."""
    return UNKNOWN_BEHIND if standing is None else 100.0 - standing


def place_of(words: type[StrEnum], word: str) -> int:
    """Return the place of a word in its enumeration, as the projection holds it."""
    return list(words).index(words(word))


def desk_weights(connection: sqlite3.Connection) -> Weights:
    """Return the weights of the desk's portfolio."""
    row = connection.execute("SELECT value FROM desk_setting WHERE name = ?", (SETTING,)).fetchone()
    return kept_weights(row[0] if row else None)
