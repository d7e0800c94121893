"""Lines to read in a dialog: a record in full, or what a figure is made of."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from brm_tui.ui.commands import Command
from brm_tui.ui.dialogs.base import SCROLLS, Dialog
from brm_tui.ui.widgets.sheet import Build, Sheet


class SheetDialog(Dialog[bool]):
    """Shows lines until it is closed; the arrows scroll them."""

    COMMANDS = (Command("sheet.close", "enter,q,i", "back", "Close", "Close it."),)

    def __init__(self, title: str, build: Build) -> None:
        """Make a dialog.

        Args:
            title: What is read.
            build: Lays the lines out.
        """
        super().__init__(title)
        self._build = build

    def compose_content(self) -> ComposeResult:
        """Show the lines."""
        with VerticalScroll(classes=SCROLLS):
            yield Sheet(self._build)
