"""How the figures of a demand are said, in the list, in the plot and on the demand's own page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brm_tui.rules.demand_score import standing
from brm_tui.rules.vocabulary import DemandState
from brm_tui.ui.glyphs import ATTENTION, BAD, DONE, DRAFT, DUE, GOOD, UNKNOWN, Glyph

if TYPE_CHECKING:
    from brm_tui.desk.demand_pages import ListedDemand

NOTHING = "–"
NONE_YET = "to none yet"

STATES = {
    DemandState.DRAFT: DRAFT,
    DemandState.SUBMITTED: DUE,
    DemandState.SCREENING: DUE,
    DemandState.QUALIFIED: DUE,
    DemandState.APPROVED: GOOD,
    DemandState.COMPLETED: DONE,
    DemandState.DEFERRED: UNKNOWN,
    DemandState.REJECTED: BAD,
}
"""The sign of each state."""


def risk_glyph(risk: int | None) -> Glyph:
    """Return the sign of how much risk there is: little, some or much."""
    if risk is None:
        return UNKNOWN
    return GOOD if risk <= 2 else ATTENTION if risk == 3 else BAD


def mark_text(mark: int | None) -> str:
    """Return a mark of 1 to 5, a sign where it is not known."""
    return UNKNOWN.text if mark is None else str(mark)


def figure(value: float | None) -> str:
    """Return what a demand is ranked by."""
    return UNKNOWN.text if value is None else f"{value:g}"


def rank_text(rank: int | None, *, tied: bool) -> str:
    """Return a rank, ``=`` before one that others share."""
    return NOTHING if rank is None else f"={rank}" if tied else str(rank)


def score_text(demand: ListedDemand) -> str:
    """Return the score; one by hand with the computed one behind it; one that is half known with its coverage."""
    if demand.score_override is not None:
        return f"{demand.score_override:g} {DRAFT.text} {figure(demand.score)}"
    known = f" of {demand.coverage} %" if demand.score is not None and demand.coverage < 100 else ""
    return f"{figure(standing(None, demand.score))}{known}"


def mapped_text(demand: ListedDemand) -> str:
    """Return the project or the service that a demand is mapped to."""
    return " · ".join(filter(None, (demand.project, demand.service)))
