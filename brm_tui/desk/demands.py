"""Demands: what holds for each of them, their way through the states, and their order with the customer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.errors import FieldError, NotFoundError
from brm_tui.model.demands import Demand
from brm_tui.rules.demand_states import WITH_REASON, check_state, next_state, state_before
from brm_tui.rules.kinds import KINDS
from brm_tui.rules.vocabulary import DemandState
from brm_tui.store.queries import demands as queries
from brm_tui.store.queries import rows
from brm_tui.store.queries.agreement_choices import customer_of_objective
from brm_tui.store.step import Step

_KIND = KINDS["demands"]


def prepare_demand(_desk: Desk, step: Step, values: dict[str, Any], row: Demand | None) -> None:
    """See that the state may follow the one before, and that a score by hand says why.

    Raises:
        FieldError: It may not, a reason is missing, or what came of it belongs to another customer.
    """
    _check_state(values, row)
    before, by_hand = (None if row is None else row.score_override), values.get("score_override")
    if by_hand is None and before is not None:
        values["override_reason"] = ""  # it belonged to the score that is taken away
    elif by_hand != before and not str(values.get("override_reason") or "").strip():
        raise FieldError("override_reason", "", "why the score is set by hand; it cannot be empty")
    _check_outcome(step, values, row)


def _check_state(values: dict[str, Any], row: Demand | None) -> None:
    after = DemandState(values.get("state") or DemandState.DRAFT)
    before = None if row is None else DemandState(row.state)
    if row is not None and before is not after and values.get("state_reason") == row.state_reason:
        values["state_reason"] = ""  # it belonged to the state that the demand leaves
    reason = str(values.get("state_reason") or "")
    check_state(before, after, reason)
    if (
        before is after
        and after in WITH_REASON
        and row is not None
        and row.state_reason
        and not reason.strip()
    ):
        raise FieldError("state_reason", reason, f"why it is {after.value}; it cannot be empty")


def _check_outcome(step: Step, values: dict[str, Any], row: Demand | None) -> None:
    """See that the objective and the action that came of a demand are its customer's."""
    objective_id, action_id = values.get("objective_id"), values.get("action_id")
    customer_id = values.get("customer_id")
    objective_differs = objective_id and (row is None or row.objective_id != objective_id)
    if objective_differs and customer_of_objective(step.raw, str(objective_id)) != customer_id:
        raise FieldError("objective", objective_id, "an objective of an agreement of the demand's customer")
    if action_id and (row is None or row.action_id != action_id):
        found = step.raw.execute("SELECT customer_id FROM action WHERE id = ?", (action_id,)).fetchone()
        if found is None or found[0] != customer_id:
            raise FieldError("action", action_id, "an action for the demand's customer")


def change_demands(desk: Desk, demand_ids: Sequence[str], given: Mapping[str, object], said: str) -> str:
    """Change some demands alike, in one step, all or none.

    Args:
        desk: The desk.
        demand_ids: Which ones.
        given: The fields and what they shall hold.
        said: What the history calls it, with ``{}`` for the demands: ``Match {} to ‘Payroll’``.

    Returns:
        What the history calls it.

    Raises:
        BrmError: A state may not follow, or a value is refused; nothing was changed.
    """
    with desk.step(said.replace("{}", "demands")) as step:
        called = _called(step, demand_ids)
        for demand_id in demand_ids:
            records.update(desk, step, _KIND, demand_id, given)
        step.label = said.replace("{}", called)
    return step.label


def move_demands(desk: Desk, demand_ids: Sequence[str], state: str, *, reason: str = "") -> str:
    """Bring some demands into a state, in one step.

    Args:
        desk: The desk.
        demand_ids: Which ones.
        state: The state.
        reason: Why, which is due for ``deferred`` and ``rejected``.

    Returns:
        What the history calls it.

    Raises:
        FieldError: The state may not follow that of one of them, or a reason is missing; nothing was changed.
    """
    return change_demands(desk, demand_ids, {"state": state, "state_reason": reason}, f"Move {{}} to {state}")


def advance_demands(desk: Desk, demand_ids: Sequence[str], *, back: bool = False) -> str | None:
    """Bring each of some demands on to its usual next state, or send it back by one, in one step.

    Returns:
        What the history calls it; None where none of them can go that way.

    Raises:
        NotFoundError: One of them is gone; nothing was changed.
    """
    with desk.step("Move demands") as step:
        called, reached = _called(step, demand_ids), ""
        for demand_id in demand_ids:
            before = DemandState(_row(step, demand_id).state)
            after = state_before(before) if back else next_state(before)
            if after is not before:
                records.update(desk, step, _KIND, demand_id, {"state": after.value})
                reached = after.value
        alone = len(demand_ids) == 1
        step.label = f"Move {called} to {reached}" if alone else f"Move {called} {'back' if back else 'on'}"
    return step.label if reached else None


def reorder_demand(desk: Desk, demand_id: str, *, down: bool) -> str | None:
    """Move a demand one place in the customer's own order.

    Those from the first to where it goes are in order afterwards; what the customer has not put in order comes
    behind them, by its score.

    Returns:
        What the history calls it; None where it stands at that end, or is no longer open.

    Raises:
        NotFoundError: There is no such demand.
    """
    with desk.step("Put demands in order") as step:
        row = _row(step, demand_id)
        order = queries.customer_order(step.raw, row.customer_id)
        place = next((index for index, (found, _order) in enumerate(order) if found == demand_id), -1)
        target = place + (1 if down else -1)
        if place < 0 or not 0 <= target < len(order):
            return None
        order[place], order[target] = order[target], order[place]
        for position, (one, before) in enumerate(order, start=1):
            if position != before and (position <= target + 1 or before is not None):
                _row(step, one).customer_order = position
        step.flush()
        customer = rows.label_of(step.raw, KINDS["customers"], row.customer_id)
        step.label = f"Put {_called(step, [demand_id])} {target + 1}. in the order of ‘{customer}’"
    return step.label


def _row(step: Step, demand_id: str) -> Demand:
    row = step.get(Demand, demand_id)
    if row is None:
        raise NotFoundError("demand", demand_id)
    return row


def _called(step: Step, demand_ids: Sequence[str]) -> str:
    if len(demand_ids) != 1:
        return f"{len(demand_ids)} demands"
    return f"‘{rows.label_of(step.raw, _KIND, _row(step, demand_ids[0]).id)}’"
