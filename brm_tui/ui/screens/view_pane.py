"""Tabs that are one list with a view of the desk's: a frozen record of what is filtered, and what it is sorted by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from brm_tui.ui.screens.list_pane import FilteredPane
from brm_tui.ui.working import work_anew


class ViewPane(FilteredPane):
    """A tab whose desk takes a view; ``load`` begins with ``self.read_filter_again()``.

    Attributes:
        view: A frozen record with the filter in ``only``, with ``sort`` and ``descending``.
        SORTS: For each column what it means to sort by it, and whether the highest comes first then.
        USUAL_SORT: The column that need not be said.
    """

    SORTS: ClassVar[Mapping[str, tuple[str, bool]]] = {}
    USUAL_SORT: ClassVar[str] = ""
    view: Any

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
