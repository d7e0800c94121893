"""The services that customers take, as the screens show them; reading only."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brm_tui.desk.reading import DeskReading
from brm_tui.errors import NotFoundError
from brm_tui.rules.services import Standing, standing
from brm_tui.store.queries import services as queries
from brm_tui.store.queries.service_order import service_ids
from brm_tui.store.queries.service_records import (
    SORTS,
    MonthFigures,
    ServiceHead,
    ServiceLine,
    ServiceSummary,
    ServiceView,
)
from brm_tui.store.queries.services import TREND_MONTHS

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

__all__ = [
    "SORTS",
    "TREND_MONTHS",
    "MonthFigures",
    "ServiceHead",
    "ServiceLine",
    "ServicePages",
    "ServiceSummary",
    "ServiceView",
    "SubscriptionPage",
    "service_line",
    "service_pages",
    "service_summary",
    "subscription_page",
]

PLOTTED_MONTHS = 24


class ServicePages:
    """Pages of the list: ids in their order, the lines of those that are seen."""

    def __init__(self, desk: Desk, view: ServiceView) -> None:
        self._desk = desk
        self._ids = service_ids(DeskReading(desk), view, desk.today, desk.clock.zone)

    def count(self) -> int:
        """Begin a new reading and return how many lines there are now."""
        return self._ids.count()

    def fetch(self, start: int, count: int) -> Sequence[ServiceLine]:
        """Return up to ``count`` lines from position ``start``."""
        ids = self._ids.fetch(start, count)
        found: list[ServiceLine] = self._desk.read(queries.lines, ids, self._desk.today)
        return found

    def index_of(self, line_id: str) -> int | None:
        """Return where a line is, or None where it is not in the list."""
        return self._ids.index_of(line_id)

    def present(self, line_ids: Collection[str]) -> frozenset[str]:
        """Return those of the ids that are in the list."""
        return self._ids.present(line_ids)


def service_pages(desk: Desk, view: ServiceView) -> ServicePages:
    """Return the pages of a list of services."""
    return ServicePages(desk, view)


def service_summary(desk: Desk, customer_id: str = "") -> ServiceSummary:
    """Return what is taken in figures, by one customer or by all."""
    found: ServiceSummary = desk.read(queries.summary, customer_id, desk.today)
    return found


@dataclass(frozen=True, slots=True)
class SubscriptionPage:
    """A service for a customer, on a page of its own.

    Attributes:
        line: As it is listed.
        standing: How it does, with the terms.
        months: What was measured, the oldest first, at most `PLOTTED_MONTHS`.
    """

    line: ServiceLine
    standing: Standing
    months: tuple[MonthFigures, ...]


def service_line(desk: Desk, line_id: str) -> ServiceLine:
    """Return one line of the list.

    Raises:
        NotFoundError: It is not there any more.
    """
    found: list[ServiceLine] = desk.read(queries.lines, [line_id], desk.today)
    if not found:
        raise NotFoundError("subscription", line_id)
    return found[0]


def subscription_page(desk: Desk, subscription_id: str) -> SubscriptionPage:
    """Return a service for a customer.

    Raises:
        NotFoundError: It is not there any more.
    """
    line = service_line(desk, subscription_id)
    months: list[MonthFigures] = desk.read(queries.months_of, subscription_id, PLOTTED_MONTHS)
    return SubscriptionPage(line, standing(line.known, desk.today), tuple(months))
