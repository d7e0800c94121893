"""Keeping what became of a meeting: its record, who came, and the actions that its lines make; one step."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.desk.meetings import actions_of, day_of, reader_of
from brm_tui.errors import NotFoundError, StaleError
from brm_tui.model.events import Event, Meeting
from brm_tui.rules.kinds import KINDS
from brm_tui.rules.minutes import MinutesAction, MinutesReader, kept_apart, whole_text
from brm_tui.rules.minutes_actions import linked
from brm_tui.rules.vocabulary import ActionStatus, EventStatus, MeetingState
from brm_tui.store.queries import meeting as queries
from brm_tui.store.queries.calendar_detail import event_detail
from brm_tui.store.queries.rows import find_id
from brm_tui.store.step import Step
from brm_tui.text import clean_text


@dataclass(frozen=True, slots=True)
class Written:
    """What is to be kept of a meeting.

    Attributes:
        state: What became of it.
        text: The minutes; their lines make actions and decisions.
        attendance: Presence by person.
    """

    state: MeetingState
    text: str
    attendance: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept.

    Attributes:
        label: What the history calls it; empty where nothing was new.
        made: How many actions were made.
        changed: How many actions a line changed.
    """

    label: str
    made: int = 0
    changed: int = 0


def keep_meeting(
    desk: Desk, event_id: str, original_start: datetime, written: Written, *, revision: int | None
) -> Kept:
    """Keep what became of one occurrence: its record, who came, and the actions of its lines, as one step.

    Args:
        desk: The desk.
        event_id: The event.
        original_start: Which of its occurrences: the naive local start that the series gives it.
        written: What is kept.
        revision: What the record was when it was read, None where there was none; another one is refused.

    Raises:
        StaleError: Another window wrote it meanwhile; nothing was changed.
        BrmError: A value is refused, such as a meeting that was held in the future; nothing was changed.
    """
    with desk.step("Minutes") as step:
        detail = event_detail(step.raw, event_id, original_start)
        if detail is None:
            raise NotFoundError("meeting", event_id)
        note = queries.meeting_note(step.raw, event_id, original_start)
        if (note.revision if note else None) != revision:
            raise StaleError("The record of this meeting")
        reader = _reader(desk, step.raw, event_id, original_start)
        before = whole_text(note.minutes, note.decisions, reader) if note else ""
        text = clean_text(written.text)
        values: dict[str, object] = {
            "state": written.state.value,
            "minutes": text,
            "decisions": reader.decisions(text),
            "attendance": tuple(written.attendance.items()),
        }
        if note is None:
            given = {"event": event_id, "occurrence": original_start, **values}
            given["internal"] = detail.event.internal
            meeting_id = records.insert(desk, step, KINDS["meetings"], given).id
        else:
            meeting_id = note.id
            records.update(desk, step, KINDS["meetings"], meeting_id, values)
        if written.state is MeetingState.CANCELLED and day_of(detail, desk.clock.zone) > desk.today:
            _call_off(desk, step, event_id, original_start)
        made, changed = keep_actions(desk, step, meeting_id, reader, before)
        what = "Minutes" if written.state is MeetingState.HELD else written.state.value.capitalize()
        step.label = f"{what}: ‘{detail.title}’ of {detail.occurrence.start:%d %b %Y}" + _counted(
            made, changed
        )
    return Kept(step.label if step.number is not None else "", made, changed)


def keep_actions(
    desk: Desk, step: Step, meeting_id: str, reader: MinutesReader, before: str
) -> tuple[int, int]:
    """Make the lines of a meeting's minutes actions, within a running step; those that are already stay.

    Args:
        desk: The desk.
        step: The running step.
        meeting_id: The meeting, whose minutes are written already.
        reader: What reads their lines.
        before: The minutes as they were before.

    Returns:
        How many actions were made, and how many were changed.
    """
    meeting = step.get(Meeting, meeting_id)
    assert meeting is not None
    note = queries.meeting_note(step.raw, meeting.event_id, meeting.occurrence)
    now = reader.actions(meeting.minutes)
    made = changed = 0
    for found in linked(now, reader.actions(before), actions_of(step.raw, note, reader)):
        if found.action is None:
            values = _values(found.line, meeting)
            records.insert(desk, step, KINDS["actions"], values)
            made += 1
        elif found.changes:
            records.update(desk, step, KINDS["actions"], found.action.id, found.changes)
            changed += 1
    return made, changed


