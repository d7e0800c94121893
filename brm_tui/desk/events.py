"""Events: what holds for each of them, and changing one occurrence of a series."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any, TypeVar

import sqlalchemy as sa

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError, FieldError, NotFoundError
from brm_tui.model.base import Entity, columns_of
from brm_tui.model.events import Event, EventException, Meeting
from brm_tui.rules.calendar_items import Series
from brm_tui.rules.kinds import KINDS
from brm_tui.rules.recurrence import is_instance, validate
from brm_tui.rules.zones import check_wall_time
from brm_tui.store.step import Step

DEFAULT_MINUTES = 60
_MOST_NAMED = 6
_RULE = ("start", "all_day", "recurrence")

Row = TypeVar("Row", bound=Entity)


def check_holidays(step: Step, values: Mapping[str, Any]) -> None:
    """Refuse the name of a holiday calendar that there is not."""
    name = values.get("holidays") or ""
    if not name or step.raw.execute("SELECT 1 FROM holiday WHERE calendar = ?", (name,)).fetchone():
        return
    known = [row[0] for row in step.raw.execute("SELECT DISTINCT calendar FROM holiday ORDER BY calendar")]
    said = ", ".join(known[:_MOST_NAMED]) + (" …" if len(known) > _MOST_NAMED else "")
    raise FieldError(
        "holidays",
        name,
        f"{said}; or nothing for every one" if known else "nothing: there are no holidays yet",
    )


def prepare_event(desk: Desk, step: Step, values: dict[str, Any], row: Event | None) -> None:
    """Complete an event's span and zone, and refuse what no calendar could show.

    A start without a time of day, and no length, makes an all-day event.
    """
    if row is not None:
        _check_own(row)
    check_holidays(step, values)
    values["zone"] = values.get("zone") or desk.clock.zone
    start: datetime | None = values.get("start")
    if start is None:
        raise FieldError("start", "", "a date and time like 2026-11-24T10:00, or a date for all day")
    if row is not None and row.all_day:
        _follow_whole_day(values, row, start)
    if values.get("end_date") is not None or (
        row is None and start.time() == time() and not values.get("length")
    ):
        values["all_day"] = True
    if values.get("all_day"):
        values["start"] = start = datetime.combine(start.date(), time())
        values["length"] = None
        values["end_date"] = last = values.get("end_date") or start.date()
        if last < start.date():
            raise FieldError("end_date", last, f"a date on or after {start.date().isoformat()}")
    else:
        values["end_date"] = None
        values["length"] = values.get("length") or DEFAULT_MINUTES
        check_wall_time("start", start, values["zone"])
    values["recurrence"] = validate(values.get("recurrence") or "")


def _follow_whole_day(values: dict[str, Any], row: Event, start: datetime) -> None:
    """Let a whole-day event get a time where one is given, or its last day follow its first."""
    own_end = values.get("end_date") is not None and values["end_date"] != row.end_date
    timed = not values.get("all_day") or start.time() != time() or bool(values.get("length"))
    if timed and not own_end:
        values["all_day"], values["end_date"] = False, None
    elif start != row.start and not own_end and row.end_date is not None:
        values["end_date"] = row.end_date + (start.date() - row.start.date())


def event_saved(_desk: Desk, step: Step, event: Event, before: dict[str, Any] | None) -> None:
    """Let what is kept of single occurrences follow the series to another time of day.

    An exception to a day that the series no longer has goes; the record of a meeting stays.
    """
    if before is None or all(before[name] == getattr(event, name) for name in _RULE):
        return
    series = series_of(event)
    for exception in _of_event(step, EventException, event.id):
        follows = _followed(series, exception.original_start)
        if follows is None:
            step.session.delete(exception)
        elif follows != exception.original_start:
            exception.original_start = follows
    for meeting in _of_event(step, Meeting, event.id):
        meeting.occurrence = _followed(series, meeting.occurrence) or meeting.occurrence
    step.flush()


def _followed(series: Series, original: datetime) -> datetime | None:
    """Return the start that a series now gives to the day of an occurrence, None where it has none."""
    now = datetime.combine(original.date(), time() if series.all_day else series.start.time())
    return now if is_instance(series, now) else None


def _of_event(step: Step, model: type[Row], event_id: str) -> list[Row]:
    found = sa.select(model).where(sa.literal_column(f"{model.__tablename__}.event_id") == event_id)
    return list(step.session.scalars(found))


def prepare_exception(_desk: Desk, step: Step, values: dict[str, Any], _row: object) -> None:
    """Refuse an exception to an occurrence that the series does not have."""
    event = step.get(Event, values.get("event_id") or "")
    original: datetime | None = values.get("original_start")
    if event is None or original is None:
        return
    _check_own(event)
    _check_occurrence(event, "original_start", original)
    moved = values.get("start")
    if moved is not None and not event.all_day:
        check_wall_time("start", moved, event.zone)


def prepare_meeting(_desk: Desk, step: Step, values: dict[str, Any], row: Meeting | None) -> None:
    """Refuse the record of a meeting that the series does not have; one that was written stays."""
    if row is not None and row.occurrence == values.get("occurrence"):
        return
    event = step.get(Event, values.get("event_id") or "")
    if event is not None and values.get("occurrence") is not None:
        _check_occurrence(event, "occurrence", values["occurrence"])


def series_of(event: Event) -> Series:
    """Return an event's series, exceptions left out."""
    return Series(
        id=event.id,
        start=event.start,
        zone=event.zone,
        length_minutes=event.length,
        all_day=event.all_day,
        end_date=event.end_date,
        recurrence=event.recurrence,
    )


