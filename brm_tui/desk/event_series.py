"""Changing or ending a series from one of its occurrences on: the old one ends, a new one begins."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from brm_tui.desk import records
from brm_tui.desk.deleting import delete_with_children
from brm_tui.desk.desk import Desk
from brm_tui.desk.events import series_of
from brm_tui.errors import BrmError, FieldError, NotFoundError
from brm_tui.model.events import Event, EventAttendee, EventCustomer, EventException, EventFields, Meeting
from brm_tui.rules.calendar_items import Series
from brm_tui.rules.kinds import KINDS
from brm_tui.rules.recurrence import first_instance, is_instance
from brm_tui.rules.series_split import carried_over, ended_before, following, moved_rule
from brm_tui.store.step import Step


def change_following(
    desk: Desk,
    event_id: str,
    original_start: datetime,
    changes: Mapping[str, object],
    *,
    as_text: bool = False,
) -> str:
    """Change an occurrence of a series and all that follow, as one step.

    The old series ends before it and a new one, with an identity of its own in files, goes on. What was
    moved, cancelled or recorded from then on goes along where the new series has such an occurrence; a record
    that does not fit stays with the old one. From the first occurrence on it is the whole series that changes.

    Args:
        desk: The desk.
        event_id: The series.
        original_start: The naive local start that the series gives the occurrence.
        changes: Fields of an event; ``start`` is where this occurrence takes place.
        as_text: Whether texts are read as a person types them.

    Returns:
        The id of the series that goes on.

    Raises:
        BrmError: It is a forum's or an imported event, has no such occurrence, or a field is refused.
    """
    kind = KINDS["events"]
    with desk.step("Change series") as step:
        event = _own_series(step, event_id, original_start)
        series = series_of(event)
        step.label = f"Change ‘{event.title}’ from {original_start:%d %b %Y} on"
        if first_instance(series) == original_start:
            records.update(desk, step, kind, event_id, changes, as_text=as_text)
            return event_id
        given: dict[str, Any] = _present(step, event) | {
            "start": original_start,
            "recurrence": following(series, original_start),
        }
        if event.end_date is not None:
            given["end_date"] = event.end_date + (original_start.date() - event.start.date())
        typed = dict(changes)
        if as_text:
            from brm_tui.desk.values import typed_values

            typed = dict(typed_values(kind, changes, step.raw, desk.clock, as_text=True))
        start = typed.get("start")
        if isinstance(start, datetime):
            if "recurrence" not in typed:
                given["recurrence"] = moved_rule(given["recurrence"], original_start.date(), start.date())
            if event.end_date is not None and "end_date" not in typed:
                given["end_date"] = given["end_date"] + (start.date() - original_start.date())
        made = records.insert(desk, step, kind, given | typed)
        assert isinstance(made, Event)
        if made.recurrence and not is_instance(series_of(made), made.start):
            raise FieldError("recurrence", made.recurrence, "a rhythm that the first date is on")
        _carry_over(step, event, made, original_start, moved="start" in typed)
        ended = {"recurrence": ended_before(series, original_start)}
        records.update(desk, step, kind, event_id, ended)
    return made.id


def delete_following(desk: Desk, event_id: str, original_start: datetime) -> str:
    """Let a series end before one of its occurrences, as one step; from its first on it goes as a whole.

    Returns:
        What the history calls it.

    Raises:
        BrmError: It is a forum's or an imported event, or has no such occurrence.
    """
    kind = KINDS["events"]
    with desk.step("End series") as step:
        event = _own_series(step, event_id, original_start)
        series = series_of(event)
        step.label = f"Delete ‘{event.title}’ from {original_start:%d %b %Y} on"
        if first_instance(series) == original_start:
            delete_with_children(step, kind, event_id)
        else:
            records.update(desk, step, kind, event_id, {"recurrence": ended_before(series, original_start)})
    return step.label


def rule_from(event_start: datetime, recurrence: str, original_start: datetime) -> str:
    """Return the rule by which a series goes on from one of its occurrences, for a form to begin with."""
    return following(Series("", event_start, recurrence=recurrence), original_start)


def _own_series(step: Step, event_id: str, original_start: datetime) -> Event:
    event = step.get(Event, event_id)
    if event is None:
        raise NotFoundError("event", event_id)
    if event.forum_id is not None:
        raise BrmError(
            "A forum makes these meetings",
            "Change the forum in the engagement strategy of its agreement: what was held stays, what is to come "
            "follows. Nothing was changed.",
        )
    if not event.recurrence or not is_instance(series_of(event), original_start):
        raise FieldError(
            "original_start",
            original_start.isoformat(timespec="minutes"),
            "the start of an occurrence of the series",
        )
    return event


def _present(step: Step, event: Event) -> dict[str, Any]:
    """Return an event's fields and links as they are."""
    values = {name: getattr(event, name) for name in EventFields.model_fields if name != "all_day"}
    customers = sa.select(EventCustomer).where(sa.literal_column("event_customer.event_id") == event.id)
    people = sa.select(EventAttendee).where(sa.literal_column("event_attendee.event_id") == event.id)
    values = {name: value for name, value in values.items() if value is not None}
    values["customers"] = tuple(row.customer_id for row in step.session.scalars(customers))
    values["attendees"] = tuple((row.person_id, str(row.attendance)) for row in step.session.scalars(people))
    return values


def _carry_over(step: Step, old: Event, new: Event, cut: datetime, *, moved: bool) -> None:
    """Hand what is kept of single occurrences from the cut on to the new series, where they fit.

    Where the occurrence at the cut was moved by itself before, another start takes its place.
    """
    series = series_of(new)
    exceptions = sa.select(EventException).where(sa.literal_column("event_exception.event_id") == old.id)
    for exception in step.session.scalars(exceptions).all():
        if exception.original_start < cut:
            continue
        fits = carried_over(series, exception.original_start, cut)
        if fits is not None and not (moved and exception.original_start == cut):
            exception.event_id, exception.original_start = new.id, fits
    meetings = sa.select(Meeting).where(sa.literal_column("meeting.event_id") == old.id)
    for meeting in step.session.scalars(meetings).all():
        fits = carried_over(series, meeting.occurrence, cut) if meeting.occurrence >= cut else None
        if fits is not None:
            meeting.event_id, meeting.occurrence = new.id, fits
    step.flush()
