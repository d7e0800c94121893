"""Actions: what holds for each of them, and moving them over the board."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.errors import FieldError, NotFoundError
from brm_tui.model.actions import Action
from brm_tui.rules.kinds import KINDS
from brm_tui.rules.vocabulary import ActionStatus
from brm_tui.store.queries import rows
from brm_tui.store.queries.agreement_choices import customer_of_objective
from brm_tui.store.step import Step

_WITH_REASON = (ActionStatus.BLOCKED.value, ActionStatus.CANCELLED.value)


def prepare_action(desk: Desk, step: Step, values: dict[str, Any], row: Action | None) -> None:
    """Date what is done, count what is put off, and take the customer from the objective."""
    start, due = values.get("start"), values.get("due")
    if start and due and due < start:
        raise FieldError("due", due, f"a date on or after the start, {start.isoformat()}")
    if values.get("objective_id") and not values.get("customer_id"):
        values["customer_id"] = customer_of_objective(step.raw, values["objective_id"])
    done = values.get("status") == ActionStatus.DONE.value
    was_done = row.done if row is not None else None
    values["done"] = (was_done or desk.today) if done else None
    left = row is not None and str(row.status) in _WITH_REASON and str(row.status) != values.get("status")
    if left and row is not None and values.get("status_reason") == row.status_reason:
        values["status_reason"] = ""  # it belonged to the column that the action leaves
    put_off = row is not None and row.due is not None and due is not None and due > row.due
    if put_off and row is not None and values.get("carried_over") == row.carried_over:
        values["carried_over"] = row.carried_over + 1


def move_action(
    desk: Desk,
    action_id: str,
    status: str,
    *,
    before_id: str | None = None,
    after_id: str | None = None,
    reason: str = "",
) -> str:
    """Move an action to a column of the board, beside another card or to the end, as one step.

    Args:
        desk: The desk.
        action_id: Which action.
        status: The column.
        before_id: The card of that column it is put before.
        after_id: The card of that column it is put behind; with neither, it goes to the end.
        reason: Why it is blocked or cancelled, where it is.

    Returns:
        What the history calls the step.

    Raises:
        BrmError: There is no such action or column; nothing was changed.
    """
    with desk.step("Move action") as step:
        called = _called(step, action_id)
        before = _moved(desk, step, action_id, status, reason)
        row = _row(step, action_id)
        row.position = _beside(step, row, before_id, after_id)
        step.flush()
        if before == status:
            step.label = f"Reorder {called} in {status.capitalize()}"
        else:
            step.label = f"Move {called} to {status.capitalize()}"
    return step.label


def move_actions(desk: Desk, action_ids: Sequence[str], status: str, *, reason: str = "") -> str:
    """Move several actions to the end of a column, in the order given, as one step.

    Returns:
        What the history calls the step.

    Raises:
        BrmError: There is no such action or column; nothing was changed.
    """
    if len(action_ids) == 1:
        return move_action(desk, action_ids[0], status, reason=reason)
    with desk.step(f"Move {len(action_ids)} actions to {status.capitalize()}") as step:
        for action_id in action_ids:
            _moved(desk, step, action_id, status, reason)
            row = _row(step, action_id)
            row.position = _last(step, row)
            step.flush()
    return step.label


def reorder_action(desk: Desk, action_id: str, *, down: bool) -> str | None:
    """Move an action one place within its column.

    Returns:
        What the history calls the step, None where it already stands at that end.
    """
    with desk.step("Reorder") as step:
        row = _row(step, action_id)
        called = _called(step, action_id)
        beside = _neighbour(step, row, row.position, row.id, behind=down)
        if beside is None:
            return None
        row.position = _between(step, row, beside, behind=down)
        step.flush()
        step.label = f"Reorder {called} in {str(row.status).capitalize()}"
    return step.label


def _row(step: Step, action_id: str) -> Action:
    row = step.get(Action, action_id)
    if row is None:
        raise NotFoundError("action", action_id)
    return row


def _called(step: Step, action_id: str) -> str:
    return f"‘{rows.label_of(step.raw, KINDS['actions'], _row(step, action_id).id)}’"


def _moved(desk: Desk, step: Step, action_id: str, status: str, reason: str) -> str:
    """Give an action its new status and reason; return the status it had."""
    before = str(_row(step, action_id).status)
    changes: dict[str, object] = {"status": status}
    if reason:
        changes["status_reason"] = reason
    records.update(desk, step, KINDS["actions"], action_id, changes)
    return before


Place = tuple[str, float]
"""An action of a column and its position there."""


def _beside(step: Step, row: Action, before_id: str | None, after_id: str | None) -> float:
    """Return the position beside another card of the row's column, or at its end where there is no such card."""
    other_id = before_id or after_id
    found = step.raw.execute(
        "SELECT id, position FROM action WHERE id = ? AND status = ? AND id <> ?",
        (other_id, str(row.status), row.id),
    ).fetchone()
    return _last(step, row) if found is None else _between(step, row, found, behind=before_id is None)


def _last(step: Step, row: Action) -> float:
    """Return the position behind all others of the row's column."""
    query = "SELECT MAX(position) FROM action WHERE status = ? AND id <> ?"
    found = step.raw.execute(query, (str(row.status), row.id)).fetchone()[0]
    return 1.0 if found is None else float(found) + 1.0


def _neighbour(step: Step, row: Action, position: float, other_id: str, *, behind: bool) -> Place | None:
    """Return the card next to a place of the row's column, the row itself left out."""
    sign, direction = (">", "ASC") if behind else ("<", "DESC")
    found: Place | None = step.raw.execute(
        f"SELECT id, position FROM action WHERE status = ? AND (position, id) {sign} (?, ?) AND id <> ?"
        f" ORDER BY position {direction}, id {direction} LIMIT 1",
        (str(row.status), position, other_id, row.id),
    ).fetchone()
    return found


def _between(step: Step, row: Action, beside: Place, *, behind: bool) -> float:
    """Return the position next to a card, on its other side from what follows there."""
    other_id, position = beside
    beyond = _neighbour(step, row, position, other_id, behind=behind)
    if beyond is None:
        return position + (1.0 if behind else -1.0)
    middle = (position + beyond[1]) / 2
    if min(position, beyond[1]) < middle < max(position, beyond[1]):
        return middle
    return _spread(step, row, other_id, behind=behind)


def _spread(step: Step, row: Action, other_id: str, *, behind: bool) -> float:
    """Number the row's column anew, since no number is left where the row goes; return its place in it."""
    order = step.raw.execute(
        "SELECT id FROM action WHERE status = ? AND id <> ? ORDER BY position, id", (str(row.status), row.id)
    ).fetchall()
    free = 0.0
    for number, (action_id,) in enumerate(order):
        _row(step, action_id).position = 2.0 * number
        if action_id == other_id:
            free = 2.0 * number + (1.0 if behind else -1.0)
    step.flush()
    return free


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
        row_id = rows.find_id(step.raw, "objectives", objective_id)
        called = rows.label_of(step.raw, KINDS["objectives"], row_id)
        for action in titles:
            values = {"status": ActionStatus.PLANNED.value, **action, "objective": objective_id}
            records.insert(desk, step, KINDS["actions"], values, as_text=as_text)
        count = "1 action" if len(titles) == 1 else f"{len(titles)} actions"
        step.label = f"Place ‘{called}’ on the plan with {count}"
    return objective_id
