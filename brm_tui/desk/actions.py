"""Actions: what holds for each of them, and moving them over the board."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.errors import FieldError, NotFoundError
from brm_tui.model.actions import Action
from brm_tui.model.agreements import Agreement, Objective
from brm_tui.rules.kinds import KINDS
from brm_tui.rules.vocabulary import ActionStatus
from brm_tui.store.queries import rows
from brm_tui.store.step import Step


def prepare_action(desk: Desk, step: Step, values: dict[str, Any], row: Action | None) -> None:
    """Date what is done, count what is put off, and take the customer from the objective."""
    start, due = values.get("start"), values.get("due")
    if start and due and due < start:
        raise FieldError("due", due, f"a date on or after the start, {start.isoformat()}")
    if values.get("objective_id") and not values.get("customer_id"):
        objective = step.get(Objective, values["objective_id"])
        agreement = step.get(Agreement, objective.agreement_id) if objective else None
        values["customer_id"] = agreement.customer_id if agreement else None
    done = values.get("status") == ActionStatus.DONE.value
    was_done = row.done if row is not None else None
    values["done"] = (was_done or desk.today) if done else None
    put_off = row is not None and row.due is not None and due is not None and due > row.due
    if put_off and row is not None and values.get("carried_over") == row.carried_over:
        values["carried_over"] = row.carried_over + 1


def move_action(
    desk: Desk, action_id: str, status: str, *, before_id: str | None = None, reason: str = ""
) -> str:
    """Move an action to a column of the board, before another card or at the end, as one step.

    Args:
        desk: The desk.
        action_id: Which action.
        status: The column.
        before_id: The card it is put before; None for the end of the column.
        reason: Why it is blocked or cancelled, where it is.

    Returns:
        What the history calls the step.

    Raises:
        BrmError: There is no such action or column; nothing was changed.
    """
    kind = KINDS["actions"]
    with desk.step("Move action") as step:
        row = step.get(Action, action_id)
        if row is None:
            raise NotFoundError("action", action_id)
        called = rows.label_of(step.raw, kind, action_id)
        changes: dict[str, object] = {"status": status}
        if reason:
            changes["status_reason"] = reason
        moved = records.update(desk, step, kind, action_id, changes)
        assert isinstance(moved, Action)
        moved.position = _position(step, status, action_id, before_id)
        step.flush()
        verb = "Move" if row.status != status or not before_id else "Reorder"
        step.label = f"{verb} ‘{called}’ to {status.capitalize()}"
    return step.label


def reorder_action(desk: Desk, action_id: str, *, down: bool) -> str | None:
    """Move an action one place within its column.

    Returns:
        What the history calls the step, None where it already stands at that end.
    """
    with desk.step("Reorder") as step:
        row = step.get(Action, action_id)
        if row is None:
            raise NotFoundError("action", action_id)
        order = _column(step, str(row.status), None)
        here = next(index for index, (other, _position) in enumerate(order) if other == action_id)
        there = here + (1 if down else -1)
        if not 0 <= there < len(order):
            return None
        rest = [item for item in order if item[0] != action_id]
        row.position = _between(step, rest, there)
        step.flush()
        step.label = f"Reorder ‘{row.title}’ in {str(row.status).capitalize()}"
    return step.label


def _column(step: Step, status: str, without: str | None) -> list[tuple[str, float]]:
    found = step.raw.execute(
        "SELECT id, position FROM action WHERE status = ? AND id <> ? ORDER BY position, id",
        (status, without or ""),
    )
    return [(row_id, position) for row_id, position in found]


def _position(step: Step, status: str, action_id: str, before_id: str | None) -> float:
    order = _column(step, status, action_id)
    index = next((index for index, (other, _position) in enumerate(order) if other == before_id), len(order))
    return _between(step, order, index)


def _between(step: Step, order: Sequence[tuple[str, float]], index: int) -> float:
    """Return a position for the given index among the others, spreading them anew where no room is left."""
    low = order[index - 1][1] if index > 0 else (order[0][1] - 2.0 if order else 0.0)
    high = order[index][1] if index < len(order) else low + 2.0
    middle = (low + high) / 2
    if low < middle < high:
        return middle
    for number, (row_id, _position) in enumerate(order):
        row = step.get(Action, row_id)
        if row is not None:
            row.position = float(number * 2)
    step.flush()
    return float(index * 2 - 1)


def place_objective(
    desk: Desk,
    objective: Mapping[str, object],
    titles: Sequence[Mapping[str, object]],
    *,
    as_text: bool = False,
) -> str:
    """Place an objective on the plan with its first actions, in one step.

    Args:
        desk: The desk.
        objective: The fields of the objective; with only ``id``, one that is there already.
        titles: The fields of each action.
        as_text: Whether texts are read as a person types them.

    Returns:
        The objective's id.
    """
    with desk.step("Place objective") as step:
        given = dict(objective)
        objective_id = str(given.pop("id", ""))
        if not objective_id:
            objective_id = records.insert(desk, step, KINDS["objectives"], given, as_text=as_text).id
        row = step.get(Objective, objective_id)
        if row is None:
            raise NotFoundError("objective", objective_id)
        for action in titles:
            values = {"status": ActionStatus.PLANNED.value, **action, "objective": objective_id}
            records.insert(desk, step, KINDS["actions"], values, as_text=as_text)
        step.label = f"Place ‘{row.title}’ on the plan with {len(titles)} actions"
    return objective_id
