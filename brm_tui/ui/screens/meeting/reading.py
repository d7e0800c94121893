"""What the meeting's screen reads, and what it takes from it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from brm_tui.desk.calendar import CalendarEntry
from brm_tui.desk.meetings import MeetingPage, meeting_page
from brm_tui.desk.minutes_drafts import Draft, draft_of
from brm_tui.rules.vocabulary import Attendance, Presence

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk


def read(
    desk: Desk, event_id: str, original_start: datetime, *, first: bool
) -> tuple[MeetingPage, Draft | None]:
    """Return a meeting, and when it is read first what was typed and not saved.

    An event that takes place once is found wherever it was moved to.
    """
    page = meeting_page(desk, event_id, original_start)
    event = page.detail.event
    if not event.recurrence and event.start != original_start:
        page = meeting_page(desk, event_id, event.start)
    return page, draft_of(desk, event_id, draft_day(page)) if first else None


def draft_day(page: MeetingPage) -> str:
    """Return what names the draft of an occurrence within its event."""
    if not page.detail.event.recurrence:
        return ""
    return page.detail.occurrence.original_start.date().isoformat()


def noted(page: MeetingPage, today: date) -> dict[str, str]:
    """Return what is noted of each person: as recorded, else those who must come on the day as present."""
    if page.note is not None:
        return {person.id: person.presence.value for person in page.people if person.presence is not None}
    if page.day > today:
        return {}
    return {
        person.id: Presence.PRESENT.value for person in page.people if person.invited is Attendance.REQUIRED
    }


def entry_of(page: MeetingPage) -> CalendarEntry:
    """Return a meeting as an entry of the calendar, by its own clock."""
    found, event = page.detail.occurrence, page.detail.event
    return CalendarEntry(
        layer="meeting",
        source="event",
        source_id=event.id,
        start=found.start,
        end=found.end,
        start_at=found.start_utc,
        end_at=found.end_utc,
        title=page.detail.title,
        original_start=found.original_start,
        all_day=found.all_day,
        zone=found.zone,
        cancelled=found.cancelled,
        moved=found.moved,
        recurring=bool(event.recurrence),
    )
