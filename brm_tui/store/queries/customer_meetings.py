"""A customer's meetings: occurrences that come, those that were, and those that were called off."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from brm_tui.rules.vocabulary import ForumLevel, MeetingState
from brm_tui.store.queries.convert import Instant, LocalMoment, bind_instant, bind_local, build


@dataclass(frozen=True, slots=True)
class CustomerMeeting:
    """One occurrence of a meeting.

    Attributes:
        id: Names the occurrence: its event and its original start.
        original_start: The local start that the series gives it.
        start: When it is, in the event's zone.
        start_at: The same as an instant; None for an occurrence that was called off.
        recurring: Whether it is one of a series.
        moved: Whether it is not as the series says.
        called_off: Whether it was taken out of the series.
        meeting_id: Its record, where one was made.
        state: What became of it, as recorded.
        minutes: Whether there are minutes or decisions.
    """

    id: str
    event_id: str
    original_start: LocalMoment
    title: str
    start: LocalMoment
    end: LocalMoment
    zone: str
    all_day: bool
    start_at: Instant | None
    end_at: Instant | None
    place: str
    recurring: bool
    moved: bool
    called_off: bool
    level: ForumLevel | None
    meeting_id: str | None
    state: MeetingState | None
    minutes: bool
    internal: bool


_SELECT = """SELECT o.event_id || ' ' || o.original_start, o.event_id, o.original_start,
  COALESCE(x.title, e.title), o.start, o."end", e.zone,
  o.all_day, o.start_at, o.end_at, COALESCE(x.place, e.place), e.recurrence <> '',
  o.exception_id IS NOT NULL, 0, f.level, m.id, m.state, COALESCE(m.minutes <> '' OR m.decisions <> '', 0), e.internal
FROM event_customer l
JOIN event e ON e.id = l.event_id AND e.layer = 'meeting' AND e.status <> 'cancelled'
JOIN occurrence o ON o.event_id = e.id
LEFT JOIN event_exception x ON x.id = o.exception_id
LEFT JOIN forum f ON f.id = e.forum_id
LEFT JOIN meeting m ON m.event_id = o.event_id AND m.occurrence = o.original_start
WHERE l.customer_id = :customer"""

_CALLED_OFF = """SELECT x.event_id || ' ' || x.original_start, x.event_id, x.original_start,
  COALESCE(x.title, e.title), x.original_start, x.original_start, e.zone, e.all_day, NULL, NULL, '', 1, 0, 1,
  f.level, NULL, 'cancelled', 0, e.internal
FROM event_customer l
JOIN event e ON e.id = l.event_id AND e.layer = 'meeting'
JOIN event_exception x ON x.event_id = e.id AND x.cancelled
LEFT JOIN forum f ON f.id = e.forum_id
WHERE l.customer_id = :customer AND x.original_start"""


def coming_meetings(
    connection: sqlite3.Connection, customer_id: str, now: datetime, limit: int
) -> list[CustomerMeeting]:
    """Return the meetings that are on or come, the next one first."""
    return build(
        CustomerMeeting,
        connection.execute(
            f"{_SELECT} AND o.end_at > :now ORDER BY o.start_at, o.event_id LIMIT :limit",
            {"customer": customer_id, "now": bind_instant(now), "limit": limit},
        ),
    )


def past_meetings(
    connection: sqlite3.Connection, customer_id: str, now: datetime, limit: int
) -> list[CustomerMeeting]:
    """Return the meetings that are over, the last one first."""
    return build(
        CustomerMeeting,
        connection.execute(
            f"{_SELECT} AND o.end_at <= :now ORDER BY o.start_at DESC, o.event_id LIMIT :limit",
            {"customer": customer_id, "now": bind_instant(now), "limit": limit},
        ),
    )


def called_off_meetings(
    connection: sqlite3.Connection, customer_id: str, local_now: datetime, limit: int, *, coming: bool
) -> list[CustomerMeeting]:
    """Return occurrences that were taken out of their series: those that would come, or would have been."""
    sign, order = (">", "ASC") if coming else ("<=", "DESC")
    return build(
        CustomerMeeting,
        connection.execute(
            f"{_CALLED_OFF} {sign} :now ORDER BY x.original_start {order}, x.id LIMIT :limit",
            {"customer": customer_id, "now": bind_local(local_now), "limit": limit},
        ),
    )


@dataclass(frozen=True, slots=True)
class MeetingDetails:
    """What else is known of one occurrence.

    Attributes:
        required: Who must come.
        optional: Who may come.
        attendance: Who came and who did not, as name and word.
    """

    agenda: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    attendance: tuple[tuple[str, str], ...]
    minutes: str
    decisions: str
    sentiment: str


def meeting_details(
    connection: sqlite3.Connection, event_id: str, original_start: datetime, meeting_id: str | None
) -> MeetingDetails:
    """Return what else is known of an occurrence."""
    agenda = connection.execute(
        "SELECT COALESCE(x.agenda, e.agenda) FROM event e LEFT JOIN event_exception x"
        " ON x.event_id = e.id AND x.original_start = ? WHERE e.id = ?",
        (bind_local(original_start), event_id),
    ).fetchone()
    invited = connection.execute(
        "SELECT p.name, l.attendance FROM event_attendee l JOIN person p ON p.id = l.person_id"
        " WHERE l.event_id = ? ORDER BY p.name_sort, p.id",
        (event_id,),
    ).fetchall()
    came = connection.execute(
        "SELECT p.name, l.presence FROM meeting_attendance l JOIN person p ON p.id = l.person_id"
        " WHERE l.meeting_id = ? ORDER BY l.presence DESC, p.name_sort, p.id",
        (meeting_id,),
    ).fetchall()
    written = connection.execute(
        "SELECT minutes, decisions, sentiment FROM meeting WHERE id = ?", (meeting_id,)
    ).fetchone()
    return MeetingDetails(
        agenda[0] if agenda else "",
        tuple(name for name, how in invited if how == "required"),
        tuple(name for name, how in invited if how != "required"),
        tuple((name, presence) for name, presence in came),
        *(written or ("", "", "")),
    )
