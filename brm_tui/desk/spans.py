"""Periods: none ends before it starts."""

from __future__ import annotations

from typing import Any

from brm_tui.desk.desk import Desk
from brm_tui.errors import FieldError
from brm_tui.store.step import Step

_SPANS = (
    ("start", "end"),
    ("active_from", "active_until"),
    ("baseline_start", "baseline_end"),
    ("forecast_start", "forecast_end"),
)


def prepare_spans(_desk: Desk, _step: Step, values: dict[str, Any], _row: object) -> None:
    """Refuse a period that ends before it starts."""
    for first, last in _SPANS:
        start, end = values.get(first), values.get(last)
        if start and end and end < start:
            raise FieldError(last, end, f"a date on or after {start.isoformat()}")
