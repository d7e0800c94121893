"""The scores of demands, kept so that lists order by them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from brm_tui.rules.demand_score import Weights, score, standing
from brm_tui.rules.demand_states import OPEN
from brm_tui.rules.vocabulary import DemandHorizon, DemandKind, DemandState
from brm_tui.store.queries.demand_scores import MARKS, behind, desk_weights, place_of
from brm_tui.store.queries.series import chunks, marks

_COLUMNS = (
    "demand_id", "customer_id", "closed", "score", "coverage", "behind", "kind", "horizon", "state", "value", "volume",
    "size", "risk", "customer_order", "matched",
)  # fmt: skip
_ROWS = f"""SELECT id, customer_id, kind, horizon, state, score_override, {MARKS}, customer_order,
  COALESCE(service_id, project_id, objective_id, action_id) IS NOT NULL FROM demand WHERE id IN (%s)"""
_INSERT = f"INSERT INTO demand_projection ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"


def refresh_demands(raw: sqlite3.Connection, demands: Iterable[str]) -> None:
    """Compute the scores of demands anew; those that are gone lose theirs."""
    wanted = sorted(demands)
    if not wanted:
        return
    weights = desk_weights(raw)
    for ids in chunks(wanted):
        raw.execute(f"DELETE FROM demand_projection WHERE demand_id IN ({marks(ids)})", ids)
        rows = raw.execute(_ROWS % marks(ids), ids).fetchall()
        raw.executemany(_INSERT, [_figures(weights, *row) for row in rows])


def _figures(
    weights: Weights,
    demand_id: str,
    customer_id: str,
    kind: str,
    horizon: str,
    state: str,
    override: float | None,
    value: int | None,
    volume: int | None,
    size: int | None,
    risk: int | None,
    customer_order: int | None,
    matched: int,
) -> tuple[object, ...]:
    """Return the row of a demand."""
    computed = score((value, volume, size, risk), weights)
    return (
        demand_id, customer_id, int(state not in OPEN), computed.score, computed.coverage,
        behind(standing(override, computed.score)), place_of(DemandKind, kind), place_of(DemandHorizon, horizon),
        place_of(DemandState, state), value, volume, size, risk, customer_order, matched,
    )  # fmt: skip
