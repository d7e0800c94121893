"""When training in communication should be refreshed."""

from __future__ import annotations

from datetime import date

import pytest

from brm_tui.rules.training import Training, training_of

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "refreshed", "state"),
    [
        ("Negotiating", date(2026, 3, 1), Training.FRESH),
        ("Negotiating", date(2024, 11, 25), Training.FRESH),
        ("Negotiating", date(2024, 11, 24), Training.STALE),
        ("", date(2020, 1, 1), Training.STALE),
        ("Negotiating", None, Training.UNDATED),
        ("  ", None, Training.NONE),
    ],
)
def test_training_goes_stale_after_two_years(text: str, refreshed: date | None, state: Training) -> None:
    assert training_of(text, refreshed, TODAY) is state
