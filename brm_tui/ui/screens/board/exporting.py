"""The board as a file: the cards column by column, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brm_tui.desk.board import BoardCard, column_pages
from brm_tui.desk.list_export import ExportColumn
from brm_tui.rules.filters import ListFilter
from brm_tui.rules.vocabulary import ActionStatus

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

PlacedCard = tuple[str, BoardCard]
"""A card behind the column that it stands in."""


def every_card(desk: Desk, only: ListFilter) -> list[PlacedCard]:
    """Return the cards that fit, column by column."""
    found: list[PlacedCard] = []
    for status in ActionStatus:
        pages = column_pages(desk, status.value, only)
        found += [(status.value, card) for card in pages.fetch(0, pages.count())]
    return found


COLUMNS: tuple[ExportColumn[PlacedCard], ...] = (
    ExportColumn("Status", lambda placed: placed[0]),
    ExportColumn("Action", lambda placed: placed[1].title),
    ExportColumn("Customer", lambda placed: placed[1].customer_code),
    ExportColumn("Objective", lambda placed: placed[1].objective),
    ExportColumn("Demand", lambda placed: placed[1].demand),
    ExportColumn("Who", lambda placed: placed[1].assignee),
    ExportColumn("Promised by", lambda placed: placed[1].promised_by),
    ExportColumn("Priority", lambda placed: placed[1].priority),
    ExportColumn("Due", lambda placed: placed[1].due),
    ExportColumn("Done", lambda placed: placed[1].done),
    ExportColumn("Times carried over", lambda placed: placed[1].carried_over),
    ExportColumn("Reason", lambda placed: placed[1].reason),
)
