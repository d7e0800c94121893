"""What a project costs against what it brings: three ratios, each with its terms. Pure.

A ratio with an unknown term, or with nothing to divide by, is unknown; it is never zero.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class RatioName(StrEnum):
    """What is held against what."""

    SPENT = "spent of the budget"
    EXPECTED = "expected value for the budget"
    REALISED = "value realised for what was spent"


class Ratio(NamedTuple):
    """One amount held against another.

    Attributes:
        name: Which ratio.
        amount: The upper term, minor units.
        against: The lower term, minor units.
        value: Upper by lower; None: not known.
        reason: Why it is not known; empty where it is.
    """

    name: RatioName
    amount: int | None
    against: int | None
    value: float | None
    reason: str = ""


class Money(NamedTuple):
    """What is known of a project's money, all in minor units of one currency; None: not known."""

    budget: int | None = None
    spend: int | None = None
    expected_value: int | None = None
    realised_value: int | None = None


def ratios(money: Money) -> tuple[Ratio, ...]:
    """Return what was spent, what is expected and what was realised, each against its cost.

    Spent: spend ÷ budget. Expected: expected value ÷ budget, what one unit is to bring. Realised: realised value ÷
    spend, what one spent unit has brought so far. The first two are the budget use and the benefit-cost ratio of
    project practice; the last one is the latter at this day.
    """
    return (
        _ratio(RatioName.SPENT, "spend", money.spend, "budget", money.budget),
        _ratio(RatioName.EXPECTED, "expected value", money.expected_value, "budget", money.budget),
        _ratio(RatioName.REALISED, "realised value", money.realised_value, "spend", money.spend),
    )


def ratio_named(money: Money, name: RatioName) -> Ratio:
    """Return one of the ratios."""
    return next(ratio for ratio in ratios(money) if ratio.name is name)


def _ratio(name: RatioName, upper: str, amount: int | None, lower: str, against: int | None) -> Ratio:
    unknown = [word for word, term in ((upper, amount), (lower, against)) if term is None]
    if amount is None or against is None:
        return Ratio(name, amount, against, None, f"{' and '.join(unknown)} not known")
    if against <= 0:
        return Ratio(name, amount, against, None, f"no {lower} to hold it against")
    return Ratio(name, amount, against, amount / against)


def short_amount(amount: int | None) -> str:
    """Return an amount for lists in a few signs, in whole units: ``950``, ``12k``, ``1.25M``; empty for None."""
    if amount is None:
        return ""
    units, sign = round(abs(amount) / 100), "-" if amount < 0 else ""
    if units < 10_000:
        return f"{sign}{units}"
    if units < 1_000_000:
        return f"{sign}{units // 1000}k"
    millions = units / 1_000_000
    return f"{sign}{millions:.2f}M" if millions < 100 else f"{sign}{millions:,.0f}M"
