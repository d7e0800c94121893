"""Reading demands: the ranked list, one of them with all its terms, and the figures above."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brm_tui.desk.demand_weights import weights
from brm_tui.desk.reading import DeskReading
from brm_tui.rules.demand_score import Score, ranks_of, score, standing
from brm_tui.rules.demand_states import OPEN
from brm_tui.store.queries import demand_page as page_queries
from brm_tui.store.queries import demands as queries
from brm_tui.store.queries.demand_page import DemandFacts, DemandPage, StateChange
from brm_tui.store.queries.demand_scores import behind
from brm_tui.store.queries.demands import SORTS, DemandSummary, DemandView, ListedDemand
from brm_tui.store.queries.paging import KeysetPager

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

__all__ = [
    "SORTS",
    "DemandFacts",
    "DemandPage",
    "DemandSummary",
    "DemandView",
    "ListedDemand",
    "RankedDemand",
    "RankedPages",
    "ScoredPage",
    "StateChange",
    "demand_page",
    "demand_that_became",
    "ranked_demands",
    "running_agreements",
    "summary",
]


@dataclass(frozen=True, slots=True)
class RankedDemand:
    """A demand of a list with its rank.

    Attributes:
        demand: The demand.
        rank: Its rank among the open demands, of the customer where the list is one customer's, else of the
            portfolio; None where it has none: too little is known of it, or it is no longer open.
        tied: Whether others share the rank.
    """

    demand: ListedDemand
    rank: int | None
    tied: bool

    @property
    def id(self) -> str:
        """The demand's id."""
        return self.demand.id


class RankedPages:
    """Pages of a list of demands with their ranks; the ranks are read once a reading."""

    def __init__(self, desk: Desk, pages: KeysetPager[str], customer_id: str) -> None:
        self._desk = desk
        self._pages = pages
        self._customer_id = customer_id
        self._counts: dict[float, int] = {}
        self._ranks: dict[float, int] = {}

    def count(self) -> int:
        """Begin a new reading and return how many demands there are now."""
        self._counts = dict(self._desk.read(queries.standings, self._customer_id))
        self._ranks = ranks_of(self._counts.items())
        return self._pages.count()

    def fetch(self, start: int, count: int) -> Sequence[RankedDemand]:
        """Return up to ``count`` demands from position ``start``."""
        ids = self._pages.fetch(start, count)
        return [self._ranked(demand) for demand in self._desk.read(queries.listed_demands, ids)]

    def index_of(self, demand_id: str) -> int | None:
        """Return where a demand is, None where it is not in the list."""
        return self._pages.index_of(demand_id)

    def present(self, demand_ids: Collection[str]) -> frozenset[str]:
        """Return those of the ids that are in the list."""
        return self._pages.present(demand_ids)

    def _ranked(self, demand: ListedDemand) -> RankedDemand:
        value = standing(demand.score_override, demand.score)
        if value is None or demand.state not in OPEN:
            return RankedDemand(demand, None, False)
        place = -behind(value)
        return RankedDemand(demand, self._ranks.get(place), self._counts.get(place, 0) > 1)


def ranked_demands(
    desk: Desk, view: DemandView, sort: str = "rank", *, backwards: bool = False
) -> RankedPages:
    """Return the pages of a list of demands, each with its rank.

    Args:
        desk: The desk.
        view: Which ones.
        sort: One of `SORTS`.
        backwards: The other way round.
    """
    reading = DeskReading(desk)
    pages = queries.demand_ids(reading, view, desk.today, desk.clock.zone, sort, backwards=backwards)
    return RankedPages(desk, pages, view.customer_id)


def summary(desk: Desk, customer_id: str = "") -> DemandSummary:
    """Return the demands of one customer, or of all, in figures."""
    found: DemandSummary = desk.read(queries.demand_summary, customer_id)
    return found


@dataclass(frozen=True, slots=True)
class ScoredPage:
    """A demand with all that is known of it, and every term of its score.

    Attributes:
        page: The demand.
        scored: The computed score with its terms.
        rank: Its rank among the open demands of the portfolio.
        of: How many open demands have a rank.
        tied: How many others share the rank.
    """

    page: DemandPage
    scored: Score
    rank: int | None
    of: int
    tied: int


def demand_page(desk: Desk, demand_id: str) -> ScoredPage | None:
    """Return a demand with all that is known of it, None where there is none of that id."""
    page: DemandPage | None = desk.read(page_queries.demand_page, demand_id)
    if page is None:
        return None
    demand = page.demand
    scored = score((demand.value, demand.volume, demand.size, demand.risk), weights(desk))
    counts = dict(desk.read(queries.standings, ""))
    value = standing(demand.score_override, scored.score)
    place = -behind(value) if value is not None and demand.state in OPEN else None
    rank = ranks_of(counts.items()).get(place) if place is not None else None
    shared = counts.get(place, 1) - 1 if place is not None else 0
    return ScoredPage(page, scored, rank, sum(counts.values()), shared)


def running_agreements(desk: Desk, customer_id: str) -> Sequence[tuple[str, str]]:
    """Return a customer's agreements that have not ended, as id and title."""
    found: Sequence[tuple[str, str]] = desk.read(page_queries.running_agreements, customer_id)
    return found


def demand_that_became(desk: Desk, kind: str, row_id: str) -> tuple[str, str] | None:
    """Return id and title of the demand that an objective or an action came of; None where it came of none."""
    column = {"objectives": "objective_id", "actions": "action_id"}[kind]
    found: tuple[str, str] | None = desk.read(page_queries.demand_that_became, column, row_id)
    return found
