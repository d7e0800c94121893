"""The risks of a relationship, as the customer's screen lists them; reading only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brm_tui.desk.reading import DeskReading
from brm_tui.rules.relationship_risk import RiskSize
from brm_tui.store.queries import risks as queries
from brm_tui.store.queries.paging import KeysetPager
from brm_tui.store.queries.risks import CustomerRisk

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

__all__ = ["CustomerRisk", "customer_risks", "size_of"]


def customer_risks(desk: Desk, customer_id: str) -> KeysetPager[CustomerRisk]:
    """Return the pages of a customer's risks, the heaviest open one first."""
    return queries.customer_risks(DeskReading(desk), customer_id)


def size_of(desk: Desk, risk_id: str) -> RiskSize:
    """Return how heavy a risk is, with what that comes from.

    Raises:
        NotFoundError: There is no such risk.
    """
    from brm_tui.desk.choices import record_of

    found = record_of(desk, "risks", risk_id)
    return RiskSize(found.impact, found.likelihood)