def _check_own(event: Event) -> None:
    if event.source_calendar_id is not None:
        raise BrmError(
            "Read-only",
            "This event stands in an imported calendar, where it is changed by importing the calendar again. "
            "Nothing was changed. The calendar as a whole can be deleted: brm-tui delete calendars NAME.",
        )


def check_event_deletable(step: Step, event_id: str) -> None:
    """See that an event is not an imported one.

    Raises:
        BrmError: It is.
    """
    event = step.get(Event, event_id)
    if event is not None:
        _check_own(event)


def check_exception_deletable(step: Step, exception_id: str) -> None:
    """See that an exception is not one of an imported event.

    Raises:
        BrmError: It is.
    """
    exception = step.get(EventException, exception_id)
    if exception is not None:
        check_event_deletable(step, exception.event_id)


def _check_occurrence(event: Event, field: str, original: datetime) -> None:
    if not is_instance(series_of(event), original):
        raise FieldError(
            field, original.isoformat(timespec="minutes"), "the start of an occurrence of the series"
        )


def exception_of(step: Step, event_id: str, original_start: datetime) -> EventException | None:
    """Return what makes an occurrence differ from its series, None where it does not."""
    columns = columns_of(EventException)
    query = sa.select(EventException).where(
        columns.event_id == event_id, columns.original_start == original_start
    )
    found: EventException | None = step.session.scalars(query).first()
    return found


def change_occurrence(
    desk: Desk,
    event_id: str,
    original_start: datetime,
    changes: Mapping[str, object],
    *,
    as_text: bool = False,
) -> str:
    """Move, edit or cancel one occurrence of a series, as one step.

    Args:
        desk: The desk.
        event_id: The series.
        original_start: The naive local start that the series gives the occurrence.
        changes: Fields of an exception: ``start``, ``length``, ``title``, ``place``, ``agenda``,
            ``cancelled``.
        as_text: Whether texts are read as a person types them.

    Returns:
        What the history calls the step.
    """
    kind = KINDS["exceptions"]
    with desk.step("Change occurrence") as step:
        event = step.get(Event, event_id)
        if event is None:
            raise NotFoundError("event", event_id)
        present = exception_of(step, event_id, original_start)
        if present is not None:
            if present.cancelled and "start" in changes:
                changes = {"cancelled": "no" if as_text else False, **changes}
            records.update(desk, step, kind, present.id, changes, as_text=as_text)
        else:
            given = {"event": event_id, "original_start": original_start, **changes}
            records.insert(desk, step, kind, given, as_text=as_text)
        verb = "Cancel" if changes.get("cancelled") else "Move" if "start" in changes else "Change"
        step.label = f"{verb} ‘{event.title}’ of {original_start:%d %b %Y}"
    return step.label


def restore_occurrence(desk: Desk, event_id: str, original_start: datetime) -> str:
    """Make one occurrence as the series says again, as one step.

    Raises:
        BrmError: It already is.
    """
    with desk.step("Restore occurrence") as step:
        event = step.get(Event, event_id)
        present = exception_of(step, event_id, original_start) if event else None
        if event is None or present is None:
            raise BrmError("Nothing to restore", "This occurrence already is as the series says.")
        _check_own(event)
        step.remove(present)
        step.label = f"Restore ‘{event.title}’ of {original_start:%d %b %Y}"
    return step.label


def move_series(desk: Desk, event_id: str, days: int, minutes: int = 0) -> str:
    """Move a single event, or a series of the user's own, by days and minutes, as one step.

    Raises:
        BrmError: The event is a forum's, whose rhythm stands in the agreement, or recurs on a rule by date.
    """
    with desk.step("Move event") as step:
        event = step.get(Event, event_id)
        if event is None:
            raise NotFoundError("event", event_id)
        if event.recurrence:
            raise BrmError(
                "A series",
                "Move one occurrence, or change the rhythm of the forum or the recurrence of the event.",
            )
        moved = event.start + timedelta(days=days, minutes=minutes)
        changes: dict[str, object] = {"start": moved}
        if event.end_date is not None:
            changes["end_date"] = event.end_date + timedelta(days=days)
        records.update(desk, step, KINDS["events"], event_id, changes)
        step.label = f"Move ‘{event.title}’ to {moved:%d %b %Y %H:%M}"
    return step.label
