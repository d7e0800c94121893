"""Periods of reports: how they are written, what they hold, and which one is usual."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brm_tui.errors import FieldError
from brm_tui.rules.report_periods import Span, month_words, read_period, usual_period


@pytest.mark.parametrize(
    ("text", "first", "last", "words"),
    [
        ("2026-11", date(2026, 11, 1), date(2026, 11, 30), "November 2026"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31), "4th quarter of 2026"),
        (" 2026q1 ", date(2026, 1, 1), date(2026, 3, 31), "1st quarter of 2026"),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "2026"),
    ],
)
def test_a_period_is_a_month_a_quarter_or_a_year(text: str, first: date, last: date, words: str) -> None:
    period = read_period(text)
    assert (period.first, period.last, period.words) == (first, last, words)


@pytest.mark.parametrize(
    "text", ["", "2026-13", "2026-00", "26-11", "2026-Q5", "november", "2026-11-24", "0000"]
)
def test_anything_else_is_refused_with_what_is_allowed(text: str) -> None:
    with pytest.raises(FieldError, match="2026-Q4"):
        read_period(text)


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.sampled_from(Span))
def test_periods_follow_each_other_without_a_gap(day: date, span: Span) -> None:
    period = usual_period(span, day)
    assert period.after.before == period
    assert period.last + timedelta(days=1) == period.after.first
    assert read_period(period.text) == period
    assert period.months_up_to(1) == (period.months[-1],)
    assert len(period.months) == {Span.MONTH: 1, Span.QUARTER: 3, Span.YEAR: 12}[span]


@pytest.mark.parametrize(
    ("span", "today", "usual"),
    [
        (Span.MONTH, date(2026, 11, 24), "2026-10"),
        (Span.MONTH, date(2026, 1, 1), "2025-12"),
        (Span.QUARTER, date(2026, 11, 24), "2026-Q3"),
        (Span.QUARTER, date(2026, 2, 1), "2025-Q4"),
        (Span.YEAR, date(2026, 9, 30), "2025"),
        (Span.YEAR, date(2026, 10, 1), "2026"),
    ],
)
def test_the_usual_one_is_the_last_whole_one_and_a_years_from_its_last_quarter_on(
    span: Span, today: date, usual: str
) -> None:
    assert usual_period(span, today).text == usual


def test_a_chart_names_the_year_once() -> None:
    assert [month_words("2025-12", first=True), month_words("2026-01"), month_words("2026-02")] == [
        "Dec\n2025",
        "Jan\n2026",
        "Feb",
    ]
