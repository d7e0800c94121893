"""How the week is drawn, line by line; `WeekGrid` moves about in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

from brm_tui.desk.calendar import CalendarEntry
from brm_tui.rules.dates import WEEKDAYS, show_date
from brm_tui.ui.screens.calendar.layers import CLASH
from brm_tui.ui.screens.calendar.week_cells import band_text, block_lines, said_of, said_of_hour
from brm_tui.ui.screens.calendar.week_layout import (
    HOURS,
    WHOLE_DAY,
    Block,
    Stop,
    monday_of,
)
from brm_tui.ui.screens.calendar.week_state import WeekState
from brm_tui.ui.sparing_compositor import PaintsColumns
from brm_tui.ui.widgets.columns import cells_of, fitted
from brm_tui.ui.widgets.list_style import Piece, strip_of


class WeekSurface(PaintsColumns, WeekState):
    """A week that paints itself."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return what is asked for of some lines.

        A week has hundreds of pieces in a line. Of a line of hours only the days that are asked for are put together
        and made ready for the terminal, and those that the cursor does not change are kept: days, and whole lines for
        when the hours are scrolled.
        """
        whole = crop.x == 0 and crop.right == self.region.width
        found = []
        for y in crop.line_range:
            key = self._kept_as(y) if whole else None
            line = self._lines.get(key) if key is not None else None
            if line is None:
                line = self._line_of(y, crop)
                if key is not None:
                    self._lines[key] = line
            found.append(line)
        return self.filtered(found)

    def _kept_as(self, y: int) -> tuple[object, ...] | None:
        """Return what a line of hours looks the same by, wherever it stands; None where the cursor is in it."""
        line = self._hour_line(y)
        if line is None or self._cursor.first <= line <= self._cursor.last:
            return None
        weekday = self.day.weekday()
        return line, weekday, self._passed_over(weekday, line), self._gutter(line)

    def _hour_line(self, y: int) -> int | None:
        """Return which of a day's lines a line of the widget shows; None for those above and below the hours."""
        places = self._places
        if not 0 <= y - places.hours_top < places.shown_lines:
            return None
        line = y - places.hours_top + (self._top or 0)
        return line if line < HOURS * places.lines_per_hour else None

    def _line_of(self, y: int, crop: Region) -> Strip:
        shown: list[Segment] = []
        right = crop.x
        for left, strip in self._parts(y, crop):
            shown.extend(strip.crop(max(0, crop.x - left), crop.right - left))
            right = left + strip.cell_length
        if right < crop.right:
            shown.append(Segment(" " * (crop.right - right), self.paint_style()))
        return Strip(shown, crop.width)

    def _parts(self, y: int, crop: Region) -> Iterator[tuple[int, Strip]]:
        """Return the parts of a line that are in a region from left to right, each with its first cell."""
        line = self._hour_line(y)
        if line is None:
            yield 0, self.render_line(y)
            return
        places = self._places
        if crop.x < places.gutter:
            yield 0, Strip([Segment(*self._gutter(line))], places.gutter)
        for weekday, (left, width) in enumerate(places.columns):
            if left < crop.right and left + width > crop.x:
                yield left, self._day(weekday, line)

    def render_line(self, y: int) -> Strip:
        """Return one of the lines above and below the hours."""
        places = self._places
        if y == 0:
            pieces = self._head()
        elif y <= places.lanes:
            pieces = self._lane(y - 1)
        elif y < places.hours_top:
            pieces = [("─" * places.width, self.paint_style("faint"))]
        elif places.said_top <= y < places.said_top + places.said_lines:
            pieces = self._said(y - places.said_top)
        else:
            pieces = []
        used = sum(cells_of(text) for text, _style in pieces)
        return strip_of([*pieces, (" " * (places.width - used), self.paint_style())], places.width)

    def _head(self) -> list[Piece]:
        week = f"{self._week.monday.isocalendar().week:>3}"
        pieces: list[Piece] = [(fitted(week, self._places.gutter), self.paint_style("dim"))]
        for weekday, (_left, width) in enumerate(self._places.columns):
            day = self._week.monday + timedelta(days=weekday)
            whole = f"{WEEKDAYS[weekday]} {show_date(day, day).split(' ', 1)[1]}"
            short = f"{WEEKDAYS[weekday]} {day.day}"
            name = whole if len(whole) + 4 <= width else short if len(short) < width else f"{day.day}"
            style = "today" if day == self.today else "head-strong" if day == self.day else "head"
            pieces += [
                self.bar(day == self.day and self.stop == Stop(WHOLE_DAY)),
                (name, self.paint_style(style)),
            ]
            mark = f" {CLASH.text}" if weekday in self._week.clashing else ""
            pieces.append((fitted(mark, width - 1 - len(name)), self.paint_style("attention")))
        return pieces

    def _lane(self, line: int) -> list[Piece]:
        in_sight, first = self._lanes_in_sight(), self._first_lane()
        label = "  all " if line == 0 else "  day " if line == 1 else ""
        pieces: list[Piece] = [(fitted(label, self._places.gutter), self.paint_style("dim"))]
        columns = self._places.columns
        if line >= in_sight:
            return [*pieces, *self._more_lanes(first, first + in_sight)]
        weekday = 0
        while weekday < 7:
            band = self._week.band_at(line + first, weekday)
            if band is None:
                pieces.append((" " * columns[weekday][1], self.paint_style()))
                weekday += 1
                continue
            width = columns[band.last][0] + columns[band.last][1] - columns[band.first][0] - 1
            on_cursor = self.current is band.entry and self.stop.line == WHOLE_DAY
            text, style = band_text(band.entry, band.before, band.after, width)
            pieces.append(self.bar(on_cursor))
            painted = self.paint_style("bold" if on_cursor else style, cursor=on_cursor)
            pieces.append((text, painted))
            weekday = band.last + 1
        return pieces

    def _more_lanes(self, first: int, last: int) -> list[Piece]:
        """Return the line that says how much of the whole day finds no lane."""
        pieces: list[Piece] = []
        for weekday, (_left, width) in enumerate(self._places.columns):
            beside = (lane for lane in range(len(self._week.lanes)) if not first <= lane < last)
            hidden = [band for lane in beside if (band := self._week.band_at(lane, weekday)) is not None]
            if len(hidden) == 1 and hidden[0].first == hidden[0].last:
                text, style = band_text(hidden[0].entry, hidden[0].before, hidden[0].after, width - 1)
                pieces += [(" ", self.paint_style()), (text, self.paint_style(style))]
                continue
            pieces.append((fitted(f" +{len(hidden)}" if hidden else "", width), self.paint_style("dim")))
        return pieces

    def _day(self, weekday: int, line: int) -> Strip:
        """Return the cells of a day in a line; where the cursor is not, painted once."""
        if weekday == self.day.weekday() and self._cursor.first <= line <= self._cursor.last:
            return self._painted_day(weekday, line, free=self.current is None)
        key = weekday, line, self._passed_over(weekday, line)
        kept = self._painted.get(key)
        if kept is None:
            kept = self._painted[key] = self._painted_day(weekday, line)
        return kept

    def _painted_day(self, weekday: int, line: int, *, free: bool = False) -> Strip:
        _left, width = self._places.columns[weekday]
        edge = self.bar(True) if free else ("│", self.paint_style("faint"))
        return strip_of([edge, *self._cells(weekday, line, width - 1, cursor=free)], width)

    def _gutter(self, line: int) -> Piece:
        places, top = self._places, self._top or 0
        hour, part = divmod(line, places.lines_per_hour)
        if line == self._now_line(self.now):
            return fitted(f"{self.now:%H:%M}", places.gutter - 1) + "─", self.paint_style("bold")
        arrow, hidden = "", 0
        if line == top:
            arrow, hidden = "↑", self._hidden("above", line)
        elif line == top + places.shown_lines - 1:
            arrow, hidden = "↓", self._hidden("below", line)
        if hidden:
            return fitted(f"{hour:02}{arrow}{min(hidden, 99)}", places.gutter), self.paint_style("dim")
        return fitted(f"{hour:02}:00" if part == 0 else "", places.gutter), self.paint_style("dim")

    def _hidden(self, where: str, line: int) -> int:
        """Return how many entries of the week lie wholly above or below a line; counted once."""
        found = self._beyond.get((where, line))
        if found is None:
            blocks = [block for day in self._week.days for block in day.blocks]
            above = where == "above"
            found = sum(block.last < line if above else block.first > line for block in blocks)
            self._beyond[where, line] = found
        return found

    def _now_line(self, now: datetime) -> int | None:
        """Return the line in which a moment is, where its day is shown."""
        if monday_of(now.date()) != self._week.monday:
            return None
        return (now.hour * 60 + now.minute) * self._places.lines_per_hour // 60

    def _cells(self, weekday: int, line: int, width: int, *, cursor: bool) -> list[Piece]:
        """Return the cells of a day in a line, without the one before them."""
        day = self._week.monday + timedelta(days=weekday)
        is_now = day == self.today and line == self._now_line(self.now)
        fill, fill_style = (
            ("─", self.paint_style("bold")) if is_now else (" ", self.paint_style(cursor=cursor))
        )
        pieces: list[Piece] = []
        used = 0
        shown = self._shown_blocks(weekday, line)
        for block, left, cells in shown:
            pieces.append((fill * (left - used), fill_style))
            pieces += self._block_cells(block, day, line, cells)
            used = left + cells
        hidden = len(self._week.days[weekday].by_line.get(line, ())) - len(shown)
        more = f"+{hidden}" if hidden else ""
        room = width - used - len(more)
        if hidden and room < 0:
            more, room = "+"[: width - used], max(0, width - used - 1)
        pieces.append((fill * room, fill_style))
        if more:
            pieces.append((more, self.paint_style("dim")))
        return pieces

    def _block_cells(self, block: Block, day: date, line: int, width: int) -> list[Piece]:
        key = id(block.entry), day, width
        lines = self._texts.get(key)
        if lines is None:
            minutes = 60 // self._places.lines_per_hour
            count = block.last - block.first + 1
            lines = self._texts[key] = block_lines(
                block.entry, day, width, count, minutes, clashes=bool(self._notes_on(block.entry, day))
            )
        on_cursor = day == self.day and self.current is block.entry and self.stop.line == block.first
        pieces: list[Piece] = []
        for index, (text, style) in enumerate(lines[line - block.first]):
            if on_cursor:
                painted = self.bar(True)[1] if index == 0 else self.paint_style(style, cursor=True)
                pieces.append(("▌" if index == 0 and line > block.first else text, painted))
            else:
                pieces.append((text, self.paint_style(style, on="block")))
        return pieces

    def _notes_on(self, entry: CalendarEntry, day: date) -> list[str]:
        """Return what is the matter with an entry on a day."""
        return self._shown.notes.on(entry, day)

    def _said(self, line: int) -> list[Piece]:
        """Return a line of what is said of the entry or hour under the cursor."""
        if line == 0 and self._places.said_lines == 3:
            return [("─" * self._places.width, self.paint_style("faint"))]
        entry = self.current
        if entry is None:
            said = said_of_hour(self.day, self.today, self.hour)
        else:
            said = said_of(entry, self.day, self.today, self._notes_on(entry, self.day))
        room = self._places.width
        pieces: list[Piece] = []
        for text, style in said[line - self._places.said_lines + 2]:
            shown = fitted(text, min(room, cells_of(text)))
            room -= cells_of(shown)
            pieces.append((shown, self.paint_style(style)))
        return pieces
