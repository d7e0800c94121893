"""The directory's list: its columns, and how a person fills a line."""

from __future__ import annotations

from datetime import date

from brm_tui.desk.people_directory import DirectoryPerson
from brm_tui.rules.dates import show_date
from brm_tui.ui.glyphs import ATTENTION, UNKNOWN
from brm_tui.ui.screens.portfolio.words import NOTHING
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.rows import Cell, Row, StyleName

COLUMNS = (
    Column("sign", "", 1, sortable=False),
    Column("name", "Name", 24, minimum_width=18, weight=2, sortable=False),
    Column("side", "Side", 8, sortable=False, priority=3),
    Column("title", "Title", 18, minimum_width=14, weight=1, sortable=False, priority=4),
    Column("place", "Customer and role", 34, minimum_width=28, weight=3, sortable=False),
    Column("email", "E-mail", 28, minimum_width=20, weight=2, sortable=False, priority=2),
    Column("phone", "Phone", 16, sortable=False, priority=5),
    Column("organisation", "Organisation", 24, minimum_width=20, weight=1, sortable=False, priority=6),
)


def person_row(person: DirectoryPerson, today: date, twice: frozenset[str]) -> Row:
    """Return a person as a line; leavers are dim, those who may be entered twice are marked."""
    plain: StyleName = "dim" if person.left is not None else ""
    sign = Cell(ATTENTION.text, "attention") if person.id in twice else Cell("")
    if person.left is not None:
        sign = sign if sign.text else Cell(UNKNOWN.text, "dim")
    return Row(
        person.id,
        (
            sign,
            Cell(person.name, plain),
            Cell(person.side.value, "dim"),
            Cell(person.title, plain),
            Cell(place_of(person, today), plain if person.customers else "dim"),
            Cell(person.email or NOTHING, plain if person.email else "dim"),
            Cell(person.phone or NOTHING, "dim"),
            Cell(person.organisation, "dim"),
        ),
    )


def place_of(person: DirectoryPerson, today: date) -> str:
    """Return at which customer a person is what, or that the person left."""
    if person.left is not None:
        return f"left {show_date(person.left, today)}"
    if not person.customers:
        return NOTHING
    more = f" +{person.customers - 1}" if person.customers > 1 else ""
    return f"{person.customer}{more} · {person.role}"
