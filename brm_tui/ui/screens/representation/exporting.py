"""Who serves whom as a file: unserved customers first, then the people of IT with their load."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brm_tui.desk.list_export import ExportColumn
from brm_tui.desk.representation import ServingHeading, ServingPerson, UnservedCustomer, serving_ahead

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

Line = UnservedCustomer | ServingPerson


def served_and_serving(desk: Desk, sort: str, *, descending: bool) -> list[Line]:
    """Return the lines of the list without its headings."""
    pages, _summary = serving_ahead(desk, sort, descending=descending)
    found = pages.fetch(0, pages.count())
    return [line for line in found if not isinstance(line, ServingHeading)]


def _percent(line: Line) -> int | None:
    share = line.load.share if isinstance(line, ServingPerson) else None
    return None if share is None else round(100 * share)


COLUMNS: tuple[ExportColumn[Line], ...] = (
    ExportColumn(
        "What", lambda line: "person of IT" if isinstance(line, ServingPerson) else "unserved customer"
    ),
    ExportColumn("Name", lambda line: line.name),
    ExportColumn("Title", lambda line: line.title if isinstance(line, ServingPerson) else None),
    ExportColumn("Customers", lambda line: line.load.customers if isinstance(line, ServingPerson) else None),
    ExportColumn("Hours a week", lambda line: line.load.hours if isinstance(line, ServingPerson) else None),
    ExportColumn(
        "Hours weighted by tier", lambda line: line.load.weighted if isinstance(line, ServingPerson) else None
    ),
    ExportColumn("Load, percent", _percent),
    ExportColumn("Band", lambda line: line.load.band.value if isinstance(line, ServingPerson) else None),
    ExportColumn(
        "Training refreshed",
        lambda line: line.training_refreshed if isinstance(line, ServingPerson) else None,
    ),
    ExportColumn("Last manager", lambda line: line.last if isinstance(line, UnservedCustomer) else None),
    ExportColumn("Until", lambda line: line.until if isinstance(line, UnservedCustomer) else None),
)
