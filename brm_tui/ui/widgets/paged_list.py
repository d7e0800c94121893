"""Draws a long list of equally high items: only the lines that are seen, of the pages that are seen."""

from __future__ import annotations

from abc import abstractmethod
from typing import Generic

from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip

from brm_tui.ui.widgets.list_style import StyledList
from brm_tui.ui.widgets.rows import FixedSource, ItemSource, ItemT, PageCache

_STRIPS_KEPT = 1024


class PagedList(StyledList, Generic[ItemT], inherit_bindings=False):
    """Items one below the other under a head that stays; subclasses paint both, line by line."""

    head_height = 1
    """Lines at the top that do not scroll."""
    item_height = 1
    """Lines that an item fills."""
    item_gap = 0
    """Empty lines between two items."""

    def __init__(
        self,
        source: ItemSource[ItemT] | None = None,
        *,
        placeholder: Content | str = "",
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Make the list; its source is first asked when the list is mounted.

        Args:
            source: Where the items come from; an empty list without it.
            placeholder: What is said where there are no items; a plain text is shown literally.
            name: The widget's name.
            id: The widget's id.
            classes: The widget's CSS classes.
        """
        super().__init__(placeholder=placeholder, name=name, id=id, classes=classes)
        self._source: ItemSource[ItemT] = FixedSource[ItemT]() if source is None else source
        self._items: PageCache[ItemT] = PageCache(FixedSource[ItemT]())
        self._cursor = -1
        self._highlighted: str | None = None
        self._marked: set[str] = set()
        self._painted_width = 0
        self._strips: dict[tuple[int, int, bool, bool, bool], Strip] = {}

    # What subclasses say

    @abstractmethod
    def paint_head(self, line: int, width: int) -> Strip:
        """Return a line of the head."""

    @abstractmethod
    def paint_item(self, item: ItemT, line: int, width: int, *, cursor: bool, marked: bool) -> Strip:
        """Return a line of an item."""

    def selectable(self, item: ItemT) -> bool:
        """Whether the cursor can stand on the item."""
        return True

    def natural_width(self) -> int:
        """The cells that a line needs where that is more than it has; the list then scrolls sideways."""
        return 0

    # What the list shows

    @property
    def row_count(self) -> int:
        """How many items there are, headings included."""
        return self._items.count

    def refresh_head(self) -> None:
        """Repaint the head only."""
        self.refresh_lines(self.scroll_offset.y, self.head_height)

    # Painting

    def render_line(self, y: int) -> Strip:
        """Return a line of the widget as Textual asks for it."""
        width = self.line_width
        if width != self._painted_width:
            self.forget_painted()
            self._painted_width = width
        left, top = self.scroll_offset
        if y < self.head_height:
            strip = self.paint_head(y, width)
        elif not self._items.count:
            return self.placeholder_line(y - self.head_height, self.size.height - self.head_height)
        else:
            strip = self._item_strip(top + y - self.head_height, width)
        if left == 0 and strip.cell_length == width:
            return strip
        return strip.crop_extend(left, left + width, self.paint_style())

    def _item_strip(self, line: int, width: int) -> Strip:
        index, part = divmod(line, self._stride)
        item = self._items.item(index) if part < self.item_height else None
        if item is None:
            return Strip.blank(width, self.paint_style())
        cursor = index == self._cursor
        marked = item.id in self._marked
        key = (index, part, cursor, marked, cursor and self.has_focus)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) >= _STRIPS_KEPT:
                self._strips.clear()
            strip = self.paint_item(item, part, width, cursor=cursor, marked=marked)
            self._strips[key] = strip
        return strip

    def forget_painted(self) -> None:
        """Forget lines that were painted and kept."""
        super().forget_painted()
        self._strips.clear()

    def repaint_cursor(self) -> None:
        """Paint the item under the cursor anew, and nothing else: within it something else is shown."""
        for key in [key for key in self._strips if key[2]]:
            del self._strips[key]
        self._repaint(self._cursor)

    @property
    def _stride(self) -> int:
        return self.item_height + self.item_gap

    @property
    def _lines_seen(self) -> int:
        return self.size.height - self.head_height

    def _fit(self) -> None:
        """Tell the scroll view how large the whole list is."""
        lines = self.head_height + max(0, self._items.count * self._stride - self.item_gap)
        self.virtual_size = Size(self.natural_width(), lines)

    def _scroll_lines_to(self, line: int) -> None:
        self.scroll_to(y=max(0, line), animate=False, force=True)

    def _repaint(self, index: int) -> None:
        if index >= 0:
            self.refresh_lines(self.head_height + index * self._stride, self.item_height)
