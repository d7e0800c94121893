"""Forums: each owns the recurring event that its rhythm makes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from brm_tui.desk.desk import Desk
from brm_tui.desk.records import set_links
from brm_tui.errors import FieldError
from brm_tui.model.agreements import Agreement, Forum, ForumAttendee
from brm_tui.model.events import Event, EventException
from brm_tui.rules.day_rules import ForumSeries, forum_recurrence
from brm_tui.rules.kinds import KINDS
from brm_tui.rules.recurrence_rule import read_rule
from brm_tui.rules.vocabulary import EventLayer
from brm_tui.rules.zones import check_wall_time
from brm_tui.store.step import Step

_ATTENDEES = next(link for link in KINDS["events"].links if link.name == "attendees")
_CUSTOMERS = next(link for link in KINDS["events"].links if link.name == "customers")
_SCHEDULE = ("frequency", "day_rule", "first_date", "start_time", "zone", "length", "until")


def prepare_forum(desk: Desk, _step: Step, values: dict[str, Any], _row: object) -> None:
    """Give a forum a zone, and refuse a rhythm under which it would never meet."""
    values["zone"] = values.get("zone") or desk.clock.zone
    if values.get("first_date") is None:
        raise FieldError("first_date", "", "a date such as 2026-12-01")
    series = _series(values)
    first = datetime.combine(series.start, time.fromisoformat(values["start_time"]))
    check_wall_time("start_time", first, values["zone"])


def forum_saved(desk: Desk, step: Step, forum: Forum, before: dict[str, Any] | None) -> None:
    """Make a forum's recurring event, or let its future follow what was changed; what was held stays.

    Args:
        desk: The desk.
        step: The running step.
        forum: The forum as it is now.
        before: Its columns before, None for a new one.
    """
    event = _running_event(step, forum.id)
    rescheduled = before is not None and any(before[name] != getattr(forum, name) for name in _SCHEDULE)
    if event is not None and rescheduled:
        event = _rescheduled(desk, step, forum, event)
    if event is None:
        event = _new_event(step, forum, _series(forum.model_dump()))
    event.title, event.place, event.agenda = forum.name, forum.place, forum.agenda
    step.flush()
    set_links(step, _ATTENDEES, event.id, _attendees(step, forum.id))


def _series(values: dict[str, Any], first_date: Any = None) -> ForumSeries:
    frequency = values["frequency"]
    return forum_recurrence(
        str(getattr(frequency, "value", frequency)),
        values.get("day_rule") or "",
        first_date or values["first_date"],
        values.get("until"),
    )


def _running_event(step: Step, forum_id: str) -> Event | None:
    """Return the newest of a forum's events."""
    query = sa.select(Event).where(sa.literal_column("event.forum_id") == forum_id)
    found: Event | None = step.session.scalars(
        query.order_by(sa.literal_column("event.start").desc())
    ).first()
    return found


def _new_event(step: Step, forum: Forum, series: ForumSeries) -> Event:
    event = Event(
        created_at=step.now,
        updated_at=step.now,
        forum_id=forum.id,
        layer=EventLayer.MEETING,
        title=forum.name,
        start=datetime.combine(series.start, time.fromisoformat(forum.start_time)),
        zone=forum.zone,
        length=forum.length,
        recurrence=series.recurrence,
        place=forum.place,
        agenda=forum.agenda,
    )
    step.add(event)
    agreement = step.get(Agreement, forum.agreement_id)
    if agreement is not None:
        set_links(step, _CUSTOMERS, event.id, [agreement.customer_id])
    return event


def _rescheduled(desk: Desk, step: Step, forum: Forum, event: Event) -> Event | None:
    """Change the event's rhythm: in place while nothing was held yet, else from today on as a new event."""
    today = desk.today
    if event.start.date() >= today:
        series = _series(forum.model_dump())
        event.start = datetime.combine(series.start, time.fromisoformat(forum.start_time))
        event.zone, event.length, event.recurrence = forum.zone, forum.length, series.recurrence
        for exception in _exceptions(step, event.id):
            step.session.delete(exception)
        step.flush()
        return event
    last_day = today - timedelta(days=1)
    event.recurrence = replace(read_rule(event.recurrence), count=None, until=f"{last_day:%Y%m%d}").text()
    for exception in _exceptions(step, event.id):
        if exception.original_start.date() >= today:
            step.session.delete(exception)
    step.flush()
    first_date = max(forum.first_date, today)
    if forum.until is not None and forum.until < first_date:
        return event
    return _new_event(step, forum, _series(forum.model_dump(), first_date))


def _exceptions(step: Step, event_id: str) -> list[EventException]:
    query = sa.select(EventException).where(sa.literal_column("event_exception.event_id") == event_id)
    return list(step.session.scalars(query))


def _attendees(step: Step, forum_id: str) -> list[tuple[str, str]]:
    query = sa.select(ForumAttendee).where(sa.literal_column("forum_attendee.forum_id") == forum_id)
    return [(row.person_id, str(row.attendance)) for row in step.session.scalars(query)]
