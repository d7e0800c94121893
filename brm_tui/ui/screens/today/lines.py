"""The lines of Today: headings, meetings and needs, in columns that both share."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from brm_tui.desk.today import Meeting, Need, NeedKind, TodayPage
from brm_tui.rules.dates import MONTHS, WEEKDAYS, relative_date
from brm_tui.ui.glyphs import ATTENTION, BAD, DUE, HIGH_RISK, UNKNOWN, WAITING, Glyph

UNLISTED = "unlisted"
"""The id of the line that stands for what is not listed."""

_SOON = timedelta(minutes=15)
_SIGNS = {
    NeedKind.ACTION_OVERDUE: BAD,
    NeedKind.ACTION_DUE: DUE,
    NeedKind.SIGNATURE: WAITING,
    NeedKind.AGREEMENT_END: ATTENTION,
    NeedKind.AGREEMENT_ENDED: BAD,
    NeedKind.CHANGE: HIGH_RISK,
    NeedKind.CONTACT: ATTENTION,
    NeedKind.CROWD: ATTENTION,
    NeedKind.COMPLAINT: ATTENTION,
    NeedKind.APPENDIX: ATTENTION,
    NeedKind.UNRECORDED: UNKNOWN,
    NeedKind.MISSED: ATTENTION,
    NeedKind.CLASH: ATTENTION,
    NeedKind.UNSERVED: BAD,
    NeedKind.STEP: UNKNOWN,
    NeedKind.TRAINING: UNKNOWN,
}


class Heading(NamedTuple):
    """The name of a section, with a word beside it and the head of its last column."""

    id: str
    text: str
    beside: str = ""
    last: str = ""


class Space(NamedTuple):
    """An empty line, or a remark that the cursor passes by."""

    id: str
    text: str = ""


class MeetingRow(NamedTuple):
    """A meeting.

    Attributes:
        id: Which.
        meeting: What it is.
        when: Its time, with the day where that is not today.
        until: How long until it begins.
        soon: Whether that is at once.
    """

    id: str
    meeting: Meeting
    when: str
    until: str
    soon: bool

    @property
    def subject(self) -> str:
        """Whom it is with and what it is."""
        line = self.meeting.line
        more = f" +{line.customers - 1}" if line.customers > 1 else ""
        return f"{line.customer}{more} · {line.title}" if line.customer else line.title


class NeedRow(NamedTuple):
    """Something that needs her."""

    id: str
    need: Need

    @property
    def sign(self) -> Glyph:
        """Its sign."""
        return _SIGNS[self.need.kind]


class MoreRow(NamedTuple):
    """Stands for what is not listed."""

    id: str
    text: str


Line = Heading | Space | MeetingRow | NeedRow | MoreRow


def lines_of(page: TodayPage) -> list[Line]:
    """Return the lines of a page, section by section."""
    lines: list[Line] = [Heading("next", "NEXT")]
    lines += [_meeting(meeting, page.now) for meeting in page.meetings]
    if not page.meetings:
        lines.append(Space("no-meetings", "No meetings ahead."))
    lines.append(Space("between"))
    count = f"{page.needing:,}" if page.needing else ""
    lines.append(Heading("needs", "NEEDS YOU", count, "Why" if count else ""))
    lines += [NeedRow(need.id, need) for need in page.needs]
    if page.unlisted:
        lines.append(MoreRow(UNLISTED, f"{page.unlisted:,} more overdue actions on the board"))
    if not count:
        lines.append(Space("no-needs", "Nothing: no promise is late, and nothing waits for you."))
    return lines


def _meeting(meeting: Meeting, now: datetime) -> MeetingRow:
    ahead = meeting.start - now
    return MeetingRow(
        meeting.id, meeting, _when(meeting, now), until(meeting.start, meeting, now), ahead <= _SOON
    )


def _when(meeting: Meeting, now: datetime) -> str:
    start, end = meeting.start, meeting.end
    if start.date() == now.date():
        return "all day" if meeting.line.all_day else f"{start:%H:%M}–{end:%H:%M}"
    time = "all day" if meeting.line.all_day else f"{start:%H:%M}"
    if timedelta() < start.date() - now.date() < timedelta(days=7):
        return f"{WEEKDAYS[start.weekday()]} {time}"
    return f"{start.day} {MONTHS[start.month - 1]} {time}"


def until(start: datetime, meeting: Meeting, now: datetime) -> str:
    """Return how long it is until a meeting begins."""
    if start.date() > now.date():
        return relative_date(start.date(), now.date())
    if meeting.line.all_day:
        return "today"
    minutes = int((start - now).total_seconds() // 60)
    if minutes < 0 or start <= now:
        return "now"
    if minutes < 60:
        return f"in {minutes} min"
    hours, rest = divmod(minutes, 60)
    return f"in {hours} h {rest:02}" if hours < 3 and rest else f"in {round(minutes / 60)} h"


def greeting(page: TodayPage) -> str:
    """Return the screen's one line."""
    hour = page.now.hour
    words = "Good morning" if 4 <= hour < 12 else "Good afternoon" if 12 <= hour < 18 else "Good evening"
    if page.empty:
        return f"{words}."
    count = page.meetings_today
    meetings = "No meetings" if not count else "1 meeting" if count == 1 else f"{count} meetings"
    if not page.needing:
        return f"{words}. {meetings} today, nothing needs you."
    needs = "1 thing needs" if page.needing == 1 else f"{page.needing:,} things need"
    if page.first < page.needing:
        needs += f" you, {page.first:,} of them at once" if page.first else " you, none of them at once"
    else:
        needs += " you"
    return f"{words}. {meetings} today, {needs}."
