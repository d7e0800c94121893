"""Touches: what holds for each of them."""

from __future__ import annotations

from typing import Any

from brm_tui.desk.desk import Desk
from brm_tui.store.step import Step


def prepare_touch(_desk: Desk, step: Step, values: dict[str, Any], _row: object) -> None:
    """Take a touch without a moment as one of now."""
    if values.get("at") is None:
        values["at"] = step.now
