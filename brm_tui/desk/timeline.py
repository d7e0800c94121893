"""Everything that happened with a customer, in order of time; reading only."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from brm_tui.desk.reading import DeskReading
from brm_tui.rules.timeline import TimelineKind
from brm_tui.store.queries import timeline as queries
from brm_tui.store.queries.paging import KeysetPager
from brm_tui.store.queries.timeline import TimelineEntry

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

__all__ = ["TimelineEntry", "TimelineKind", "timeline"]


def timeline(
    desk: Desk, customer_id: str, kinds: Collection[TimelineKind] = ()
) -> KeysetPager[TimelineEntry]:
    """Return the pages of what happened with a customer up to now, the newest first.

    Args:
        desk: The desk.
        customer_id: Which customer.
        kinds: What is told; empty: everything.
    """
    return queries.timeline(DeskReading(desk), customer_id, kinds, desk.clock.now(), desk.today)
