"""The list of services: its columns, and how a service fills a line."""

from __future__ import annotations

from datetime import date

from brm_tui.desk.services import TREND_MONTHS, ServiceLine
from brm_tui.rules.services import standing, trend_periods
from brm_tui.ui.screens.services.words import (
    NOTHING,
    cost_cell,
    data_cell,
    level_cell,
    rag_cell,
    satisfaction_cell,
)
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.rows import Cell, Row

_CUSTOMER = Column("customer", "Customer", 20, minimum_width=9, weight=2)
_OTHERS = (
    Column("standing", "", 3),
    Column("service", "Service", 22, minimum_width=13, weight=3),
    Column("priority", "Priority", 8, priority=4),
    Column("level", "Level of target, %", 21),
    Column("satisfaction", "Satisf.", 11),
    Column("cost", "Cost a month", 19, priority=3),
    Column("data", "Data", 14, minimum_width=6),
)
PORTFOLIO_COLUMNS = (*_OTHERS[:2], _CUSTOMER, *_OTHERS[2:])
CUSTOMER_COLUMNS = _OTHERS

SORTS = {
    "customer": ("Customer", False),
    "service": ("Service", False),
    "standing": ("Standing, the worst first", False),
    "priority": ("Priority, the most urgent first", False),
    "level": ("Level against its target, the worst first", False),
    "satisfaction": ("Satisfaction, the lowest first", False),
    "cost": ("Cost a month, the highest first", True),
    "data": ("Date of the data, the oldest first", False),
}
"""What each order is called, and whether it begins with the largest."""


def service_row(line: ServiceLine, today: date, *, of_customer: bool) -> Row:
    """Return a service as a line; what is offered and not taken, or has ended, is dim.

    Args:
        line: The service and its figures.
        today: What the figures are judged by.
        of_customer: Whether the list is one customer's, so that its name is left out.
    """
    head = line.head
    whose = () if of_customer else (head.customer,)
    if not head.taken:
        named = [Cell(text, "dim") for text in (head.service, *whose)]
        rest = (Cell(NOTHING, "dim"), Cell("not taken", "dim"), *[Cell(NOTHING, "dim")] * 3)
        return Row(head.id, (Cell(""), *named, *rest))
    periods = trend_periods(today, TREND_MONTHS)
    ended = head.active_until is not None and head.active_until < today
    judged = standing(line.known, today)
    cells = (
        rag_cell(judged.rag),
        Cell(head.service),
        *[Cell(text) for text in whose],
        Cell(head.priority.value if head.priority else NOTHING, "dim"),
        level_cell(line, periods, judged),
        satisfaction_cell(line, periods, judged),
        cost_cell(line, periods),
        data_cell(head, today),
    )
    return Row(head.id, tuple(Cell(cell.text, "dim") for cell in cells) if ended else cells)
