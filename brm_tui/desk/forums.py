"""Forums: each owns the recurring event that its rhythm makes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from brm_tui.desk.deleting import delete_with_children
from brm_tui.desk.desk import Desk
from brm_tui.desk.events import check_holidays, series_of
from brm_tui.desk.forum_occurrences import alone_of, give_arranged, of_event, take_arranged
from brm_tui.desk.records import set_links
from brm_tui.errors import FieldError
from brm_tui.model.agreements import Agreement, Forum, ForumAttendee
from brm_tui.model.events import Event, EventAttendee, EventException
from brm_tui.rules.calendar_items import Series
from brm_tui.rules.day_rules import ForumSeries, forum_recurrence
from brm_tui.rules.kinds import KINDS
from brm_tui.rules.recurrence import instances
from brm_tui.rules.recurrence_rule import read_rule
from brm_tui.rules.vocabulary import EventLayer, ForumFrequency
from brm_tui.rules.zones import check_wall_time, to_local
from brm_tui.store.step import Step

_ATTENDEES = next(link for link in KINDS["events"].links if link.name == "attendees")
_CUSTOMERS = next(link for link in KINDS["events"].links if link.name == "customers")
_SCHEDULE = ("frequency", "day_rule", "first_date", "start_time", "zone", "length", "until")
_TAKEN_OVER = ("place", "agenda", "on_blackout", "on_holiday", "holidays")
"""What an event says as its forum does."""
_SEARCHED = timedelta(days=366 * 9)
"""No rhythm leaves out more years than this."""


def prepare_forum(desk: Desk, step: Step, values: dict[str, Any], _row: object) -> None:
    """Give a forum a zone, and refuse a rhythm under which it would never meet."""
    check_holidays(step, values)
    values["zone"] = values.get("zone") or desk.clock.zone
    if values.get("first_date") is None:
        raise FieldError("first_date", "", "a date such as 2026-12-01")
    series = _series(values)
    first = datetime.combine(series.start, time.fromisoformat(values["start_time"]))
    check_wall_time("start_time", first, values["zone"])


def forum_saved(desk: Desk, step: Step, forum: Forum, before: dict[str, Any] | None) -> None:
    """Make a forum's recurring event, or let its future follow what was changed.

    What was held stays as it was, so a series that has begun ends and another one goes on in its place. What
    was moved stays where it was moved to; see ``desk/forum_occurrences.py``.

    Args:
        desk: The desk.
        step: The running step.
        forum: The forum as it is now.
        before: Its columns before, None for a new one.
    """
    event = _running_event(step, forum.id)
    if event is None or before is None:
        event = event or _new_event(step, forum, _series(forum.model_dump()))
        _follow(step, forum, event)
        return
    boundary = _first_free_day(desk, forum, event)
    changed = {name for name in _SCHEDULE if before[name] != getattr(forum, name)}
    running: Event | None = event
    if changed:
        had_ended = before["until"] is not None and before["until"] < boundary
        if changed == {"until"} and not had_ended and _in_rhythm(forum, event):
            running = _ended(step, forum, event)
        else:
            running = _rescheduled(step, forum, event, boundary, before["frequency"])
    if running is not None and not _says(step, forum, running):
        if running.start.date() < boundary:
            running = _continued(step, forum, running, boundary)
        if running is not None:
            _follow(step, forum, running)
    _alone_follow(step, forum, boundary, before)


def _says(step: Step, forum: Forum, event: Event) -> bool:
    """Answer whether an event already says what its forum says beside the rhythm."""
    query = sa.select(EventAttendee).where(sa.literal_column("event_attendee.event_id") == event.id)
    attending = {(row.person_id, str(row.attendance)) for row in step.session.scalars(query)}
    said = event.title == forum.name and all(
        getattr(event, name) == getattr(forum, name) for name in _TAKEN_OVER
    )
    return said and attending == set(_attendees(step, forum.id))


def _follow(step: Step, forum: Forum, event: Event) -> None:
    """Let an event say what its forum says beside the rhythm."""
    event.title = forum.name
    for name in _TAKEN_OVER:
        setattr(event, name, getattr(forum, name))
    step.flush()
    set_links(step, _ATTENDEES, event.id, _attendees(step, forum.id))


def _continued(step: Step, forum: Forum, event: Event, boundary: date) -> Event | None:
    """End a series that has begun and go on with another one in the same rhythm; None where nothing is left."""
    if not instances(series_of(event), boundary, boundary + _SEARCHED):
        return None
    return _rescheduled(step, forum, event, boundary, forum.frequency)


def _alone_follow(step: Step, forum: Forum, boundary: date, before: dict[str, Any]) -> None:
    """Let a forum's meetings that belong to no series follow it, or end with it."""
    for event in alone_of(step, forum.id, boundary):
        if forum.until is not None and event.start.date() > forum.until:
            delete_with_children(step, KINDS["events"], event.id)
            continue
        for name, was, now in (
            ("title", before["name"], forum.name),
            ("place", before["place"], forum.place),
            ("agenda", before["agenda"], forum.agenda),
        ):
            if getattr(event, name) == was:
                setattr(event, name, now)
        step.flush()
        set_links(step, _ATTENDEES, event.id, _attendees(step, forum.id))


def agreement_saved(_desk: Desk, step: Step, agreement: Agreement, before: dict[str, Any] | None) -> None:
    """Let the meetings of an agreement's forums concern its customer, when that was corrected.

    Args:
        step: The running step.
        agreement: The agreement as it is now.
        before: Its columns before, None for a new one.
    """
    if before is None or before["customer_id"] == agreement.customer_id:
        return
    events = step.raw.execute(
        "SELECT e.id FROM event e JOIN forum f ON f.id = e.forum_id WHERE f.agreement_id = ?", (agreement.id,)
    ).fetchall()
    for (event_id,) in events:
        set_links(step, _CUSTOMERS, event_id, [agreement.customer_id])


