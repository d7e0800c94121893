"""Tabs that are one list: its cursor and marks, the line that narrows it, and what it is sorted by.

How to write one, beside what `panes` says of every tab::

    class ProjectsPane(ListPane):
        KIND = "projects"
        TABLE, FILTER_BAR = ProjectTable, ProjectFilterBar

        async def load(self): ...                          # set the table's source, and say what is listed

        @property
        def typed(self) -> str: ...                        # what the line holds
        def filter_by(self, typed): ...                    # list what fits another line
        def action_show_all(self): ...
        def choose_filters(self): ...                      # a worker: let the user choose words of it

        def sorts(self): return [("slip", "Slip, the longest first")]
        sorted_by = "slip"
        def sort_by(self, column): ...

A tab without a line leaves ``FILTER_BAR`` None; one with two lists says in ``table`` which of them is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.widget import Widget

from brm_tui.ui.screens.panes import Pane
from brm_tui.ui.widgets.filter_bar import FilterBar
from brm_tui.ui.widgets.table import Table


class ListPane(Pane):
    """A tab that is one list; the module's text says how to write one."""

    KIND: ClassVar[str] = ""
    TABLE: ClassVar[type[Table]] = Table
    FILTER_BAR: ClassVar[type[FilterBar] | None] = None

    @property
    def table(self) -> Table:
        """Return the list."""
        return self.query_one(self.TABLE)

    @property
    def main(self) -> Widget:
        """Return the list, or the tab where it is empty."""
        return self if self.has_class("-empty") else self.table

    @property
    def has_row(self) -> bool:
        """Whether there is something to act on."""
        return self.is_mounted and self.table.cursor_id is not None

    @property
    def record_here(self) -> tuple[str, str] | None:
        """The KIND and id of what is under the cursor."""
        here = self.table.cursor_id if self.KIND and self.has_row else None
        return None if here is None else (self.KIND, here)

    @property
    def has_list(self) -> bool:
        """Whether there is anything to filter, sort and group."""
        return self.is_mounted and not self.has_class("-empty")

    @property
    def marked(self) -> frozenset[str]:
        """The ids of the marked lines."""
        return self.table.marked if self.is_mounted else frozenset()

    @property
    def chosen(self) -> list[str]:
        """The ids of what a key acts on: what is marked, else what is under the cursor."""
        return self.table.chosen if self.is_mounted else []

    @on(Table.Highlighted)
    @on(Table.MarksChanged)
    def _moved(self) -> None:
        self.screen.refresh_bindings()

    def action_unmark(self) -> None:
        """Take all marks off."""
        self.table.clear_marks()

    # The line that narrows it

    @property
    def typed(self) -> str:
        """What the line holds."""
        return ""

    def filter_by(self, typed: str) -> None:
        """List what fits another line."""

    def action_show_all(self) -> None:
        """Take the filter off."""

    def choose_filters(self) -> object:
        """Let the user choose words of the filter."""

    def action_filter(self) -> object:
        """Type what to list."""
        if self.FILTER_BAR is not None:
            self.query_one(self.FILTER_BAR).open(self.typed)
        return None

    @on(FilterBar.Typed)
    def _typed(self, event: FilterBar.Typed) -> None:
        self.filter_by(event.text)

    @on(FilterBar.Left)
    def _left_filter(self, event: FilterBar.Left) -> None:
        if self.FILTER_BAR is not None:
            self.query_one(self.FILTER_BAR).display = False
        self.main.focus()
        if event.how == "clear":
            self.action_show_all()
        elif event.how == "choose":
            self.choose_filters()

    # What it is sorted by

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
        chosen = await self.owner.ask(PickDialog("Sort by", choices, chosen=self.sorted_by))
        if chosen is not None:
            self.sort_by(chosen)

    @on(Table.SortRequested)
    def _header_clicked(self, event: Table.SortRequested) -> None:
        self.sort_by(event.column)
