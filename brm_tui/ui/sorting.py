"""Sorting a list, by a key or by a click on its header: the same on every screen and tab with a list that can be.

::

    def sorts(self):              # what it can be sorted by
        return [("slip", "Slip, the longest first")]

    sorted_by = "slip"            # or a property

    def sort_by(self, column):    # list it again; the same column again turns it around
        ...

What has a view of the desk's, with ``sort`` and ``descending`` among what it asks for, takes `SortedView` instead, and
tells its ``SORTS`` once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

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


class SortedView(Sorting):
    """Mixin of what lists a view of the desk's.

    Attributes:
        view: A frozen dataclass with ``sort`` and ``descending``.
        SORTS: For each column what it means to sort by it, and whether the highest comes first then.
        USUAL_SORT: The column that need not be said.
    """

    SORTS: ClassVar[Mapping[str, tuple[str, bool]]] = {}
    USUAL_SORT: ClassVar[str] = ""
    view: Any

    def change_view(self, view: Any) -> None:
        """List another view; each says how."""

    @property
    def orders(self) -> Mapping[str, tuple[str, bool]]:
        """What the list that is shown can be sorted by, as ``SORTS`` has it."""
        return self.SORTS

    @property
    def usual_sort(self) -> str:
        """The column that need not be said of the list that is shown."""
        return self.USUAL_SORT

    def sorts(self) -> Sequence[tuple[str, str]]:
        """Return what it can be sorted by."""
        return [(column, words) for column, (words, _descending) in self.orders.items()]

    @property
    def sorted_by(self) -> str:
        """The column that it is sorted by."""
        column: str = self.view.sort
        return column

    def sort_by(self, column: str) -> None:
        """Sort by a column; by the same again the other way round."""
        again = column == self.view.sort
        descending = not self.view.descending if again else self.orders[column][1]
        self.change_view(replace(self.view, sort=column, descending=descending))

    @property
    def sort_said(self) -> str:
        """What the title line says of the order; empty where it is the usual one, the usual way round."""
        words, usually = self.orders[self.view.sort]
        if self.view.sort == self.usual_sort and self.view.descending == usually:
            return ""
        words = words.partition(",")[0]
        return f"sort: {words[:1].lower()}{words[1:]} {'↓' if self.view.descending else '↑'}"
