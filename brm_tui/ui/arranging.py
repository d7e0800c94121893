"""Lists that are read at once: narrowed by words and sorted by any column of what ``x`` writes of them.

::

    class RisksPane(ArrangedPane, Pane):
        FILTERS = CUSTOMER_RISKS                           # of rules/short_lists.py
        EXPORTED = COLUMNS                                 # what the file of the list holds, and it is sorted by
        USUAL_ORDER = "The heaviest open one first"        # as the desk reads it
        COMMANDS = (*arranging_commands("risks.", has_list), ...)

        def compose(self):
            yield RiskFilterLine(CUSTOMER_RISKS.example)   # a FilterLine with words_line_commands("risks.")
            ...

        async def load(self) -> None:
            self.take(records)                             # keeps them, and calls ``show_listed``

        def show_listed(self) -> None:
            self.table.set_source(... self.listed ...)     # what fits the words, in order

The tab is in ``screens/arranged_pane.py``; screens and dialogs take `Arranging`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from brm_tui.desk.list_export import AtOnce, ExportColumn
from brm_tui.rules.arranging import has_words, in_order
from brm_tui.ui.commands import EXPORT, FILTER, FILTER_OFF, SORT, Command, Condition
from brm_tui.ui.filtering import Filtering
from brm_tui.ui.sorting import Sorting
from brm_tui.ui.widgets.table import Sort, Table

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


def export_command(command_id: str, listed: str, condition: Condition) -> Command:
    """Return the command that writes such a list as it is shown.

    Args:
        command_id: Its id.
        listed: What it lists.
        condition: Asked with the screen: is there anything to write?
    """
    return EXPORT.command(
        command_id, "Export the list", f"Write the {listed} that are listed as a CSV or Excel file.",
        in_footer=False, condition=condition,
    )  # fmt: skip


class Arranging(Filtering, Sorting):
    """Mixin of what has a list that is read at once; the module's text says how to use it.

    Attributes:
        EXPORTED: The columns of its file, which it is filtered and sorted by.
        USUAL_ORDER: What the order is in which it is read.
        listed: The records that fit the words, in the order that is asked for.
        sorted_by: The head of the column that it is sorted by; empty for the usual order.
        descending: Whether the order is turned around.
    """

    EXPORTED: ClassVar[Sequence[ExportColumn[Any]]] = ()
    USUAL_ORDER: ClassVar[str] = "As usual"
    listed: Sequence[Any] = ()
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

    def list_again(self) -> None:
        """Find what fits the words, put it in order, and show it."""
        words, columns, today = self.only.words, self.exported, self._home.clock.today()
        self.listed = [
            record
            for record in self._records
            if not words or has_words(words, (column.value(record) for column in columns), today)
        ]
        by = next((column for column in columns if column.head == self.sorted_by), None)
        if by is not None:
            self.listed = in_order(self.listed, by.value, descending=self.descending)
        self.show_listed()
        self._show_order()

    def _show_order(self) -> None:
        """Say the order in the header too, where the table shows a column of that name."""
        table = self.query_one(Table)
        keys = (column.key for column in table.columns if column.title == self.sorted_by)
        key = next(keys, None) if self.sorted_by else None
        table.sort = Sort(key, self.descending) if key is not None else None

    def show_listed(self) -> None:
        """Show what is listed; each says how."""

    @property
    def listed_pages(self) -> AtOnce[Any]:
        """What is listed, as it is exported."""
        return AtOnce(self.listed)

    def arranged_states(self) -> tuple[str, ...]:
        """Return what the title line says of filter and order; nothing where all is listed as usual."""
        states = self.filter_states(len(self.listed))
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
