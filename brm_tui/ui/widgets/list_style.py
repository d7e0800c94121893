"""How every long list looks: its parts and the pieces that lines are put together from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.content import Content
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from brm_tui.ui.widgets.looks import Look
from brm_tui.ui.widgets.plain_lines import PlainLines
from brm_tui.ui.widgets.rows import StyleName

if TYPE_CHECKING:
    from textual.scrollbar import ScrollBar

CURSOR_GLYPH = "▌"
MARK_GLYPH = "▪"

MARGIN = 3
"""Cells before every item: the cursor's bar, the mark and a space."""

Piece = tuple[str, RichStyle]
"""A text and how it looks."""


def strip_of(pieces: Iterable[Piece], width: int) -> Strip:
    """Return the pieces as a line of this width, neighbours of one look joined.

    Empty cells look the same whatever their text colour, so they join the piece before them: fewer changes of
    style make fewer bytes for the terminal.
    """
    segments: list[Segment] = []
    texts: list[str] = []
    current: RichStyle | None = None
    for text, style in pieces:
        if not text:
            continue
        if current is None:
            current = style
        elif style is not current and (text.strip(" ") or style.bgcolor != current.bgcolor):
            segments.append(Segment("".join(texts), current))
            texts.clear()
            current = style
        texts.append(text)
    if texts:
        segments.append(Segment("".join(texts), current))
    return Strip(segments, width)


class StyledList(PlainLines, ScrollView, inherit_bindings=False):
    """A scroll view whose lines look as those of all our lists."""

    LOOKS: ClassVar[dict[str, Look]] = {
        "head": Look("muted"),
        "head-strong": Look("foreground", bold=True),
        "head-focused": Look("accent", bold=True),
        "rule": Look("foreground 15%"),
        "heading": Look("foreground", bold=True),
        "placeholder": Look("muted"),
        "cursor": Look(ground="accent 22%"),
        "cursor-blurred": Look(ground="foreground 7%"),
        "cursor-glyph": Look("accent"),
        "mark": Look("accent", bold=True),
        "good": Look("good"),
        "attention": Look("attention"),
        "bad": Look("bad"),
        "unknown": Look("muted"),
        "dim": Look("muted"),
        "bold": Look(bold=True),
        "accent": Look("text-accent"),
    }
    """How the parts of a line look, by what they mean or are; a list with parts of its own adds theirs."""

    DEFAULT_CSS = """
    StyledList {
        color: $foreground;
        overflow-x: auto;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size: 0 1;
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
        scrollbar-color: $foreground 15%;
        scrollbar-color-hover: $foreground 30%;
        scrollbar-color-active: $accent;
    }
    """

    def __init__(
        self,
        *,
        placeholder: Content | str = "",
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._placeholder = Content(placeholder) if isinstance(placeholder, str) else placeholder
        self._placeholder_strips: list[Strip] | None = None
        self._styles_made: dict[tuple[str, ...], RichStyle] = {}
        self._measured_size = Size()
        self._measured_width = 0

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scroll bar, made when it is first asked for."""
        if self._vertical_scrollbar is None:
            from brm_tui.ui.widgets.list_scroll_bar import ListScrollBar

            made = ListScrollBar(vertical=True, name="vertical", thickness=self.scrollbar_size_vertical)
            self._vertical_scrollbar = made
            made.display = False
            self.app._start_widget(self, made)
        return self._vertical_scrollbar

    @property
    def line_width(self) -> int:
        """The cells of a line, without the scroll bar; worked out once for each size, as every line asks."""
        size = self.outer_size
        # A list that is hidden keeps its size but has no lines: that is no width to remember.
        if size != self._measured_size or not self._measured_width:
            self._measured_size = size
            self._measured_width = self.scrollable_content_region.width
        return self._measured_width

    def refresh_lines(self, y_start: int, line_count: int = 1) -> None:
        """Repaint some lines, but not the scroll bar beside them, which costs as many bytes again."""
        self.refresh(Region(0, y_start - self.scroll_offset.y, self.line_width, line_count))

    def set_placeholder(self, placeholder: Content | str) -> None:
        """Say something else where there are no items."""
        self._placeholder = Content(placeholder) if isinstance(placeholder, str) else placeholder
        self.forget_painted()
        self.refresh()

    def forget_painted(self) -> None:
        """Forget lines that were painted and kept."""
        self._placeholder_strips = None

    def notify_style_update(self) -> None:
        """Forget what was painted with the styles before."""
        super().notify_style_update()
        self._styles_made.clear()
        self._measured_size = Size()
        self.forget_painted()

    def paint_style(self, style: StyleName | str = "", *, cursor: bool = False, on: str = "") -> RichStyle:
        """Return how a text of this meaning looks, also under the cursor or on the ground of another style."""
        ground = ("cursor" if self.has_focus else "cursor-blurred") if cursor else ""
        key = tuple(name for name in (on, ground, style) if name)
        made = self._styles_made.get(key)
        if made is None:
            made = self._styles_made[key] = self._looking(*key).rich_style
        return made

    def _looking(self, *names: str) -> Style:
        """Return the list's own style with the looks of these names over it, one after the other."""
        style, colours = self.get_visual_style(), self.app.theme_variables
        for name in names:
            style = self.LOOKS[name].over(style, colours)
        return style

    def margin(self, *, cursor: bool, marked: bool) -> list[Piece]:
        """Return the three cells before an item: the cursor's bar, the mark and a space."""
        plain = self.paint_style(cursor=cursor)
        bar = self.paint_style("cursor-glyph" if self.has_focus else "dim", cursor=True)
        return [
            (CURSOR_GLYPH, bar) if cursor else (" ", plain),
            (MARK_GLYPH, self.paint_style("mark", cursor=cursor)) if marked else (" ", plain),
            (" ", plain),
        ]

    def placeholder_line(self, line: int, height: int) -> Strip:
        """Return a line of the placeholder, which stands a little above the middle of so many lines."""
        width = self.line_width
        base = self.paint_style()
        if self._placeholder_strips is None:
            style = self._looking("placeholder")
            said = Visual.to_strips(self, self._placeholder, max(1, width - 2 * MARGIN), None, style)
            text = [
                Strip([Segment(" " * ((width - strip.cell_length) // 2), base), *strip]) for strip in said
            ]
            self._placeholder_strips = [Strip([])] * (max(0, height - len(text)) * 2 // 5) + text
        kept = self._placeholder_strips
        return kept[line].crop_extend(0, width, base) if line < len(kept) else Strip.blank(width, base)
