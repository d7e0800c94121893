"""Reading the board: its columns, its filter, and its figures."""

from __future__ import annotations

from typing import NamedTuple

from brm_tui.desk.desk import Desk
from brm_tui.rules.filters import ListFilter
from brm_tui.store.queries import board as queries
from brm_tui.store.queries.board import NEWEST_FIRST, BoardCard, Day
from brm_tui.store.queries.paging import KeysetPager

__all__ = [
    "NEWEST_FIRST",
    "BoardCard",
    "BoardSummary",
    "board_summary",
    "column_pages",
    "status_of",
]


class BoardSummary(NamedTuple):
    """What the board holds.

    Attributes:
        columns: Cards of each column that has any.
        late: Cards whose due date has passed.
        any: Whether there are any actions at all, shown or not.
    """

    columns: dict[str, int]
    late: int
    any: bool


def board_summary(desk: Desk, only: ListFilter) -> BoardSummary:
    """Return what the board holds under a filter."""
    now = Day(desk.today, desk.clock.zone)
    columns: dict[str, int] = desk.read(queries.count_cards, only, now)
    late: int = desk.read(queries.count_late, only, now)
    return BoardSummary(columns, late, bool(columns) or bool(only))


def column_pages(desk: Desk, status: str, only: ListFilter) -> KeysetPager[BoardCard]:
    """Return the pages of one column."""
    now = Day(desk.today, desk.clock.zone)
    pages: KeysetPager[BoardCard] = desk.read(queries.column_pager, status, only, now)
    return pages


def status_of(desk: Desk, action_id: str) -> str | None:
    """Return the column that an action stands in, None where there is no such action."""
    found: str | None = desk.read(queries.status_of, action_id)
    return found
