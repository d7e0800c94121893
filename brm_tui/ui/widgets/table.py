"""The one table for every list: columns, rows fetched when seen, a cursor, marks and a sort arrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.strip import Strip

from brm_tui.ui.widgets.columns import Column, Layout, cells_of, fitted, laid_out
from brm_tui.ui.widgets.line_list import LineList
from brm_tui.ui.widgets.list_style import MARGIN, Piece, strip_of
from brm_tui.ui.widgets.rows import Row, RowSource, as_cell, literal

_INDENT = 2
_SIDEWAYS = 8


@dataclass(frozen=True, slots=True)
class Sort:
    """By which column a table is sorted.

    Attributes:
        key: The column's key.
        descending: Largest first.
    """

    key: str
    descending: bool = False


class Table(LineList[Row]):
    """A list in columns under a header line that stays.

    The columns' widths follow from the terminal's width alone, never from the rows, so nothing moves while
    scrolling. Sorting is the source's work: a click on a header only asks for it, and ``sort`` shows it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "scroll_sideways(-1)", "Left", show=False, id="table.left"),
        Binding("right,l", "scroll_sideways(1)", "Right", show=False, id="table.right"),
    ]

    class SortRequested(LineList.ListMessage):
        """A header was clicked: the table should be sorted by this column."""

        def __init__(self, sender: Table, column: str) -> None:
            super().__init__(sender)
            self.column = column

    def __init__(
        self,
        columns: Sequence[Column],
        source: RowSource | None = None,
        *,
        sort: Sort | None = None,
        placeholder: Content | str = "",
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Make the table; its source is first asked when the table is mounted.

        Args:
            columns: The columns from left to right; a row has a cell for each.
            source: Where the rows come from; an empty table without it.
            sort: How the source sorts, shown in the header.
            placeholder: What is said where there are no rows; a plain text is shown literally.
            name: The widget's name.
            id: The widget's id.
            classes: The widget's CSS classes.
        """
        super().__init__(source, placeholder=placeholder, name=name, id=id, classes=classes)
        self._columns = tuple(columns)
        self._layout: Layout | None = None
        self._layout_width = 0
        self._sort = sort

    @property
    def sort(self) -> Sort | None:
        """By which column the table says that it is sorted."""
        return self._sort

    @sort.setter
    def sort(self, sort: Sort | None) -> None:
        self._sort = sort
        self.refresh_head()

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns, also those that find no room."""
        return self._columns

    def set_columns(self, columns: Sequence[Column], source: RowSource) -> None:
        """Show other columns, with the source whose rows fit them."""
        self._columns = tuple(columns)
        self._layout = None
        self.set_source(source)

    def natural_width(self) -> int:
        """The cells of the columns where they do not fit even at their smallest."""
        available = self.line_width
        needed = self._placed(available).width
        return needed if needed > available > 0 else 0

    def selectable(self, item: Row) -> bool:
        """The cursor skips headings."""
        return item.kind == "data"

    def head_clicked(self, x: int) -> None:
        """Ask for sorting by the column that was clicked."""
        placed = self._placed(self.line_width).at(x)
        if placed is not None and placed.column.sortable:
            self.post_message(self.SortRequested(self, placed.column.key))

    def action_scroll_sideways(self, direction: int) -> None:
        """Scroll left or right; the key is free for the screen where the whole line is seen."""
        if self.max_scroll_x <= 0:
            raise SkipAction
        self.scroll_to(x=self.scroll_offset.x + direction * _SIDEWAYS, animate=False, force=True)

    def paint_head(self, line: int, width: int) -> Strip:
        """Return the header line."""
        plain = self.paint_style("head")
        strong = self.paint_style("head-strong")
        layout = self._placed(width)
        pieces: list[Piece] = []
        cells = 0
        for placed in layout.placed:
            column = placed.column
            pieces.append((" " * (placed.start - cells), plain))
            title = fitted(literal(column.title), placed.width, column.align)
            cells = placed.start + placed.width
            if self._sort is not None and self._sort.key == column.key:
                arrow = "↓" if self._sort.descending else "↑"
                pieces.append((_with_arrow(title, arrow), strong))
                cells += 1
            else:
                pieces.append((title, plain))
        whole = max(width, layout.width)
        pieces.append((" " * (whole - cells), plain))
        return strip_of(pieces, whole)

    def paint_item(self, item: Row, line: int, width: int, *, cursor: bool, marked: bool) -> Strip:
        """Return a row as one line."""
        if item.kind == "heading":
            return self._paint_heading(item, width)
        plain = self.paint_style(cursor=cursor)
        layout = self._placed(width)
        pieces = self.margin(cursor=cursor, marked=marked)
        cells = MARGIN
        for placed in layout.placed:
            column = placed.column
            cell = as_cell(item.cells[placed.position])
            style = self.paint_style(cell.style, cursor=cursor) if cell.style else plain
            indent = min(item.depth * _INDENT, placed.width // 2) if column.tree else 0
            pieces.append((" " * (placed.start - cells + indent), plain))
            pieces.append((fitted(literal(cell.text), placed.width - indent, column.align), style))
            cells = placed.start + placed.width
        whole = max(width, layout.width)
        pieces.append((" " * (whole - cells), plain))
        return strip_of(pieces, whole)

    def _paint_heading(self, row: Row, width: int) -> Strip:
        """Return a heading: its cells one after another, the first one strong unless it says otherwise."""
        plain = self.paint_style()
        start = 1 + row.depth * _INDENT
        pieces: list[Piece] = [(" " * start, plain)]
        room = max(0, width - start - 1)
        for position, value in enumerate(row.cells):
            cell = as_cell(value)
            name = cell.style or ("heading" if position == 0 else "dim")
            text = literal(cell.text)
            cut = fitted(text, room).rstrip(" ")
            pieces.append((cut, self.paint_style(name)))
            pieces.append((" ", plain))
            room = max(0, room - cells_of(cut) - 1)
        return strip_of(pieces, sum(cells_of(text) for text, _ in pieces))

    def _placed(self, width: int) -> Layout:
        """Return where the columns stand on a line of this width."""
        if self._layout is None or self._layout_width != width:
            self._layout = laid_out(self._columns, width, MARGIN)
            self._layout_width = width
        return self._layout


def _with_arrow(title: str, arrow: str) -> str:
    """Return a fitted title and its arrow, one cell wider: after a space where there is room."""
    said = title.rstrip(" ")
    room = len(title) - len(said)
    return said + " " + arrow + " " * (room - 1) if room else said + arrow
