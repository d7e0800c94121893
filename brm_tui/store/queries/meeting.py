"""One occurrence as a meeting: its record, who is concerned, what is open on both sides, what came of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from brm_tui.rules.capture import KnownCustomer, KnownPerson
from brm_tui.rules.minutes_actions import MeetingAction
from brm_tui.rules.vocabulary import (
    ActionStatus,
    Attendance,
    MeetingState,
    Presence,
    Priority,
    PromiseSide,
    Side,
)
from brm_tui.store.queries.convert import bind_date, bind_local, build
from brm_tui.store.queries.open_actions import OPEN, SIDE
from brm_tui.store.queries.series import marks
from brm_tui.text import sort_form


@dataclass(frozen=True, slots=True)
class MeetingNote:
    """What was recorded of a meeting."""

    id: str
    state: MeetingState
    minutes: str
    decisions: str
    sentiment: str
    internal: bool
    revision: int


@dataclass(frozen=True, slots=True)
class MeetingPerson:
    """Somebody who is invited, or of whom it was noted whether they came.

    Attributes:
        invited: How needed they are; None where they only came.
        presence: What was noted; None where nothing was.
    """

    id: str
    name: str
    email: str
    side: Side
    title: str
    organisation: str
    invited: Attendance | None
    presence: Presence | None


@dataclass(frozen=True, slots=True)
class OpenAction:
    """An open action of the meeting's customers.

    Attributes:
        customer: The customer's code.
        side: Who promised it: as was said, else by the assignee's side; None where neither is known.
    """

    id: str
    title: str
    customer: str
    assignee: str | None
    side: PromiseSide | None
    due: date | None
    status: ActionStatus
    priority: Priority
    carried_over: int


def meeting_note(
    connection: sqlite3.Connection, event_id: str, original_start: datetime
) -> MeetingNote | None:
    """Return what was recorded of an occurrence, None where nothing was."""
    found = build(
        MeetingNote,
        connection.execute(
            "SELECT id, state, minutes, decisions, sentiment, internal, revision FROM meeting"
            " WHERE event_id = ? AND occurrence = ?",
            (event_id, bind_local(original_start)),
        ),
    )
    return found[0] if found else None


def meeting_people(
    connection: sqlite3.Connection, event_id: str, meeting_id: str | None
) -> list[MeetingPerson]:
    """Return who is invited or was noted: the business first, then by name."""
    return build(
        MeetingPerson,
        connection.execute(
            "SELECT p.id, p.name, COALESCE(p.email, ''), p.side, p.title, p.organisation, i.attendance, c.presence"
            " FROM person p LEFT JOIN event_attendee i ON i.person_id = p.id AND i.event_id = :event"
            " LEFT JOIN meeting_attendance c ON c.person_id = p.id AND c.meeting_id = :meeting"
            " WHERE p.id IN (SELECT person_id FROM event_attendee WHERE event_id = :event"
            "   UNION SELECT person_id FROM meeting_attendance WHERE meeting_id = :meeting)"
            " ORDER BY p.side <> 'business', p.name_sort, p.id",
            {"event": event_id, "meeting": meeting_id},
        ),
    )


def meeting_customers(connection: sqlite3.Connection, event_id: str) -> list[KnownCustomer]:
    """Return whom an event concerns, by name."""
    rows = connection.execute(
        "SELECT c.id, c.code, c.name FROM event_customer l JOIN customer c ON c.id = l.customer_id"
        " WHERE l.event_id = ? ORDER BY c.name_sort, c.id",
        (event_id,),
    )
    return [KnownCustomer(*row) for row in rows]


def near_people(
    connection: sqlite3.Connection, customers: Sequence[KnownCustomer], today: date
) -> list[KnownPerson]:
    """Return the people of some customers and those of IT who have not left."""
    ids = [customer.id for customer in customers]
    rows = connection.execute(
        "SELECT id, name, COALESCE(email, ''), side FROM person WHERE (active_until IS NULL OR active_until >= ?)"
        f" AND (side = 'IT' OR id IN (SELECT person_id FROM contact_role WHERE customer_id IN ({marks(ids)})"
        f"   UNION SELECT person_id FROM representation WHERE customer_id IN ({marks(ids)})))"
        " ORDER BY name_sort, id",
        (bind_date(today), *ids, *ids),
    )
    return [KnownPerson(*row) for row in rows]


def open_actions(
    connection: sqlite3.Connection, customers: Sequence[KnownCustomer], limit: int
) -> list[OpenAction]:
    """Return the open actions of some customers, the longest overdue first, those without a date last."""
    ids = [customer.id for customer in customers]
    return build(
        OpenAction,
        connection.execute(
            f"SELECT a.id, a.title, c.code, p.name, {SIDE},"
            " a.due, a.status, a.priority, a.carried_over FROM action a JOIN customer c ON c.id = a.customer_id"
            " LEFT JOIN person p ON p.id = a.assignee_id"
            f" WHERE a.customer_id IN ({marks(ids)}) AND a.status IN {OPEN}"
            " ORDER BY COALESCE(a.due, '9999'), a.id LIMIT ?",
            (*ids, limit),
        ),
    )


def meeting_actions(connection: sqlite3.Connection, meeting_id: str) -> list[MeetingAction]:
    """Return the actions that came of a meeting, with every title that each of them had."""
    rows = connection.execute(
        "SELECT id, title, assignee_id, due, priority, status FROM action WHERE meeting_id = ?"
        " ORDER BY created_at, position, id",
        (meeting_id,),
    ).fetchall()
    titles = _titles(connection, [row[0] for row in rows])
    return [
        _meeting_action(row_id, title, titles.get(row_id, set()), who, due, priority, status)
        for row_id, title, who, due, priority, status in rows
    ]


def deleted_actions(connection: sqlite3.Connection, meeting_id: str) -> list[MeetingAction]:
    """Return the actions that came of a meeting and were deleted, as they were last.

    It reads through the deletions of all actions: ask only where a line has no action.
    """
    rows = connection.execute(
        "SELECT row_id, before FROM history_change h WHERE table_name = 'action' AND operation = 'delete'"
        " AND before LIKE ? AND NOT EXISTS (SELECT 1 FROM action a WHERE a.id = h.row_id)",
        (f"%{meeting_id}%",),
    )
    found = {row_id: json.loads(before) for row_id, before in rows}
    titles = _titles(connection, list(found))
    return [
        _meeting_action(
            row_id,
            was["title"],
            titles[row_id],
            was["assignee_id"],
            was["due"],
            was["priority"],
            was["status"],
            gone=True,
        )
        for row_id, was in found.items()
        if was["meeting_id"] == meeting_id
    ]


def _titles(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, set[str]]:
    """Return every title that some actions had, as the history says."""
    titles: dict[str, set[str]] = {}
    for row_id, before, after in connection.execute(
        "SELECT row_id, before, after FROM history_change WHERE table_name = 'action'"
        f" AND row_id IN ({marks(ids)})",
        ids,
    ):
        titles.setdefault(row_id, set()).add(sort_form(json.loads(after or before)["title"]))
    return titles


def _meeting_action(
    row_id: str,
    title: str,
    titles: set[str],
    who: str | None,
    due: str | None,
    priority: str,
    status: str,
    *,
    gone: bool = False,
) -> MeetingAction:
    return MeetingAction(
        row_id,
        title,
        frozenset(titles),
        who,
        date.fromisoformat(due) if due else None,
        Priority(priority),
        ActionStatus(status),
        gone,
    )
