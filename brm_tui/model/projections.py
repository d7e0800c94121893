"""Figures that rules or recurrences compute and lists sort by; rebuilt from rows, never in the history."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, UTCDateTime

from brm_tui.model.base import Described


class OccurrenceProjection(Described, table=True):
    """One occurrence of one event, up to the desk's horizon."""

    __tablename__ = "occurrence"
    __table_args__ = (
        sa.Index("ix_occurrence_start", "start_at", "event_id", "original_start", "end_at", "exception_id"),
        sa.Index("ix_occurrence_end", "end_at"),
    )
    event_id: str = Field(primary_key=True, sa_type=sa.String(36))
    original_start: datetime = Field(primary_key=True, sa_type=sa.DateTime)
    start: datetime = Field(sa_type=sa.DateTime)
    end: datetime = Field(sa_type=sa.DateTime)
    start_at: datetime = Field(sa_type=UTCDateTime)
    end_at: datetime = Field(sa_type=UTCDateTime)
    all_day: bool = Field(default=False)
    exception_id: str | None = Field(default=None, sa_type=sa.String(36))


class CustomerProjection(Described, table=True):
    """What lists show of a customer that rules compute."""

    __tablename__ = "customer_projection"
    customer_id: str = Field(primary_key=True, sa_type=sa.String(36))
    last_contact_at: datetime | None = Field(default=None, sa_type=UTCDateTime, index=True)
    next_meeting_at: datetime | None = Field(default=None, sa_type=UTCDateTime, index=True)
    next_meeting_event_id: str | None = Field(default=None, sa_type=sa.String(36))
    open_actions: int = Field(default=0, index=True)
    overdue_actions: int = Field(default=0, index=True)
    computed_for: date | None = Field(default=None)
    health: int | None = Field(default=None)
    health_trend: str = Field(default="[]", sa_type=sa.String(60))
    health_for: date | None = Field(default=None)


class PersonProjection(Described, table=True):
    """What lists show of a person of IT that rules compute."""

    __tablename__ = "person_projection"
    person_id: str = Field(primary_key=True, sa_type=sa.String(36))
    customers: int = Field(default=0)
    hours: float = Field(default=0.0)
    computed_for: date | None = Field(default=None)


class AgreementProjection(Described, table=True):
    """What lists show of an agreement that rules compute."""

    __tablename__ = "agreement_projection"
    agreement_id: str = Field(primary_key=True, sa_type=sa.String(36))
    complete: int = Field(default=0)
    changes_since: int | None = Field(default=None)


class DemandProjection(Described, table=True):
    """What lists show of a demand that rules compute, and all that they order and filter it by.

    Words stand as their places in their enumerations.
    """

    __tablename__ = "demand_projection"
    __table_args__ = (
        sa.Index("ix_demand_projection_ranking", "closed", "behind", "demand_id"),
        sa.Index("ix_demand_projection_customer", "customer_id", "closed", "behind", "demand_id"),
    )
    demand_id: str = Field(primary_key=True, sa_type=sa.String(36))
    customer_id: str = Field(sa_type=sa.String(36))
    closed: bool = Field(default=False)
    score: int | None = Field(default=None)
    coverage: int = Field(default=0)
    behind: float = Field(default=0.0)
    kind: int = Field(default=0)
    horizon: int = Field(default=0)
    state: int = Field(default=0)
    value: int | None = Field(default=None)
    volume: int | None = Field(default=None)
    size: int | None = Field(default=None)
    risk: int | None = Field(default=None)
    customer_order: int | None = Field(default=None)
    matched: bool = Field(default=False)
