"""Records of projects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from brm_tui.rules.vocabulary import Constraint, Priority, ProjectStatus, Rag
from brm_tui.store.queries.convert import Instant


@dataclass(frozen=True, slots=True)
class ProjectRecord:
    """A project as it is listed and shown."""

    id: str
    name: str
    code: str | None
    summary: str
    status: ProjectStatus
    priority: Priority
    manager: str | None
    manager_id: str | None
    time_rag: Rag | None
    time_figure: str
    time_reason: str
    time_constraint: Constraint | None
    resource_rag: Rag | None
    resource_figure: str
    resource_reason: str
    resource_constraint: Constraint | None
    scope_rag: Rag | None
    scope_figure: str
    scope_reason: str
    scope_constraint: Constraint | None
    baseline_start: date | None
    baseline_end: date | None
    forecast_start: date | None
    forecast_end: date | None
    budget: int | None
    spend: int | None
    expected_value: int | None
    realised_value: int | None
    currency: str
    internal: bool
    customers: tuple[str, ...]
    created_at: Instant
    updated_at: Instant
    revision: int


@dataclass(frozen=True, slots=True)
class MilestoneRecord:
    """A milestone as it is listed and shown."""

    id: str
    project: str
    project_id: str
    title: str
    baseline: date | None
    forecast: date | None
    reached: date | None
    created_at: Instant
    updated_at: Instant
    revision: int
