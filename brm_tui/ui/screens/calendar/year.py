"""The year: twelve small months with how full each day is, drawn line by line by one widget."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import ClassVar

from textual import events
from textual.geometry import Region
from textual.strip import Strip

from brm_tui.rules.dates import WEEKDAYS, months_later, show_date
from brm_tui.ui.commands import DOWN, UP
from brm_tui.ui.glyphs import ATTENTION, BAD
from brm_tui.ui.screens.calendar.clash_days import ClashDay
from brm_tui.ui.screens.calendar.day_grid import DayGrid
from brm_tui.ui.screens.calendar.entry_rows import day_title
from brm_tui.ui.screens.calendar.layers import BLACKOUT, BY_NAME, FREEZE, LAYERS
from brm_tui.ui.screens.calendar.summary import month_named
from brm_tui.ui.screens.calendar.year_layout import (
    DENSITY,
    MONTH_LINES,
    ONLY_DATES,
    YearSheet,
    week_days,
    year_places,
)
from brm_tui.ui.widgets.columns import cells_of, fitted
from brm_tui.ui.widgets.list_style import Piece, strip_of
from brm_tui.ui.widgets.looks import Look
from brm_tui.ui.widgets.rows import literal

_FOOT = 2
"""Lines about the day under the cursor, and what the signs mean."""
_TWO_MARKS = 4
_LEVEL_STYLES = ("", "unknown", "", "bold", "bold")


class YearGrid(DayGrid):
    """Twelve months."""

    LOOKS: ClassVar[dict[str, Look]] = DayGrid.LOOKS | {
        "picked": Look("background", "accent", bold=True),
        "picked-blurred": Look("background", "muted", bold=True),
    }
    COMMANDS = (
        UP.command("calendar.year_up", "Week before", "Go to the same day of the week before."),
        DOWN.command("calendar.year_down", "Week after", "Go to the same day of the week after."),
    )

    def __init__(self, today: date, *, id: str | None = None) -> None:
        super().__init__(today, id=id)
        self.sheet = YearSheet(today.year)
        self.clashing: dict[date, ClashDay] = {}
        self._marked: set[date] = set()
        self._places = year_places(0, 0)
        self._first_row = 0
        self._painted: dict[tuple[date, int], list[Piece]] = {}

    # What it shows

    def show(self, sheet: YearSheet, today: date) -> None:
        """Show what was counted of a year."""
        if sheet is self.sheet and today == self.today and not self._keep_in_sight():
            return
        self.today, self.sheet = today, sheet
        self._marked = set(self.clashing)
        self._keep_in_sight()
        self.forget_painted()
        self.refresh()

    def forget_painted(self) -> None:
        """Forget lines of months that were painted and kept."""
        super().forget_painted()
        self._painted.clear()

    def refresh_marks(self) -> None:
        """Paint the marks of the clashes that are known by now."""
        if self.clashing.keys() != self._marked:
            self._marked = set(self.clashing)
            self.forget_painted()
            self.refresh()

    # Moving

    def moved(self, before: date) -> None:
        """Paint the days that the cursor left and came to."""
        if self._keep_in_sight() or before.year != self.day.year:
            self.refresh()
            return
        self._refresh_day(before)
        self._refresh_day(self.day)
        self.refresh(Region(0, self._foot_top, self.line_width, 1))

    def pages_later(self, count: int) -> date:
        """Return the day so many years later."""
        return months_later(self.day, 12 * count)

    def action_cursor_up(self) -> None:
        """Go a week back."""
        self.go_to(self.day - timedelta(weeks=1))

    def action_cursor_down(self) -> None:
        """Go a week on."""
        self.go_to(self.day + timedelta(weeks=1))

    def on_click(self, event: events.Click) -> None:
        """Go to the day under the mouse; a double click opens it."""
        for month in range(1, 13):
            for week in range(6):
                for day in week_days(self.day.year, month, week):
                    if day is not None and self._region(day).contains(event.x, event.y):
                        self.go_to(day)
                        if event.chain == 2:
                            self.action_open_day()
                        return

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Show later months, or the next year."""
        event.stop()
        self._scroll(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Show earlier months, or the year before."""
        event.stop()
        self._scroll(-1)

    def _scroll(self, rows: int) -> None:
        first = max(0, min(self._places.rows - self._rows_in_sight, self._first_row + rows))
        if self._rows_in_sight >= self._places.rows:
            self.go_to(self.pages_later(rows))
        elif first != self._first_row:
            self._first_row = first
            self.refresh()

    # Where things stand

    def on_resize(self) -> None:
        """Deal out the cells anew."""
        self._places = year_places(self.line_width, self.size.height - _FOOT)
        self._keep_in_sight()
        self.forget_painted()
        self.refresh()

    @property
    def _row_lines(self) -> int:
        """The lines of a row of months, with an empty one below where there is room."""
        spare = self.size.height - _FOOT - self._places.rows * MONTH_LINES
        return MONTH_LINES + (spare >= self._places.rows)

    @property
    def _rows_in_sight(self) -> int:
        return max(1, min(self._places.rows, (self.size.height - _FOOT) // self._row_lines))

    @property
    def _foot_top(self) -> int:
        return max(0, self.size.height - _FOOT)

    def _keep_in_sight(self) -> bool:
        row = self._places.place_of(self.day.month)[1]
        before = self._first_row
        # What stood there after the last resize may be past the end now.
        first = min(before, self._places.rows - self._rows_in_sight)
        self._first_row = max(row - self._rows_in_sight + 1, min(first, row))
        return before != self._first_row

    def _region(self, day: date) -> Region:
        left, row = self._places.place_of(day.month)
        if not self._first_row <= row < self._first_row + self._rows_in_sight:
            return Region()
        week = (day.day - 1 + day.replace(day=1).weekday()) // 7
        top = (row - self._first_row) * self._row_lines + 2 + week
        return Region(left + day.weekday() * self._places.cell, top, self._places.cell, 1)

    def _refresh_day(self, day: date) -> None:
        region = self._region(day)
        if region.area:
            self.refresh(region)

    def on_focus(self) -> None:
        """Show the cursor strongly."""
        self._refresh_day(self.day)

    def on_blur(self) -> None:
        """Show the cursor weakly."""
        self._refresh_day(self.day)

    # Painting

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        width = self.line_width
        if y >= self._foot_top:
            pieces = self._said(width) if y == self._foot_top else self._legend(width)
        else:
            row, line = divmod(y, self._row_lines)
            pieces = self._months(row + self._first_row, line) if row < self._rows_in_sight else []
        used = sum(cells_of(text) for text, _style in pieces)
        return strip_of([*pieces, (" " * max(0, width - used), self.paint_style())], width)

    def _months(self, row: int, line: int) -> list[Piece]:
        places, pieces, used = self._places, [], 0
        if line >= MONTH_LINES:
            return []
        for month in range(row * places.across + 1, min(12, (row + 1) * places.across) + 1):
            left = places.place_of(month)[0]
            pieces.append((" " * (left - used), self.paint_style()))
            pieces += self._month_line(month, line)
            used = left + 7 * places.cell
        return pieces

    def _month_line(self, month: int, line: int) -> list[Piece]:
        """Return a line of a month; where it looks the same wherever the cursor is, painted once."""
        first = date(self.day.year, month, 1)
        here = month == self.day.month
        if here and (line == 0 or self.day in week_days(first.year, month, line - 2)):
            return self._painted_month_line(month, line)
        kept = self._painted.get((first, line))
        if kept is None:
            kept = self._painted[first, line] = self._painted_month_line(month, line)
        return kept

    def _painted_month_line(self, month: int, line: int) -> list[Piece]:
        cell, first = self._places.cell, date(self.day.year, month, 1)
        width = 7 * cell
        if line == 0:
            style = "head-strong" if month == self.day.month else "head"
            return [(fitted(f" {month_named(first).split()[0]}", width), self.paint_style(style))]
        if line == 1:
            names = "".join(fitted(f" {name[:2]}", cell) for name in WEEKDAYS)
            return [(fitted(names, width), self.paint_style("dim"))]
        pieces: list[Piece] = []
        for day in week_days(self.day.year, month, line - 2):
            pieces += self._day(day)
        return pieces

    def _day(self, day: date | None) -> list[Piece]:
        """Return the cells of a day: its number, how full it is, and what is the matter with it."""
        cell = self._places.cell
        if day is None:
            return [(" " * cell, self.paint_style())]
        on_cursor = day == self.day
        sheet = self.sheet
        kind = sheet.kinds.get(day, "")
        mark, mark_style = "", ""
        clash = self.clashing.get(day)
        if clash is not None and clash.bad:
            mark, mark_style = BAD.text, "bad"
        elif kind:
            mark, mark_style = (BLACKOUT.text, "bad") if kind == "blackout" else (FREEZE.text, "attention")
        elif clash is not None:
            mark, mark_style = ATTENTION.text, "attention"
        level = sheet.level(day)
        ground = "" if on_cursor else kind
        if on_cursor:
            number = self.paint_style("picked" if self.has_focus else "picked-blurred")
        elif day == self.today:
            number = self.paint_style("today")
        else:
            number = self.paint_style(_LEVEL_STYLES[level] if level else "dim", on=ground)
        pieces = [(f"{day.day:>2}", number)]
        signs = [(sheet.sign(day), _LEVEL_STYLES[level] or "dim"), (mark or " ", mark_style)]
        if cell < _TWO_MARKS:
            signs = signs[1:] if mark else signs[:1]
        pieces += [(text, self.paint_style(style, cursor=on_cursor, on=ground)) for text, style in signs]
        pieces.append((" " * (cell - 2 - len(signs)), self.paint_style()))
        return pieces

    def _said(self, width: int) -> list[Piece]:
        """Return the line about the day under the cursor."""
        sheet, day = self.sheet, self.day
        counts = sheet.counts.get(day, {})
        said = [
            f"{counts[layer.name]} {layer.words if counts[layer.name] != 1 else BY_NAME[layer.name].glyph.word}"
            for layer in LAYERS
            if counts.get(layer.name)
        ]
        parts: list[tuple[str, str]] = [
            (f" {day_title(day, self.today)}  ", "bold"),
            (" · ".join(said) or "nothing", ""),
        ]
        clash = self.clashing.get(day)
        if clash is not None:
            sign, style = (BAD, "bad") if clash.bad else (ATTENTION, "attention")
            parts.append((f"  {sign.text} {literal(clash.words)}", style))
        for closed in sheet.closed_on(day)[:3]:
            sign = BLACKOUT if closed.kind == "blackout" else FREEZE
            until = f" to {show_date(closed.last, self.today)}" if closed.last > day else ""
            style = "bad" if sign is BLACKOUT else "attention"
            parts.append((f"  {sign.text} {closed.kind}: {literal(closed.title)}{until}", style))
        pieces: list[Piece] = []
        for text, style in parts:
            shown = fitted(text, min(width, cells_of(text)))
            width -= cells_of(shown)
            pieces.append((shown, self.paint_style(style)))
        return pieces

    def _legend(self, width: int) -> list[Piece]:
        """Return what the signs mean."""
        steps = self.sheet.steps
        ends = [f"–{after - 1}" if after - 1 > step else "" for step, after in pairwise(steps)]
        said = [
            f"{DENSITY[level]} {step}{end}"
            for level, (step, end) in enumerate(zip(steps, [*ends, "+"], strict=True), start=1)
        ]
        said.append(f"{ONLY_DATES} dates only")
        said += [f"{sign.text} {sign.word}" for sign in (BLACKOUT, FREEZE)]
        said.append(f"{BAD.text} {ATTENTION.text} clash")
        return [(fitted(" " + "  ".join(said), width), self.paint_style("dim"))]
