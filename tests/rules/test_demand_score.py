"""The score of a demand: worked examples, and what holds for every mark and every weight."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from brm_tui.errors import FieldError
from brm_tui.rules.demand_score import (
    HEAVIEST,
    LEAST_COVERAGE,
    Criterion,
    Marks,
    Weights,
    kept_weights,
    ranks,
    read_weights,
    score,
    standing,
)

USUAL = Weights()
MARK = st.none() | st.integers(1, 5)
MARKS = st.tuples(MARK, MARK, MARK, MARK)
KNOWN = st.tuples(*[st.integers(1, 5)] * 4)
WEIGHT = st.integers(0, HEAVIEST)
WEIGHTS = st.builds(Weights, WEIGHT, WEIGHT, WEIGHT, WEIGHT).filter(lambda weights: weights.total > 0)


def test_a_worked_example() -> None:
    """Value 5, volume 3, size 3, risk 2 by 4:2:2:2.

    The shares are 4/4, 2/4, 2/4 and 3/4; (4×1 + 2×0.5 + 2×0.5 + 2×0.75) / 10 = 0.75.
    """
    found = score((5, 3, 3, 2), USUAL)
    assert [term.share for term in found.terms] == [1.0, 0.5, 0.5, 0.75]
    assert [term.criterion.value for term in found.terms] == ["value", "volume", "size", "risk"]
    assert (found.score, found.coverage) == (75, 100)
    assert found.terms[0].words == "very much worth"


def test_what_is_not_known_is_no_term() -> None:
    """Value 4 and volume 3 alone: (4×0.75 + 2×0.5) / 6 = 0.667; as zeros they would make 40."""
    found = score((4, 3, None, None), USUAL)
    assert (found.score, found.coverage) == (67, 60)
    assert [term.words for term in found.terms[2:]] == ["not known", "not known"]


def test_too_little_is_no_score() -> None:
    """Value alone is 4 of 10 of the weights, less than half."""
    found = score((5, None, None, None), USUAL)
    assert (found.score, found.coverage) == (None, 40)
    assert score((None, None, None, None), USUAL).coverage == 0
    assert score((5, None, None, None), Weights(value=5, volume=5, size=0, risk=0)).score == 100


@pytest.mark.parametrize(
    ("marks", "expected"),
    [((5, 5, 1, 1), 100), ((1, 1, 5, 5), 0), ((3, 3, 3, 3), 50), ((4, 4, 3, 3), 65), ((2, 1, 2, 2), 40)],
)
def test_the_ends_and_the_middle(marks: Marks, expected: int) -> None:
    assert score(marks, USUAL).score == expected


@given(MARKS, WEIGHTS)
def test_a_score_has_bounds_and_needs_half_of_the_weights(marks: Marks, weights: Weights) -> None:
    found = score(marks, weights)
    assert 0 <= found.coverage <= 100
    assert (found.score is None) == (found.coverage < LEAST_COVERAGE)
    if found.score is not None:
        shares = [term.share for term in found.terms if term.share is not None and term.weight]
        assert 100 * min(shares) - 0.51 <= found.score <= 100 * max(shares) + 0.51


@given(KNOWN, WEIGHTS, st.sampled_from(Criterion), st.integers(1, 5))
def test_more_worth_never_lowers_it_and_more_size_or_risk_never_raises_it(
    marks: tuple[int, ...], weights: Weights, criterion: Criterion, mark: int
) -> None:
    place = list(Criterion).index(criterion)
    assume(mark > marks[place])
    before, after = (score(_marks(row), weights).score for row in (marks, _with(marks, place, mark)))
    assert before is not None
    assert after is not None
    assert after <= before if criterion in (Criterion.SIZE, Criterion.RISK) else after >= before


@given(KNOWN, WEIGHTS, st.sampled_from(Criterion))
def test_to_forget_a_mark_is_the_same_as_not_weighing_it(
    marks: tuple[int, ...], weights: Weights, criterion: Criterion
) -> None:
    unweighed = weights.changed(criterion, -HEAVIEST)
    assume(unweighed != weights)
    forgotten = score(_marks(_with(marks, list(Criterion).index(criterion), None)), weights)
    assume(forgotten.score is not None)
    assert forgotten.score == score(_marks(marks), unweighed).score


@given(KNOWN, st.tuples(*[st.integers(0, 5)] * 4).filter(any))
def test_only_the_proportion_of_the_weights_matters(marks: tuple[int, ...], small: tuple[int, ...]) -> None:
    doubled = Weights(*(2 * weight for weight in small))
    assert score(_marks(marks), Weights(*small)).score == score(_marks(marks), doubled).score


@given(WEIGHTS)
def test_weights_are_kept_as_text(weights: Weights) -> None:
    assert read_weights(weights.text()) == kept_weights(weights.text()) == weights
    assert sum(weights.percent(criterion) for criterion in Criterion) == pytest.approx(100)


@given(WEIGHTS, st.sampled_from(Criterion), st.integers(-20, 20))
def test_weights_stay_weights(weights: Weights, criterion: Criterion, by: int) -> None:
    after = weights.changed(criterion, by)
    assert after.total > 0
    assert all(0 <= after.of(one) <= HEAVIEST for one in Criterion)


@pytest.mark.parametrize(
    "text", ["value=11", "value=0 volume=0 size=0 risk=0", "worth=3", "value=x", "value"]
)
def test_other_texts_are_no_weights(text: str) -> None:
    with pytest.raises(FieldError):
        read_weights(text)
    assert kept_weights(text) == kept_weights(None) == USUAL


def test_equal_ones_share_a_rank_and_the_unknown_has_none() -> None:
    assert ranks([80, 75.5, 75.5, None, 60, 80, 75.5]) == [1, 3, 3, None, 6, 1, 3]
    assert standing(90, 40) == standing(90, None) == 90
    assert standing(0, 40) == 0
    assert standing(None, 40) == 40


@given(st.lists(st.none() | st.integers(0, 100)))
def test_a_rank_says_how_many_stand_higher(standings: list[int | None]) -> None:
    for value, rank in zip(standings, ranks(standings), strict=True):
        higher = sum(1 for other in standings if other is not None and value is not None and other > value)
        assert rank == (None if value is None else higher + 1)


def _marks(marks: tuple[int | None, ...]) -> Marks:
    value, volume, size, risk = marks
    return value, volume, size, risk


def _with(marks: tuple[int, ...], place: int, mark: int | None) -> tuple[int | None, ...]:
    return tuple(mark if position == place else one for position, one in enumerate(marks))
