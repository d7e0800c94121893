"""The columns of the board side by side: which are open, which are folded for want of room."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.containers import Horizontal
from textual.message import Message
from textual.strip import Strip

from brm_tui.rules.vocabulary import ActionStatus
from brm_tui.ui.commands import OPEN, Commanding
from brm_tui.ui.widgets.cards import FOLDED_WIDTH, CardColumn
from brm_tui.ui.widgets.rows import Card

NARROWEST = 27
"""Fewest cells of an open column."""

_GAP = 1


class BoardColumn(Commanding, CardColumn):
    """The cards of one status."""

    COMMANDS = (OPEN.command("board.open", "Open the card", "Show and change the action.", footer="open"),)

    def __init__(self, status: ActionStatus, *, limit: int | None = None) -> None:
        super().__init__(status.value.capitalize(), limit=limit, id=f"board-{status.name.lower()}")
        self.status = status.value

    def paint_item(self, item: Card, line: int, width: int, *, cursor: bool, marked: bool) -> Strip:
        """Return a line of a card; only the column with the focus shows its cursor."""
        return super().paint_item(item, line, width, cursor=cursor and self.has_focus, marked=marked)

    def targets(self) -> tuple[str, ...]:
        """Return the marked cards in their order, or the one under the cursor."""
        if self.marked:
            places = {row_id: self._source.index_of(row_id) for row_id in self.marked}
            return tuple(sorted(self.marked, key=lambda row_id: (places[row_id] or 0, row_id)))
        return (self.cursor_id,) if self.cursor_id is not None else ()

    def beside(self, by: int) -> str | None:
        """Return the card so many places further on, None past either end."""
        found = None if self.cursor_index is None else self._items.item(self.cursor_index + by)
        return None if found is None else found.id


def open_window(count: int, kept: Sequence[int], focused: int, first: int, width: int) -> range:
    """Return which of the columns that may be open are open, as positions among them.

    Args:
        count: How many columns may be open.
        kept: Positions of other columns, which stay folded.
        focused: The column that must be open.
        first: The first open column until now; the window moves no further than it must.
        width: Cells for all of them.
    """
    folded = FOLDED_WIDTH + _GAP
    room = 1
    for wanted in range(count, 1, -1):
        if wanted * (NARROWEST + _GAP) + (count - wanted + len(kept)) * folded <= width + _GAP:
            room = wanted
            break
    first = min(max(first, focused - room + 1), focused, count - room)
    return range(max(0, first), max(0, first) + room)


class BoardColumns(Horizontal, inherit_bindings=False):
    """Lays the columns out anew when the focus, the width or what is folded by hand changes."""

    can_focus = False

    class Walked(Message):
        """Another column has the focus."""

    def __init__(self, limits: dict[str, int]) -> None:
        self.columns = [BoardColumn(status, limit=limits.get(status.value)) for status in ActionStatus]
        super().__init__(*self.columns, id="board-columns")
        self.folded_by_hand = {ActionStatus.DONE.value}
        self.show_cancelled = False
        self._first = 0
        self._focused = self.columns[0]

    @property
    def shown(self) -> list[BoardColumn]:
        """The columns that are on the board."""
        return [
            column
            for column in self.columns
            if self.show_cancelled or column.status != ActionStatus.CANCELLED.value
        ]

    @property
    def walked(self) -> list[BoardColumn]:
        """The columns that left and right go through."""
        return [column for column in self.shown if column.status not in self.folded_by_hand]

    @property
    def current(self) -> BoardColumn:
        """The column with the focus, or the one that had it last."""
        return self._focused

    def column(self, status: str) -> BoardColumn:
        """Return the column of a status."""
        return next(column for column in self.columns if column.status == status)

    def on_mount(self) -> None:
        """Lay out before anything is painted."""
        self.lay_out()

    def on_resize(self) -> None:
        """Open as many as fit."""
        self.lay_out()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Open the column that gets the focus."""
        if isinstance(event.widget, BoardColumn):
            self._focused = event.widget
            self.folded_by_hand.discard(event.widget.status)
            self.lay_out()
            self.post_message(self.Walked())

    def focus_column(self, column: BoardColumn) -> None:
        """Give a column the focus, and open it."""
        self._focused = column
        self.folded_by_hand.discard(column.status)
        self.lay_out()
        column.focus(scroll_visible=False)

    def lay_out(self) -> None:
        """Fold and open the columns so that the focused one is open."""
        shown, walked = self.shown, self.walked
        if self._focused not in walked:
            self._focused = walked[-1]
        width = self.size.width or self.app.size.width
        kept = [place for place, column in enumerate(shown) if column not in walked]
        window = open_window(len(walked), kept, walked.index(self._focused), self._first, width)
        self._first = window.start
        opened = walked[window.start : window.stop]
        for column in self.columns:
            column.display = column in shown
            column.folded = column not in opened

    def toggle(self, status: str) -> None:
        """Open a column that is folded by hand, or fold it; the focus follows."""
        column = self.column(status)
        if status in self.folded_by_hand:
            self.focus_column(column)
            return
        walked = [other for other in self.walked if other is not column]
        self.folded_by_hand.add(status)
        if self._focused is column:
            self.focus_column(walked[-1])
        else:
            self.lay_out()
