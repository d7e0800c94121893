"""The weights of the portfolio's demand: what they are, what others would do, and keeping others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from brm_tui.rules.demand_score import SETTING, Weights
from brm_tui.store.queries import demands as queries
from brm_tui.store.queries.demand_scores import desk_weights
from brm_tui.store.queries.demands import DemandView, MarkedDemand

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

__all__ = ["MarkedDemand", "keep_weights", "marked_demands", "weights"]


def weights(desk: Desk) -> Weights:
    """Return the weights of the desk's portfolio."""
    found: Weights = desk.read(desk_weights)
    return found


def marked_demands(desk: Desk, view: DemandView) -> Sequence[MarkedDemand]:
    """Return every demand of a list by rank, with its marks, to be ranked by other weights or plotted."""
    found: Sequence[MarkedDemand] = desk.read(queries.marked_demands, view, desk.today, desk.clock.zone)
    return found


def keep_weights(desk: Desk, after: Weights) -> str:
    """Score the portfolio's demand by other weights from now on, as one step.

    Returns:
        What the history calls it.
    """
    import sqlalchemy as sa

    from brm_tui.model.desk import DeskSetting

    told = ", ".join(part.replace("=", " ") for part in after.text().split())
    with desk.step(f"Weigh demand by {told}") as step:
        named = sa.select(DeskSetting).where(sa.literal_column("desk_setting.name") == SETTING)
        setting = step.session.scalars(named).first()
        if setting is None:
            step.add(DeskSetting(created_at=step.now, updated_at=step.now, name=SETTING, value=after.text()))
        else:
            setting.value = after.text()
    return step.label
