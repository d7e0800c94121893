"""The week: hours down, days across, with a cursor that goes from entry to entry and to free hours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from textual import events
from textual.geometry import Region
from textual.message import Message

from brm_tui.ui.commands import DOWN, UP
from brm_tui.ui.screens.calendar.entry_rows import row_id
from brm_tui.ui.screens.calendar.spans import ReadSheet
from brm_tui.ui.screens.calendar.week_layout import (
    HOURS,
    WHOLE_DAY,
    monday_of,
)
from brm_tui.ui.screens.calendar.week_places import Places
from brm_tui.ui.screens.calendar.week_state import FIRST_HOUR
from brm_tui.ui.screens.calendar.week_surface import WeekSurface

_WORKING_HOURS = 10
_WHEEL_LINES = 3


class WeekGrid(WeekSurface):
    """Seven days side by side, their hours below each other."""

    COMMANDS = (
        UP.command("calendar.hour_before", "Entry or hour before", "Go to the entry or the free hour above."),
        DOWN.command("calendar.hour_after", "Entry or hour after", "Go to the entry or the free hour below."),
    )

    class StopChanged(Message):
        """The cursor came to another entry or hour."""

    def __init__(
        self,
        today: date,
        kept: Callable[[date], ReadSheet | None],
        *,
        id: str | None = None,
    ) -> None:
        """Make the week of a day.

        Args:
            today: The day.
            kept: Returns what was read already of the days around one, so that another week is drawn once.
            id: The widget's id.
        """
        super().__init__(today, id=id)
        self._kept = kept

    # What it shows

    def show(self, shown: ReadSheet, now: datetime) -> None:
        """Show what was read of the days around; the cursor stays on its entry."""
        if shown is self._shown and self._week.monday == monday_of(self.day):
            self.tick(now)
            return
        kept = row_id(self.current) if self.current is not None else ""
        self.today, self.now = now.date(), now
        self._shown = shown
        self._lay_out()
        if not self.go_to_row(kept):
            self._stop = self._today_held.nearest(self._line)
        self._keep_in_sight()
        self._refresh_all()

    def tick(self, now: datetime) -> None:
        """Draw the line of now where it is now."""
        before, self.now = self.now, now
        day_before, self.today = self.today, now.date()
        if self._now_line(before) != self._now_line(now) or self.today != day_before:
            self.forget_painted()
            self.refresh()

    def go_to_row(self, row: str) -> bool:
        """Put the cursor on an entry of its day, by the id that its row would have; answer whether it is there."""
        place = self._today_held.place_of(row)
        if place is not None:
            self._put(place)
        return place is not None

    # Moving

    def moved(self, before: date) -> None:
        """Paint the days that the cursor left and came to, or another week."""
        if monday_of(before) != self._week.monday or monday_of(self.day) != self._week.monday:
            self._shown = self._kept(self.day) or self._shown
            self._lay_out()
            self._stop = self._today_held.nearest(self._line)
            self._keep_in_sight()
            self._refresh_all()
            return
        self._stop = self._today_held.nearest(self._line)
        if not self._keep_in_sight():
            self._refresh_cursor()
        self.refresh(Region(0, 0, self._places.width, 1))

    def action_cursor_up(self) -> None:
        """Go to the entry or the free hour above."""
        self._put(max(0, self._stop - 1))

    def action_cursor_down(self) -> None:
        """Go to the entry or the free hour below."""
        self._put(min(len(self._today_held.stops) - 1, self._stop + 1))

    def _put(self, place: int) -> None:
        """Put the cursor on a stop of the day."""
        if place == self._stop:
            return
        self._stop = place
        self._line = self.stop.line
        if not self._keep_in_sight():
            self._refresh_cursor()
        self.post_message(self.StopChanged())

    def _keep_in_sight(self) -> bool:
        """Scroll so that the cursor is in sight; answer whether that changed anything."""
        places, before = self._places, self._top
        if self._top is None:
            self._top = places.first_top(FIRST_HOUR, _WORKING_HOURS)
        first, last = self._cursor.first, self._cursor.last
        if first != WHOLE_DAY:
            last = min(last, first + places.shown_lines - 1)
            if not self._top <= first <= last < self._top + places.shown_lines:
                # An hour beyond it, where there is room: what comes next is seen, and the next key scrolls less often.
                beyond = min(places.lines_per_hour, (places.shown_lines - 1 - last + first) // 2)
                highest = HOURS * places.lines_per_hour - places.shown_lines
                top = first - beyond if first < self._top else last + beyond - places.shown_lines + 1
                self._top = max(0, min(top, highest))
        if before == self._top:
            return False
        self._refresh_hours()
        return True

    # Keys and mouse

    def on_click(self, event: events.Click) -> None:
        """Go to the entry or the hour under the mouse; a double click opens it."""
        weekday = self._places.weekday_at(event.x)
        if weekday is None or event.y >= self._places.said_top:
            return
        self.go_to(self._week.monday + timedelta(days=weekday))
        self._put(self._place_at(event.x, event.y, weekday))
        if event.chain == 2:
            self.action_open_day()

    def _place_at(self, x: int, y: int, weekday: int) -> int:
        places, held = self._places, self._today_held
        if y < places.hours_top:
            band = self._week.band_at(y - 1 + self._first_lane(), weekday) if 0 < y <= places.lanes else None
            found = held.place_of(row_id(band.entry)) if band is not None else None
            return found or 0
        line = min(y - places.hours_top + (self._top or 0), HOURS * places.lines_per_hour - 1)
        for block, left, width in self._shown_blocks(weekday, line):
            if left <= x - places.columns[weekday][0] - 1 < left + width:
                return held.place_of(row_id(block.entry)) or 0
        if held.by_line.get(line):
            return held.nearest(line)
        return held.nearest(line // places.lines_per_hour * places.lines_per_hour)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Show later hours."""
        event.stop()
        self._scroll(_WHEEL_LINES)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Show earlier hours."""
        event.stop()
        self._scroll(-_WHEEL_LINES)

    def _scroll(self, lines: int) -> None:
        most = HOURS * self._places.lines_per_hour - self._places.shown_lines
        self._top = max(0, min(most, (self._top or 0) + lines))
        self._refresh_all()

    # Room

    def on_resize(self) -> None:
        """Deal out lines and cells anew."""
        before = self._places.lines_per_hour
        self._places = Places(self.line_width, self.size.height)
        entry = self.current
        self._line = self._line * self._places.lines_per_hour // before if self._line > 0 else self._line
        self._top = None
        self._lay_out()
        place = self._today_held.place_of(row_id(entry)) if entry is not None else None
        self._stop = self._today_held.nearest(self._line) if place is None else place
        self._keep_in_sight()
        self._refresh_all()
