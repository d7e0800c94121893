"""A dialog to read in: changes, a version, what is missing."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from brm_tui.ui.commands import Command
from brm_tui.ui.dialogs.base import Dialog


class ReadText(VerticalScroll, can_focus=True):
    """The text; the arrows scroll it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", "Down", show=False),
        Binding("k", "scroll_up", "Up", show=False),
    ]


class ReadDialog(Dialog[bool]):
    """Shows a styled text until it is closed."""

    COMMANDS = (
        Command("read.close", "enter,q", "back", "Close", "Close it.", footer="close", in_footer=True),
    )

    def __init__(self, title: str, text: Content) -> None:
        """Make a dialog.

        Args:
            title: What is read.
            text: The text, its lines as they should break.
        """
        super().__init__(title)
        self.text = text

    def compose_content(self) -> ComposeResult:
        """Show the text."""
        with ReadText():
            yield Static(self.text)
