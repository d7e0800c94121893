"""Tabs that are one list with a view of the desk's: a frozen record of what is filtered, and what it is sorted by."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from brm_tui.ui.screens.list_pane import FilteredPane
from brm_tui.ui.sorting import SortedView
from brm_tui.ui.working import work_anew


class ViewPane(SortedView, FilteredPane):
    """A tab whose desk takes a view, with the filter in ``only``; ``load`` begins with ``self.read_filter_again()``."""

    def list_again(self) -> None:
        """List what the view asks for."""
        work_anew(self, self.load, "list")

    def change_view(self, view: Any) -> None:
        """List another view."""
        self.view = view
        self.list_again()

    def read_filter_again(self) -> None:
        """Understand the filter as of today, and look at what fits it."""
        super().read_filter_again()
        self.view = replace(self.view, only=self.only)
