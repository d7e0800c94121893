"""Sorting a list, by a key or by a click on its header: the same on every screen and tab with a list that can be.

::

    def sorts(self):              # what it can be sorted by
        return [("slip", "Slip, the longest first")]

    sorted_by = "slip"            # or a property

    def sort_by(self, column):    # list it again; the same column again turns it around
        ...
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import work

from brm_tui.ui.homed import Homed

if TYPE_CHECKING:
    from brm_tui.ui.widgets.table import Table


class Sorting(Homed):
    """Mixin of screens, tabs and dialogs with a list that can be sorted; the module's text says how to use it."""

    def sorts(self) -> Sequence[tuple[str, str]]:
        """Return what it can be sorted by, as column and words."""
        return ()

    @property
    def sorted_by(self) -> str:
        """The column that it is sorted by."""
        return ""

    def sort_by(self, column: str) -> None:
        """Sort by a column; by the same again the other way round."""

    @work
    async def action_sort(self) -> None:
        """Let the user choose what to sort by."""
        from brm_tui.ui.dialogs.pick import Choice, PickDialog

        choices = [Choice(column, words) for column, words in self.sorts()]
        chosen = await self._home.ask(PickDialog("Sort by", choices, chosen=self.sorted_by))
        if chosen is not None:
            self.sort_by(chosen)

    # Found by its name: Textual looks for ``@on`` in nodes only.

    def on_table_sort_requested(self, event: Table.SortRequested) -> None:
        """Sort by the column whose header was clicked."""
        self.sort_by(event.column)
