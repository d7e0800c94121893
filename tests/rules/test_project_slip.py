"""Slip in days, how milestones stand, and where days stand on a line of cells."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brm_tui.rules.project_slip import MilestoneState, milestone_standing, scale, show_slip, slip_days

TODAY = date(2026, 11, 24)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def on(offset: int | None) -> date | None:
    return None if offset is None else TODAY + timedelta(days=offset)


@pytest.mark.parametrize(
    ("baseline", "forecast", "reached", "state", "day", "slip", "overdue"),
    [
        (-30, -20, -20, MilestoneState.REACHED, -20, 10, 0),
        (10, 20, -1, MilestoneState.REACHED, -1, -11, 0),
        (-30, 5, None, MilestoneState.SLIPPING, 5, 35, 0),
        (10, 10, None, MilestoneState.ON_TIME, 10, 0, 0),
        (10, 3, None, MilestoneState.ON_TIME, 3, -7, 0),
        (-9, None, None, MilestoneState.LATE, -9, None, 9),
        (None, -2, None, MilestoneState.LATE, -2, None, 2),
        (None, 0, None, MilestoneState.ON_TIME, 0, None, 0),
        (None, None, None, MilestoneState.UNKNOWN, None, None, 0),
    ],
)
def test_how_a_milestone_stands(
    baseline: int | None, forecast: int | None, reached: int | None, state: MilestoneState, day: int | None,
    slip: int | None, overdue: int,
) -> None:  # fmt: skip
    found = milestone_standing(on(baseline), on(forecast), on(reached), TODAY)
    assert found == (state, on(day), slip, overdue)


def test_a_slip_needs_both_dates() -> None:
    assert slip_days(None, TODAY) is None
    assert slip_days(TODAY, None) is None
    assert [show_slip(days) for days in (None, 0, 14, -3)] == ["", "on time", "+14 d", "-3 d"]


def test_a_line_needs_days_and_room() -> None:
    assert scale([None, None], 40) is None
    assert scale([TODAY], 1) is None
    single = scale([TODAY], 40)
    assert single is not None
    assert single.span(TODAY, TODAY) == (0, 0)


@given(st.lists(DAYS, min_size=1, max_size=8), st.integers(2, 200), DAYS, DAYS)
def test_days_stand_on_the_line_in_order(days: list[date], cells: int, one: date, other: date) -> None:
    line = scale(days, cells)
    assert line is not None
    first, last = sorted((one, other))
    assert 0 <= line.cell(first) <= line.cell(last) <= cells - 1
    assert line.cell(line.first) == 0
    assert line.cell(line.last) == (cells - 1 if line.first != line.last else 0)
