"""Tabs that are one list: its cursor and marks, what it is sorted by, and the line that narrows it.

How to write one, beside what `panes` says of every tab::

    class ProjectsPane(FilteredPane):                      # a ListPane where no line narrows it
        KIND = "projects"
        TABLE, FILTERS = ProjectTable, PROJECTS            # of rules/filter_fields.py; see ui/filtering.py

        async def load(self):                              # set the table's source, and say what is listed
            self.read_filter_again()
            ...

        def list_again(self): ...                          # the filter is another one

        def sorts(self): return [("slip", "Slip, the longest first")]
        sorted_by = "slip"
        def sort_by(self, column): ...

One with two lists says in ``table`` which of them is shown, and in ``filters`` what that is filtered by.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.widget import Widget

from brm_tui.ui.filtering import Filtering
from brm_tui.ui.following import Following
from brm_tui.ui.screens.panes import Pane
from brm_tui.ui.sorting import Sorting
from brm_tui.ui.widgets.table import Table


class ListPane(Following, Sorting, Pane):
    """A tab that is one list; the module's text says how to write one."""

    KIND: ClassVar[str] = ""
    TABLE: ClassVar[type[Table]] = Table

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
    def _moved(self) -> None:
        self.follow_cursor()

    @on(Table.MarksChanged)
    def _marked(self) -> None:
        self.screen.refresh_bindings()

    def action_unmark(self) -> None:
        """Take all marks off."""
        self.table.clear_marks()


class FilteredPane(Filtering, ListPane):
    """A tab that is one list which a line of words narrows."""

    def to_list(self) -> None:
        """Give the list the keys, at once: the next key is meant for it."""
        self.screen.set_focus(self.main)

    async def filter_words(self) -> Mapping[str, Sequence[str]]:
        """Return the customers that there are; on the page of one there is no other to choose."""
        from brm_tui.desk.choices import choices

        owner = self.owner
        if owner.customer_id or self.filters.named("customer") is None:
            return {}
        found = await owner.gateway.read(choices, owner.desk, "customers")
        return {"customer": [name for _code, name in found]}
