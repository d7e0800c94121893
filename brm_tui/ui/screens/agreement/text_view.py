"""Texts laid out in the room they have: the relationship philosophy, what is said of a row, what is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from brm_tui.rules.found_words import first_found
from brm_tui.ui.screens.agreement.markdown_text import Block, laid_out

_WIDEST = 96


class LinedText(Widget):
    """A text broken into lines for the width it has, of which only those that are seen are drawn."""

    def lines(self, _width: int) -> Sequence[Content]:
        """Return the lines, none wider than so many cells; each kind of text says which."""
        return ()

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        """Return how many lines there are."""
        return len(self.lines(width))

    def render(self) -> Content:
        """Return the whole text, as selecting and copying it needs it."""
        return Content("\n").join(self.lines(self.content_size.width))

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        width = self.size.width
        lines = self.lines(width)
        if self.text_selection is not None:
            return super().render_line(y)
        if not 0 <= y < len(lines):
            return Strip.blank(width, self.visual_style.rich_style)
        drawn = Visual.to_strips(self, lines[y], width, 1, self.visual_style)[0]
        return drawn.apply_offsets(0, y)


class LaidOutText(LinedText):
    """A text whose lines are no longer than the eye likes."""

    def __init__(self, blocks: Sequence[Block] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._blocks = tuple(blocks)
        self._laid_out: dict[int, Sequence[Content]] = {}

    def show(self, blocks: Sequence[Block]) -> None:
        """Show another text."""
        if tuple(blocks) != self._blocks:
            self._blocks, self._laid_out = tuple(blocks), {}
            self.refresh(layout=self.styles.height is not None and self.styles.height.is_auto)

    def lines(self, width: int) -> Sequence[Content]:
        """Return the lines of the text; a layout asks for them in turn with and without a scroll bar beside them."""
        width = min(width, _WIDEST)
        if width not in self._laid_out:
            latest = list(self._laid_out.items())[-1:]
            self._laid_out = {**dict(latest), width: laid_out(self._blocks, width)}
        return self._laid_out[width]


class TextView(VerticalScroll, can_focus=True):
    """Scrolls a text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", "Down", show=False),
        Binding("k", "scroll_up", "Up", show=False),
    ]

    def __init__(self, blocks: Sequence[Block] = (), *, id: str) -> None:
        super().__init__(id=id)
        self._first = blocks
        self._words = ""

    def compose(self) -> ComposeResult:
        """Hold the text."""
        yield LaidOutText(self._first)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how high the text is beside the scroll bar, or it would be laid out once without and once with it."""
        return super().get_content_height(container, viewport, width - self.styles.scrollbar_size_vertical)

    def show(self, blocks: Sequence[Block]) -> None:
        """Show another text."""
        self.query_one(LaidOutText).show(blocks)

    def show_words(self, words: str) -> None:
        """Bring the line into sight that has what was searched for, once the text is laid out."""
        self._words = words
        self.on_resize()

    def on_resize(self) -> None:
        """Look for the words as soon as there are lines to scroll."""
        if self._words and self.max_scroll_y:
            words, self._words = self._words, ""
            text = self.query_one(LaidOutText)
            for place, line in enumerate(text.lines(text.content_size.width)):
                if first_found(line.plain, words) is not None:
                    self.scroll_to(y=max(0, place - 2), animate=False, force=True)
                    return
