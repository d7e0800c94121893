"""What happened between two meetings, from the dates of the rows and from the history."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from brm_tui.rules.vocabulary import ChangeState, FeedbackKind, FeedbackState
from brm_tui.store.queries.convert import (
    Instant,
    LocalMoment,
    bind_date,
    bind_instant,
    bind_local,
    fetch,
    read_instant,
)
from brm_tui.store.queries.series import marks


@dataclass(frozen=True, slots=True)
class LastHeld:
    """The meeting that was held before: of the same forum or series, else with one of the customers.

    Attributes:
        start: When it was, by its own clock.
        start_at: The same as an instant.
        same: Whether it is of the same forum or series.
        event_id: Its event.
        original_start: Which occurrence of it: the local start that the series gives it.
        decisions: What was decided, one on a line.
    """

    title: str
    start: LocalMoment
    start_at: Instant
    same: bool
    event_id: str
    original_start: LocalMoment
    decisions: str


@dataclass(frozen=True, slots=True)
class SinceAction:
    """An action that was done, came up or was put off since."""

    id: str
    title: str
    customer: str
    assignee: str | None
    day: date | None


@dataclass(frozen=True, slots=True)
class SinceChange:
    """A change whose window lay in between."""

    id: str
    code: str | None
    title: str
    state: ChangeState
    window_start: LocalMoment


@dataclass(frozen=True, slots=True)
class SinceFeedback:
    """Feedback that came in or was closed since."""

    id: str
    kind: FeedbackKind
    title: str
    state: FeedbackState
    received: date | None
    closed: date | None


@dataclass(frozen=True, slots=True)
class SinceAmendment:
    """A row of the agreement's working copy, or a version of it, that is not as it was.

    Attributes:
        what: What it is: ``forum``, ``objective``, ``version 3`` …
        name: What it is called.
        how: ``new``, ``changed``, ``deleted`` or the state of a version.
        at: When it last became so.
    """

    agreement_id: str
    what: str
    name: str
    how: str
    at: Instant


_LAST_HELD = """
SELECT e.title, COALESCE(o.start, m.occurrence), COALESCE(o.start_at, m.occurrence), {same},
  m.event_id, m.occurrence, m.decisions
