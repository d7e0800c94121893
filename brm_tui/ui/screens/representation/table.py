"""The list of representation: unserved customers first, then the people of IT with their loads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from brm_tui.desk.representation import (
    UNSERVED,
    ServingHeading,
    ServingLine,
    ServingPerson,
    UnservedCustomer,
)
from brm_tui.rules.dates import show_date
from brm_tui.ui.glyphs import BAD
from brm_tui.ui.screens.portfolio.words import BAND_GLYPHS, band_cell, count_cell, glyph_cell, hours_words
from brm_tui.ui.screens.representation.words import figure, training_cell
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.rows import Cell, Row

COLUMNS = (
    Column("sign", "", 1, sortable=False),
    Column("name", "Name", 24, minimum_width=18, weight=2),
    Column("what", "What", 28, minimum_width=20, weight=2, sortable=False, priority=4),
    Column("customers", "Customers", 9, align="right"),
    Column("hours", "Hours a week", 12, align="right", sortable=False),
    Column("weighted", "Weighted", 8, align="right", sortable=False, priority=3),
    Column("load", "Load", 19),
    Column("training", "Training refreshed", 18, sortable=False, priority=5),
)

#: What people can be sorted by, what it is called, and whether that begins with the most.
SORTS = {
    "load": ("Load, the most first", True),
    "name": ("Name", False),
    "customers": ("Customers, the most first", True),
}


@dataclass(frozen=True, slots=True)
class ServingView:
    """In what order people are listed."""

    sort: str = "load"
    descending: bool = True


def line_row(line: ServingLine, today: date) -> Row:
    """Return a line of representation as a row of the table."""
    match line:
        case ServingHeading():
            return _heading(line)
        case UnservedCustomer():
            return _customer(line, today)
        case ServingPerson():
            return _person(line, today)


def _heading(heading: ServingHeading) -> Row:
    if heading.id == UNSERVED:
        return Row(
            heading.id,
            (Cell("Without a relationship manager", "attention"), Cell(f"· {heading.count}", "dim")),
            kind="heading",
        )
    return Row(heading.id, (Cell("People of IT"), Cell(f"· {heading.count}", "dim")), kind="heading")


def _customer(customer: UnservedCustomer, today: date) -> Row:
    what = f"tier {customer.tier} · " + (f"last {customer.last}" if customer.last else customer.status.value)
    first = customer.until + timedelta(days=1) if customer.until is not None else None
    since = f"since {show_date(first, today)}" if first is not None else ""
    return Row(
        customer.id,
        (
            glyph_cell(BAD),
            customer.name,
            Cell(what, "dim"),
            Cell(""),
            Cell(""),
            Cell(""),
            Cell(f"{BAD.text} unserved", "bad"),
            Cell(since, "dim"),
        ),
    )


def _person(person: ServingPerson, today: date) -> Row:
    load = person.load
    return Row(
        person.id,
        (
            glyph_cell(BAND_GLYPHS[load.band]),
            person.name,
            Cell(person.title, "dim"),
            count_cell(load.customers),
            Cell(hours_words(load), "dim" if load.hours is None else ""),
            Cell(figure(load.weighted), "" if load.weighted is not None else "dim"),
            band_cell(load, percent=True),
            training_cell(person, today),
        ),
    )
