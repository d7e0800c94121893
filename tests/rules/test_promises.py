"""How well each side keeps its promises."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from brm_tui.rules.promises import keep_rates
from brm_tui.rules.vocabulary import PromiseSide

TODAY = date(2026, 11, 24)
TERMS = ("kept", "late", "open_late", "unknown", "cancelled", "ahead")


def test_the_rate_is_what_was_kept_in_time_of_what_fell_due() -> None:
    """Late and open late count against it; what was given up, or has no day, does not."""
    rows = [
        ("IT", "kept", 6),
        ("IT", "late", 1),
        ("IT", "open_late", 1),
        ("IT", "cancelled", 4),
        ("IT", "unknown", 2),
    ]
    ours, theirs = keep_rates(rows, TODAY)
    assert (ours.side, ours.percent, ours.judged) == (PromiseSide.IT, 75, 8)
    assert (ours.since, ours.until) == (date(2025, 11, 24), date(2026, 11, 23))
    assert (theirs.side, theirs.percent) == (PromiseSide.BUSINESS, None)


def test_unknown_is_not_zero() -> None:
    """Nothing that fell due is no rate; everything late is one of zero."""
    assert keep_rates([("IT", "ahead", 3), (None, "kept", 3)], TODAY)[0].percent is None
    assert keep_rates([("IT", "open_late", 1)], TODAY)[0].percent == 0


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["IT", "business", None]), st.sampled_from(TERMS), st.integers(1, 9)))
)
def test_a_rate_lies_between_nothing_and_all(rows: list[tuple[str | None, str, int]]) -> None:
    """And no promise of a side is lost."""
    for rate in keep_rates(rows, TODAY):
        assert rate.percent is None or 0 <= rate.percent <= 100
        own = sum(number for side, _term, number in rows if side == rate.side.value)
        assert own == sum(getattr(rate, term) for term in TERMS)
