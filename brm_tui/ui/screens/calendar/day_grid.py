"""What the month, the week and the year have in common: a cursor on a day, and the keys that move it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from textual.message import Message

from brm_tui.ui.commands import LEFT, PAGE_DOWN, PAGE_UP, RIGHT, Command, Commanding
from brm_tui.ui.widgets.list_style import CURSOR_GLYPH, Piece, StyledList
from brm_tui.ui.widgets.looks import Look

LONGEST_YEAR = 9998
"""Days stay where a sheet of weeks around them, and the year after them, can be counted."""


class DayGrid(Commanding, StyledList, can_focus=True, inherit_bindings=False):
    """A view that is drawn line by line, with a cursor on a day.

    Attributes:
        day: The day under the cursor.
        today: Today.
    """

    ALLOW_SELECT = False
    LOOKS: ClassVar[dict[str, Look]] = StyledList.LOOKS | {
        "today": Look("background", "foreground", bold=True),
        "blackout": Look("foreground", "bad 24%"),
        "freeze": Look("foreground", "attention 20%"),
        "span": Look("foreground", "foreground 10%"),
        "block": Look(ground="foreground 8%"),
        "faint": Look("faint"),
    }
    COMMANDS: ClassVar[tuple[Command, ...]] = (
        LEFT.command("calendar.left", "Day before", "Go to the day before."),
        RIGHT.command("calendar.right", "Day after", "Go to the day after."),
        PAGE_UP.command("calendar.page_before", "Page before", "Go a week, a month or a year back: what is shown."),
        PAGE_DOWN.command("calendar.page_after", "Page after", "Go a week, a month or a year on: what is shown."),
        Command("calendar.open_day", "enter", "open_day", "Open the day",
                "Open the entry or the day under the cursor.", footer="open", in_footer=True),
    )  # fmt: skip

    class DayChanged(Message):
        """The cursor came to another day."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    class DayOpened(Message):
        """A day was opened."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    def __init__(self, today: date, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.today = today
        self.day = today

    def go_to(self, day: date) -> None:
        """Put the cursor on a day; whoever hears of it reads what that day needs."""
        before = self.day
        if day == before or not 1 < day.year < LONGEST_YEAR:
            return
        self.day = day
        self.moved(before)
        self.post_message(self.DayChanged(day))

    def moved(self, before: date) -> None:
        """Paint what the cursor left and where it is now."""
        self.refresh()

    def pages_later(self, count: int) -> date:
        """Return the day so many pages later; a page is a week, unless a view shows more."""
        return self.day + timedelta(weeks=count)

    def action_cursor_left(self) -> None:
        """Go a day back."""
        self.go_to(self.day - timedelta(days=1))

    def action_cursor_right(self) -> None:
        """Go a day on."""
        self.go_to(self.day + timedelta(days=1))

    def action_page_up(self) -> None:
        """Go a page back."""
        self.go_to(self.pages_later(-1))

    def action_page_down(self) -> None:
        """Go a page on."""
        self.go_to(self.pages_later(1))

    def action_open_day(self) -> None:
        """Open the day."""
        self.post_message(self.DayOpened(self.day))

    def bar(self, on_cursor: bool) -> Piece:
        """Return the cell before a day: the cursor's bar, or nothing."""
        if not on_cursor:
            return " ", self.paint_style()
        return CURSOR_GLYPH, self.paint_style("cursor-glyph" if self.has_focus else "dim", cursor=True)
