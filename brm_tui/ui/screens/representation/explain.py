"""What a load is made of, and what it means."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from brm_tui.rules.load import Load
from brm_tui.ui.commands import Command
from brm_tui.ui.dialogs.base import SCROLLS, Dialog
from brm_tui.ui.screens.representation.words import explanation
from brm_tui.ui.widgets.sheet import Sheet


class LoadDialog(Dialog[bool]):
    """Shows the terms of a load."""

    COMMANDS = (Command("load.close", "enter,q,i", "back", "Close", "Close it."),)

    def __init__(self, person: str, load: Load) -> None:
        """Make the dialog.

        Args:
            person: Whose load it is.
            load: The load.
        """
        super().__init__(f"Load: {person}")
        self._load = load

    def compose_content(self) -> ComposeResult:
        """Show the terms."""
        with VerticalScroll(classes=SCROLLS):
            yield Sheet(lambda width: explanation(self._load, width))
