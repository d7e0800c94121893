"""What is read of services: what is asked for, and what a line of the list holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from brm_tui.rules.filters import NO_FILTER, ListFilter
from brm_tui.rules.services import Figure, Known
from brm_tui.rules.vocabulary import Criticality, Priority, ServiceState

SORTS = ("customer", "service", "standing", "priority", "cost", "level", "satisfaction", "data")
"""What the list can be sorted by."""


@dataclass(frozen=True, slots=True)
class ServiceView:
    """What is listed, and in which order.

    Attributes:
        only: Which services; what ended, and what is offered and not taken, only where it is asked for.
        customer_id: Only this customer's, with what it could take behind it; empty: all.
        sort: One of `SORTS`.
        descending: Whether the order is turned around; what is unknown comes last either way.
    """

    only: ListFilter = NO_FILTER
    customer_id: str = ""
    sort: str = "customer"
    descending: bool = False

    @property
    def untaken_alone(self) -> bool:
        """Whether only what is offered and not taken is listed."""
        return self.only.flag("not taken")


class MonthFigures(NamedTuple):
    """What was measured of a service for a customer in a month."""

    id: str
    subscription_id: str
    period: str
    level: float | None
    target: float | None
    satisfaction: float | None
    cost: int | None
    currency: str
    revision: int


class ServiceHead(NamedTuple):
    """A service, and what a customer agreed on it.

    Attributes:
        id: The subscription's id; where the customer does not take the service, ``service/customer``.
        taken: Whether the customer takes it.
        cost: What was agreed a month, in minor units of ``currency``.
        target: The level agreed, in percent.
        newest: The newest month of which anything is known.
    """

    id: str
    taken: bool
    service_id: str
    service: str
    state: ServiceState
    criticality: Criticality
    customer_id: str
    customer: str
    code: str
    priority: Priority | None
    cost: int | None
    currency: str
    users: int | None
    target: float | None
    active_from: date | None
    active_until: date | None
    level: float | None
    level_period: str | None
    level_target: float | None
    satisfaction: float | None
    satisfaction_period: str | None
    newest: str | None


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A line of the list.

    Attributes:
        head: The service, the customer and the newest figures.
        months: What was measured in the months of the trend, the oldest first; months without data are left out.
    """

    head: ServiceHead
    months: tuple[MonthFigures, ...] = ()

    @property
    def id(self) -> str:
        """The line's id."""
        return self.head.id

    @property
    def known(self) -> Known:
        """What is known, as the rule takes it."""
        head = self.head
        level = satisfaction = None
        if head.level is not None and head.level_period is not None:
            level = Figure(head.level, head.level_period)
        if head.satisfaction is not None and head.satisfaction_period is not None:
            satisfaction = Figure(head.satisfaction, head.satisfaction_period)
        return Known(
            level, head.target if head.level_target is None else head.level_target, satisfaction, head.newest
        )

    def trend(self, name: str, periods: Sequence[str]) -> list[float | None]:
        """Return the values of a figure in these months, None where it is not known.

        Args:
            name: ``level``, ``satisfaction``, ``target`` or ``cost``.
            periods: The months, the oldest first.
        """
        by_period = {month.period: getattr(month, name) for month in self.months}
        return [by_period.get(period) for period in periods]


@dataclass(frozen=True, slots=True)
class ServiceSummary:
    """The services that are taken, in figures.

    Attributes:
        taken: How many are taken.
        customers: By how many customers.
        red: How many are red.
        amber: How many are amber.
        green: How many are green.
        stale: Of how many the newest data is stale.
        ended: How many subscriptions ended.
        costs: Sums of what was agreed a month, by currency.
        without_cost: Of how many no cost is known.
    """

    taken: int
    customers: int
    red: int
    amber: int
    green: int
    stale: int
    ended: int
    costs: tuple[tuple[str, int], ...]
    without_cost: int

    @property
    def unknown(self) -> int:
        """How many cannot be judged."""
        return self.taken - self.red - self.amber - self.green
