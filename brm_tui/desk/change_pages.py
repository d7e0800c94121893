"""What the screens show of changes: the list with its grid, one change, and what it clashes with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brm_tui.desk.choices import record_of
from brm_tui.rules.change_clashes import change_clashes
from brm_tui.rules.change_states import AHEAD
from brm_tui.rules.clash_terms import Clash
from brm_tui.rules.vocabulary import ChangeState
from brm_tui.store.queries import change_detail, changes
from brm_tui.store.queries.calendar_entry import CalendarEntry
from brm_tui.store.queries.change_detail import ChangeCustomerLine
from brm_tui.store.queries.change_surroundings import surrounded_changes
from brm_tui.store.queries.changes import (
    SORTS,
    ChangeGrid,
    ChangeHeading,
    ChangeLine,
    ChangeSummary,
    ChangeView,
    Order,
)
from brm_tui.store.queries.ordered import OrderedPages
from brm_tui.store.queries.records.changes import ChangeRecord
from brm_tui.store.queries.working_people import names_of

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

__all__ = [
    "SORTS",
    "ChangeCustomerLine",
    "ChangeGrid",
    "ChangeHeading",
    "ChangeLine",
    "ChangePage",
    "ChangePages",
    "ChangeSummary",
    "ChangeView",
    "ChangesAhead",
    "Clashes",
    "change_page",
    "change_pages",
    "changes_ahead",
    "clashes_of_changes",
]

ChangePages = OrderedPages[ChangeLine | ChangeHeading]
Clashes = tuple[Clash[CalendarEntry], ...]


def change_pages(desk: Desk, view: ChangeView) -> ChangePages:
    """Return the pages of the changes in the order that one wants, headings among them."""
    headings: dict[str, ChangeHeading] = {}

    def order() -> list[str]:
        order: Order = desk.read(changes.change_order, view, desk.today, desk.clock.zone)
        headings.clear()
        headings.update(order[1])
        return order[0]

    def records(line_ids: Sequence[str]) -> dict[str, ChangeLine | ChangeHeading]:
        lines = desk.read(changes.change_lines, [one for one in line_ids if one not in headings])
        return {**lines, **{one: headings[one] for one in line_ids if one in headings}}

    return OrderedPages(order, records)


@dataclass(frozen=True, slots=True)
class ChangesAhead:
    """The list of changes, its order read already.

    Attributes:
        pages: The pages.
        listed: How many changes fit, each counted once.
        grid: How those that fit spread over impact and likelihood, whichever cell is looked at.
        summary: All changes in figures.
    """

    pages: ChangePages
    listed: int
    grid: ChangeGrid
    summary: ChangeSummary


def changes_ahead(desk: Desk, view: ChangeView) -> ChangesAhead:
    """Return the list of changes with its order read already."""
    pages = change_pages(desk, view)
    pages.read_ahead()
    grid: ChangeGrid = desk.read(changes.change_grid, view, desk.today, desk.clock.zone)
    listed = grid.unrated + sum(grid.counts.values())
    if view.cell is not None:
        listed = grid.counts.get(view.cell, 0)
    summary = desk.read(changes.change_summary, view.customer_id, desk.today)
    return ChangesAhead(pages, listed, grid, summary)


def clashes_of_changes(desk: Desk, change_ids: Sequence[str]) -> dict[str, Clashes]:
    """Return what each of some changes clashes with; what is over or has no window clashes with nothing."""
    found: dict[str, Clashes] = dict.fromkeys(change_ids, ())
    for change, around in desk.read(surrounded_changes, change_ids, desk.clock.zone, desk.today):
        found[change.source_id] = tuple(change_clashes(change, around))
    return found


@dataclass(frozen=True, slots=True)
class ChangePage:
    """One change with all that belongs to it.

    Attributes:
        change: Its fields.
        told_by: Who told the customers; empty where nobody is named.
        owner: Who of IT answers for it; empty for nobody.
        customers: Whom it affects, by name.
        clashes: What it clashes with, while it is still ahead.
    """

    change: ChangeRecord
    told_by: str
    owner: str
    customers: tuple[ChangeCustomerLine, ...]
    clashes: Clashes

    @property
    def ahead(self) -> bool:
        """Whether it is still to be done."""
        return ChangeState(self.change.state) in AHEAD


def change_page(desk: Desk, change_id: str) -> ChangePage:
    """Return one change with all that belongs to it.

    Raises:
        NotFoundError: There is none.
    """
    record: ChangeRecord = record_of(desk, "changes", change_id)
    names = desk.read(names_of, {record.told_by_id, record.owner_id} - {None})
    return ChangePage(
        record,
        names.get(record.told_by_id, ""),
        names.get(record.owner_id, ""),
        tuple(desk.read(change_detail.customers_of_change, change_id, desk.today)),
        clashes_of_changes(desk, [change_id])[change_id] if record.state in AHEAD else (),
    )
