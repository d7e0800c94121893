"""A board's column: a head with count and limit, and all its cards drawn by one widget."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.strip import Strip

from brm_tui.ui.widgets.columns import cells_of, fitted, graphemes
from brm_tui.ui.widgets.line_list import LineList
from brm_tui.ui.widgets.list_style import MARGIN, Piece, strip_of
from brm_tui.ui.widgets.rows import Card, CardSource, cells_in, literal

FOLDED_WIDTH = 5


class CardColumn(LineList[Card]):
    """A column of a board: cards of three lines, one below the other.

    A folded column is as narrow as its count and writes its title downwards.
    """

    head_height = 2
    item_height = 3
    item_gap = 1

    DEFAULT_CSS = """
    CardColumn {
        width: 1fr;
        &.-folded {
            width: 5;
            scrollbar-gutter: auto;
            overflow-y: hidden;
        }
    }
    """

    folded: reactive[bool] = reactive(False)
    """Whether only the title and the count are shown."""
    limit: reactive[int | None] = reactive(None)
    """How many cards should be in the column at most."""

    def __init__(
        self,
        title: str,
        source: CardSource | None = None,
        *,
        limit: int | None = None,
        folded: bool = False,
        placeholder: Content | str = "",
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Make the column; its source is first asked when the column is mounted.

        Args:
            title: What the column is called.
            source: Where the cards come from; an empty column without it.
            limit: How many cards should be in it at most; more are shown as needing attention.
            folded: Whether only the title and the count are shown.
            placeholder: What is said where there are no cards; a plain text is shown literally.
            name: The widget's name.
            id: The widget's id.
            classes: The widget's CSS classes.
        """
        super().__init__(source, placeholder=placeholder, name=name, id=id, classes=classes)
        self.title = literal(title)
        self.set_reactive(CardColumn.limit, limit)
        self.folded = folded

    def watch_folded(self, folded: bool) -> None:
        """Become narrow or wide."""
        self.set_class(folded, "-folded")

    @property
    def over_limit(self) -> bool:
        """Whether there are more cards than there should be."""
        return self.limit is not None and self.row_count > self.limit

    def render_line(self, y: int) -> Strip:
        """Return a line of the widget as Textual asks for it."""
        return self._folded_line(y) if self.folded else super().render_line(y)

    def paint_head(self, line: int, width: int) -> Strip:
        """Return the head: title, count and limit, and a rule below."""
        if line == 1:
            name = "head-focused" if self.has_focus else "rule"
            return strip_of([(("━" if self.has_focus else "─") * width, self.paint_style(name))], width)
        plain = self.paint_style()
        count = self._count_text()
        sign = " ▲" if self.over_limit else ""
        room = max(0, width - 1 - len(count) - 1 - len(sign))
        title = fitted(self.title, room).rstrip(" ")
        pieces: list[Piece] = [
            (" ", plain),
            (title, self.paint_style("head-focused" if self.has_focus else "head-strong")),
            (" ", plain),
            (count, self.paint_style("attention" if self.over_limit else "dim")),
            (sign, self.paint_style("attention")),
        ]
        return strip_of(pieces, sum(cells_of(text) for text, _ in pieces))

    def paint_item(self, item: Card, line: int, width: int, *, cursor: bool, marked: bool) -> Strip:
        """Return one line of a card."""
        plain = self.paint_style(cursor=cursor)
        pieces = self.margin(cursor=cursor, marked=marked and line == 0)
        room = max(0, width - MARGIN - 1)
        value = item.lines[line] if line < len(item.lines) else ""
        cells = cells_in(value)
        rest = sum(cells_of(literal(cell.text)) for cell in cells)
        for cell in cells:
            text = literal(cell.text)
            length = cells_of(text)
            # The ``…`` finds room in this piece where it would find none in the next one.
            cut = text if rest <= room or length < room else fitted(text + "…", room)
            pieces.append((cut, self.paint_style(cell.style, cursor=cursor) if cell.style else plain))
            room -= cells_of(cut)
            rest -= length
        pieces.append((" " * (room + 1), plain))
        return strip_of(pieces, width)

    def _count_text(self) -> str:
        return str(self.row_count) if self.limit is None else f"{self.row_count}/{self.limit}"

    def _folded_line(self, y: int) -> Strip:
        """Return a line of the folded column: count, sign, then the title a letter a line."""
        width = self.line_width
        plain = self.paint_style()
        if y == 0:
            name = "attention" if self.over_limit else "dim"
            return self._centred(str(self.row_count), name, width)
        if y == 1:
            return self.paint_head(1, width)
        if y == 2:
            return self._centred("▲" if self.over_limit else "", "attention", width)
        letters = graphemes(self.title)
        if y - 3 < len(letters):
            name = "head-focused" if self.has_focus else "head-strong"
            return self._centred(letters[y - 3], name, width)
        return Strip.blank(width, plain)

    def _centred(self, text: str, style: str, width: int) -> Strip:
        plain = self.paint_style()
        text = text if cells_of(text) <= width else fitted(text, width)
        before = (width - cells_of(text)) // 2
        after = width - before - cells_of(text)
        return strip_of([(" " * before, plain), (text, self.paint_style(style)), (" " * after, plain)], width)
