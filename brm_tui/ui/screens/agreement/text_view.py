"""Texts laid out in the room they have: the relationship philosophy, what is said of a row, what is read."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from brm_tui.ui.screens.agreement.markdown_text import Block, laid_out

_WIDEST = 96


class LaidOutText(Widget):
    """A text whose lines are broken for the width it has, and no longer than the eye likes."""

    def __init__(self, blocks: list[Block] | None = None, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._blocks = blocks or []
        self._laid_out: tuple[int, Content] | None = None

    def show(self, blocks: list[Block]) -> None:
        """Show another text."""
        if blocks != self._blocks:
            self._blocks, self._laid_out = blocks, None
            self.refresh(layout=self.styles.height is not None and self.styles.height.is_auto)

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        """Return how many lines the text fills."""
        return self._lines(width).plain.count("\n") + 1 if self._blocks else 0

    def render(self) -> Content:
        """Return the lines."""
        return self._lines(self.content_size.width)

    def _lines(self, width: int) -> Content:
        width = min(width, _WIDEST)
        if self._laid_out is None or self._laid_out[0] != width:
            self._laid_out = width, laid_out(self._blocks, width)
        return self._laid_out[1]


class TextView(VerticalScroll, can_focus=True):
    """Scrolls a text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", "Down", show=False),
        Binding("k", "scroll_up", "Up", show=False),
    ]

    def __init__(self, blocks: list[Block] | None = None, *, id: str) -> None:
        super().__init__(id=id)
        self._first = blocks

    def compose(self) -> ComposeResult:
        """Hold the text."""
        yield LaidOutText(self._first)

    def show(self, blocks: list[Block]) -> None:
        """Show another text."""
        self.query_one(LaidOutText).show(blocks)
