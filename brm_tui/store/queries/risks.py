"""A customer's risks: the open ones by their weight, then those that were accepted or closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from brm_tui.rules.vocabulary import RiskState
from brm_tui.store.queries.convert import build
from brm_tui.store.queries.paging import Connection, KeysetPager, OrderBy


@dataclass(frozen=True, slots=True)
class CustomerRisk:
    """A risk as a customer's page lists it."""

    id: str
    title: str
    owner: str | None
    impact: int | None
    likelihood: int | None
    response: str
    state: RiskState
    review: date | None
    internal: bool


_SELECT = """SELECT r.id AS id, r.title, p.name, r.impact, r.likelihood, r.response, r.state, r.review, r.internal,
  CASE r.state WHEN 'open' THEN 0 WHEN 'accepted' THEN 1 ELSE 2 END AS settled,
  COALESCE(r.impact * r.likelihood, 0) AS weight, COALESCE(r.review, '9999') AS look_again
FROM risk r LEFT JOIN person p ON p.id = r.owner_id WHERE r.customer_id = :customer"""
_ORDER = (OrderBy("settled"), OrderBy("weight", "desc"), OrderBy("look_again"), OrderBy("id"))
_COLUMNS = 9


def _record(*row: object) -> CustomerRisk:
    return build(CustomerRisk, [row[:_COLUMNS]])[0]


def customer_risks(connection: Connection, customer_id: str) -> KeysetPager[CustomerRisk]:
    """Return the pages of a customer's risks: the heaviest open one first, those closed last."""
    return KeysetPager(connection, _SELECT, _ORDER, _record, {"customer": customer_id})
