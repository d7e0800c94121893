"""A customer's meetings as lines: when they are by the user's clock, and what became of them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from brm_tui.desk.customer_pages import CustomerMeeting
from brm_tui.rules.dates import relative_date, show_date
from brm_tui.rules.vocabulary import MeetingState
from brm_tui.ui.glyphs import BAD, DONE, DRAFT, UNKNOWN, Glyph
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.rows import Cell, Row, StyleName

COLUMNS = (
    Column("sign", "", 1, sortable=False),
    Column("day", "Day", 11, sortable=False),
    Column("time", "Time", 11, sortable=False),
    Column("title", "Meeting", 26, minimum_width=18, weight=3, sortable=False),
    Column("state", "State", 13, minimum_width=13, sortable=False),
    Column("minutes", "Minutes", 9, sortable=False, priority=2),
    Column("place", "Place", 16, minimum_width=10, weight=1, sortable=False, priority=3),
    Column("level", "Level", 11, sortable=False, priority=4),
)
_SAID: dict[MeetingState, tuple[Glyph, StyleName]] = {
    MeetingState.HELD: (DONE, "good"),
    MeetingState.NOT_HELD: (BAD, "bad"),
}


def local_start(meeting: CustomerMeeting, zone: ZoneInfo) -> datetime:
    """Return when a meeting starts by the user's clock; all-day ones have no clock."""
    if meeting.start_at is None or meeting.all_day:
        return meeting.start
    return meeting.start_at.astimezone(zone)


def when(meeting: CustomerMeeting, zone: ZoneInfo) -> str:
    """Return from when to when a meeting is, by the user's clock."""
    if meeting.all_day:
        return "all day"
    start = local_start(meeting, zone)
    if meeting.end_at is None:
        return f"{start:%H:%M}"
    return f"{start:%H:%M}–{meeting.end_at.astimezone(zone):%H:%M}"


def meeting_row(meeting: CustomerMeeting, today: date, zone: ZoneInfo, *, past: bool) -> Row:
    """Return a meeting as a line."""
    day = local_start(meeting, zone).date()
    plain: StyleName = "dim" if meeting.called_off or meeting.state is MeetingState.CANCELLED else ""
    sign, state = Cell(""), Cell(relative_date(day, today), "dim")
    if meeting.state is not None:
        glyph, style = _SAID.get(meeting.state, (UNKNOWN, "dim"))
        sign, state = Cell(glyph.text, style), Cell(meeting.state.value, style)
    elif past:
        sign, state = Cell(UNKNOWN.text, "dim"), Cell("not recorded", "attention")
    elif meeting.moved:
        state = Cell("moved", "dim")
    return Row(
        meeting.id,
        (
            sign,
            Cell(show_date(day, today), plain),
            Cell(when(meeting, zone), plain),
            Cell(meeting.title, plain),
            state,
            Cell(f"{DRAFT.text} minutes" if meeting.minutes else "", "dim"),
            Cell(meeting.place, "dim"),
            Cell(meeting.level.value if meeting.level is not None else "", "dim"),
        ),
    )


def heading_row(title: str, *more: Cell) -> Row:
    """Return the heading of a part of the list."""
    return Row(f"heading {title}", (title, *more), kind="heading")
