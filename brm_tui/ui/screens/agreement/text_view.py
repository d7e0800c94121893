"""Texts laid out in the room they have: the relationship philosophy, and what is said of a row."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from brm_tui.ui.screens.agreement.markdown_text import Block, laid_out

_WIDEST = 96


class DetailView(Static):
    """Says everything about the row under the cursor; what finds no room is cut off."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._blocks: list[Block] = []

    def show(self, blocks: list[Block]) -> None:
        """Say something else."""
        if blocks != self._blocks:
            self._blocks = blocks
            self._lay_out()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if width > 0:
            self.update(laid_out(self._blocks, width))


class TextView(VerticalScroll, can_focus=True):
    """Scrolls a Markdown text, its lines no longer than the eye likes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", "Down", show=False),
        Binding("k", "scroll_up", "Up", show=False),
    ]

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._blocks: list[Block] = []
        self._empty = Content("")

    def compose(self) -> ComposeResult:
        """Hold the text."""
        yield Static()

    def show(self, blocks: list[Block], empty: Content) -> None:
        """Show a text, or what an empty one says."""
        self._blocks, self._empty = blocks, empty
        self._lay_out()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = min(self.scrollable_content_region.width, _WIDEST)
        if width > 0:
            text = laid_out(self._blocks, width) if self._blocks else self._empty
            self.query_one(Static).update(text)
