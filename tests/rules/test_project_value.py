"""What a project costs against what it brings, worked by hand; what is unknown is never zero."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brm_tui.rules.numbers import amount_words
from brm_tui.rules.project_value import Money, RatioName, ratio_named, ratios, short_amount

AMOUNT = st.none() | st.integers(-(10**15), 10**15)


def test_a_worked_example() -> None:
    # Budget 640,000; spent 431,000; to bring 730,000; brought 190,000.
    money = Money(64_000_000, 43_100_000, 73_000_000, 19_000_000)
    spent, expected, realised = ratios(money)
    assert spent.value == pytest.approx(0.6734375)
    assert expected.value == pytest.approx(1.140625)
    assert realised.value == pytest.approx(0.440835, abs=1e-6)
    assert (realised.amount, realised.against) == (19_000_000, 43_100_000)


def test_nothing_realised_yet_is_not_zero_but_a_realised_zero_is() -> None:
    assert ratio_named(Money(spend=100), RatioName.REALISED)[3:] == (None, "realised value not known")
    assert ratio_named(Money(), RatioName.EXPECTED)[3:] == (None, "expected value and budget not known")
    assert ratio_named(Money(spend=100, realised_value=0), RatioName.REALISED).value == 0.0


def test_there_is_nothing_to_divide_by() -> None:
    assert ratio_named(Money(budget=0, spend=5), RatioName.SPENT)[3:] == (
        None,
        "no budget to hold it against",
    )


@given(st.builds(Money, AMOUNT, AMOUNT, AMOUNT, AMOUNT))
def test_a_ratio_is_known_or_says_why_not(money: Money) -> None:
    for ratio in ratios(money):
        assert (ratio.value is None) == bool(ratio.reason)
        if ratio.value is not None and ratio.amount is not None and ratio.against:
            assert ratio.value == ratio.amount / ratio.against


@pytest.mark.parametrize(
    ("amount", "shown"),
    [(None, ""), (0, "0"), (95_000, "950"), (-1_200_000, "-12k"), (999_949, "9999"), (1_000_000, "10k"),
     (99_999_900, "999k"),
     (124_000_000, "1.24M"), (215_000_000_000, "2,150M")],
)  # fmt: skip
def test_amounts_in_lists(amount: int | None, shown: str) -> None:
    assert short_amount(amount) == shown


def test_amounts_in_words() -> None:
    assert amount_words(None, "EUR") == "–"
    assert amount_words(-123_456_789, "USD") == "-USD 1,234,567.89"
