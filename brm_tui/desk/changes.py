"""Changes: what holds for each of them."""

from __future__ import annotations

from typing import Any

from brm_tui.desk.desk import Desk
from brm_tui.errors import FieldError
from brm_tui.rules.change_risk import change_risk
from brm_tui.store.step import Step


def prepare_change(desk: Desk, _step: Step, values: dict[str, Any], _row: object) -> None:
    """Rate the risk from impact and likelihood, and keep the window sound and in a zone."""
    if values.get("impact") and values.get("likelihood"):
        values["risk"] = change_risk(values["impact"], values["likelihood"]).value
    start, end = values.get("window_start"), values.get("window_end")
    if end and not start:
        raise FieldError("window_start", "", "a date and time, since the window has an end")
    if start and end and end < start:
        raise FieldError("window_end", end, f"a time after {start:%Y-%m-%d %H:%M}")
    if start and not values.get("zone"):
        values["zone"] = desk.clock.zone
    if values.get("code") == "":
        values["code"] = None