def _series(values: dict[str, Any]) -> ForumSeries:
    frequency = values["frequency"]
    return forum_recurrence(
        str(getattr(frequency, "value", frequency)),
        values.get("day_rule") or "",
        values["first_date"],
        values.get("until"),
    )


def _series_from(forum: Forum, day: date) -> ForumSeries | None:
    """Return what is left of a forum's series from a day on, in its own weeks and months, if anything."""
    whole = _series(forum.model_dump())
    if day <= whole.start:
        return whole
    days = Series("", datetime.combine(whole.start, time()), all_day=True, recurrence=whole.recurrence)
    found = instances(days, day, day + _SEARCHED)
    return ForumSeries(found[0].date(), whole.recurrence) if found else None


def _first_free_day(desk: Desk, forum: Forum, event: Event) -> date:
    """Return the first day that may change: today, or tomorrow once today's meeting has begun, or would have."""
    now = to_local(desk.clock.now(), event.zone)
    begun = [start for start in instances(series_of(event), now.date(), now.date()) if start <= now]
    too_late = time.fromisoformat(forum.start_time) <= to_local(desk.clock.now(), forum.zone).time()
    return now.date() + timedelta(days=1) if begun or too_late else now.date()


def _running_event(step: Step, forum_id: str) -> Event | None:
    """Return the newest of a forum's series."""
    query = sa.select(Event).where(
        sa.literal_column("event.forum_id") == forum_id, sa.literal_column("event.recurrence") != ""
    )
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
    known = step.along.pop(forum.id, None)
    if known is not None and step.get(Event, known) is None:
        event.id = known
    step.add(event)
    customer_id = _customer(step, forum)
    if customer_id is not None:
        set_links(step, _CUSTOMERS, event.id, [customer_id])
    return event


def _customer(step: Step, forum: Forum) -> str | None:
    agreement = step.get(Agreement, forum.agreement_id)
    return None if agreement is None else agreement.customer_id


def _rescheduled(
    step: Step, forum: Forum, event: Event, boundary: date, frequency: ForumFrequency | str
) -> Event | None:
    """Change the event's rhythm: in place where nothing of it was held, else from a day on as a new event."""
    frequencies = (ForumFrequency(frequency), ForumFrequency(forum.frequency))
    if event.start.date() >= boundary:
        series = _series_from(forum, boundary if _has_met(step, forum, event) else forum.first_date)
        if series is None:
            delete_with_children(step, KINDS["events"], event.id)
            return _running_event(step, forum.id)
        arranged = take_arranged(step, event, date.min)
        event.start = datetime.combine(series.start, time.fromisoformat(forum.start_time))
        event.zone, event.length, event.recurrence = forum.zone, forum.length, series.recurrence
        step.flush()
        give_arranged(step, event, arranged, boundary, frequencies, _customer(step, forum))
        return event
    arranged = take_arranged(step, event, boundary)
    _end(step, event, boundary - timedelta(days=1))
    series = _series_from(forum, max(forum.first_date, boundary))
    if series is None:
        return event
    made = _new_event(step, forum, series)
    give_arranged(step, made, arranged, boundary, frequencies, _customer(step, forum))
    return made


def _in_rhythm(forum: Forum, event: Event) -> bool:
    """Answer whether an event has its forum's rhythm, whenever it ends."""
    rules = [read_rule(text) for text in (_series(forum.model_dump()).recurrence, event.recurrence)]
    mine, its = (replace(rule, until="") for rule in rules)
    schedule = (forum.start_time, forum.zone, forum.length)
    return mine == its and schedule == (f"{event.start:%H:%M}", event.zone, event.length)


def _ended(step: Step, forum: Forum, event: Event) -> Event | None:
    """Let a forum's events end on another day, or go on without an end; return the last one."""
    running: Event | None = event
    while running is not None and forum.until is not None and running.start.date() > forum.until:
        delete_with_children(step, KINDS["events"], running.id)
        running = _running_event(step, forum.id)
    if running is not None and forum.until is not None:
        _end(step, running, forum.until, longer=running is event)
    elif running is not None:
        running.recurrence = replace(read_rule(running.recurrence), until="").text()
    return running


def _end(step: Step, event: Event, last_day: date, *, longer: bool = False) -> None:
    """Let a series end on a day; one that ended before stays as it is unless it may become longer."""
    rule = read_rule(event.recurrence)
    until = f"{last_day:%Y%m%d}"
    if longer or not rule.until or until < rule.until[:8]:
        event.recurrence = replace(rule, until=until).text()
    _drop_exceptions(step, event, after=last_day)


def _drop_exceptions(step: Step, event: Event, *, after: date) -> None:
    for exception in of_event(step, EventException, event.id):
        if exception.original_start.date() > after:
            step.session.delete(exception)
    step.flush()


def _has_met(step: Step, forum: Forum, event: Event) -> bool:
    """Answer whether the forum has an event before this one."""
    query = sa.select(Event).where(
        sa.literal_column("event.forum_id") == forum.id,
        sa.literal_column("event.id") != event.id,
        sa.literal_column("event.recurrence") != "",
    )
    return step.session.scalars(query).first() is not None


def _attendees(step: Step, forum_id: str) -> list[tuple[str, str]]:
    query = sa.select(ForumAttendee).where(sa.literal_column("forum_attendee.forum_id") == forum_id)
    return [(row.person_id, str(row.attendance)) for row in step.session.scalars(query)]