FROM meeting m JOIN event e ON e.id = m.event_id
LEFT JOIN occurrence o ON o.event_id = m.event_id AND o.original_start = m.occurrence
WHERE m.state = 'held' AND COALESCE(o.start_at, m.occurrence) < ? AND NOT (m.event_id = ? AND m.occurrence = ?)
AND {whose} ORDER BY 3 DESC LIMIT 1
"""
_ACTION = """
SELECT a.id, a.title, c.code, p.name, {day} FROM action a JOIN customer c ON c.id = a.customer_id
LEFT JOIN person p ON p.id = a.assignee_id
WHERE a.customer_id IN ({marks}) AND (a.meeting_id IS NULL OR a.meeting_id <> ?) AND {condition}
ORDER BY {day}, a.id LIMIT ?
"""
_PARTS = {
    "forum": ("forum", "name"),
    "objective": ("objective", "title"),
    "appendix": ("appendix", "title"),
    "plan_staff": ("plan staff", "role"),
}
_UNSAID = frozenset({"revision", "updated_at", "position", "ended"})
"""Columns whose change says nothing of its own."""


def last_held(
    connection: sqlite3.Connection,
    event_id: str,
    forum_id: str | None,
    original_start: datetime,
    start_at: datetime,
    customer_ids: Sequence[str],
) -> LastHeld | None:
    """Return the meeting that was held before an occurrence, None for the first one."""
    own = "(m.event_id = ? OR e.forum_id = ?)"
    theirs = (
        f"m.event_id IN (SELECT event_id FROM event_customer WHERE customer_id IN ({marks(customer_ids)}))"
    )
    key = (bind_instant(start_at), event_id, bind_local(original_start))
    for whose, same, more in ((own, 1, (event_id, forum_id)), (theirs, 0, tuple(customer_ids))):
        found = fetch(connection, LastHeld, _LAST_HELD.format(same=same, whose=whose), (*key, *more))
        if found:
            return found[0]
    return None


def actions_done(
    connection: sqlite3.Connection, customer_ids: Sequence[str], meeting_id: str, since: date, limit: int
) -> list[SinceAction]:
    """Return the actions that were done since a day, those of the meeting itself left out."""
    query = _ACTION.format(
        day="a.done", marks=marks(customer_ids), condition="a.status = 'done' AND a.done >= ?"
    )
    return fetch(connection, SinceAction, query, (*customer_ids, meeting_id, since, limit))


def actions_new(
    connection: sqlite3.Connection, customer_ids: Sequence[str], meeting_id: str, since: datetime, limit: int
) -> list[SinceAction]:
    """Return the actions that came up since a moment, not in the meeting itself, and are not done."""
    query = _ACTION.format(
        day="a.due",
        marks=marks(customer_ids),
        condition="a.created_at >= ? AND a.status NOT IN ('done', 'cancelled')",
    )
    return fetch(connection, SinceAction, query, (*customer_ids, meeting_id, since, limit))


def actions_carried_over(
    connection: sqlite3.Connection, customer_ids: Sequence[str], meeting_id: str, since: datetime, limit: int
) -> list[SinceAction]:
    """Return the open actions whose due date was put off since a moment, as the history says."""
    query = _ACTION.format(
        day="a.due",
        marks=marks(customer_ids),
        condition="a.carried_over > 0 AND a.status NOT IN ('done', 'cancelled')",
    )
    candidates = fetch(connection, SinceAction, query, (*customer_ids, meeting_id, 1000))
    first = first_step(connection, since)
    ids = [action.id for action in candidates]
    put_off = {
        row_id
        for row_id, before, after in connection.execute(
            "SELECT row_id, before, after FROM history_change WHERE table_name = 'action'"
            f" AND row_id IN ({marks(ids)}) AND step_number >= ? AND operation = 'update'",
            (*ids, first),
        )
        if json.loads(after)["carried_over"] > json.loads(before)["carried_over"]
    }
    return [action for action in candidates if action.id in put_off][:limit]


def changes_between(
    connection: sqlite3.Connection, customer_ids: Sequence[str], since: date, until: date, limit: int
) -> list[SinceChange]:
    """Return the customers' changes whose window began between two days."""
    return fetch(
        connection,
        SinceChange,
        "SELECT DISTINCT h.id, h.code, h.title, h.state, h.window_start FROM change h"
        f" JOIN change_customer l ON l.change_id = h.id WHERE l.customer_id IN ({marks(customer_ids)})"
        " AND h.window_start >= ? AND substr(h.window_start, 1, 10) <= ? ORDER BY h.window_start, h.id LIMIT ?",
        (*customer_ids, datetime(since.year, since.month, since.day), bind_date(until), limit),  # noqa: DTZ001 - local
    )


def feedback_since(
    connection: sqlite3.Connection, customer_ids: Sequence[str], since: date, limit: int
) -> list[SinceFeedback]:
    """Return the customers' feedback that came in or was closed since a day."""
    return fetch(
        connection,
        SinceFeedback,
        "SELECT f.id, f.kind, f.title, f.state, f.received, f.closed FROM feedback f"
        f" WHERE f.customer_id IN ({marks(customer_ids)}) AND (f.received >= ? OR f.closed >= ?)"
        " ORDER BY f.received, f.id LIMIT ?",
        (*customer_ids, since, since, limit),
    )


