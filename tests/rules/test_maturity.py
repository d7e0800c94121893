"""How mature a relationship is, by worked examples."""

from __future__ import annotations

from datetime import date

from brm_tui.rules.maturity import LEVELS, MEANINGS, NEXT_STEPS, View, maturity_gap

TODAY = date(2026, 11, 24)
LATELY = date(2026, 10, 20)


def test_every_level_says_what_it_is_and_what_comes_next() -> None:
    assert list(LEVELS) == list(MEANINGS) == list(NEXT_STEPS) == [1, 2, 3, 4, 5]
    assert (LEVELS[1], LEVELS[5]) == ("ad hoc", "strategic partner")


def test_a_relationship_is_as_mature_as_the_side_that_sees_less() -> None:
    found = maturity_gap(View(2, LATELY), View(4, LATELY), TODAY)
    assert (found.gap, found.level) == (2, 2)
    assert found.next_step.startswith("IT sees 2 levels more than the other side: talk about why first.")
    assert found.next_step.endswith(NEXT_STEPS[2])
    other = maturity_gap(View(4, LATELY), View(3, LATELY), TODAY)
    assert (other.gap, other.level) == (-1, 3)
    assert other.next_step.startswith("The business sees a level more")


def test_where_both_agree_the_next_step_is_that_of_the_level() -> None:
    found = maturity_gap(View(3, LATELY), View(3, LATELY), TODAY)
    assert (found.gap, found.level, found.next_step, found.stale) == (0, 3, NEXT_STEPS[3], ())


def test_one_view_alone_shows_no_gap() -> None:
    found = maturity_gap(View(1, LATELY), None, TODAY)
    assert (found.gap, found.level) == (None, 1)
    assert found.next_step.startswith("Ask IT too")
    assert maturity_gap(None, View(1, LATELY), TODAY).next_step.startswith("Ask the business too")


def test_nothing_known_is_unknown() -> None:
    found = maturity_gap(None, None, TODAY)
    assert (found.gap, found.level) == (None, None)
    assert found.next_step.startswith("Ask both sides")


def test_an_old_view_says_so() -> None:
    found = maturity_gap(View(3, date(2025, 11, 23)), View(3, date(2025, 11, 24)), TODAY)
    assert found.stale == ("business",)
