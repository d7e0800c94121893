"""Records of surveys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from brm_tui.rules.vocabulary import PromiseSide, SurveyMethod
from brm_tui.store.queries.convert import Instant


@dataclass(frozen=True, slots=True)
class SurveyRecord:
    """A survey as it is listed and shown."""

    id: str
    name: str
    customer: str | None
    customer_id: str | None
    service: str | None
    service_id: str | None
    method: SurveyMethod
    date: date | None
    question: str
    sample: int | None
    invited: int | None
    created_at: Instant
    updated_at: Instant
    revision: int


@dataclass(frozen=True, slots=True)
class SurveyResponseRecord:
    """A response as it is listed and shown."""

    id: str
    survey: str
    survey_id: str
    customer: str | None
    customer_id: str | None
    person: str | None
    person_id: str | None
    score: int | None
    comment: str
    date: date | None
    internal: bool
    created_at: Instant
    updated_at: Instant
    revision: int


@dataclass(frozen=True, slots=True)
class MaturityRecord:
    """A maturity as it is listed and shown."""

    id: str
    customer: str
    customer_id: str
    side: PromiseSide
    date: date
    level: int
    note: str
    created_at: Instant
    updated_at: Instant
    revision: int
