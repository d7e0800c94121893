"""Records of agreements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from brm_tui.rules.vocabulary import (
    AppendixKind,
    Avoidance,
    ForumFrequency,
    ForumLevel,
    ObjectiveKind,
    ObjectiveStatus,
    Side,
    SignatureMethod,
    SignatureRole,
    SignatureState,
    VersionState,
)
from brm_tui.store.queries.convert import Instant


@dataclass(frozen=True, slots=True)
class AgreementRecord:
    """An agreement as it is listed and shown."""

    id: str
    customer: str
    customer_id: str
    title: str
    term_start: date | None
    term_end: date | None
    review_date: date | None
    philosophy: str
    ended: date | None
    created_at: Instant
    updated_at: Instant
    revision: int


@dataclass(frozen=True, slots=True)
class PlanStaffRecord:
    """A staff member as it is listed and shown."""

    id: str
    agreement: str
    agreement_id: str
    person: str
    person_id: str
    side: Side
    role: str
    position: float
    created_at: Instant
    updated_at: Instant
    revision: int


@dataclass(frozen=True, slots=True)
class ForumRecord:
    """A forum as it is listed and shown."""

    id: str
    agreement: str
    agreement_id: str
    name: str
    level: ForumLevel
    purpose: str
    frequency: ForumFrequency
    first_date: date
    day_rule: str
    start_time: str
    zone: str
    length: int
    until: date | None
    on_blackout: Avoidance
    on_holiday: Avoidance
    holidays: str
    agenda: str
    place: str
    position: float
    attendees: tuple[str, ...]
    created_at: Instant
    updated_at: Instant
    revision: int


@dataclass(frozen=True, slots=True)
class ObjectiveRecord:
    """An objective as it is listed and shown."""

    id: str
    agreement: str
    agreement_id: str
    kind: ObjectiveKind
    title: str
    why: str
    strategy: str
    it_strategy: str
    measure: str
    baseline: float | None
    target: float | None
    actual: float | None
    business_owner: str | None
    business_owner_id: str | None
    it_owner: str | None
    it_owner_id: str | None
    start: date | None
    due: date | None
    status: ObjectiveStatus
    investment: int | None
    value: int | None
    currency: str
    internal: bool
    position: float
    created_at: Instant
    updated_at: Instant
    revision: int


@dataclass(frozen=True, slots=True)
class AppendixRecord:
    """An appendix as it is listed and shown."""

    id: str
    agreement: str
    agreement_id: str
    kind: AppendixKind
    title: str
    reference: str
    valid_until: date | None
    service: str | None
    service_id: str | None
    text: str
    internal: bool
    position: float
    created_at: Instant
    updated_at: Instant
    revision: int


@dataclass(frozen=True, slots=True)
class AgreementVersionRecord:
    """A version as it is listed and shown."""

    id: str
    agreement: str
    agreement_id: str
    number: int
    content: str
    sha256: str
    reason: str
    state: VersionState
    proposed_at: Instant
    effective: date | None
    expires: date | None
    ended: date | None
    end_reason: str
    created_at: Instant
    updated_at: Instant
    revision: int


@dataclass(frozen=True, slots=True)
class SignatureRecord:
    """A signature as it is listed and shown."""

    id: str
    version: str
    version_id: str
    role: SignatureRole
    person: str | None
    person_id: str | None
    state: SignatureState
    signed: date | None
    method: SignatureMethod | None
    evidence: str
    note: str
    sha256: str
    created_at: Instant
    updated_at: Instant
    revision: int
