"""Records of feedback."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from brm_tui.rules.vocabulary import Criticality, FeedbackKind, FeedbackState
from brm_tui.store.queries.convert import Instant


@dataclass(frozen=True, slots=True)
class FeedbackRecord:
    """A feedback as it is listed and shown."""

    id: str
    customer: str
    customer_id: str
    kind: FeedbackKind
    title: str
    detail: str
    person: str | None
    person_id: str | None
    service: str | None
    service_id: str | None
    severity: Criticality
    state: FeedbackState
    received: date | None
    due: date | None
    closed: date | None
    owner: str | None
    owner_id: str | None
    escalation: int
    reopened: int
    reopen_reason: str
    remedy: str
    resolution: str
    cause: str
    action: str | None
    action_id: str | None
    internal: bool
    created_at: Instant
    updated_at: Instant
    revision: int
