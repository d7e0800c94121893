"""Records of actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from brm_tui.rules.vocabulary import ActionStatus, Priority, PromiseSide
from brm_tui.store.queries.convert import Instant


@dataclass(frozen=True, slots=True)
class ActionRecord:
    """An action as it is listed and shown."""

    id: str
    title: str
    detail: str
    customer: str | None
    customer_id: str | None
    objective: str | None
    objective_id: str | None
    meeting: str | None
    meeting_id: str | None
    assignee: str | None
    assignee_id: str | None
    promised_by: PromiseSide | None
    start: date | None
    due: date | None
    priority: Priority
    status: ActionStatus
    status_reason: str
    carried_over: int
    internal: bool
    position: float
    done: date | None
    created_at: Instant
    updated_at: Instant
    revision: int
