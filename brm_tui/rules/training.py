"""Whether somebody's training in communication is still fresh. Pure."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from brm_tui.rules.dates import months_later

FRESH_MONTHS = 24
"""After so many months training in communication should be refreshed; this product's judgement."""


class Training(StrEnum):
    """How training in communication stands."""

    FRESH = "fresh"
    STALE = "to be refreshed"
    UNDATED = "date unknown"
    NONE = "none noted"


def training_of(text: str, refreshed: date | None, today: date) -> Training:
    """Return how somebody's training stands.

    Args:
        text: What the training was.
        refreshed: When it was last refreshed; None: not known.
        today: Today.
    """
    if refreshed is None:
        return Training.UNDATED if text.strip() else Training.NONE
    return Training.STALE if months_later(refreshed, FRESH_MONTHS) <= today else Training.FRESH
