"""Feedback: what holds for each piece of it."""

from __future__ import annotations

from typing import Any

from brm_tui.desk.desk import Desk
from brm_tui.rules.vocabulary import FeedbackState
from brm_tui.store.step import Step


def prepare_feedback(desk: Desk, _step: Step, values: dict[str, Any], _row: object) -> None:
    """Date what comes in and what is closed."""
    values["received"] = values.get("received") or desk.today
    if values.get("state") == FeedbackState.CLOSED.value:
        values["closed"] = values.get("closed") or desk.today
    else:
        values["closed"] = None
