"""Other weights tried out, and the plot's places: nothing is lost, nothing covers another."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from brm_tui.rules.demand_plot import SLOT, lay_out
from brm_tui.rules.demand_score import Weights, ranks, score
from brm_tui.rules.demand_what_if import what_if


@dataclass(frozen=True)
class Asked:
    """A demand as the rules take it."""

    id: str
    value: int | None
    volume: int | None
    size: int | None
    risk: int | None
    score_override: float | None = None


MARK = st.none() | st.integers(1, 5)
DEMANDS = st.lists(st.builds(Asked, st.just("x"), MARK, MARK, MARK, MARK, st.none() | st.integers(0, 100)))
WEIGHTS = st.builds(Weights, *[st.integers(1, 10)] * 4)


def test_a_small_one_rises_once_size_counts() -> None:
    demands = [Asked("large", 5, 5, 5, 3), Asked("middle", 4, 3, 3, 3), Asked("small", 2, 3, 1, 3)]
    moved = what_if(demands, Weights(), Weights(value=1, volume=1, size=8, risk=1))
    assert [(demands[one.place].id, one.before, one.after, one.up) for one in moved] == [
        ("small", 3, 1, 2), ("middle", 2, 2, 0), ("large", 1, 3, -2),
    ]  # fmt: skip


def test_a_score_by_hand_stands_and_the_unknown_comes_last() -> None:
    demands = [
        Asked("unknown", None, None, None, None),
        Asked("by hand", 1, 1, 5, 5, 90),
        Asked("x", 3, 3, 3, 3),
    ]
    moved = what_if(demands, Weights(), Weights(size=9))
    assert [(one.place, one.after, one.score_after) for one in moved] == [
        (1, 1, 90),
        (2, 2, 50),
        (0, None, None),
    ]
    assert moved[-1].up is None


@given(DEMANDS, WEIGHTS, WEIGHTS)
def test_what_if_orders_as_the_score_does(demands: list[Asked], before: Weights, after: Weights) -> None:
    moved = what_if(demands, before, after)
    assert sorted(one.place for one in moved) == list(range(len(demands)))
    by_hand = [one.score_override for one in demands]
    computed = [score((one.value, one.volume, one.size, one.risk), after).score for one in demands]
    wanted = ranks([one if own is None else own for own, one in zip(by_hand, computed, strict=True)])
    assert {one.place: one.after for one in moved} == dict(enumerate(wanted))
    assert all(one.up == 0 for one in what_if(demands, after, after) if one.up is not None)


@given(DEMANDS, st.integers(20, 160), st.integers(5, 40))
def test_every_demand_has_a_place_of_its_own_or_is_counted(
    demands: list[Asked], width: int, height: int
) -> None:
    layout = lay_out(demands, width, height)
    known = [place for place, one in enumerate(demands) if one.value and one.size]
    assert len(layout.placed) + sum(crowd.count for crowd in layout.crowds) == len(known)
    assert len(known) + len(layout.unknown) == len(demands)
    taken = [(one.line, one.column) for one in layout.placed]
    taken += [(crowd.line, crowd.column) for crowd in layout.crowds]
    assert len(set(taken)) == len(taken)
    for line, column in taken:
        assert 0 <= line < height
        assert 1 <= column <= width - SLOT + 1
        assert all(other == column or abs(other - column) >= SLOT for row, other in taken if row == line)


@given(DEMANDS)
def test_more_value_stands_higher_and_more_size_further_right(demands: list[Asked]) -> None:
    layout = lay_out(demands, 100, 20)
    for first in layout.placed:
        for second in layout.placed:
            one, other = demands[first.place], demands[second.place]
            assert one.size is not None
            assert other.size is not None
            assert one.value is not None
            assert other.value is not None
            assert first.column < second.column or one.size >= other.size
            assert first.line < second.line or one.value <= other.value
