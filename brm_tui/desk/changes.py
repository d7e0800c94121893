"""Changes: what holds for each of them."""

from __future__ import annotations

from typing import Any

from brm_tui.desk.desk import Desk
from brm_tui.errors import FieldError
from brm_tui.model.changes import Change
from brm_tui.rules.change_risk import change_risk
from brm_tui.rules.change_states import check_change_move
from brm_tui.rules.vocabulary import ChangeState, ChangeType
from brm_tui.store.step import Step


def prepare_change(desk: Desk, _step: Step, values: dict[str, Any], row: Change | None) -> None:
    """Rate the risk from impact and likelihood, keep the window sound and in a zone, and let no state be skipped.

    A new change may be in any state, as imports bring them; from then on it moves by its rule.
    """
    if row is not None:
        after = ChangeState(values["state"])
        check_change_move(ChangeState(row.state), after, ChangeType(values["type"]))
        if after is ChangeState.SCHEDULED and row.state != after and not values.get("window_start"):
            raise FieldError("window_start", "", "a date and time, since a scheduled change has a window")
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
