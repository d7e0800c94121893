"""The scores of demands, kept so that lists order by them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from brm_tui.rules.demand_score import Score, score, standing
from brm_tui.rules.demand_states import OPEN
from brm_tui.store.queries.demand_scores import MARKS, behind, desk_weights
from brm_tui.store.queries.series import chunks, marks


def refresh_demands(raw: sqlite3.Connection, demands: Iterable[str]) -> None:
    """Compute the scores of demands anew; those that are gone lose theirs."""
    wanted = sorted(demands)
    if not wanted:
        return
    weights = desk_weights(raw)
    for ids in chunks(wanted):
        raw.execute(f"DELETE FROM demand_projection WHERE demand_id IN ({marks(ids)})", ids)
        rows = raw.execute(
            f"SELECT id, customer_id, state, score_override, {MARKS} FROM demand WHERE id IN ({marks(ids)})",
            ids,
        ).fetchall()
        raw.executemany(
            "INSERT INTO demand_projection (demand_id, customer_id, closed, score, coverage, behind)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [
                _demand_figures(
                    row_id, customer_id, state, override, score((value, volume, size, risk), weights)
                )
                for row_id, customer_id, state, override, value, volume, size, risk in rows
            ],
        )


def _demand_figures(
    demand_id: str, customer_id: str, state: str, override: float | None, computed: Score
) -> tuple[object, ...]:
    """Return the row of a demand."""
    place = behind(standing(override, computed.score))
    return demand_id, customer_id, int(state not in OPEN), computed.score, computed.coverage, place
