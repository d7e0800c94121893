"""How healthy a relationship is, with its terms, and how that went in the last months."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from brm_tui.rules.health import Health, health, trend_days
from brm_tui.store.queries.health import health_facts

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

MONTHS = 6
"""How far the trend goes back."""


@dataclass(frozen=True, slots=True)
class HealthPage:
    """The health of a relationship now and before.

    Attributes:
        now: As it is.
        trend: The figures of the months before, oldest first, and now; None where too little was known.
    """

    now: Health
    trend: tuple[int | None, ...]


def health_of(desk: Desk, customer_id: str) -> HealthPage:
    """Return how healthy the relationship with a customer is, and how that went.

    The months before are judged by the dates that the records bear, as if asked then.
    """
    days = trend_days(desk.today, MONTHS)
    facts = desk.read(health_facts, [customer_id], days, ZoneInfo(desk.clock.zone))
    judged = [health(facts[customer_id, day]) for day in days]
    return HealthPage(judged[-1], tuple(one.score for one in judged))
