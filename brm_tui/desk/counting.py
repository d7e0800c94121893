"""How many records of a KIND the desk holds."""

from __future__ import annotations

from collections.abc import Sequence

from brm_tui.desk.desk import Desk
from brm_tui.rules.kinds import KINDS
from brm_tui.store.queries.counts import count_rows


def count_records(desk: Desk, kinds: Sequence[str]) -> dict[str, int]:
    """Return the number of records of each KIND."""
    counted = desk.read(count_rows, [KINDS[kind].table for kind in kinds])
    return dict(zip(kinds, counted, strict=True))
