"""The portfolio's list: its columns, and how a customer or a manager fills a line."""

from __future__ import annotations

from datetime import date

from brm_tui.desk.portfolio import ManagerHeading, PortfolioCustomer, PortfolioLine
from brm_tui.rules.vocabulary import CustomerStatus
from brm_tui.ui.screens.portfolio.words import (
    agreement_cell,
    band_cell,
    contact_cell,
    count_cell,
    glyph_cell,
    health_cell,
    hours_words,
    meeting_cell,
    need_glyph,
    steps_cell,
)
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.rows import Cell, Row

COLUMNS = (
    Column("needs", "", 1, sortable=False),
    Column("name", "Customer", 26, minimum_width=19, weight=3, tree=True),
    Column("code", "Code", 6, priority=9),
    Column("tier", "Tier", 4, align="right", priority=6),
    Column("status", "Status", 10, priority=8),
    Column("manager", "Manager", 18, minimum_width=17, weight=1, priority=7),
    Column("health", "Health", 7, priority=2),
    Column("agreement", "Agreement", 22),
    Column("open", "Open", 4, align="right", priority=3),
    Column("late", "Late", 4, align="right"),
    Column("contact", "Last contact", 12, priority=4),
    Column("meeting", "Next meeting", 12),
    Column("steps", "Step", 10, sortable=False, priority=5),
)

#: What the columns are called when one chooses what to sort by, and whether that begins with the largest.
SORTS = {
    "name": ("Name", False),
    "needs": ("Needs you", True),
    "health": ("Health, worst first", False),
    "agreement": ("Agreement, most urgent first", False),
    "late": ("Overdue actions", True),
    "open": ("Open actions", True),
    "contact": ("Last contact, longest ago first", True),
    "meeting": ("Next meeting", False),
    "tier": ("Tier", False),
    "status": ("Status", False),
    "manager": ("Relationship manager", False),
    "code": ("Code", False),
}


def line_row(line: PortfolioLine, today: date) -> Row:
    """Return a line of the portfolio as a row of the table."""
    return _heading(line) if isinstance(line, ManagerHeading) else _customer(line, today)


def _customer(customer: PortfolioCustomer, today: date) -> Row:
    quiet = customer.status is not CustomerStatus.ACTIVE
    late_contact = any(need.reason.startswith("no contact") for need in customer.needs)
    contact = contact_cell(customer.last_contact, today)
    return Row(
        customer.id,
        (
            glyph_cell(need_glyph(customer.needs, customer.status)),
            customer.name,
            Cell(customer.code, "dim"),
            str(customer.tier),
            Cell(customer.status.value, "dim" if quiet else ""),
            customer.manager if customer.manager is not None else Cell("nobody", "attention"),
            health_cell(customer.health, customer.health_trend),
            agreement_cell(customer.agreement, today),
            count_cell(customer.open_actions),
            count_cell(customer.overdue_actions, "bad"),
            Cell(contact.text, "attention") if late_contact else contact,
            meeting_cell(customer.next_meeting, today),
            steps_cell(customer),
        ),
        depth=customer.depth,
    )


def _heading(heading: ManagerHeading) -> Row:
    customers = "1 customer" if heading.customers == 1 else f"{heading.customers} customers"
    if heading.name is None:
        nobody = (Cell("Without a relationship manager", "attention"), Cell(f"· {customers}", "dim"))
        return Row(heading.id, nobody, kind="heading")
    load = heading.load
    told = f"{hours_words(load)} a week" if load is not None else ""
    cells: tuple[Cell, ...] = (Cell(heading.name), Cell(f"· {customers}, {told}", "dim"))
    if load is not None:
        cells += (band_cell(load),)
    return Row(heading.id, cells, kind="heading")
