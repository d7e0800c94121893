"""Demands as the screens list them: the filter, the orders, and the figures above the list."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from brm_tui.rules.filters import NO_FILTER, ListFilter
from brm_tui.rules.vocabulary import DemandHorizon, DemandKind, DemandState
from brm_tui.store.queries.convert import build
from brm_tui.store.queries.demand_scores import place_of
from brm_tui.store.queries.filtering import FilterSql, customer_named
from brm_tui.store.queries.paging import Connection, KeysetPager, OrderBy
from brm_tui.store.queries.series import chunks, marks


@dataclass(frozen=True, slots=True)
class DemandView:
    """Which demands are listed.

    Attributes:
        only: Which ones; what is completed, deferred or rejected only where its state is asked for, or ``closed``.
        customer_id: Only this customer's; empty: all.
        open_only: Only those that still wait for something, whatever is asked for.
    """

    only: ListFilter = NO_FILTER
    customer_id: str = ""
    open_only: bool = False


@dataclass(frozen=True, slots=True)
class ListedDemand:
    """A demand as lists show it.

    Attributes:
        customer_order: Its place in the customer's own order.
        score: The computed score, 0 to 100; None where too little is known.
        coverage: How much of the weights is known, in percent.
        score_override: The score by hand.
        service: The service that already meets it.
        project: The project that will.
        converted: Whether an objective or an action came of it.
        internal: Whether it stays in the house.
    """

    id: str
    customer_id: str
    customer: str
    code: str
    title: str
    kind: DemandKind
    horizon: DemandHorizon
    state: DemandState
    value: int | None
    volume: int | None
    size: int | None
    risk: int | None
    customer_order: int | None
    score: int | None
    coverage: int
    score_override: float | None
    service: str | None
    project: str | None
    converted: bool
    internal: bool


LISTED_ROWS = (
    "FROM demand_projection p JOIN demand d ON d.id = p.demand_id JOIN customer c ON c.id = d.customer_id"
)
LISTED_FIGURES = """SELECT d.id AS demand, d.customer_id, c.name, c.code, d.title, d.kind, d.horizon, d.state,
  d.value, d.volume, d.size, d.risk, d.customer_order, p.score, p.coverage, d.score_override,
  s.name, COALESCE(j.code || ' ' || j.name, j.name),
  CASE WHEN d.objective_id IS NULL AND d.action_id IS NULL THEN 0 ELSE 1 END, d.internal"""
LISTED_NAMES = " LEFT JOIN service s ON s.id = d.service_id LEFT JOIN project j ON j.id = d.project_id"
_UNORDERED = 1_000_001
_RANKED = ("closed", "behind", "id")
_KEYS: dict[str, tuple[str, ...]] = {
    "rank": _RANKED,
    "customer order": ("ordered", *_RANKED),
    "customer": ("named", *_RANKED),
    "title": ("titled", "id"),
    "horizon": ("wanted", *_RANKED),
    "state": ("stands", "behind", "id"),
    "value": ("lacks_value", *_RANKED),
    "volume": ("lacks_volume", *_RANKED),
    "size": ("lacks_size", *_RANKED),
    "risk": ("lacks_risk", *_RANKED),
    "newest": ("id",),
}
_EXPRESSIONS = {
    "closed": "p.closed",
    "behind": "p.behind",
    "ordered": f"COALESCE(p.customer_order, {_UNORDERED})",
    "named": "c.name_sort",
    "titled": "d.title_sort",
    "wanted": "p.horizon",
    "stands": "p.state",
    "lacks_value": "5 - COALESCE(p.value, 0)",
    "lacks_volume": "5 - COALESCE(p.volume, 0)",
    "lacks_size": "5 - COALESCE(p.size, 0)",
    "lacks_risk": "5 - COALESCE(p.risk, 0)",
    "id": "p.demand_id",
}
_JOINS = {"d": " JOIN demand d ON d.id = p.demand_id", "c": " JOIN customer c ON c.id = p.customer_id"}
SORTS = tuple(_KEYS)
"""What demands can be sorted by."""


def demand_ids(
    connection: Connection,
    view: DemandView,
    today: date,
    zone: str,
    sort: str = "rank",
    *,
    backwards: bool = False,
) -> KeysetPager[str]:
    """Return the pages of a list of demands by their ids alone; only tables that order and filter are read.

    Args:
        connection: Where to read.
        view: Which ones.
        today: Dates of the filter count from it.
        zone: Whose days they are.
        sort: One of `SORTS`.
        backwards: The other way round.
    """
    keys = _KEYS[sort]
    found = _fits(view, today, zone)
    where = found.where
    keyed = ", ".join(f"{_EXPRESSIONS[key]} AS {key}" for key in keys)
    joins = "".join(join for table, join in _JOINS.items() if re.search(rf"\b{table}\.", f"{where} {keyed}"))
    # The newest first: ids rise with time.
    falling = backwards != (sort == "newest")
    order = [OrderBy(key, "desc" if falling else "asc") for key in keys]
    rows = f"FROM demand_projection p{joins}{where}"
    return KeysetPager(
        connection,
        f"SELECT p.demand_id AS demand, {keyed} {rows}",
        order,
        _first,
        found.values,
        narrow=f"SELECT {keyed} {rows}",
    )


def _first(demand_id: str, *_keys: object) -> str:
    return demand_id


def listed_demands(connection: sqlite3.Connection, ids: Sequence[str]) -> list[ListedDemand]:
    """Return demands as lists show them, in the order of their ids; those that are gone are left out."""
    found: dict[str, ListedDemand] = {}
    for some in chunks(list(ids)):
        rows = connection.execute(
            f"{LISTED_FIGURES} {LISTED_ROWS}{LISTED_NAMES} WHERE p.demand_id IN ({marks(some)})", some
        ).fetchall()
        found |= {demand.id: demand for demand in build(ListedDemand, rows)}
    return [found[demand_id] for demand_id in ids if demand_id in found]


def _fits(view: DemandView, today: date, zone: str) -> FilterSql:
    """Return what is listed as SQL over the projection ``p``, and for what that does not hold ``d``."""
    found = FilterSql("demand", today, zone)
    if view.customer_id:
        found.require("p.customer_id = :customer", customer=view.customer_id)
    if view.open_only or not (view.only.asks("state") or view.only.flag("closed")):
        found.require("p.closed = 0")
    found.add(view.only)
    found.add_words(
        view.only.text,
        ("d.title_sort",),
        (customer_named("p.customer_id"),),
    )
    return found


def _places(words: type[StrEnum], given: Sequence[str]) -> list[int]:
    return [place_of(words, word) for word in given]


def standings(connection: sqlite3.Connection, customer_id: str) -> list[tuple[float, int]]:
    """Return how many open demands stand how far behind, of one customer or (empty) of all.

    Returns:
        Minus what they stand behind, so that the largest comes first, and how many stand there.
    """
    whose = " AND customer_id = :customer" if customer_id else ""
    rows = connection.execute(
        f"SELECT -behind, COUNT(*) FROM demand_projection WHERE closed = 0 AND behind <= 100{whose}"
        " GROUP BY behind",
        {"customer": customer_id},
    )
    return [(float(value), int(count)) for value, count in rows]


@dataclass(frozen=True, slots=True)
class DemandSummary:
    """Demand in figures.

    Attributes:
        open: How many still wait for something.
        closed: How many are completed, deferred or rejected.
        to_screen: How many were submitted or are being screened.
        approved: How many are approved and not completed.
        unmatched: How many of the open ones nothing answers yet.
        unscored: Of how many open ones too little is known for a score.
    """

    open: int
    closed: int
    to_screen: int
    approved: int
    unmatched: int
    unscored: int


def demand_summary(connection: sqlite3.Connection, customer_id: str) -> DemandSummary:
    """Return the demands of one customer, or (empty) of all, in figures."""
    whose = " WHERE customer_id = :customer" if customer_id else ""
    screened, approved = _places(DemandState, ("submitted", "screening")), place_of(DemandState, "approved")
    row = connection.execute(
        "SELECT COALESCE(SUM(1 - closed), 0), COALESCE(SUM(closed), 0),"
        f" COALESCE(SUM(CASE WHEN state IN ({', '.join(map(str, screened))}) THEN 1 ELSE 0 END), 0),"
        f" COALESCE(SUM(CASE WHEN state = {approved} THEN 1 ELSE 0 END), 0),"
        " COALESCE(SUM(CASE WHEN closed = 0 AND matched = 0 THEN 1 ELSE 0 END), 0),"
        f" COALESCE(SUM(CASE WHEN closed = 0 AND behind > 100 THEN 1 ELSE 0 END), 0) FROM demand_projection{whose}",
        {"customer": customer_id},
    ).fetchone()
    return DemandSummary(*row)


class MarkedDemand(NamedTuple):
    """An open demand with what it is scored and plotted by; made by the thousands at once."""

    id: str
    customer: str
    title: str
    value: int | None
    volume: int | None
    size: int | None
    risk: int | None
    score_override: float | None


def marked_demands(
    connection: sqlite3.Connection, view: DemandView, today: date, zone: str
) -> list[MarkedDemand]:
    """Return every demand of a list in the order of its rank, with nothing but its marks."""
    found = _fits(view, today, zone)
    rows = connection.execute(
        "SELECT d.id, c.name, d.title, d.value, d.volume, d.size, d.risk, d.score_override"
        f" {LISTED_ROWS}{found.where} ORDER BY p.closed, p.behind, p.demand_id",
        found.values,
    ).fetchall()
    return list(map(MarkedDemand._make, rows))


def customer_order(connection: sqlite3.Connection, customer_id: str) -> list[tuple[str, int | None]]:
    """Return a customer's open demands in its own order, and behind them those it has not put in order, by score."""
    rows: list[tuple[str, int | None]] = connection.execute(
        f"SELECT d.id, d.customer_order {LISTED_ROWS} WHERE p.customer_id = ? AND p.closed = 0"
        f" ORDER BY {_EXPRESSIONS['ordered']}, p.closed, p.behind, p.demand_id",
        (customer_id,),
    ).fetchall()
    return rows
