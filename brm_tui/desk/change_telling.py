"""Telling the customers of a change: the day is noted, and each of them gets a touch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError, NotFoundError
from brm_tui.model.changes import Change
from brm_tui.rules.dates import show_full_date
from brm_tui.rules.kinds import KINDS
from brm_tui.rules.vocabulary import Channel, Direction, Topic
from brm_tui.store.queries.change_detail import customers_of_change
from brm_tui.store.step import Step


def tell_customers(desk: Desk, change_ids: Sequence[str]) -> str:
    """Note that the customers of changes were told of them today, in one step.

    Each customer that a change affects gets a touch about the risk, by its relationship manager, or by the change's
    owner where nobody looks after it. Whoever told the first of them is named on the change.

    Returns:
        What the history calls the step.

    Raises:
        BrmError: There is no such change, it affects no customer, or its customers were told before; nothing was
            changed.
    """
    with desk.step("Tell customers") as step:
        told = [(_change(step, change_id), _tell(desk, step, change_id)) for change_id in change_ids]
        customers = sum(count for _change_told, count in told)
        whom = "1 customer" if customers == 1 else f"{customers} customers"
        what = f"‘{_called(told[0][0])}’" if len(told) == 1 else f"{len(told)} changes"
        step.label = f"Tell {whom} of {what}"
    return step.label


def _change(step: Step, change_id: str) -> Change:
    row = step.get(Change, change_id)
    if row is None:
        raise NotFoundError("change", change_id)
    return row


def _called(change: Change) -> str:
    return f"{change.code} {change.title}" if change.code else change.title


def _tell(desk: Desk, step: Step, change_id: str) -> int:
    """Note one change as told; return how many customers were told."""
    change = _change(step, change_id)
    if change.told is not None:
        raise BrmError(
            "Told already",
            f"The customers of ‘{_called(change)}’ were told on {show_full_date(change.told, desk.today)}."
            " Nothing was changed; clear ‘Customer told’ in its form to note it anew.",
        )
    customers = customers_of_change(step.raw, change_id, desk.today)
    if not customers:
        raise BrmError(
            "Nobody to tell",
            f"‘{_called(change)}’ affects no customer. Nothing was changed; name its customers in its form first.",
        )
    values: dict[str, object] = {"told": desk.today}
    by = next((customer.manager for customer in customers if customer.manager), change.owner_id)
    if by is not None:
        values["told_by"] = by
    records.update(desk, step, KINDS["changes"], change_id, values)
    for customer in customers:
        touch: dict[str, Any] = {
            "customer": customer.id,
            "channel": Channel.MAIL.value,
            "direction": Direction.TO_CUSTOMER.value,
            "summary": f"Told of the change {_called(change)}{_window(desk, change)}.",
            "topics": (Topic.RISK.value,),
            "internal": change.internal,
        }
        teller = customer.manager or change.owner_id
        if teller is not None:
            touch["by"] = teller
        records.insert(desk, step, KINDS["touches"], touch)
    return len(customers)


def _window(desk: Desk, change: Change) -> str:
    if change.window_start is None:
        return ""
    start, end = change.window_start, change.window_end
    said = f"{show_full_date(start.date(), desk.today)} {start:%H:%M}"
    if end is not None and end - start < timedelta(days=1):
        said += f"–{end:%H:%M}"
    return f", {said} {change.zone}"
