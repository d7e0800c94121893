"""Records of demands."""

from __future__ import annotations

from dataclasses import dataclass

from brm_tui.rules.vocabulary import DemandHorizon, DemandKind, DemandState
from brm_tui.store.queries.convert import Instant


@dataclass(frozen=True, slots=True)
class DemandRecord:
    """A demand as it is listed and shown."""

    id: str
    customer: str
    customer_id: str
    title: str
    detail: str
    kind: DemandKind
    horizon: DemandHorizon
    volume: int | None
    size: int | None
    value: int | None
    risk: int | None
    score_override: float | None
    override_reason: str
    service: str | None
    service_id: str | None
    project: str | None
    project_id: str | None
    objective: str | None
    objective_id: str | None
    action: str | None
    action_id: str | None
    requested_by: str | None
    requested_by_id: str | None
    state: DemandState
    state_reason: str
    customer_order: int | None
    internal: bool
    created_at: Instant
    updated_at: Instant
    revision: int
