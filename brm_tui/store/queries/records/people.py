"""Records of people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from brm_tui.rules.vocabulary import Channel, ContactRoleName, Engagement, Grade, RepresentationRole, Side
from brm_tui.store.queries.convert import Instant


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A person as it is listed and shown."""

    id: str
    name: str
    side: Side
    title: str
    organisation: str
    email: str | None
    phone: str
    preferred_channel: Channel | None
    active_from: date | None
    active_until: date | None
    zone: str
    work_start: str | None
    work_end: str | None
    capacity_hours: float | None
    comfortable_customers: int | None
    training: str
    training_refreshed: date | None
    tags: tuple[str, ...]
    notes: str
    created_at: Instant
    updated_at: Instant
    revision: int


@dataclass(frozen=True, slots=True)
class ContactRoleRecord:
    """A role as it is listed and shown."""

    id: str
    person: str
    person_id: str
    customer: str
    customer_id: str
    role: ContactRoleName
    primary: bool
    influence: Grade | None
    interest: Grade | None
    engagement_now: Engagement | None
    engagement_wanted: Engagement | None
    active_from: date | None
    active_until: date | None
    created_at: Instant
    updated_at: Instant
    revision: int


@dataclass(frozen=True, slots=True)
class RepresentationRecord:
    """A representation as it is listed and shown."""

    id: str
    person: str
    person_id: str
    customer: str
    customer_id: str
    role: RepresentationRole
    hours: float | None
    affinity_organisation: int | None
    affinity_process: int | None
    affinity_services: int | None
    affinity_customer: int | None
    active_from: date | None
    active_until: date | None
    created_at: Instant
    updated_at: Instant
    revision: int
