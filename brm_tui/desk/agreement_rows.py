"""What holds for each row of an agreement when it is written, and the order of rows among their siblings."""

from __future__ import annotations

from typing import Any

from brm_tui.desk.desk import Desk
from brm_tui.errors import FieldError
from brm_tui.rules.vocabulary import SignatureRole
from brm_tui.store.step import Step


def prepare_agreement(_desk: Desk, _step: Step, values: dict[str, Any], _row: object) -> None:
    """Refuse a term that ends before it starts."""
    start, end = values.get("term_start"), values.get("term_end")
    if start and end and end < start:
        raise FieldError("term_end", end, f"a date on or after {start.isoformat()}")


def prepare_staff(_desk: Desk, _step: Step, values: dict[str, Any], _row: object) -> None:
    """Write the four roles that sign as they are called."""
    wanted = str(values.get("role") or "").casefold()
    for role in SignatureRole:
        if wanted == role.value.casefold():
            values["role"] = role.value


def prepare_objective(_desk: Desk, _step: Step, values: dict[str, Any], _row: object) -> None:
    """Refuse an objective that is due before it starts."""
    start, due = values.get("start"), values.get("due")
    if start and due and due < start:
        raise FieldError("due", due, f"a date on or after {start.isoformat()}")
