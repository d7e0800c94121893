"""The list of changes: its columns, and how a change fills a line."""

from __future__ import annotations

from brm_tui.clock import Clock
from brm_tui.desk.change_pages import ChangeHeading, ChangeLine, Clashes
from brm_tui.rules.change_states import AHEAD
from brm_tui.ui.screens.changes.words import (
    RISK_STYLES,
    clash_cell,
    risk_cell,
    state_cell,
    told_cell,
    window_cell,
)
from brm_tui.ui.screens.services.words import NOTHING
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.rows import Cell, Row

_CUSTOMERS = Column("customers", "For", 12, minimum_width=7, weight=1, sortable=False)
_OTHERS = (
    Column("sign", "", 1, sortable=False),
    Column("title", "Change", 30, minimum_width=18, weight=3),
    Column("services", "Services", 20, minimum_width=12, weight=2, sortable=False, priority=4),
    Column("window", "Begins", 16),
    Column("told", "Told", 12),
    Column("clash", "Clash", 13, minimum_width=10, sortable=False, priority=2),
    Column("state", "State", 11, priority=3),
    Column("risk", "Risk", 9, priority=3),
    Column("owner", "Owner", 22, sortable=False, priority=5),
)
PORTFOLIO_COLUMNS = (*_OTHERS[:2], _CUSTOMERS, *_OTHERS[2:])

SORTS = {
    "ahead": ("High risk ahead first", False),
    "risk": ("Risk, the highest first", False),
    "window": ("Window, the next first", False),
    "told": ("Told, those that were not first", False),
    "state": ("State", False),
    "title": ("Title", False),
}
"""What each order is called, and whether it begins with the largest."""

GROUPS = {"": "nothing", "customer": "customer", "service": "service"}
"""What changes can stand below."""


def change_row(line: ChangeLine | ChangeHeading, clashes: Clashes | None, clock: Clock) -> Row:
    """Return a change or a heading as a line; a change that is over is dim.

    Args:
        line: The change, or the name above the changes that follow.
        clashes: What it clashes with; None while that is not known.
        clock: The user's clock.
    """
    if isinstance(line, ChangeHeading):
        return Row(line.id, (line.name, str(line.changes)), "heading")
    ahead = line.state in AHEAD
    cells: tuple[Cell, ...] = (
        risk_cell(line.risk),
        Cell(f"{line.code} {line.title}" if line.code else line.title),
        Cell(", ".join(line.customers) or NOTHING, "dim"),
        Cell(", ".join(line.services) or NOTHING, "dim"),
        window_cell(line, clock),
        told_cell(line, clock.today()),
        clash_cell(clashes) if ahead else Cell(""),
        state_cell(line.state),
        Cell(line.risk.value, RISK_STYLES[line.risk]) if line.risk else Cell("not rated", "unknown"),
        Cell(line.owner or "nobody", "dim" if line.owner else "attention"),
    )
    if not ahead:
        cells = tuple(Cell(cell.text, "dim" if cell.style != "bad" else "bad") for cell in cells)
    return Row(line.id, cells)
