"""What the week shows, where its cursor is, and where everything stands in its cells."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, datetime, time
from typing import NamedTuple

from textual.geometry import Region
from textual.strip import Strip

from brm_tui.desk.calendar import CalendarEntry
from brm_tui.ui.screens.calendar.day_cells import Text
from brm_tui.ui.screens.calendar.day_grid import DayGrid
from brm_tui.ui.screens.calendar.entry_rows import ClashNotes
from brm_tui.ui.screens.calendar.month_layout import Sheet
from brm_tui.ui.screens.calendar.spans import ReadSheet
from brm_tui.ui.screens.calendar.week_layout import (
    WHOLE_DAY,
    Block,
    Stop,
    WeekDay,
    WeekSheet,
    monday_of,
    week_sheet,
)
from brm_tui.ui.screens.calendar.week_places import Places

FIRST_HOUR = 8
"""Where the working day begins, to which the week opens."""


class CursorPlace(NamedTuple):
    """Where the cursor is drawn.

    Attributes:
        first: The first line of it; `WHOLE_DAY` above the hours.
        last: The last line of it.
        passed_over: How many columns of its day are passed over so that its entry is in sight.
        columns: How many columns there are, where that is so.
    """

    first: int
    last: int
    passed_over: int = 0
    columns: int = 0


class Drawn(NamedTuple):
    """What the cursor has an effect on.

    Attributes:
        own: Where its entry or hour is.
        all: That, and what is passed over for its sake.
        passed_over: What is passed over; empty for nothing.
    """

    own: Region
    all: Region
    passed_over: tuple[object, ...]


class WeekState(DayGrid):
    """Seven days side by side, their hours below each other, and a cursor on an entry or an hour."""

    def __init__(self, today: date, *, id: str | None = None) -> None:
        super().__init__(today, id=id)
        self.now = datetime.combine(today, time(FIRST_HOUR))
        self._shown = ReadSheet({}, Sheet({}, []), (), ClashNotes(), frozenset())
        self._places = Places(0, 0)
        self._week: WeekSheet = week_sheet(monday_of(today), self._shown.sheet, 1)
        self._stop = 0
        self._line = FIRST_HOUR
        self._top: int | None = None
        self._drawn = Drawn(Region(), Region(), ())
        self._cursor_key: tuple[WeekSheet | None, Places | None, date, int] = (None, None, today, 0)
        self._cursor_place = CursorPlace(WHOLE_DAY, WHOLE_DAY)
        self._beyond: dict[tuple[str, int], int] = {}
        self._texts: dict[tuple[int, date, int], list[list[Text]]] = {}
        self._painted: dict[tuple[int, int, int], Strip] = {}
        self._lines: dict[tuple[object, ...], Strip] = {}

    # What it shows

    def _lay_out(self) -> None:
        self._texts.clear()
        self._beyond.clear()
        self.forget_painted()
        shown, monday = self._shown, monday_of(self.day)
        self._week = week_sheet(monday, shown.sheet, self._places.lines_per_hour, shown.clashing)

    def forget_painted(self) -> None:
        """Forget the cells of days, and lines of them."""
        super().forget_painted()
        self._painted.clear()
        self._lines.clear()

    @property
    def _today_held(self) -> WeekDay:
        return self._week.days[self.day.weekday()]

    @property
    def stop(self) -> Stop:
        """Where the cursor is."""
        stops = self._today_held.stops
        return stops[min(self._stop, len(stops) - 1)]

    @property
    def current(self) -> CalendarEntry | None:
        """The entry under the cursor."""
        return self.stop.entry

    @property
    def hour(self) -> int | None:
        """The hour that the cursor is at; None where it is above the hours."""
        line = self.stop.line
        return None if line == WHOLE_DAY else line // self._places.lines_per_hour

    # Where things stand

    @property
    def _cursor(self) -> CursorPlace:
        """Where the cursor is drawn; worked out once for each place that it comes to."""
        week, places, day, stop = self._cursor_key
        if week is not self._week or places is not self._places or day != self.day or stop != self._stop:
            self._cursor_key = self._week, self._places, self.day, self._stop
            self._cursor_place = self._find_cursor()
        return self._cursor_place

    def _find_cursor(self) -> CursorPlace:
        stop, places = self.stop, self._places
        if stop.line == WHOLE_DAY:
            return CursorPlace(WHOLE_DAY, WHOLE_DAY)
        if stop.entry is None:
            return CursorPlace(stop.line, stop.line + places.lines_per_hour - 1)
        block = self._today_held.by_entry[id(stop.entry)]
        shown = places.columns_shown(self.day.weekday(), block.columns)
        return CursorPlace(block.first, block.last, max(0, block.column - shown + 1), block.columns)

    def _first_lane(self) -> int:
        """Return the first lane in sight: all the way up, unless the cursor is further down."""
        entry = self.current
        if entry is None or self.stop.line != WHOLE_DAY:
            return 0
        lane = self._week.lane_of(entry) or 0
        return max(0, lane - self._lanes_in_sight() + 1)

    def _lanes_in_sight(self) -> int:
        """Return how many lanes are shown: the last line says how many more there are."""
        lanes = self._places.lanes
        return lanes if len(self._week.lanes) <= lanes else max(1, lanes - 1)

    def _shown_blocks(self, weekday: int, line: int) -> list[tuple[Block, int, int]]:
        """Return the blocks of a line that are in sight, with the first cell and the width of each."""
        held = self._week.days[weekday].by_line.get(line, ())
        if not held:
            return []
        columns, first = held[0].columns, self._passed_over(weekday, line)
        start = bisect_left(held, first, key=lambda block: block.column)
        found = []
        for block in held[start : start + self._places.columns_shown(weekday, columns)]:
            place = self._places.column_at(weekday, block.column - first, columns)
            if place is not None:
                found.append((block, *place))
        return found

    def _passed_over(self, weekday: int, line: int) -> int:
        """Return how many columns of a line are passed over; what shares a line has the same number of them."""
        held = self._week.days[weekday].by_line.get(line)
        if held and weekday == self.day.weekday() and self._cursor.columns == held[0].columns:
            return self._cursor.passed_over
        return 0

    def _drawn_by_cursor(self) -> Drawn:
        """Return what has to be painted again when the cursor leaves its place."""
        places, cursor = self._places, self._cursor
        left, width = places.columns[self.day.weekday()]
        if cursor.first == WHOLE_DAY:
            lanes = Region(0, 0, places.width, places.hours_top)
            return Drawn(lanes, lanes, ())
        top = self._top or 0
        first, last = max(cursor.first, top), min(cursor.last, top + places.shown_lines - 1)
        own = Region(left, places.hours_top + first - top, width, max(0, last - first + 1))
        if not cursor.passed_over:
            return Drawn(own, own, ())
        day = Region(left, places.hours_top, width, places.shown_lines)
        return Drawn(own, day, (self.day, cursor.passed_over, cursor.columns))

    def _refresh_cursor(self) -> None:
        """Paint where the cursor was and where it is, and what is said of that."""
        before, now = self._drawn, self._drawn_by_cursor()
        self._drawn = now
        # Among entries for which as much is passed over, all but these two stays as it is.
        stays = before.passed_over == now.passed_over
        for region in (before.own, now.own) if stays else (before.all, now.all):
            if region.area:
                self.refresh(region)
        self._refresh_said()

    def _refresh_said(self) -> None:
        """Paint what is said of what is under the cursor; the rule above it stays as it is."""
        places = self._places
        line = places.said_lines - 2
        self.refresh(Region(0, places.said_top + line, places.width, 2))

    def _refresh_hours(self) -> None:
        """Paint other hours, and what the cursor has an effect on."""
        places, before = self._places, self._drawn
        self._drawn = self._drawn_by_cursor()
        for region in (before.own, self._drawn.own):
            if region.y < places.hours_top:
                self.refresh(region)
        self.refresh(Region(0, places.hours_top, places.width, places.shown_lines))
        self._refresh_said()

    def _refresh_all(self) -> None:
        self._drawn = self._drawn_by_cursor()
        self.refresh()

    def on_focus(self) -> None:
        """Show the cursor strongly."""
        self._refresh_cursor()

    def on_blur(self) -> None:
        """Show the cursor weakly."""
        self._refresh_cursor()
