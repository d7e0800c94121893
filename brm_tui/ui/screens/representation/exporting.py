"""Who serves whom as files: unserved customers and the people of IT with their load; whom one person serves."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from brm_tui.desk.list_export import ExportColumn
from brm_tui.desk.representation import (
    ServedCustomer,
    ServingHeading,
    ServingPerson,
    UnservedCustomer,
    serving_ahead,
)

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


def served_columns(today: date) -> tuple[ExportColumn[ServedCustomer], ...]:
    """Return the columns of the customers whom one person serves, as it is today."""

    def state(served: ServedCustomer) -> str:
        return "ended" if served.ended(today) else "to come" if served.coming(today) else "now"

    return (
        ExportColumn("Customer", lambda served: served.customer),
        ExportColumn("Code", lambda served: served.code),
        ExportColumn("Tier", lambda served: served.tier),
        ExportColumn("Status", lambda served: served.status.value),
        ExportColumn("Role", lambda served: served.role.value),
        ExportColumn("Serves", state),
        ExportColumn("Hours a week", lambda served: served.hours),
        ExportColumn("Affinity: organisation", lambda served: served.organisation),
        ExportColumn("Affinity: process", lambda served: served.process),
        ExportColumn("Affinity: services", lambda served: served.services),
        ExportColumn("Affinity: customer", lambda served: served.customer_affinity),
        ExportColumn("From", lambda served: served.active_from),
        ExportColumn("Until", lambda served: served.active_until),
    )
