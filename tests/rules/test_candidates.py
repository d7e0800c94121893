"""Who could serve a customer: affinity by what was rated, room by the load, and the order of both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brm_tui.rules.candidates import Aspect, Fit, Ratings, fit
from brm_tui.rules.load import Capacity, Load, Served, load_of

CUSTOMER = Served("new", "RNA", 2, 8)
FREE = load_of([], Capacity(20))
BUSY = load_of([Served("1", "A", 2, 19)], Capacity(20))
NOBODY_KNOWS = load_of([], Capacity())


def judged(*ratings: Ratings, hours: float | None = 20, busy: float = 0) -> Fit:
    """Return the fit of somebody with a capacity who gives some hours already."""
    served = [Served("1", "A", 2, busy)] if busy else []
    capacity = Capacity(hours)
    return fit(ratings, load_of(served, capacity), load_of([*served, CUSTOMER], capacity))


def test_the_mean_of_what_is_known_with_its_coverage() -> None:
    found = judged(Ratings("Retail North America", (4, None, 2, None)))
    assert (found.affinity, found.known) == (3.0, 2)
    assert found.room == pytest.approx(0.6)
    # 60 for affinity (3 - 1) / 4, 40 for the room of 12 in 20 hours
    assert (found.score, found.coverage) == (round(60 * 0.5 + 40 * 0.6), 70)


def test_the_newest_rating_at_the_customer_itself_counts() -> None:
    found = judged(Ratings("RNA", (5, None, 1, 1)), Ratings("RNA", (1, 2, 3, 4)))
    assert [one.value for one in found.affinities] == [5, 2, 1, 1]
    assert {one.reason for one in found.affinities} == {"rated at this customer"}


def test_kin_stand_in_but_never_for_knowing_the_customer() -> None:
    found = judged(
        Ratings("Retail", (4, 4, 5, 4), kin=True), Ratings("Retail South", (2, None, 4, 5), kin=True)
    )
    assert [one.value for one in found.affinities] == [3, 4, 4.5, None]
    assert found.affinities[0].reason == "rated at Retail, Retail South"
    assert found.affinities[3].reason == "never rated"
    assert found.affinities[3].aspect is Aspect.CUSTOMER


def test_what_is_not_known_is_no_zero() -> None:
    nothing = fit((), NOBODY_KNOWS, NOBODY_KNOWS)
    assert (nothing.affinity, nothing.room, nothing.score, nothing.coverage) == (None, None, None, 0)
    only_room = judged()
    assert (only_room.score, only_room.coverage) == (60, 40)
    only_affinity = judged(Ratings("RNA", (5, 5, 5, 5)), hours=None)
    assert (only_affinity.score, only_affinity.coverage) == (100, 60)


def test_whoever_knows_something_of_the_customer_comes_first() -> None:
    rated_and_busy = judged(Ratings("RNA", (2, 2, 2, 2)), busy=15)
    free_stranger, unknown = judged(), fit((), NOBODY_KNOWS, NOBODY_KNOWS)
    assert free_stranger.score is not None
    assert rated_and_busy.score is not None
    assert free_stranger.score > rated_and_busy.score
    assert sorted([unknown, free_stranger, rated_and_busy], key=lambda one: one.order) == [
        rated_and_busy,
        free_stranger,
        unknown,
    ]


def test_whoever_would_have_far_too_much_to_do_comes_after_those_who_would_not() -> None:
    knows_well = judged(Ratings("RNA", (5, 5, 5, 5)), busy=19)
    knows_little = judged(Ratings("RNA", (2, 2, 2, 2)))
    assert knows_well.after.percent == 135
    assert (knows_well.score or 0) > (knows_little.score or 0)
    assert knows_little.order < knows_well.order


rating = st.none() | st.integers(1, 5)
ratings_of_all = st.lists(
    st.builds(Ratings, st.just("X"), st.tuples(rating, rating, rating, rating), st.booleans()), max_size=5
)


@given(ratings_of_all, st.sampled_from([FREE, BUSY, NOBODY_KNOWS]))
def test_every_figure_stays_within_its_scale(ratings: list[Ratings], after: Load) -> None:
    found = fit(ratings, after, after)
    assert found.affinity is None or 1 <= found.affinity <= 5
    assert found.score is None or 0 <= found.score <= 100
    assert 0 <= found.coverage <= 100
    assert (found.coverage == 0) == (found.score is None)
    assert found.known == sum(one.value is not None for one in found.affinities)


@given(st.tuples(*[st.integers(1, 5)] * 4), st.integers(0, 3))
def test_knowing_more_never_fits_worse(values: tuple[int, ...], place: int) -> None:
    better = tuple(min(5, value + (place == at)) for at, value in enumerate(values))
    assert (judged(Ratings("RNA", better)).score or 0) >= (judged(Ratings("RNA", values)).score or 0)
