"""The base of every long list: its cursor, its marks, its keys and what it tells its screen."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar, Generic

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from brm_tui.ui.widgets.paged_list import PagedList
from brm_tui.ui.widgets.rows import ItemSource, ItemT, PageCache, all_ids


class LineList(PagedList[ItemT], Generic[ItemT], can_focus=True, inherit_bindings=False):
    """A scrolling list of equally high items under a head that stays, with a cursor and marks.

    A cursor move repaints the two items concerned and nothing else; where the cursor leaves the screen the
    list scrolls by half a screen, so that holding a key down stays cheap on slow connections.
    """

    ALLOW_SELECT = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "cursor_up", "Up", show=False, id="table.up"),
        Binding("down,j", "cursor_down", "Down", show=False, id="table.down"),
        Binding("pageup", "page_up", "Page up", show=False, id="table.page_up"),
        Binding("pagedown", "page_down", "Page down", show=False, id="table.page_down"),
        Binding("home", "first", "First", show=False, id="table.first"),
        Binding("end", "last", "Last", show=False, id="table.last"),
        Binding("space", "mark", "Mark", show=False, id="table.mark"),
        Binding("ctrl+a", "mark_all", "Mark all listed", show=False, id="table.mark_all"),
        Binding("enter", "open", "Open", show=False, id="table.open"),
    ]

    class ListMessage(Message):
        """Something that happened in a list."""

        def __init__(self, sender: LineList[Any]) -> None:
            super().__init__()
            self.sender = sender

        @property
        def control(self) -> LineList[Any]:
            """The list that it happened in."""
            return self.sender

    class Highlighted(ListMessage):
        """The cursor came to another row or card (None: the list is empty)."""

        def __init__(self, sender: LineList[Any], row_id: str | None) -> None:
            super().__init__(sender)
            self.row_id = row_id

    class Opened(ListMessage):
        """A row or card was opened by enter or a double click."""

        def __init__(self, sender: LineList[Any], row_id: str) -> None:
            super().__init__(sender)
            self.row_id = row_id

    class MarksChanged(ListMessage):
        """Other rows or cards are marked than before."""

        def __init__(self, sender: LineList[Any], marked: frozenset[str]) -> None:
            super().__init__(sender)
            self.marked = marked

    # What the list shows

    @property
    def cursor_index(self) -> int | None:
        """The position of the item under the cursor, None in an empty list."""
        return self._cursor if self._cursor >= 0 else None

    @property
    def cursor_id(self) -> str | None:
        """The id of the item under the cursor, None in an empty list."""
        return self._highlighted

    @property
    def marked(self) -> frozenset[str]:
        """The ids of the marked items."""
        return frozenset(self._marked)

    @property
    def chosen(self) -> list[str]:
        """The ids of the marked items, else of the one under the cursor: what a key acts on."""
        return sorted(self._marked) or ([self._highlighted] if self._highlighted is not None else [])

    def set_source(self, source: ItemSource[ItemT], *, keep_cursor: bool = True) -> None:
        """Show other items, such as the same ones sorted or filtered otherwise."""
        self._source = source
        self.reload(keep_cursor=keep_cursor)

    def reload(self, *, keep_cursor: bool = True) -> None:
        """Read the list again; the cursor stays on the same item, or beside where it was if that is gone.

        Marks of items that are no longer listed are taken off, so that nothing unseen is changed in bulk. A
        cursor that was scrolled out of sight is not brought back.

        Args:
            keep_cursor: False puts the cursor on the first item.
        """
        if not self.is_attached:
            return
        kept = keep_cursor and self._highlighted is not None
        line_on_screen = self._cursor * self._stride - self.scroll_offset.y
        out_of_sight = kept and not 0 <= line_on_screen < self._lines_seen
        self._items = PageCache(self._source)
        wanted = 0
        if kept and self._highlighted is not None:
            found = self._source.index_of(self._highlighted)
            wanted = self._cursor if found is None else found
        wanted = min(wanted, self._items.count - 1)
        nearest = self._nearest(wanted, 1)
        if nearest is None:
            nearest = self._nearest(wanted, -1)
        self._cursor = -1 if nearest is None else nearest
        self.forget_painted()
        self.refresh()
        self._fit()
        if kept:
            self._scroll_lines_to(self._cursor * self._stride - line_on_screen)
        if not out_of_sight:
            self._show_cursor()
        self._announce_cursor()
        if self._marked:
            self._set_marks(set(self._source.present(self._marked)))

    def move_cursor_to(self, row_id: str) -> bool:
        """Put the cursor on an item; False where it is not in the list."""
        index = self._source.index_of(row_id)
        if index is None:
            return False
        self._move(index, 1)
        return self._highlighted == row_id

    def set_marked(self, row_ids: Collection[str]) -> None:
        """Mark these items and no others."""
        self._set_marks(set(row_ids))

    def clear_marks(self) -> None:
        """Take all marks off."""
        self._set_marks(set())

    # Keys

    def action_cursor_up(self) -> None:
        """Move the cursor to the item above."""
        self._move(self._cursor - 1, -1, jump=True)

    def action_cursor_down(self) -> None:
        """Move the cursor to the item below."""
        self._move(self._cursor + 1, 1, jump=True)

    def action_page_up(self) -> None:
        """Move a screenful up."""
        self._page(-1)

    def action_page_down(self) -> None:
        """Move a screenful down."""
        self._page(1)

    def action_first(self) -> None:
        """Move the cursor to the first item."""
        self._move(0, 1)

    def action_last(self) -> None:
        """Move the cursor to the last item."""
        self._move(self._items.count - 1, -1)

    def action_mark(self) -> None:
        """Mark the item under the cursor, or take its mark off, and go on to the next."""
        if self._highlighted is not None:
            self._set_marks(self._marked ^ {self._highlighted})
            self.action_cursor_down()

    def action_mark_all(self) -> None:
        """Mark everything that is listed, also what is not seen."""
        self._set_marks(all_ids(self._source, self.selectable))

    def action_open(self) -> None:
        """Open the item under the cursor."""
        if self._highlighted is not None:
            self.post_message(self.Opened(self, self._highlighted))

    # Mouse and events of the widget

    def on_click(self, event: events.Click) -> None:
        """Select by a click, open by a double click, mark by a click into the margin."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        event.stop()
        if offset.y < self.head_height:
            self.head_clicked(offset.x + self.scroll_offset.x)
            return
        index, line = divmod(self.scroll_offset.y + offset.y - self.head_height, self._stride)
        item = self._items.item(index)
        if item is None or line >= self.item_height or not self.selectable(item):
            return
        self._move(index, 1)
        if event.chain == 2:
            self.action_open()
        elif event.chain == 1 and offset.x + self.scroll_offset.x < 2:
            self._set_marks(self._marked ^ {item.id})

    def head_clicked(self, x: int) -> None:
        """Act on a click into the head; nothing by default."""

    def on_mount(self) -> None:
        """Read the list for the first time."""
        self.reload()

    def on_resize(self) -> None:
        """Fit the list into its new size and keep the cursor in sight."""
        self._fit()
        self._show_cursor()

    # Cursor, marks and scrolling

    def _nearest(self, index: int, step: int) -> int | None:
        """Return the first position from ``index`` in the step's direction where the cursor can stand."""
        while (item := self._items.item(index)) is not None:
            if self.selectable(item):
                return index
            index += step
        return None

    def _move(self, index: int, step: int, *, jump: bool = False) -> None:
        """Put the cursor at a position, or on the next item in the step's direction that it can stand on."""
        target = self._nearest(max(0, index) if step > 0 else index, step)
        if target is None:
            target = self._nearest(index - step, -step)
        if target is None:
            return
        before, self._cursor = self._cursor, target
        if before != target:
            self._repaint(before)
            self._repaint(target)
        self._show_cursor(jump=jump)
        self._announce_cursor()

    def _page(self, direction: int) -> None:
        """Move the cursor and what is seen by a screenful."""
        items = max(1, self._lines_seen // self._stride)
        index = min(max(0, self._cursor + direction * items), self._items.count - 1)
        self._scroll_lines_to(self.scroll_offset.y + direction * items * self._stride)
        self._move(index, direction)

    def _show_cursor(self, *, jump: bool = False) -> None:
        """Scroll until the cursor's item is seen, with the headings above it where they fit."""
        seen = self._lines_seen
        if self._cursor < 0 or seen <= 0:
            return
        top = self.scroll_offset.y
        first = self._cursor * self._stride
        last = first + self.item_height
        index = self._cursor
        while (above := self._items.item(index - 1)) is not None and not self.selectable(above):
            index -= 1
        with_headings = max(index * self._stride, last - seen)
        if with_headings < top:
            lines = min(with_headings, first - seen // 2) if jump else with_headings
        elif last > top + seen:
            lines = max(last - seen, first - seen // 2) if jump else last - seen
        else:
            return
        self._scroll_lines_to(-(-lines // self._stride) * self._stride)

    def _announce_cursor(self) -> None:
        item = self._items.item(self._cursor)
        row_id = None if item is None else item.id
        if row_id != self._highlighted:
            self._highlighted = row_id
            self.post_message(self.Highlighted(self, row_id))

    def _set_marks(self, marked: set[str]) -> None:
        if marked != self._marked:
            changed, self._marked = self._marked ^ marked, marked
            if len(changed) == 1 and self._highlighted in changed:
                self._repaint(self._cursor)
            else:
                self.refresh()
            self.post_message(self.MarksChanged(self, self.marked))
