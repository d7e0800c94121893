"""Records of risks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from brm_tui.rules.vocabulary import RiskState
from brm_tui.store.queries.convert import Instant


@dataclass(frozen=True, slots=True)
class RiskRecord:
    """A risk as it is listed and shown."""

    id: str
    customer: str
    customer_id: str
    title: str
    detail: str
    owner: str | None
    owner_id: str | None
    impact: int | None
    likelihood: int | None
    response: str
    state: RiskState
    review: date | None
    internal: bool
    created_at: Instant
    updated_at: Instant
    revision: int
