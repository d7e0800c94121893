"""Records of services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from brm_tui.rules.vocabulary import Criticality, Priority, ServiceState
from brm_tui.store.queries.convert import Instant


@dataclass(frozen=True, slots=True)
class ServiceRecord:
    """A service as it is listed and shown."""

    id: str
    name: str
    description: str
    state: ServiceState
    owner: str | None
    owner_id: str | None
    criticality: Criticality
    created_at: Instant
    updated_at: Instant
    revision: int


@dataclass(frozen=True, slots=True)
class SubscriptionRecord:
    """A subscription as it is listed and shown."""

    id: str
    service: str
    service_id: str
    customer: str
    customer_id: str
    cost: int | None
    currency: str
    priority: Priority
    users: int | None
    level_target: float | None
    active_from: date | None
    active_until: date | None
    created_at: Instant
    updated_at: Instant
    revision: int


@dataclass(frozen=True, slots=True)
class ServiceMeasureRecord:
    """A measure as it is listed and shown."""

    id: str
    subscription: str
    subscription_id: str
    period: str
    level: float | None
    target: float | None
    satisfaction: float | None
    cost: int | None
    currency: str
    created_at: Instant
    updated_at: Instant
    revision: int
