"""Customers: what holds for each of them."""

from __future__ import annotations

from typing import Any

from brm_tui.desk.desk import Desk
from brm_tui.errors import FieldError
from brm_tui.model.customers import Customer
from brm_tui.store.step import Step


def prepare_customer(_desk: Desk, step: Step, values: dict[str, Any], row: Customer | None) -> None:
    """Write the code in capitals and refuse a customer that would be a part of itself."""
    if values.get("code"):
        values["code"] = str(values["code"]).upper()
    target, most = values.get("target_days"), values.get("maximum_days")
    if target and most and most < target:
        raise FieldError("maximum_days", most, f"at least the target days ({target})")
    seen = {row.id} if row is not None else set()
    above = values.get("parent_id")
    while above is not None:
        parent = step.get(Customer, above)
        if above in seen or parent is None:
            raise FieldError(
                "parent", parent.code if parent else above, "a customer that is not a part of this one"
            )
        seen.add(above)
        above = parent.parent_id
