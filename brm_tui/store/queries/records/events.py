"""Records of events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from brm_tui.rules.vocabulary import Avoidance, EventImpact, EventLayer, EventStatus, MeetingState
from brm_tui.store.queries.convert import Instant, LocalMoment


@dataclass(frozen=True, slots=True)
class EventRecord:
    """An event as it is listed and shown."""

    id: str
    layer: EventLayer
    title: str
    start: LocalMoment
    zone: str
    length: int | None
    all_day: bool
    end_date: date | None
    recurrence: str
    on_blackout: Avoidance
    on_holiday: Avoidance
    holidays: str
    place: str
    agenda: str
    status: EventStatus
    impact: EventImpact
    reminder: int | None
    internal: bool
    forum: str | None
    forum_id: str | None
    source_calendar: str | None
    source_calendar_id: str | None
    foreign_uid: str
    customers: tuple[str, ...]
    attendees: tuple[str, ...]
    created_at: Instant
    updated_at: Instant
    revision: int


@dataclass(frozen=True, slots=True)
class EventExceptionRecord:
    """An exception as it is listed and shown."""

    id: str
    event: str
    event_id: str
    original_start: LocalMoment
    cancelled: bool
    start: LocalMoment | None
    length: int | None
    end_date: date | None
    title: str | None
    place: str | None
    agenda: str | None
    created_at: Instant
    updated_at: Instant
    revision: int


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """A meeting as it is listed and shown."""

    id: str
    event: str
    event_id: str
    occurrence: LocalMoment
    state: MeetingState
    minutes: str
    decisions: str
    sentiment: str
    internal: bool
    attendance: tuple[str, ...]
    created_at: Instant
    updated_at: Instant
    revision: int


@dataclass(frozen=True, slots=True)
class HolidayRecord:
    """A holiday as it is listed and shown."""

    id: str
    calendar: str
    date: date
    name: str
    created_at: Instant
    updated_at: Instant
    revision: int


@dataclass(frozen=True, slots=True)
class FreezeRecord:
    """A freeze as it is listed and shown."""

    id: str
    title: str
    start: date
    end: date
    detail: str
    created_at: Instant
    updated_at: Instant
    revision: int


@dataclass(frozen=True, slots=True)
class SourceCalendarRecord:
    """An imported calendar as it is listed and shown."""

    id: str
    name: str
    layer: EventLayer
    customer: str | None
    customer_id: str | None
    path: str
    created_at: Instant
    updated_at: Instant
    revision: int
