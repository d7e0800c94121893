"""The year's counts say what the entries say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from brm_tui.desk.calendar import counts_by_day, occurrences
from brm_tui.desk.desk import Desk

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
NARROWINGS = [
    ((), ""),
    (("meeting", "due"), ""),
    ((), "FIN"),
    (("it", "change", "agreement"), "RET"),
    (("customer",), ""),
]


@pytest.mark.parametrize(("layers", "customer"), NARROWINGS)
def test_counts_are_those_of_the_entries(demo: Desk, layers: tuple[str, ...], customer: str) -> None:
    """Each entry is counted once, on the day on which it begins by the user's clock."""
    expected: dict[date, dict[str, int]] = {}
    closed = set()
    for entry in occurrences(demo, FIRST, LAST, layers=layers, customer=customer):
        day = entry.start.date()
        if entry.blackout or entry.source == "freeze":
            closed.add((day, entry.last_day))
        elif day >= FIRST:
            counts = expected.setdefault(day, {})
            counts[entry.layer] = counts.get(entry.layer, 0) + 1
    found = counts_by_day(demo, FIRST, LAST, layers=layers, customer=customer)
    assert expected
    assert found.counts == expected
    assert {(one.first, one.last) for one in found.closed} == closed
    assert [one.first for one in found.closed] == sorted(one.first for one in found.closed)


def test_both_kinds_of_closed_days_are_told_apart(demo: Desk) -> None:
    """A blackout is the customer's, a freeze IT's."""
    closed = counts_by_day(demo, FIRST, LAST).closed
    assert {one.kind for one in closed} == {"blackout", "freeze"}
    assert all(one.last - one.first >= timedelta(0) and one.title for one in closed)
