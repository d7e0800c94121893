"""A dialog to read in: changes, a version, what is missing."""

from __future__ import annotations

from textual.app import ComposeResult

from brm_tui.ui.commands import Command
from brm_tui.ui.dialogs.base import SCROLLS, Dialog
from brm_tui.ui.screens.agreement.markdown_text import Block
from brm_tui.ui.screens.agreement.text_view import TextView


class ReadDialog(Dialog[bool]):
    """Shows a text until it is closed; the arrows scroll it."""

    COMMANDS = (Command("read.close", "enter,q", "back", "Close", "Close it."),)

    def __init__(self, title: str, blocks: list[Block]) -> None:
        """Make a dialog.

        Args:
            title: What is read.
            blocks: The text.
        """
        super().__init__(title)
        self.add_class("-reading")
        self.blocks = blocks

    def compose_content(self) -> ComposeResult:
        """Show the text."""
        text = TextView(self.blocks, id="read-text")
        text.add_class(SCROLLS)
        yield text
