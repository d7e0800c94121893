"""Lists that are read at once: narrowed by words and sorted by any column of what ``x`` writes of them.

::

    class RisksPane(ArrangedPane, Pane):
        FILTERS = CUSTOMER_RISKS                           # one of SHORT_LISTS in rules/filter_fields.py
        EXPORTED = COLUMNS                                 # what the file of the list holds, and it is sorted by
        USUAL_ORDER = "The heaviest open one first"        # as the desk reads it
        COMMANDS = (*arranging_commands("risks.", has_list), ...)

        def compose(self):
            yield RiskFilterLine(CUSTOMER_RISKS.example)   # a FilterLine with words_line_commands("risks.")
            ...

        async def load(self) -> None:
            self.take(records)                          # keeps them, and calls ``list_again``

        def list_again(self) -> None:
            self.table.set_source(... self.listed ...)     # what fits the words, in order
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import work

from brm_tui.desk.list_export import AtOnce, ExportColumn
from brm_tui.rules.arranging import has_words, in_order
from brm_tui.ui.commands import EXPORT, FILTER, FILTER_OFF, SORT, Command, Condition
from brm_tui.ui.filtering import Filtering
from brm_tui.ui.screens.list_pane import FilteredPane

NOTHING_FITS = "Nothing fits the filter. F shows all."


def arranging_commands(prefix: str, condition: Condition, *, in_footer: bool = False) -> tuple[Command, ...]:
    """Return the commands of a list that is read at once; their ids begin with the prefix.

    Args:
        prefix: Such as ``risks.``.
        condition: Asked with the screen: is there anything to filter and sort?
        in_footer: Whether the footer has room for them.
    """
    return (
        FILTER.command(
            f"{prefix}filter", "Filter", "List only what has some words.", in_footer=in_footer,
            condition=condition,
        ),
        FILTER_OFF.command(
            f"{prefix}filter_off", "Show all", "Take the filter off.", condition=lambda shown: shown.is_filtered
        ),
        SORT.command(
            f"{prefix}sort", "Sort", "Sort the list; by the same again the other way round.",
            in_footer=in_footer,
            condition=condition,
        ),
    )  # fmt: skip


def export_command(id: str, listed: str, condition: Condition) -> Command:
    """Return the command that writes such a list as it is shown.

    Args:
        id: Its id.
        listed: What it lists.
        condition: Asked with the screen: is there anything to write?
    """
    return EXPORT.command(
        id, "Export the list", f"Write the {listed} that are listed as a CSV or Excel file.",
        in_footer=False, condition=condition,
    )  # fmt: skip


class Arranging(Filtering):
    """Mixin of what has a list that is read at once; the module's text says how to use it.

    Attributes:
        EXPORTED: The columns of its file, which it is filtered and sorted by.
        USUAL_ORDER: What the order is in which it is read.
        sorted_by: The head of the column that it is sorted by; empty for the usual order.
        descending: Whether the order is turned around.
    """

    EXPORTED: ClassVar[Sequence[ExportColumn[Any]]] = ()
    USUAL_ORDER: ClassVar[str] = "As usual"
    sorted_by: str = ""
    descending: bool = False
    _records: Sequence[Any] = ()

    @property
    def exported(self) -> Sequence[ExportColumn[Any]]:
        """The columns of the file, where they depend on the day or the zone."""
        return self.EXPORTED

    def take(self, records: Sequence[Any]) -> None:
        """Take other records, and list those that fit."""
        self._records = records
        self.read_filter_again()
        self.list_again()

    @property
    def is_bare(self) -> bool:
        """Whether there is nothing to list, whatever the filter."""
        return not self._records

    @property
    def listed(self) -> list[Any]:
        """The records that fit the words, in the order that is asked for."""
        today, columns = self._home.clock.today(), self.exported
        words = self.only.words
        found = [
            record
            for record in self._records
            if not words or has_words(words, [column.value(record) for column in columns], today)
        ]
        by = next((column for column in columns if column.head == self.sorted_by), None)
        return found if by is None else in_order(found, by.value, descending=self.descending)

    @property
    def listed_pages(self) -> AtOnce[Any]:
        """What is listed, as it is exported."""
        return AtOnce(self.listed)

    def arranged_states(self) -> tuple[str, ...]:
        """Return what the title line says of filter and order; nothing where all is listed as usual."""
        states = self.filter_states(len(self.listed)) if self.filter_said else []
        if self.sorted_by:
            states.append(f"sort: {self.sorted_by.lower()} {'↓' if self.descending else '↑'}")
        return tuple(states)

    def sorts(self) -> Sequence[tuple[str, str]]:
        """Return what it can be sorted by."""
        return [("", self.USUAL_ORDER), *((column.head, column.head) for column in self.exported)]

    def sort_by(self, column: str) -> None:
        """Sort by a column; by the same again the other way round."""
        self.descending = not self.descending if column and column == self.sorted_by else False
        self.sorted_by = column
        self.list_again()

    @work
    async def action_sort(self) -> None:
        """Let the user choose what to sort by."""
        from brm_tui.ui.dialogs.pick import Choice, PickDialog

        choices = [Choice(column, words) for column, words in self.sorts()]
        chosen = await self._home.ask(PickDialog("Sort by", choices, chosen=self.sorted_by))
        if chosen is not None:
            self.sort_by(chosen)


class ArrangedPane(Arranging, FilteredPane):
    """A tab that is one list that is read at once."""

    def say_arranged(self) -> None:
        """Show the empty state where there is nothing, and say filter and order in the title line."""
        self.set_class(self.is_bare, "-empty")
        if self.owner.pane is self:
            self.owner.say("", self.arranged_states())
        self.screen.refresh_bindings()
