"""Tabs that are one list that is read at once; ``ui/arranging.py`` says how to write one."""

from __future__ import annotations

from brm_tui.ui.arranging import Arranging
from brm_tui.ui.screens.list_pane import FilteredPane


class ArrangedPane(Arranging, FilteredPane):
    """A tab that is one list that is read at once."""

    def say_arranged(self) -> None:
        """Show the empty state where there is nothing, and say filter and order in the title line."""
        self.set_class(self.is_bare, "-empty")
        if self.owner.pane is self:
            self.owner.say("", self.arranged_states())
        self.screen.refresh_bindings()
