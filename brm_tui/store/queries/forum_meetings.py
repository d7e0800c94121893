"""What became of the meetings that forums promised, between two days."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime, time, timedelta

from brm_tui.rules.missed_forums import ForumFacts, Other, Rhythm
from brm_tui.rules.vocabulary import MeetingState
from brm_tui.store.queries.convert import bind_local, read_local
from brm_tui.store.queries.series import chunks, marks

_LONGEST_PERIOD = timedelta(days=366)

_FORUM_EVENTS = "SELECT id FROM event WHERE forum_id IS NOT NULL AND status <> 'cancelled'"
_STATES = "SELECT event_id, occurrence, state FROM meeting WHERE occurrence >= ? AND occurrence < ?"
_CALLED_OFF = """
SELECT event_id, original_start FROM event_exception
WHERE cancelled = 1 AND original_start >= ? AND original_start < ?
"""
_RHYTHMS = """
SELECT e.id, f.id, f.frequency, f.first_date, e.start
FROM event e JOIN forum f ON f.id = e.forum_id
WHERE f.id IN (SELECT forum_id FROM event WHERE id IN ({}))
"""
_OTHERS = """
SELECT o.event_id, o.original_start, o.start FROM occurrence o JOIN event e ON e.id = o.event_id
LEFT JOIN meeting m ON m.event_id = o.event_id AND m.occurrence = o.original_start
WHERE o.event_id IN ({}) AND o.start >= ? AND o.start < ? AND e.status <> 'cancelled'
  AND COALESCE(m.state, 'held') = 'held'
ORDER BY o.start, o.event_id
"""


def forum_facts(connection: sqlite3.Connection, first: date, last: date, now: datetime) -> ForumFacts:
    """Return what is known of the meetings of forums between two days.

    Args:
        connection: Where to read.
        first: The first day.
        last: The last one, inclusive.
        now: Which meetings are over.
    """
    span = (_bound(first - timedelta(days=1)), _bound(last + timedelta(days=2)))
    off = {row[0] for row in connection.execute(_CALLED_OFF, span)}
    past = first <= now.date() + timedelta(days=1)
    if not (off or past):
        return ForumFacts(now)
    states = {
        (event_id, read_local(occurrence)): MeetingState(state)
        for event_id, occurrence, state in connection.execute(_STATES, span)
    }
    failed = off | {event_id for (event_id, _day), state in states.items() if state is not MeetingState.HELD}
    events = frozenset([row[0] for row in connection.execute(_FORUM_EVENTS)])
    rhythms: dict[str, Rhythm] = {}
    for ids in chunks(sorted(failed)):
        for event_id, forum_id, frequency, first_date, start in connection.execute(
            _RHYTHMS.format(marks(ids)), ids
        ):
            begun = date.fromisoformat(first_date) if first_date else read_local(start).date()
            rhythms[event_id] = Rhythm(forum_id, frequency, begun)
    taking_place: dict[str, list[Other]] = {}
    around = (_bound(first - _LONGEST_PERIOD), _bound(last + _LONGEST_PERIOD))
    for ids in chunks(sorted(rhythms)):
        for event_id, original, start in connection.execute(_OTHERS.format(marks(ids)), [*ids, *around]):
            other = Other(event_id, read_local(original), read_local(start).date())
            taking_place.setdefault(rhythms[event_id].forum_id, []).append(other)
    return ForumFacts(now, events, states, rhythms, taking_place)


def _bound(day: date) -> str:
    return bind_local(datetime.combine(day, time()))