def amendments_since(
    connection: sqlite3.Connection, customer_ids: Sequence[str], since: datetime
) -> list[SinceAmendment]:
    """Return what the customers' agreements did since a moment: their versions, then their working copies."""
    agreements = dict(
        connection.execute(
            f"SELECT id, title FROM agreement WHERE customer_id IN ({marks(customer_ids)}) ORDER BY id",
            tuple(customer_ids),
        ).fetchall()
    )
    if not agreements:
        return []
    first = first_step(connection, since)
    found = [
        SinceAmendment(agreement_id, f"version {number}", "", state, at)
        for agreement_id, number, state, at in _versions(connection, list(agreements), since)
    ]
    for agreement_id, title in agreements.items():
        head = _history(connection, "agreement", [agreement_id], first)
        found += [
            SinceAmendment(agreement_id, "agreement", title, how, at)
            for _id, how, _row, at in head
            if how == "changed"
        ]
    ids = tuple(agreements)
    for table, (what, name) in _PARTS.items():
        present = connection.execute(f"SELECT id FROM {table} WHERE agreement_id IN ({marks(ids)})", ids)
        rows = _history(connection, table, [row[0] for row in present], first)
        rows += _deleted(connection, table, ids, first)
        found += [
            SinceAmendment(row["agreement_id"], what, str(row[name]), how, at) for _id, how, row, at in rows
        ]
    return found


def _versions(
    connection: sqlite3.Connection, agreement_ids: Sequence[str], since: datetime
) -> Iterable[tuple[str, int, str, datetime]]:
    rows = connection.execute(
        "SELECT agreement_id, number, state, proposed_at, updated_at FROM agreement_version"
        f" WHERE agreement_id IN ({marks(agreement_ids)}) AND (proposed_at >= ? OR effective >= ? OR ended >= ?)"
        " ORDER BY number",
        (*agreement_ids, bind_instant(since), bind_date(since.date()), bind_date(since.date())),
    )
    for agreement_id, number, state, _proposed, updated in rows:
        yield agreement_id, number, state, read_instant(updated)


def first_step(connection: sqlite3.Connection, since: datetime) -> int:
    """Return the number of the first step at or after a moment."""
    found = connection.execute(
        "SELECT number FROM history_step WHERE at >= ? ORDER BY at, number LIMIT 1", (bind_instant(since),)
    ).fetchone()
    return int(found[0]) if found else 2**62


_Net = tuple[str, str, dict[str, Any], datetime]
"""A row's id, what became of it on the whole, its columns, and when."""


def _history(connection: sqlite3.Connection, table: str, ids: Sequence[str], first: int) -> list[_Net]:
    """Return what became of rows since a step, on the whole: what was taken back again did not happen."""
    found: dict[str, tuple[str | None, str | None, str]] = {}
    for row_id, before, after, at in connection.execute(
        "SELECT h.row_id, h.before, h.after, s.at FROM history_change h JOIN history_step s"
        f" ON s.number = h.step_number WHERE h.table_name = ? AND h.row_id IN ({marks(ids)})"
        " AND h.step_number >= ? ORDER BY h.step_number",
        (table, *ids, first),
    ):
        earliest = found[row_id][0] if row_id in found else before
        found[row_id] = (earliest, after, at)
    return [
        (row_id, "changed" if was is not None else "new", json.loads(now), read_instant(at))
        for row_id, (was, now, at) in found.items()
        if now is not None and (was is None or _said(was) != _said(now))
    ]


def _deleted(
    connection: sqlite3.Connection, table: str, agreement_ids: Sequence[str], first: int
) -> list[_Net]:
    rows = connection.execute(
        "SELECT h.row_id, h.before, s.at FROM history_change h JOIN history_step s ON s.number = h.step_number"
        " WHERE h.table_name = ? AND h.operation = 'delete' AND h.step_number >= ?"
        f' AND NOT EXISTS (SELECT 1 FROM "{table}" t WHERE t.id = h.row_id)'
        " AND NOT EXISTS (SELECT 1 FROM history_change i WHERE i.table_name = h.table_name"
        "   AND i.row_id = h.row_id AND i.operation = 'insert' AND i.step_number >= ?"
        "   AND i.step_number < h.step_number) ORDER BY h.step_number",
        (table, first, first),
    )
    read = ((row_id, json.loads(before), at) for row_id, before, at in rows)
    return [
        (row_id, "deleted", row, read_instant(at))
        for row_id, row, at in read
        if row["agreement_id"] in agreement_ids
    ]


def _said(columns: str) -> dict[str, object]:
    return {name: value for name, value in json.loads(columns).items() if name not in _UNSAID}
