"""Where the lines and columns of a week stand in so many cells. Pure."""

from __future__ import annotations

from brm_tui.ui.screens.calendar.week_layout import HOURS

GUTTER = 6
"""Cells for the hours."""

_NARROW = 110
_TALL = 30
_LEAST_CELLS = 5
"""Fewer cells tell nothing of an entry."""
_MORE = 4
"""Cells in which a line says how many entries find no column."""


class Places:
    """How a week is laid out.

    Attributes:
        width: Its cells.
        gutter: Those before the first day.
        columns: First cell and width of each day, the cell before its entries with it.
        lanes: Lines for what takes whole days; always so many, so that hours do not move.
        hours_top: The first line of the hours.
        shown_lines: How many lines of hours are in sight.
        lines_per_hour: How many lines an hour has.
        said_top: The first of the lines about what is under the cursor.
        said_lines: How many of them there are.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.gutter = GUTTER
        tall = height >= _TALL
        self.lanes = max(3, min(5, height // 7))
        self.said_lines = 3 if tall else 2
        self.said_top = max(self.lanes + 2, height - self.said_lines)
        self.hours_top = 1 + self.lanes + tall
        room = max(1, self.said_top - self.hours_top)
        self.lines_per_hour = 4 if room >= 2 * HOURS else 2 if room >= HOURS else 1
        self.shown_lines = min(room, HOURS * self.lines_per_hour)
        # Little happens at weekends: where cells are few, they get half of a day's.
        weights = (2,) * 5 + ((1, 1) if width < _NARROW else (2, 2))
        cells = max(14, width - GUTTER)
        edges = [GUTTER + cells * sum(weights[:day]) // sum(weights) for day in range(8)]
        self.columns = tuple((edges[day], edges[day + 1] - edges[day]) for day in range(7))

    def first_top(self, first_hour: int, hours: int) -> int:
        """Return the first line in sight, so that some hours stand in the middle."""
        spare = max(0, self.shown_lines - hours * self.lines_per_hour)
        first = first_hour * self.lines_per_hour - spare // 2
        return max(0, min(first, HOURS * self.lines_per_hour - self.shown_lines))

    def weekday_at(self, x: int) -> int | None:
        """Return the day that has a cell."""
        for weekday, (left, width) in enumerate(self.columns):
            if left <= x < left + width:
                return weekday
        return None

    def columns_shown(self, weekday: int, columns: int) -> int:
        """Return how many of the columns side by side a day has room for."""
        room = self.columns[weekday][1] - 1
        if columns * _LEAST_CELLS <= room or columns == 1:
            return columns
        return max(1, (room - _MORE) // _LEAST_CELLS)

    def column_at(self, weekday: int, column: int, columns: int) -> tuple[int, int] | None:
        """Return the first cell, counted from the day's own, and the width of a column, if there is room."""
        shown = self.columns_shown(weekday, columns)
        if not 0 <= column < shown:
            return None
        room = self.columns[weekday][1] - 1
        if shown < columns:
            room = max(1, room - _MORE)
        left, right = room * column // shown, room * (column + 1) // shown
        last = column == shown - 1
        return left, max(1, right - left - (0 if last and shown == columns else 1))
