"""The health of a relationship: its terms, and that what is unknown is never taken as zero."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brm_tui.rules.health import WEIGHTS, HealthFacts, Standing, TermName, health

GOOD = HealthFacts(
    promises_due=4, promises_kept=4, days_since_contact=3, target_days=7, maximum_days=14,
    standing=Standing.IN_FORCE, scores=(1.0, 0.5), meetings_promised=12, meetings_held=9,
    levels_measured=3, levels_reached=3, feedback_known=True,
)  # fmt: skip


def term(facts: HealthFacts, name: TermName) -> tuple[int | None, str]:
    """Return a term's value in percent and its reason."""
    return next((found.percent, found.reason) for found in health(facts).terms if found.name is name)


def test_the_weights_are_the_whole() -> None:
    assert sum(WEIGHTS.values()) == 100
    assert set(WEIGHTS) == set(TermName)


def test_the_figure_is_the_weighted_mean() -> None:
    found = health(GOOD)
    assert found.coverage == 100
    # 25 + 20 + 15 + 15 × 0.75 + 10 × 0.75 + 10 + 5
    assert found.score == round(25 + 20 + 15 + 11.25 + 7.5 + 10 + 5)


def test_what_is_unknown_is_no_term() -> None:
    facts = replace(GOOD, scores=(), promises_due=0, promises_kept=0)
    found = health(facts)
    assert found.coverage == 60
    assert found.score == round(100 * (20 + 15 + 7.5 + 10 + 5) / 60)
    assert term(facts, TermName.SATISFACTION) == (None, "nobody was asked")
    assert term(facts, TermName.PROMISES) == (None, "nothing to judge by")


def test_too_little_makes_no_figure() -> None:
    found = health(HealthFacts())
    assert (found.coverage, found.score) == (15, None)


@pytest.mark.parametrize(("days", "percent"), [(0, 100), (7, 100), (14, 67), (21, 33), (28, 0), (400, 0)])
def test_the_rhythm_falls_from_the_target_to_twice_the_maximum(days: int, percent: int) -> None:
    said = term(replace(GOOD, days_since_contact=days), TermName.RHYTHM)
    since = "1 day" if days == 1 else f"{days} days"
    assert said == (percent, f"{since} since the last contact, every 7 wanted, at most 14")


def test_a_rhythm_needs_a_target_and_a_contact() -> None:
    assert term(replace(GOOD, target_days=None, maximum_days=None), TermName.RHYTHM)[0] is None
    assert term(replace(GOOD, days_since_contact=None), TermName.RHYTHM) == (None, "no contact is known")
    assert term(replace(GOOD, target_days=None), TermName.RHYTHM)[0] == 100


def test_complaints_cost_and_none_is_good_only_where_feedback_is_known() -> None:
    assert term(replace(GOOD, complaints_open=2, complaints_escalated=1), TermName.COMPLAINTS) == (
        25,
        "2 open, 1 escalated",
    )
    assert term(replace(GOOD, complaints_open=9), TermName.COMPLAINTS)[0] == 0
    assert term(replace(GOOD, feedback_known=False), TermName.COMPLAINTS)[0] is None


@given(
    st.builds(
        HealthFacts,
        promises_due=st.integers(0, 9),
        days_since_contact=st.none() | st.integers(0, 900),
        target_days=st.none() | st.integers(1, 90),
        maximum_days=st.none() | st.integers(1, 90),
        standing=st.sampled_from(Standing),
        scores=st.lists(st.floats(0, 1), max_size=5),
        meetings_promised=st.integers(0, 9),
        levels_measured=st.integers(0, 9),
        complaints_open=st.integers(0, 9),
        feedback_known=st.booleans(),
    )
)
def test_any_figure_lies_between_its_terms(facts: HealthFacts) -> None:
    found = health(facts)
    known = [one.value for one in found.terms if one.value is not None]
    assert all(0 <= value <= 1 for value in known)
    if found.score is not None:
        assert round(100 * min(known)) <= found.score <= round(100 * max(known))