def _values(line: MinutesAction, meeting: Meeting) -> dict[str, object]:
    """Return the fields of the action that a line makes: it is planned, for somebody promised it."""
    status = ActionStatus.DONE if line.done else ActionStatus.PLANNED
    values: dict[str, object] = {
        "title": line.title,
        "meeting": meeting.id,
        "status": status.value,
        "internal": meeting.internal,
    }
    optional: dict[str, object] = {
        "detail": line.detail,
        "customer": line.customer.id if line.customer else "",
        "assignee": line.assignee.id if line.assignee else "",
        "promised_by": line.side,
        "due": line.due,
        "priority": line.priority.value if line.priority else "",
    }
    return values | {name: value for name, value in optional.items() if value}


def _call_off(desk: Desk, step: Step, event_id: str, original_start: datetime) -> None:
    """Take a coming occurrence out of the calendar, where it would else still stand."""
    event = step.get(Event, event_id)
    assert event is not None
    if not event.recurrence:
        records.update(desk, step, KINDS["events"], event_id, {"status": EventStatus.CANCELLED.value})
        return
    from brm_tui.desk.events import exception_of

    present = exception_of(step, event_id, original_start)
    if present is not None:
        records.update(desk, step, KINDS["exceptions"], present.id, {"cancelled": True})
    else:
        given = {"event": event_id, "original_start": original_start, "cancelled": True}
        records.insert(desk, step, KINDS["exceptions"], given)


def _reader(
    desk: Desk, connection: sqlite3.Connection, event_id: str, original_start: datetime
) -> MinutesReader:
    detail = event_detail(connection, event_id, original_start)
    assert detail is not None
    note = queries.meeting_note(connection, event_id, original_start)
    customers = queries.meeting_customers(connection, event_id)
    return reader_of(
        day_of(detail, desk.clock.zone),
        customers,
        queries.meeting_people(connection, event_id, note.id if note else None),
        queries.near_people(connection, customers, desk.today),
    )


def _counted(made: int, changed: int) -> str:
    parts = []
    if made:
        parts.append("1 new action" if made == 1 else f"{made} new actions")
    if changed:
        parts.append("1 action changed" if changed == 1 else f"{changed} actions changed")
    return f", {', '.join(parts)}" if parts else ""


def write_with_actions(desk: Desk, given: Mapping[str, Any], *, name: str = "") -> str:
    """Add or change the record of a meeting as text, and make its action and decision lines what they say.

    Args:
        desk: The desk.
        given: Field names and texts.
        name: The record that changes; empty for a new one.

    Returns:
        Its id.

    Raises:
        BrmError: A field or value is refused; nothing was changed.
    """
    kind = KINDS["meetings"]
    with desk.step("Minutes") as step:
        before = decisions = ""
        if name:
            meeting_id = find_id(step.raw, kind.name, name)
            row = step.get(Meeting, meeting_id)
            assert row is not None
            before, decisions = row.minutes, row.decisions
            records.update(desk, step, kind, meeting_id, given, as_text=True)
        else:
            meeting_id = records.insert(desk, step, kind, given, as_text=True).id
            row = step.get(Meeting, meeting_id)
            assert row is not None
        reader = _reader(desk, step.raw, row.event_id, row.occurrence)
        said = row.decisions if "decisions" in given else "\n".join(kept_apart(before, decisions, reader))
        decided = reader.decisions(whole_text(row.minutes, said, reader))
        if decided != row.decisions:
            records.update(desk, step, kind, meeting_id, {"decisions": decided})
        made, changed = keep_actions(desk, step, meeting_id, reader, before)
        event = step.get(Event, row.event_id)
        called = event.title if event else ""
        step.label = f"Minutes: ‘{called}’ of {row.occurrence:%d %b %Y}" + _counted(made, changed)
    return meeting_id
