"""The grid of a month's sheet: a cursor on cells, and typing into them."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from brm_tui.ui.screens.services.month_sheet import FIGURES, MonthSheet
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.rows import Row
from brm_tui.ui.widgets.table import Table

_FIRST = 2
"""Where the first figure stands among the columns."""
COLUMNS = (
    Column("service", "Service", 24, minimum_width=11, weight=2, sortable=False),
    Column("customer", "Customer", 18, minimum_width=8, weight=1, sortable=False),
    Column("level", "Level %", 7, sortable=False, align="right"),
    Column("target", "Target", 7, sortable=False, align="right"),
    Column("satisfaction", "Satisf.", 7, sortable=False, align="right"),
    Column("cost", "Cost", 11, minimum_width=10, sortable=False, align="right"),
    Column("note", "", 32, minimum_width=20, weight=1, sortable=False, priority=2),
)
_REVERSED = Style(reverse=True)


class SheetTable(Table):
    """The grid: arrows, tab and enter move, whatever is typed replaces what stands in the cell."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,shift+tab", "cell(-1)", "Cell at the left", show=False, id="measures.left"),
        Binding("right,tab", "cell(1)", "Cell at the right", show=False, id="measures.right"),
        Binding("enter", "cursor_down", "Cell below", show=False, id="measures.below"),
        Binding("backspace", "shorten", "Take the last sign off", show=False, id="measures.shorten"),
        Binding("delete,ctrl+u", "clear", "Clear the cell", show=False, id="measures.clear"),
    ]

    class Typed(Message):
        """The cursor moved, or something was typed."""

    def __init__(self, sheet: MonthSheet) -> None:
        super().__init__(COLUMNS, sheet, placeholder="Nothing was taken in this month.", id="services-sheet")
        self.sheet = sheet
        self.at = 0
        self._typing: str | None = None
        self._before = ""

    def show_sheet(self, sheet: MonthSheet) -> None:
        """Show another month."""
        self._typing = None
        self.sheet = sheet
        self.set_source(sheet)

    @property
    def typing(self) -> bool:
        """Whether something is being typed into the cell."""
        return self._typing is not None

    @property
    def cell(self) -> tuple[int, str] | None:
        """Return the row and the figure under the cursor."""
        place = self.cursor_index
        return None if place is None else (place, FIGURES[self.at])

    def on_key(self, event: events.Key) -> None:
        """Take what is typed; no letter means a command here."""
        if event.is_printable and event.character is not None:
            event.stop()
            event.prevent_default()
            self._put((self._typing or "") + event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Take what is pasted, its first line."""
        event.stop()
        self._put((self._typing or "") + (event.text.strip().splitlines() or [""])[0][:40])

    def _put(self, text: str) -> None:
        cell = self.cell
        if cell is not None:
            if self._typing is None:
                self._before = self.sheet.text(*cell)
            self._typing = text
            self.sheet.type(*cell, text)
            self.reload()
            self.post_message(self.Typed())

    def action_shorten(self) -> None:
        """Take the last sign off what stands in the cell."""
        cell = self.cell
        if cell is not None:
            self._put(self.sheet.text(*cell)[:-1])

    def action_clear(self) -> None:
        """Empty the cell."""
        self._put("")
        self._typing = None

    def take_back(self) -> None:
        """Put back what stood in the cell before it was typed into."""
        cell = self.cell
        if cell is not None and self.typing:
            self.sheet.type(*cell, self._before)
            self._typing = None
            self.reload()
            self.post_message(self.Typed())

    def action_cell(self, by: int) -> None:
        """Move to the next cell or the one before; at the end of a row to the next row."""
        self.at += by
        if self.at in range(len(FIGURES)):
            self._left_cell()
            return
        place = self.cursor_index
        if place is not None and 0 <= place + by < self.row_count:
            self.at %= len(FIGURES)
            self._move(place + by, by, jump=True)
        else:
            self.at -= by

    def go_to(self, place: int, name: str) -> None:
        """Put the cursor into a cell."""
        self.at = FIGURES.index(name)
        self._move(place, 1)

    def _move(self, index: int, step: int, *, jump: bool = False) -> None:
        super()._move(index, step, jump=jump)
        self._left_cell()

    def _left_cell(self) -> None:
        self._typing = None
        self.repaint_cursor()
        self.post_message(self.Typed())

    def action_mark(self) -> None:
        """Lines of a sheet are not marked."""

    def paint_item(self, item: Row, line: int, width: int, *, cursor: bool, marked: bool) -> Strip:
        """Return a line, the cell under the cursor turned around."""
        strip = super().paint_item(item, line, width, cursor=cursor, marked=marked)
        if not cursor:
            return strip
        for placed in self._placed(width).placed:
            if placed.position == _FIRST + self.at:
                end = placed.start + placed.width
                cell = strip.crop(placed.start, end).apply_style(_REVERSED)
                return Strip.join([strip.crop(0, placed.start), cell, strip.crop(end, strip.cell_length)])
        return strip
