"""What surveys say, by worked examples; what nobody knows is never zero."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brm_tui.rules.answer_line import read_answer
from brm_tui.rules.capture import Known, KnownCustomer, KnownPerson
from brm_tui.rules.satisfaction import FEW, SCALES, satisfaction
from brm_tui.rules.vocabulary import SurveyMethod
from tests.rules.test_feedback_due import TODAY

CSAT, NPS = SurveyMethod.CSAT, SurveyMethod.NPS
KNOWN = Known(
    [KnownCustomer("c1", "FIN", "Finance")], [KnownPerson("p1", "Maria Oliveira", "maria@x", "business")]
)


def test_csat_is_the_share_of_fours_and_fives_with_the_mean_beside_it() -> None:
    # 20 answers: 5 fives, 7 fours, 4 threes, 3 twos, 1 one: 12 of 20 are 60 %, the mean is 72 / 20.
    found = satisfaction(CSAT, {5: 5, 4: 7, 3: 4, 2: 3, 1: 1}, invited=50)
    assert (found.answers, found.high, found.middle, found.low) == (20, 12, 4, 4)
    assert (found.value, found.mean, found.response_rate) == (60.0, 3.6, 0.4)
    # Agresti and Coull: (12 + 2) of (20 + 4), ± 1.96 · √(p (1 − p) / 24).
    share = 14 / 24
    assert found.margin == pytest.approx(196 * sqrt(share * (1 - share) / 24))
    assert found.margin == pytest.approx(19.7, abs=0.05)


def test_nps_is_promoters_minus_detractors() -> None:
    # 100 answers: 50 promoters, 30 passives, 20 detractors: +30.
    found = satisfaction(NPS, {10: 30, 9: 20, 8: 20, 7: 10, 6: 12, 0: 8})
    assert (found.value, found.high, found.middle, found.low) == (30.0, 50, 30, 20)
    # Variance of +1, 0, −1: (0.5 + 0.2) − 0.3² = 0.61; ± 1.96 · √(0.61 / 100).
    assert found.margin == pytest.approx(196 * sqrt(0.61 / 100))
    assert found.response_rate is None


def test_a_good_part_of_all_makes_the_figure_surer() -> None:
    counts = {10: 7, 8: 5, 5: 6}
    alone, of_many, of_few, of_all = (
        satisfaction(NPS, counts, sample=sample).margin for sample in (None, 10_000, 24, 18)
    )
    assert alone is not None
    assert of_many is not None
    assert of_few == pytest.approx(alone * sqrt(6 / 23))
    assert of_few is not None
    assert of_few < of_many < alone
    assert of_all == 0.0
    # A sample smaller than the answers cannot be: it changes nothing.
    assert satisfaction(NPS, counts, sample=3).margin == alone


def test_below_ten_answers_no_margin_is_given_and_the_figure_is_marked() -> None:
    few, enough = satisfaction(CSAT, {5: FEW - 1}), satisfaction(CSAT, {5: FEW})
    assert (few.few, few.margin, few.value) == (True, None, 100.0)
    assert not enough.few
    # All content does not mean that all are sure to be.
    assert enough.margin is not None
    assert enough.margin > 10


def test_what_nobody_answered_is_unknown() -> None:
    found = satisfaction(NPS, {}, unscored=3, invited=10)
    assert (found.answers, found.value, found.mean, found.margin) == (0, None, None, None)
    assert found.response_rate == 0.3
    assert satisfaction(CSAT, {}, invited=0).response_rate is None
    # More answers than invitations: one of both numbers is wrong.
    assert satisfaction(CSAT, {5: 12}, invited=10).response_rate is None
    # Nobody invited is content: zero is a figure, and shown as one.
    assert satisfaction(CSAT, {1: 4}).value == 0.0


def test_a_score_off_the_scale_counts_as_none() -> None:
    found = satisfaction(CSAT, {0: 2, 7: 1, 5: 1})
    assert (found.answers, found.unscored, found.value) == (1, 3, 100.0)


@given(
    st.sampled_from(SurveyMethod),
    st.dictionaries(st.integers(0, 10), st.integers(0, 50)),
    st.integers(0, 400),
)
def test_figures_stay_within_their_bounds(method: SurveyMethod, counts: dict[int, int], sample: int) -> None:
    found = satisfaction(method, counts, sample=sample)
    assert found.answers + found.unscored == sum(counts.values())
    if found.value is None:
        assert found.answers == 0
        return
    assert (-100 if method is NPS else 0) <= found.value <= 100
    assert found.mean is not None
    assert SCALES[method][0] <= found.mean <= SCALES[method][1]
    assert (found.margin is None) == (found.answers < FEW)
    assert found.margin is None or found.margin >= 0


def test_an_answer_in_one_line() -> None:
    found = read_answer("9 @maria FIN The people at night are gold", KNOWN, NPS, TODAY)
    assert found.values("s1", "", TODAY) == {
        "survey": "s1", "score": 9, "person": "p1", "customer": "c1", "date": TODAY,
        "comment": "The people at night are gold",
    }  # fmt: skip
    assert read_answer("- no time", KNOWN, NPS, TODAY).values("s1", "c2", TODAY) == {
        "survey": "s1", "customer": "c2", "date": TODAY, "comment": "no time",
    }  # fmt: skip
    assert read_answer("0", KNOWN, NPS, TODAY).score == 0


@pytest.mark.parametrize("text", ["", "11", "good 9", "-1", "9999999999999999", "²", "9 @nobody"])
def test_what_is_no_answer_says_why(text: str) -> None:
    assert read_answer(text, KNOWN, NPS, TODAY).problems


def test_csat_has_no_zero() -> None:
    assert read_answer("0", KNOWN, CSAT, TODAY).problems == (
        "0 is no score: 1 to 5, as CSAT is asked, or - for none",
    )
