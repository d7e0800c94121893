"""Reading the board: its columns, its filter, and its figures."""

from __future__ import annotations

from typing import NamedTuple

from brm_tui.desk.desk import Desk
from brm_tui.store.queries import board as queries
from brm_tui.store.queries.board import NEWEST_FIRST, BoardCard, CardFilter
from brm_tui.store.queries.paging import KeysetPager

__all__ = [
    "NEWEST_FIRST",
    "NO_FILTER",
    "BoardCard",
    "BoardFilter",
    "BoardSummary",
    "Named",
    "board_summary",
    "column_pages",
    "filter_named",
    "status_of",
]


class Named(NamedTuple):
    """Something that a filter names.

    Attributes:
        id: Its id.
        name: How a form names it: code, e-mail or id.
        label: What a person calls it.
    """

    id: str
    name: str
    label: str


class BoardFilter(NamedTuple):
    """Which cards are shown; every part that is given must hold."""

    customer: Named | None = None
    person: Named | None = None
    objective: Named | None = None
    overdue: bool = False
    text: str = ""

    def cards(self) -> CardFilter:
        """Return the filter as the queries take it."""
        customer, person, objective = (
            part.id if part else "" for part in (self.customer, self.person, self.objective)
        )
        return CardFilter(customer, person, objective, self.overdue, self.text)

    def words(self) -> list[str]:
        """Return what a person calls each part."""
        found = [part.label for part in (self.customer, self.person, self.objective) if part]
        if self.overdue:
            found.append("overdue")
        if self.text:
            found.append(f"‘{self.text}’")
        return found


NO_FILTER = BoardFilter()


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


def board_summary(desk: Desk, only: BoardFilter) -> BoardSummary:
    """Return what the board holds under a filter."""
    columns: dict[str, int] = desk.read(queries.count_cards, only.cards(), desk.today)
    late: int = desk.read(queries.count_late, only.cards(), desk.today)
    return BoardSummary(columns, late, bool(columns) or only != NO_FILTER)


def column_pages(desk: Desk, status: str, only: BoardFilter) -> KeysetPager[BoardCard]:
    """Return the pages of one column."""
    pages: KeysetPager[BoardCard] = desk.read(queries.column_pager, status, only.cards(), desk.today)
    return pages


def status_of(desk: Desk, action_id: str) -> str | None:
    """Return the column that an action stands in, None where there is no such action."""
    found: str | None = desk.read(queries.status_of, action_id)
    return found


def filter_named(
    desk: Desk,
    *,
    customer: str = "",
    person: str = "",
    objective: str = "",
    overdue: bool = False,
    text: str = "",
) -> BoardFilter:
    """Return the filter that a person means, by code, e-mail or id.

    Raises:
        BrmError: There is no such customer, person or objective.
    """

    def named(kind_name: str, name: str) -> Named | None:
        from brm_tui.rules.kinds import KINDS
        from brm_tui.store.queries.rows import find_id, label_of

        if not name:
            return None
        row_id: str = desk.read(find_id, kind_name, name)
        return Named(row_id, name, desk.read(label_of, KINDS[kind_name], row_id))

    return BoardFilter(
        named("customers", customer), named("people", person), named("objectives", objective), overdue, text
    )
