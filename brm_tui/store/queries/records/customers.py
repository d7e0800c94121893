"""Records of customers."""

from __future__ import annotations

from dataclasses import dataclass

from brm_tui.rules.vocabulary import CustomerKind, CustomerStatus
from brm_tui.store.queries.convert import Instant


@dataclass(frozen=True, slots=True)
class CustomerRecord:
    """A customer as it is listed and shown."""

    id: str
    name: str
    code: str
    kind: CustomerKind
    parent: str | None
    parent_id: str | None
    tier: int
    status: CustomerStatus
    outcomes: str
    strategies: str
    target_days: int | None
    maximum_days: int | None
    most_contacts: int | None
    zone: str
    work_start: str | None
    work_end: str | None
    tags: tuple[str, ...]
    notes: str
    created_at: Instant
    updated_at: Instant
    revision: int
