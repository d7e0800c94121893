"""Feedback: what holds for each piece of it, and moving it through its life."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.desk.working_times import WorkingTimes
from brm_tui.errors import BrmError, FieldError, NotFoundError
from brm_tui.model.feedback import Feedback
from brm_tui.rules.feedback_capture import CapturedFeedback
from brm_tui.rules.feedback_due import due_days, due_of
from brm_tui.rules.feedback_life import MOST_ESCALATION, SETTLED, Life, changed, next_state
from brm_tui.rules.kinds import KINDS
from brm_tui.rules.vocabulary import ActionStatus, Criticality, FeedbackKind, FeedbackState, PromiseSide
from brm_tui.store.step import Step

_KIND = KINDS["feedback"]
_AHEAD = timedelta(days=800)
_LONGEST_TITLE = 200


def prepare_feedback(desk: Desk, _step: Step, values: dict[str, Any], row: Feedback | None) -> None:
    """Keep to the life of feedback, count what is opened again, and date what comes in, is due and is closed.

    Raises:
        FieldError: Its life does not allow the change.
    """
    before = _life(row.model_dump()) if row is not None else None
    after = changed(before, _life(values))
    values["reopened"] = after.reopened
    values["received"] = values.get("received") or desk.today
    closed = after.state is FeedbackState.CLOSED
    values["closed"] = (values.get("closed") or desk.today) if closed else None
    if values["closed"] is not None and values["closed"] < values["received"]:
        raise FieldError(
            "closed", values["closed"], f"a date from {values['received'].isoformat()} on, when it came in"
        )
    if not after.settled:
        _set_due(desk, values, row, again=before is not None and after.reopened > before.reopened)


def _life(values: dict[str, Any]) -> Life:
    return Life(
        FeedbackKind(values["kind"]),
        FeedbackState(values["state"]),
        int(values.get("escalation") or 0),
        int(values.get("reopened") or 0),
        str(values.get("resolution") or ""),
        str(values.get("reopen_reason") or ""),
    )


def _set_due(desk: Desk, values: dict[str, Any], row: Feedback | None, *, again: bool) -> None:
    """Give a complaint its date where nobody gave one, and a new one where what it was computed from has changed."""
    own = values.get("due")
    computed_from = (values["kind"], values["severity"], values["received"])
    if row is not None and row.received is not None and own is not None and own == row.due:
        differs = (row.kind, row.severity, row.received) != computed_from
        if again or (differs and own == _due(desk, row.kind, row.severity, row.received)):
            own = None
    if own is None:
        since = desk.today if again else values["received"]
        values["due"] = _due(desk, values["kind"], values["severity"], since)


def _due(desk: Desk, kind: str, severity: str, since: date) -> date | None:
    if FeedbackKind(kind) is not FeedbackKind.COMPLAINT or since > date.max - _AHEAD:
        return None
    works = WorkingTimes(desk, since, since + _AHEAD).own
    days = due_days(desk.settings.feedback_days)
    return due_of(FeedbackKind(kind), Criticality(severity), since, days, works)


def advance_feedback(desk: Desk, feedback_ids: Sequence[str], *, resolution: str = "") -> str:
    """Move feedback to the next state of its life, all in one step.

    Args:
        desk: The desk.
        feedback_ids: Which.
        resolution: What is proposed or was done, where the next state needs to be told; empty: as it stands.

    Returns:
        What the history calls the step.

    Raises:
        BrmError: One of them has no next state, or must be told what is proposed; nothing was changed.
    """
    with desk.step("Move feedback on") as step:
        states = set()
        for row in _rows(step, feedback_ids):
            following = next_state(FeedbackKind(row.kind), FeedbackState(row.state))
            if following is None:
                raise BrmError(
                    "Closed already", f"‘{row.title}’ is closed; it can be opened again. Nothing was changed."
                )
            changes: dict[str, object] = {"state": following.value}
            if resolution:
                changes["resolution"] = resolution
            records.update(desk, step, _KIND, row.id, changes)
            states.add(following.value)
        step.label = f"Move {_called(step, feedback_ids)} to {', '.join(sorted(states))}"
    return step.label


def decline_resolution(desk: Desk, feedback_id: str) -> str:
    """Send what the customer does not accept back to be assessed again; return what the history calls it.

    Raises:
        FieldError: Nothing is proposed.
    """
    with desk.step("Decline") as step:
        records.update(desk, step, _KIND, feedback_id, {"state": FeedbackState.ASSESSED.value})
        step.label = f"Customer declines what is proposed for {_called(step, [feedback_id])}"
    return step.label


def escalate_feedback(desk: Desk, feedback_ids: Sequence[str]) -> str:
    """Escalate complaints by one level, all in one step; return what the history calls it.

    Raises:
        BrmError: One of them cannot be escalated further; nothing was changed.
    """
    with desk.step("Escalate") as step:
        levels = set()
        for row in _rows(step, feedback_ids):
            if row.escalation >= MOST_ESCALATION:
                raise BrmError(
                    "Escalated as far as can be",
                    f"‘{row.title}’ is at level {row.escalation} of {MOST_ESCALATION}. Nothing was changed.",
                )
            levels.add(row.escalation + 1)
            records.update(desk, step, _KIND, row.id, {"escalation": row.escalation + 1})
        step.label = f"Escalate {_called(step, feedback_ids)} to level {', '.join(map(str, sorted(levels)))}"
    return step.label


def reopen_feedback(desk: Desk, feedback_id: str, reason: str) -> str:
    """Open settled feedback again, counted and with its reason; return what the history calls it.

    Raises:
        FieldError: It is not settled, or there is no reason of its own.
    """
    with desk.step("Open again") as step:
        (row,) = _rows(step, [feedback_id])
        if FeedbackState(row.state) not in SETTLED:
            raise FieldError("state", row.state, "accepted by customer or closed, to be opened again")
        changes = {"state": FeedbackState.ACKNOWLEDGED.value, "reopen_reason": reason.strip()}
        records.update(desk, step, _KIND, feedback_id, changes)
        step.label = f"Open {_called(step, [feedback_id])} again: {reason.strip()}"
    return step.label


def make_actions(desk: Desk, feedback_ids: Sequence[str]) -> str:
    """Make an action of each piece of feedback and link it, all in one step; return what the history calls it.

    The action is the customer's, promised by IT, of whoever answers for the feedback, and due when that is.

    Raises:
        BrmError: One of them has its action already; nothing was changed.
    """
    with desk.step("Make actions") as step:
        for row in _rows(step, feedback_ids):
            if row.action_id is not None:
                raise BrmError(
                    "There is an action already", f"‘{row.title}’ has its action. Nothing was changed."
                )
            action = records.insert(desk, step, KINDS["actions"], _action_of(row, desk.today))
            records.update(desk, step, _KIND, row.id, {"action": action.id})
        subject = _called(step, feedback_ids)
        step.label = (
            f"Make an action of {subject}" if len(feedback_ids) == 1 else f"Make actions of {subject}"
        )
    return step.label


def _action_of(row: Feedback, today: date) -> dict[str, object]:
    values: dict[str, object] = {
        "title": f"{row.kind.capitalize()}: {row.title}"[:_LONGEST_TITLE],
        "detail": row.remedy or row.detail,
        "customer": row.customer_id,
        "promised_by": PromiseSide.IT.value,
        "status": ActionStatus.PLANNED.value,
        "internal": row.internal,
    }
    if row.owner_id is not None:
        values["assignee"] = row.owner_id
    if row.due is not None:
        values["due"] = max(row.due, today)
    return values


def keep_feedback(desk: Desk, captured: CapturedFeedback) -> str:
    """Add feedback that was typed in one line; return its id.

    Raises:
        FieldError: Something in the line was not understood; nothing was changed.
    """
    if captured.problems:
        raise FieldError("title", captured.title, "; ".join(captured.problems))
    return records.add(desk, "feedback", captured.values())


def _rows(step: Step, feedback_ids: Sequence[str]) -> list[Feedback]:
    found = []
    for feedback_id in feedback_ids:
        row = step.get(Feedback, feedback_id)
        if row is None:
            raise NotFoundError("feedback", feedback_id)
        found.append(row)
    return found


def _called(step: Step, feedback_ids: Sequence[str]) -> str:
    rows = _rows(step, feedback_ids)
    if len(rows) == 1:
        return f"‘{rows[0].title}’"
    kinds = {str(row.kind) for row in rows}
    return f"{len(rows)} {f'{kinds.pop()}s' if len(kinds) == 1 else 'pieces of feedback'}"
