"""Records of changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from brm_tui.rules.vocabulary import ChangeRisk, ChangeState, ChangeType
from brm_tui.store.queries.convert import Instant, LocalMoment


@dataclass(frozen=True, slots=True)
class ChangeRecord:
    """A change as it is listed and shown."""

    id: str
    code: str | None
    title: str
    detail: str
    type: ChangeType
    impact: int | None
    likelihood: int | None
    risk: ChangeRisk | None
    window_start: LocalMoment | None
    window_end: LocalMoment | None
    zone: str
    state: ChangeState
    told: date | None
    told_by: str | None
    told_by_id: str | None
    backout: str
    owner: str | None
    owner_id: str | None
    internal: bool
    customers: tuple[str, ...]
    services: tuple[str, ...]
    created_at: Instant
    updated_at: Instant
    revision: int
