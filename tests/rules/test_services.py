"""How a service does: worked examples, and what always holds."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brm_tui.rules.services import (
    Figure,
    Known,
    is_stale,
    level_rag,
    months_between,
    newest_period,
    period_before,
    read_period,
    satisfaction_rag,
    standing,
    trend_periods,
)
from brm_tui.rules.vocabulary import Rag

TODAY = date(2026, 11, 24)
LAST = "2026-10"


@pytest.mark.parametrize(
    ("level", "target", "rag"),
    [
        (99.7, 99.7, Rag.GREEN),
        (100.0, 99.7, Rag.GREEN),
        (99.69, 99.7, Rag.AMBER),
        (99.41, 99.7, Rag.AMBER),
        (99.4, 99.7, Rag.RED),  # 0.6 lost where 0.3 may be
        (99.3, 100 - 0.7, Rag.GREEN),  # the same in decimals, not in binary
        (100.0, 100.0, Rag.GREEN),
        (99.99, 100.0, Rag.RED),  # nothing may be lost
        (0.0, 0.0, Rag.GREEN),
    ],
)
def test_levels(level: float, target: float, rag: Rag) -> None:
    """A level is judged by how much of what its target leaves open was lost."""
    assert level_rag(level, target) is rag


@pytest.mark.parametrize(
    ("value", "rag"),
    [(5, Rag.GREEN), (3.5, Rag.GREEN), (3.49, Rag.AMBER), (2.5, Rag.AMBER), (2.49, Rag.RED), (1, Rag.RED)],
)
def test_satisfaction(value: float, rag: Rag) -> None:
    """The limits lie half a step from the middle."""
    assert satisfaction_rag(value) is rag


def test_the_worst_of_what_is_known_decides() -> None:
    """A green level with a red satisfaction is red, and both terms say why."""
    found = standing(Known(Figure(99.8, LAST), 99.7, Figure(2.4, LAST), LAST), TODAY)
    assert found.rag is Rag.RED
    assert [term.rag for term in found.terms] == [Rag.GREEN, Rag.RED]
    assert found.terms[0].figure == "99.8 % of 99.7 %"
    assert found.coverage == "2 of 2 judged"


def test_unknown_is_never_zero() -> None:
    """What nobody measured judges nothing; where nothing is known nothing is said."""
    found = standing(Known(), TODAY)
    assert (found.rag, found.stale) == (None, False)
    assert standing(Known(satisfaction=Figure(4, LAST), newest=LAST), TODAY).rag is Rag.GREEN
    without_target = standing(Known(Figure(10, LAST), newest=LAST), TODAY)
    assert without_target.rag is None
    assert without_target.terms[0].reason == "no target was agreed"
    assert standing(Known(Figure(0, LAST), 99, newest=LAST), TODAY).rag is Rag.RED


def test_stale_data_is_told_and_judges_nothing() -> None:
    """September's figures are good in November, August's are not."""
    assert not is_stale("2026-09", TODAY)
    assert is_stale("2026-08", TODAY)
    found = standing(Known(Figure(99.9, "2026-08"), 99.7, None, "2026-08"), TODAY)
    assert (found.rag, found.stale) == (None, True)
    assert "2 months older" in found.terms[0].reason


def test_an_old_satisfaction_does_not_hide_behind_a_new_level() -> None:
    """Each figure is judged by its own month."""
    found = standing(Known(Figure(99.9, LAST), 99.7, Figure(1.0, "2026-01"), LAST), TODAY)
    assert (found.rag, found.stale) == (Rag.GREEN, False)
    assert found.coverage == "1 of 2 judged"


def test_periods() -> None:
    """Months are counted over the turn of the year."""
    assert newest_period(date(2026, 1, 31)) == "2025-12"
    assert trend_periods(date(2026, 2, 1), 3) == ("2025-11", "2025-12", "2026-01")


@given(st.integers(12, 9000 * 12), st.integers(-11, 11))
def test_counting_back_and_forth(index: int, months: int) -> None:
    """The months between two periods are those that one was counted back by."""
    period = f"{index // 12:04d}-{index % 12 + 1:02d}"
    assert months_between(period_before(period, months), period) == months


@given(st.floats(0, 100), st.floats(0, 100), st.floats(0, 100))
def test_more_is_never_worse(one: float, other: float, target: float) -> None:
    """A higher level never stands worse against the same target."""
    order = [Rag.RED, Rag.AMBER, Rag.GREEN]
    low, high = sorted((one, other))
    assert order.index(level_rag(low, target)) <= order.index(level_rag(high, target))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2026-10", "2026-10"), ("2026-1", "2026-01"), (" 2026/10 ", "2026-10"), ("10/2026", "2026-10"),
        ("10.2026", "2026-10"), ("31.10.2026", "2026-10"), ("2026-10-31", "2026-10"),
        ("2026-10-01 00:00:00", "2026-10"),
        ("Oct 2026", "2026-10"), ("october 2026", "2026-10"), ("Okt 2026", None), ("2026-13", None), ("10/26", None),
        ("0000-01", None), ("", None), ("=1", None),
    ],
)  # fmt: skip
def test_months_as_people_write_them(text: str, period: str | None) -> None:
    """What names no month is not guessed at."""
    assert read_period(text) == period
