"""The list of demands: its columns, and how a demand fills a line."""

from __future__ import annotations

from brm_tui.desk.demand_pages import RankedDemand
from brm_tui.rules.demand_states import OPEN
from brm_tui.ui.glyphs import DONE
from brm_tui.ui.screens.demands.words import (
    NOTHING,
    STATES,
    mapped_text,
    mark_text,
    rank_text,
    risk_glyph,
    score_text,
)
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.rows import Cell, Row, StyleName

_RANK = Column("rank", "Rank", 4, align="right")
_SCORE = Column("score", "Score", 10, align="right", sortable=False)
_TITLE = Column("title", "Demand", 34, minimum_width=24, weight=4)
_CUSTOMER = Column("customer", "Customer", 16, minimum_width=9, weight=1, priority=2)
_ORDER = Column("customer order", "Theirs", 6, align="right", priority=2)
_REST = (
    Column("kind", "Kind", 16, sortable=False, priority=8),
    Column("horizon", "When", 5, priority=3),
    Column("state", "State", 11),
    Column("value", "Value", 5, align="right", priority=4),
    Column("volume", "Volume", 6, align="right", priority=7),
    Column("size", "Size", 4, align="right", priority=5),
    Column("risk", "Risk", 4, align="right", priority=6),
    Column("mapped", "Mapped to", 24, minimum_width=22, weight=2, sortable=False, priority=3),
)

#: What the orders are called when one chooses what to sort by.
SORTS = {
    "rank": "Rank",
    "customer order": "The customer's own order",
    "customer": "Customer",
    "title": "Demand",
    "horizon": "When it is wanted",
    "state": "State",
    "value": "Value, most first",
    "volume": "Volume, most first",
    "size": "Size, largest first",
    "risk": "Risk, most first",
    "newest": "Newest first",
}

_STYLES: dict[str, StyleName] = {"$good": "good", "$attention": "attention", "$bad": "bad", "$muted": "dim"}


def columns(*, one_customer: bool) -> tuple[Column, ...]:
    """Return the columns; a customer's own list has its order in place of its name."""
    return (_RANK, _SCORE, _TITLE, _ORDER if one_customer else _CUSTOMER, *_REST)


def demand_row(ranked: RankedDemand, *, one_customer: bool) -> Row:
    """Return a demand as a line."""
    demand = ranked.demand
    plain: StyleName = "" if demand.state in OPEN else "dim"
    sign, risk = STATES[demand.state], risk_glyph(demand.risk)
    by_hand = demand.score_override is not None
    if one_customer:
        whose = Cell(str(demand.customer_order) if demand.customer_order else NOTHING, "dim")
    else:
        whose = Cell(demand.customer, "dim")
    mapped = mapped_text(demand)
    if demand.converted:
        mapped = f"{DONE.text} {mapped}" if mapped else f"{DONE.text} on the plan"
    unscored = demand.score is None and not by_hand
    return Row(
        demand.id,
        (
            Cell(rank_text(ranked.rank, tied=ranked.tied), plain if ranked.rank else "dim"),
            Cell(score_text(demand), "accent" if by_hand else "dim" if unscored else plain),
            Cell(demand.title, plain),
            whose,
            Cell(demand.kind.value, "dim"),
            Cell(demand.horizon.value, plain),
            Cell(f"{sign.text} {demand.state.value}", _state_style(sign.style, plain)),
            Cell(mark_text(demand.value), plain),
            Cell(mark_text(demand.volume), plain),
            Cell(mark_text(demand.size), plain),
            Cell(f"{risk.text} {mark_text(demand.risk)}" if demand.risk else risk.text, _STYLES[risk.style]),
            Cell(mapped or "none yet", "dim"),
        ),
    )


def _state_style(style: str, plain: StyleName) -> StyleName:
    """Return how a state looks: those on their way plainly."""
    return plain if style == "$attention" else _STYLES[style]
