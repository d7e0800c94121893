"""A meeting in words: when, where, with whom, and what became of it."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from brm_tui.clock import Clock
from brm_tui.desk.meetings import MeetingPage
from brm_tui.rules.dates import relative_date
from brm_tui.rules.minutes import reason_in
from brm_tui.rules.vocabulary import MeetingState
from brm_tui.text import one_line, shortened
from brm_tui.ui.glyphs import ATTENTION, BAD, DONE, DUE, UNKNOWN
from brm_tui.ui.screens.calendar.event_dialog import lines_of

_SIGNS = {MeetingState.HELD: DONE, MeetingState.NOT_HELD: BAD, MeetingState.CANCELLED: UNKNOWN}
_SAID_ELSEWHERE = ("Who", "Forum", "Calendar")


def standing(page: MeetingPage, today: date) -> Content:
    """Return what became of a meeting, or when it comes."""
    if page.note is not None:
        sign = _SIGNS[page.note.state]
        reason = reason_in(page.note.minutes, page.note.state)
        return sign.content(
            page.note.state.value + (f": {shortened(one_line(reason), 40)}" if reason else "")
        )
    if page.detail.occurrence.cancelled:
        return UNKNOWN.content("called off")
    when = relative_date(page.day, today)
    if page.day > today:
        return DUE.content(when)
    return ATTENTION.content(f"{when}, not recorded yet" if page.day < today else "today, not recorded yet")


def facts(page: MeetingPage, clock: Clock) -> Content:
    """Return when, where and with whom a meeting is, in a few lines."""
    parts = []
    for label, text in lines_of(page.detail, clock):
        if label in _SAID_ELSEWHERE:
            continue
        plain = label in ("When", "Where", "Customers")
        said = one_line(text)
        part = (
            Content.styled(said, "bold $foreground")
            if label == "When"
            else Content.styled(said, "$foreground")
        )
        parts.append(part if plain else Content.assemble((f"{label.lower()} ", "$muted"), part))
    return Content.styled(" · ", "$muted").join(parts)
