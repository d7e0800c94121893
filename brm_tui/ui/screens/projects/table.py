"""The list of projects: its columns, and how a project fills a line."""

from __future__ import annotations

from datetime import date

from brm_tui.desk.project_pages import ProjectLine
from brm_tui.rules.dates import show_date
from brm_tui.rules.project_states import UNDER_WAY
from brm_tui.rules.project_value import RatioName, ratio_named
from brm_tui.rules.vocabulary import Priority, ProjectStatus
from brm_tui.ui.screens.projects.words import (
    end_cell,
    rank_words,
    ratio_words,
    slip_cell,
)
from brm_tui.ui.screens.services.words import NOTHING, rag_cell
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.rows import Cell, Row, StyleName

_CUSTOMERS = Column("customers", "For", 10, minimum_width=7, weight=1, sortable=False)
_RANK = Column("rank", "#", 3, sortable=False)
_OTHERS = (
    Column("standing", "", 3),
    Column("name", "Project", 30, minimum_width=22, weight=3),
    Column("status", "Status", 9, priority=6),
    Column("priority", "Priority", 8, priority=2),
    Column("time", "Time", 4, sortable=False),
    Column("resource", "Res.", 4, sortable=False),
    Column("scope", "Scope", 5, sortable=False),
    Column("end", "End", 11, priority=2),
    Column("slip", "Slip", 7, align="right"),
    Column("spent", "Spent", 6, align="right", priority=3),
    Column("value", "Value", 6, align="right", priority=3),
    Column("milestone", "Next milestone", 26, minimum_width=16, weight=2, sortable=False, priority=5),
    Column("manager", "Led by", 16, minimum_width=12, weight=1, sortable=False, priority=7),
)
PORTFOLIO_COLUMNS = (*_OTHERS[:2], _CUSTOMERS, *_OTHERS[2:])
CUSTOMER_COLUMNS = (_OTHERS[0], _RANK, *_OTHERS[1:])

SORTS = {
    "standing": ("Standing, the worst first", False),
    "priority": ("Priority, the most pressing first", False),
    "name": ("Name", False),
    "status": ("Status", False),
    "end": ("End, the nearest first", False),
    "slip": ("Slip, the longest first", True),
    "spent": ("Spent of the budget, the most first", True),
    "value": ("Expected value for the budget, the least first", False),
}
"""What each order is called, and whether it begins with the largest."""

_PRIORITIES: dict[Priority, StyleName] = {Priority.URGENT: "bold", Priority.LOW: "dim"}


def project_row(line: ProjectLine, today: date, *, of_customer: bool) -> Row:
    """Return a project as a line; one that is over is dim.

    Args:
        line: The project.
        today: Today.
        of_customer: Whether the list is one customer's, with its rank in place of the customers.
    """
    spent, value = (ratio_named(line.money, name) for name in (RatioName.SPENT, RatioName.EXPECTED))
    overspent = spent.value is not None and spent.value > 1
    next_day = f"{show_date(line.milestone_day, today)} " if line.milestone_day else ""
    late = line.milestone_day is not None and line.milestone_day < today
    cells = (
        rag_cell(line.rag),
        *([Cell(rank_words(line.rank), "dim")] if of_customer else []),
        Cell(f"{line.code} {line.name}" if line.code else line.name),
        *([] if of_customer else [Cell(", ".join(line.customers) or NOTHING, "dim")]),
        Cell(line.status.value, "attention" if line.status is ProjectStatus.ON_HOLD else "dim"),
        Cell(line.priority.value, _PRIORITIES.get(line.priority, "")),
        *(rag_cell(rag) for rag in (line.time_rag, line.resource_rag, line.scope_rag)),
        end_cell(line, today),
        slip_cell(line.slip),
        Cell(ratio_words(spent), "attention" if overspent else ""),
        Cell(ratio_words(value)),
        Cell(f"{next_day}{line.milestone}" if line.milestone else NOTHING, "attention" if late else "dim"),
        Cell(line.manager or "nobody", "dim" if line.manager else "attention"),
    )
    if line.status not in UNDER_WAY:
        cells = tuple(Cell(cell.text, "dim") for cell in cells)
    return Row(line.id, cells)
