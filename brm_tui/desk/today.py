"""What needs the relationship manager today: everything that the first screen shows, read at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from itertools import islice
from typing import NamedTuple

from brm_tui.desk.desk import Desk
from brm_tui.rules import needs
from brm_tui.rules import relationship_needs as relationships
from brm_tui.rules.needs import Need, NeedKind
from brm_tui.store.queries import relationship_needs as more
from brm_tui.store.queries import today as queries
from brm_tui.store.queries.today import Blackout, MeetingLine

__all__ = ["Blackout", "Meeting", "Need", "NeedKind", "TodayPage", "more_needs", "today_page", "with_more"]

MOST_MEETINGS = 8
FEWEST_MEETINGS = 3
BLACKOUT_DAYS = 21


class Meeting(NamedTuple):
    """A meeting that is to come or goes on, in the user's time.

    Attributes:
        line: What it is.
        start: When it starts, by the user's clock.
        end: When it ends.
    """

    line: MeetingLine
    start: datetime
    end: datetime

    @property
    def id(self) -> str:
        """The occurrence, told apart from every other one."""
        return f"meeting/{self.line.event_id}/{self.line.original_start.isoformat()}"


class TodayPage(NamedTuple):
    """What Today shows.

    Attributes:
        empty: Whether the desk has no customers yet.
        now: The moment it was read, by the user's clock.
        meetings_today: How many meetings today has, past ones too.
        meetings: Those of today that have not ended, and the next ones where these are few.
        needs: What needs her, the most pressing first.
        first: How many of all are pressing.
        unlisted: Overdue actions that are not listed.
        week: Meetings of the days of this week, Monday first.
        blackouts: Those that go on or begin soon.
        whole: Whether everything was looked for.
    """

    empty: bool
    now: datetime
    meetings_today: int
    meetings: tuple[Meeting, ...]
    needs: tuple[Need, ...]
    first: int
    unlisted: int
    week: tuple[int, ...]
    blackouts: tuple[Blackout, ...]
    whole: bool = True

    @property
    def needing(self) -> int:
        """How many things need her, listed or not."""
        return len(self.needs) + self.unlisted


def today_page(desk: Desk, *, at_once: bool = False) -> TodayPage:
    """Read what Today shows.

    Args:
        desk: The desk.
        at_once: Whether a screen waits for it: what takes long to find, or needs rules that nothing else at the start
            needs, is left to `more_needs`, and the page says that it is not whole.
    """
    page: TodayPage = desk.read(_page, desk.clock.local_now())
    if page.empty:
        return page
    return page._replace(whole=False) if at_once else with_more(page, more_needs(desk))


def more_needs(desk: Desk) -> tuple[Need, ...]:
    """Return what needs her beyond what is found at once."""
    from brm_tui.desk import today_more

    return today_more.more_needs(desk)


def with_more(page: TodayPage, more: Sequence[Need]) -> TodayPage:
    """Return a page with what needs her beyond what was found at once."""
    listed = tuple(needs.ranked((*page.needs, *more)))
    first = page.first + sum(need.pressing for need in more)
    return page._replace(needs=listed, first=first, whole=True)


def _page(connection: sqlite3.Connection, now: datetime) -> TodayPage:
    today = now.date()
    week = _week(connection, now)
    overdue = queries.due_actions(connection, today, overdue=True)
    unlisted = 0
    if len(overdue) == queries.MOST_ACTIONS:
        unlisted = max(0, queries.count_overdue(connection, today) - len(overdue))
    listed = _needs(connection, overdue, now)
    return TodayPage(
        empty=not queries.has_customers(connection),
        now=now,
        meetings_today=week[today.weekday()],
        meetings=_meetings(connection, now),
        needs=listed,
        first=sum(need.pressing for need in listed) + unlisted,
        unlisted=unlisted,
        week=week,
        blackouts=tuple(queries.blackouts(connection, today, today + timedelta(days=BLACKOUT_DAYS))),
    )


def _meetings(connection: sqlite3.Connection, now: datetime) -> tuple[Meeting, ...]:
    """Return today's meetings that have not ended, and as many later ones as it takes to look ahead."""
    found: list[Meeting] = []
    for line in queries.next_meetings(connection, now, MOST_MEETINGS):
        if line.all_day:
            start = line.start.replace(tzinfo=now.tzinfo)
            meeting = Meeting(line, start, start + (line.end_at - line.start_at))
        else:
            meeting = Meeting(line, line.start_at.astimezone(now.tzinfo), line.end_at.astimezone(now.tzinfo))
        if meeting.start.date() <= now.date() or len(found) < FEWEST_MEETINGS:
            found.append(meeting)
    return tuple(found)


def _week(connection: sqlite3.Connection, now: datetime) -> tuple[int, ...]:
    """Return how many meetings begin on each day of this week, Monday first."""
    monday = now.date() - timedelta(days=now.weekday())
    first = datetime.combine(monday, time(), tzinfo=now.tzinfo)
    one_day = timedelta(days=1)
    counts = [0] * 7
    # Whole days are kept at midnight UTC, which may lie a day beside the user's own.
    for begins in queries.meeting_times(connection, first - one_day, first + 8 * one_day):
        day = begins.start if begins.all_day else begins.start_at.astimezone(now.tzinfo)
        place = (day.date() - monday).days
        if 0 <= place < 7:
            counts[place] += begins.meetings
    return tuple(counts)


def _needs(
    connection: sqlite3.Connection, overdue: Sequence[needs.OpenAction], now: datetime
) -> tuple[Need, ...]:
    today = now.date()
    due = queries.due_actions(connection, today, overdue=False)
    found = [needs.action_need(action, today) for action in (*overdue, *due)]
    found += [needs.signature_need(version, today) for version in queries.waiting_versions(connection, now)]
    found += [needs.ending_need(version, today) for version in queries.ending_versions(connection, today)]
    found += [needs.change_need(change, today) for change in queries.untold_changes(connection, today)]
    silent = (needs.contact_need(customer, today) for customer in queries.silent_customers(connection, now))
    found += islice(filter(None, silent), queries.MOST_SILENT)
    found += [relationships.complaint_need(row, today) for row in more.old_complaints(connection, today)]
    found += [relationships.appendix_need(row, today) for row in more.ending_appendices(connection, today)]
    found += [relationships.unrecorded_need(row, today) for row in more.unrecorded_meetings(connection, now)]
    return tuple(needs.ranked(found))
