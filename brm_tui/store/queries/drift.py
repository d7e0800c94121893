"""What drift is judged from: an agreement's meetings that are over, its objectives and its actions."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from brm_tui.errors import NotFoundError
from brm_tui.rules.drift import ActionFact, Facts, ForumFact, MeetingFact, ObjectiveFact
from brm_tui.store.queries.convert import bind_instant, bind_local, build, fetch


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when an agreement's promises count.

    Attributes:
        customer_id: Whose agreement it is.
        term_start: The first day of its term, as the working copy says.
        term_end: The last one.
        ended: The day it was terminated.
        in_force: The number of the version in force.
        effective: Since when that is.
    """

    customer_id: str
    term_start: date | None
    term_end: date | None
    ended: date | None
    in_force: int | None
    effective: date | None


_SPAN = """
SELECT a.customer_id, a.term_start, a.term_end, a.ended, v.number, v.effective
FROM agreement a LEFT JOIN agreement_version v ON v.agreement_id = a.id AND v.state = 'accepted'
WHERE a.id = ?
"""
_FORUMS = "SELECT id, name FROM forum WHERE agreement_id = ? ORDER BY position, id"
_OVER = """
SELECT e.id, o.original_start, e.forum_id, e.status = 'cancelled'
FROM forum f JOIN event e ON e.forum_id = f.id JOIN occurrence o ON o.event_id = e.id
WHERE f.agreement_id = ? AND o.end_at <= ? AND o.start >= ? AND o.start < ?
"""
_CALLED_OFF = """
SELECT e.id, x.original_start, e.forum_id, 1
FROM forum f JOIN event e ON e.forum_id = f.id JOIN event_exception x ON x.event_id = e.id AND x.cancelled
WHERE f.agreement_id = ? AND x.original_start >= ? AND x.original_start < ?
"""
_RECORDED = """
SELECT e.id, m.occurrence, e.forum_id, m.state,
  EXISTS (SELECT 1 FROM meeting_attendance a WHERE a.meeting_id = m.id),
  EXISTS (SELECT 1 FROM meeting_attendance a JOIN person p ON p.id = a.person_id
    WHERE a.meeting_id = m.id AND a.presence = 'present' AND p.side = 'business'),
  EXISTS (SELECT 1 FROM meeting_attendance a JOIN person p ON p.id = a.person_id
    WHERE a.meeting_id = m.id AND a.presence = 'present' AND p.side = 'IT')
FROM forum f JOIN event e ON e.forum_id = f.id JOIN meeting m ON m.event_id = e.id
WHERE f.agreement_id = ? AND m.occurrence >= ? AND m.occurrence < ?
"""
_OBJECTIVES = """
SELECT id, title, status, due, baseline, actual, target FROM objective WHERE agreement_id = ?
ORDER BY position, id
"""
_ACTIONS = """
SELECT t.id, t.title, t.objective_id,
  COALESCE(t.promised_by, CASE WHEN p.side IN ('business', 'IT') THEN p.side END),
  t.status, t.due, t.done, t.carried_over
FROM {source} LEFT JOIN person p ON p.id = t.assignee_id
WHERE {condition} AND t.status <> 'cancelled' AND NOT t.internal ORDER BY t.due IS NULL, t.due, t.id
"""
_OF_OBJECTIVES = _ACTIONS.format(
    source="objective o JOIN action t ON t.objective_id = o.id", condition="o.agreement_id = ?"
)
_OF_CUSTOMER = _ACTIONS.format(source="action t", condition="t.customer_id = ? AND t.objective_id IS NULL")


def promise_span(connection: sqlite3.Connection, agreement_id: str) -> Span:
    """Return from when to when an agreement's promises count.

    Raises:
        NotFoundError: There is no such agreement.
    """
    found = fetch(connection, Span, _SPAN, (agreement_id,))
    if not found:
        raise NotFoundError("agreement", agreement_id)
    return found[0]


def promise_facts(
    connection: sqlite3.Connection,
    agreement_id: str,
    customer_id: str,
    since: date | None,
    until: date,
    now: datetime,
) -> Facts:
    """Return what drift is judged from.

    Args:
        connection: Where to read.
        agreement_id: Which agreement.
        customer_id: Its customer, whose actions without an objective belong to the plan too.
        since: The first day whose meetings count; None for all.
        until: The last one.
        now: Only meetings that are over by then count, and those that were recorded already.
    """
    own = (agreement_id,)
    return Facts(
        forums=fetch(connection, ForumFact, _FORUMS, own),
        meetings=_meetings(connection, agreement_id, since or date.min, until, now),
        objectives=fetch(connection, ObjectiveFact, _OBJECTIVES, own),
        actions=[
            *fetch(connection, ActionFact, _OF_OBJECTIVES, own),
            *fetch(connection, ActionFact, _OF_CUSTOMER, (customer_id,)),
        ],
    )


def _meetings(
    connection: sqlite3.Connection, agreement_id: str, since: date, until: date, now: datetime
) -> list[MeetingFact]:
    """Return each meeting once: what was recorded counts, else that it was called off, else that it was due."""
    first = bind_local(datetime.combine(since, time()))
    last = bind_local(datetime.combine(until, time()) + timedelta(days=1))
    found: dict[tuple[str, str], tuple[object, ...]] = {}
    for query, own in (
        (_OVER, (agreement_id, bind_instant(now), first, last)),
        (_CALLED_OFF, (agreement_id, first, last)),
    ):
        for event_id, moment, forum_id, off in connection.execute(query, own):
            state = "cancelled" if off else None
            found[event_id, moment] = (f"{event_id} {moment}", forum_id, state, False, False)
    for event_id, moment, forum_id, state, noted, business, it in connection.execute(
        _RECORDED, (agreement_id, first, last)
    ):
        # Where no attendance was taken, everybody came.
        came = (bool(business or not noted), bool(it or not noted))
        found[event_id, moment] = (f"{event_id} {moment}", forum_id, state, *came)
    return build(MeetingFact, found.values())
