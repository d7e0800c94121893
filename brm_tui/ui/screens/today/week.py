"""The last lines of Today: the meetings of this week, and the blackouts ahead."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from brm_tui.desk.today import Blackout, TodayPage
from brm_tui.rules.dates import MONTHS, WEEKDAYS
from brm_tui.text import one_line

_MOST_SQUARES = 5
_WORKING_DAYS = 5
_LABEL = 11


class WeekBar(Widget):
    """Meetings a day as squares, and blackouts with their days."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    WeekBar { height: 3; width: 1fr; padding: 1 0 0 0; text-wrap: nowrap; }
    """

    def __init__(self, page: TodayPage | None = None) -> None:
        super().__init__()
        self._page = page

    def show(self, page: TodayPage) -> None:
        """Show another page."""
        self._page = page
        self.refresh()

    def render(self) -> Content:
        """Return both lines."""
        if self._page is None or self._page.empty:
            return Content("")
        width = self.size.width
        return Content("\n").join(
            [
                _line("THIS WEEK", week_content(self._page.week, self._page.now.weekday()), width),
                _line("BLACKOUTS", blackout_content(self._page.blackouts, width - _LABEL - 4), width),
            ]
        )


def _line(label: str, content: Content, width: int) -> Content:
    return Content.assemble("   ", (f"{label:<{_LABEL}}", "bold"), content).truncate(width - 1, ellipsis=True)


def week_content(week: tuple[int, ...], today: int) -> Content:
    """Return the days of a week, each with a square for every meeting; an empty weekend is left out."""
    square = "▪"
    parts = []
    for place, count in enumerate(week):
        if place >= _WORKING_DAYS and not count and place != today:
            continue
        squares = square * count if count <= _MOST_SQUARES else f"{square}×{count}"
        name = (WEEKDAYS[place], "bold" if place == today else "$muted")
        parts.append(Content.assemble(name, " ", (squares or "–", "" if count else "$faint")))
    return Content("   ").join(parts)


def blackout_content(blackouts: tuple[Blackout, ...], width: int) -> Content:
    """Return as many blackouts as there is room for, and how many more there are."""
    if not blackouts:
        return Content.styled("none in the next three weeks", "$muted")
    shown = Content("")
    for place, blackout in enumerate(blackouts):
        whose = one_line(blackout.customer or "IT")
        title = one_line(blackout.title)
        name = title if whose.casefold() in title.casefold() else f"{whose} {title}"
        part = Content.assemble(
            "   " if place else "",
            Content(name).truncate(36, ellipsis=True),
            (f" {days(blackout)}", "$muted"),
        )
        left = len(blackouts) - place - 1
        room = width - (len(f"   +{left}") if left else 0)
        if place and shown.cell_length + part.cell_length > room:
            return Content.assemble(shown, (f"   +{left + 1}", "$muted"))
        shown = Content.assemble(shown, part)
    return shown


def days(blackout: Blackout) -> str:
    """Return ``28 Nov – 4 Dec``, ``23–25 Nov`` or one day."""
    first, last = blackout.first, blackout.last
    end = f"{last.day} {MONTHS[last.month - 1]}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    return f"{first.day} {MONTHS[first.month - 1]} – {end}"
