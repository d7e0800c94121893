"""The month: seven columns and six weeks drawn line by line by one widget, with a cursor on a day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from textual import events
from textual.geometry import Region
from textual.strip import Strip

from brm_tui.rules.dates import WEEKDAYS, months_later
from brm_tui.ui.commands import DOWN, UP
from brm_tui.ui.screens.calendar.day_cells import DayCells
from brm_tui.ui.screens.calendar.day_grid import DayGrid
from brm_tui.ui.screens.calendar.month_layout import (
    WEEKS,
    Band,
    Sheet,
    Week,
    first_shown,
    last_shown,
    weeks_of,
)
from brm_tui.ui.screens.calendar.week_cells import band_text
from brm_tui.ui.widgets.columns import cells_of, fitted
from brm_tui.ui.widgets.list_style import Piece, strip_of

GUTTER = 3
"""Cells for the number of the week."""


class MonthGrid(DayGrid):
    """A sheet of six weeks."""

    COMMANDS = (
        UP.command("calendar.up", "Week before", "Go to the same day of the week before."),
        DOWN.command("calendar.down", "Week after", "Go to the same day of the week after."),
    )

    def __init__(self, today: date, *, id: str | None = None) -> None:
        super().__init__(today, id=id)
        self._sheet = Sheet({}, [])
        self._clashing: frozenset[date] = frozenset()
        self._weeks: tuple[Week, ...] = weeks_of(today, self._sheet)
        self._heights: tuple[int, ...] = (1,) * WEEKS
        self._painted: dict[tuple[date, int], list[Piece]] = {}

    # What it shows

    @property
    def span(self) -> tuple[date, date]:
        """The first and the last day of the sheet."""
        return first_shown(self.day), last_shown(self.day)

    def show(self, sheet: Sheet, clashing: Collection[date], today: date) -> None:
        """Show what was read for the sheet, the days with clashes marked."""
        self.today = today
        self._sheet = sheet
        self._clashing = frozenset(clashing)
        self._lay_out()

    def _lay_out(self) -> None:
        self.forget_painted()
        self._weeks = weeks_of(self.day, self._sheet, self._clashing)
        self.refresh()

    def moved(self, before: date) -> None:
        """Paint the days that the cursor left and came to, or another month."""
        if (before.year, before.month) != (self.day.year, self.day.month):
            self._lay_out()
        else:
            self._refresh_day(before)
            self._refresh_day(self.day)

    def pages_later(self, count: int) -> date:
        """Return the day so many months later."""
        return months_later(self.day, count)

    # Keys and mouse

    def action_cursor_up(self) -> None:
        """Go a week back."""
        self.go_to(self.day - timedelta(weeks=1))

    def action_cursor_down(self) -> None:
        """Go a week on."""
        self.go_to(self.day + timedelta(weeks=1))

    def on_click(self, event: events.Click) -> None:
        """Go to the day under the mouse; a double click opens it."""
        day = self._day_at(event.x, event.y)
        if day is not None:
            self.go_to(day)
            if event.chain == 2:
                self.action_open_day()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Go a month on."""
        event.stop()
        self.action_page_down()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go a month back."""
        event.stop()
        self.action_page_up()

    # Where things stand

    def on_resize(self) -> None:
        """Deal the lines out to the weeks."""
        height, more = divmod(max(WEEKS, self.size.height - 1), WEEKS)
        self._heights = tuple(height + (index < more) for index in range(WEEKS))
        self.forget_painted()
        self.refresh()

    @property
    def _compact(self) -> bool:
        return self._heights[-1] <= 3

    def _columns(self) -> list[tuple[int, int]]:
        """Return the first cell and the width of each day's column, the cell of the cursor's bar with it."""
        room = max(7, self.line_width - GUTTER)
        edges = [GUTTER + room * weekday // 7 for weekday in range(8)]
        return [(edges[weekday], edges[weekday + 1] - edges[weekday]) for weekday in range(7)]

    def _top_of(self, week: int) -> int:
        return 1 + sum(self._heights[:week])

    def _day_at(self, x: int, y: int) -> date | None:
        if x < GUTTER or y < 1:
            return None
        for week in range(WEEKS):
            if self._top_of(week) <= y < self._top_of(week) + self._heights[week]:
                for weekday, (left, width) in enumerate(self._columns()):
                    if left <= x < left + width:
                        return self._weeks[week].monday + timedelta(days=weekday)
        return None

    def _refresh_day(self, day: date) -> None:
        week, weekday = divmod((day - self._weeks[0].monday).days, 7)
        if 0 <= week < WEEKS:
            left, width = self._columns()[weekday]
            self.refresh(Region(left, self._top_of(week), width, self._heights[week]))

    def on_focus(self) -> None:
        """Show the cursor strongly."""
        self._refresh_day(self.day)

    def on_blur(self) -> None:
        """Show the cursor weakly."""
        self._refresh_day(self.day)

    # Painting

    def forget_painted(self) -> None:
        """Forget the cells of days."""
        super().forget_painted()
        self._painted.clear()

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        width = self.line_width
        if y == 0:
            return self._head(width)
        for week in range(WEEKS):
            line = y - self._top_of(week)
            if 0 <= line < self._heights[week]:
                return self._week_line(week, line, width)
        return Strip.blank(width, self.paint_style())

    def _head(self, width: int) -> Strip:
        pieces: list[Piece] = [(" " * GUTTER, self.paint_style())]
        for weekday, (_left, cells) in enumerate(self._columns()):
            pieces.append((fitted(f" {WEEKDAYS[weekday]}", cells), self.paint_style("head")))
        return strip_of(pieces, width)

    def _week_line(self, index: int, line: int, width: int) -> Strip:
        week = self._weeks[index]
        plain = self.paint_style()
        number = f"{week.monday.isocalendar().week:>2} " if line == 0 else " " * GUTTER
        pieces: list[Piece] = [(number, self.paint_style("dim"))]
        columns = self._columns()
        weekday = 0
        while weekday < 7:
            band = week.band_at(line - 1, weekday) if line else None
            # The last line of a day is left for its own entries, unless the sheet is too low for both.
            if band is not None and (self._compact or line < max(2, self._heights[index] - 1)):
                pieces.extend(self._band_pieces(band, columns, week))
                weekday = band.last + 1
                continue
            pieces.extend(self._cell_pieces(week, weekday, line, columns[weekday][1], self._heights[index]))
            weekday += 1
        return strip_of([*pieces, (" " * max(0, width - columns[-1][0] - columns[-1][1]), plain)], width)

    def _band_pieces(self, band: Band, columns: list[tuple[int, int]], week: Week) -> list[Piece]:
        width = columns[band.last][0] + columns[band.last][1] - columns[band.first][0] - 1
        text, style = band_text(band.entry, band.before, band.after, width)
        on_cursor = week.monday + timedelta(days=band.first) == self.day
        return [self.bar(on_cursor), (text, self.paint_style(style))]

    def _cell_pieces(self, week: Week, weekday: int, line: int, width: int, height: int) -> list[Piece]:
        """Return a day's cells in a line; where the cursor is not, worked out once."""
        day = week.monday + timedelta(days=weekday)
        on_cursor = day == self.day
        if not on_cursor and (kept := self._painted.get((day, line))) is not None:
            return kept
        cells = DayCells(
            day,
            self.today,
            week,
            weekday,
            other_month=(day.year, day.month) != (self.day.year, self.day.month),
            width=width - 1,
            height=height,
            compact=self._compact,
        )
        pieces = [self.bar(on_cursor)]
        used = 0
        for text, style in cells.line(line):
            pieces.append((text, self.paint_style(style, cursor=on_cursor)))
            used += cells_of(text)
        pieces.append((" " * (width - 1 - used), self.paint_style(cursor=on_cursor)))
        if not on_cursor:
            self._painted[day, line] = pieces
        return pieces
