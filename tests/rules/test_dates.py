"""Natural dates: what a text means and how a date is shown."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brm_tui.rules.dates import (
    due_date,
    due_in_list,
    months_later,
    read_date,
    relative_date,
    show_date,
    show_full_date,
)

TODAY = date(2026, 11, 24)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", "2026-11-24"),
        ("Tomorrow", "2026-11-25"),
        ("yesterday", "2026-11-23"),
        ("fri", "2026-11-27"),
        ("Friday", "2026-11-27"),
        ("on fri", "2026-11-27"),
        ("tue", "2026-12-01"),
        ("this tue", "2026-11-24"),
        ("this mon", "2026-11-23"),
        ("next fri", "2026-12-04"),
        ("next tue", "2026-12-01"),
        ("last fri", "2026-11-20"),
        ("last tue", "2026-11-17"),
        ("+2w", "2026-12-08"),
        ("+ 2 w", "2026-12-08"),
        ("-3d", "2026-11-21"),
        ("+5", "2026-11-29"),
        ("+1m", "2026-12-24"),
        ("+1y", "2027-11-24"),
        ("in 3 days", "2026-11-27"),
        ("in a week", "2026-12-01"),
        ("2 weeks ago", "2026-11-10"),
        ("2026-12-01", "2026-12-01"),
        ("20261201", "2026-12-01"),
        ("1 dec", "2026-12-01"),
        ("1. December", "2026-12-01"),
        ("dec 1", "2026-12-01"),
        ("Dec 1st, 2027", "2027-12-01"),
        ("1 jun", "2027-06-01"),
        ("20 nov", "2026-11-20"),
        ("29 feb", "2028-02-29"),
        ("24.11.", "2026-11-24"),
        ("24.11.2025", "2025-11-24"),
        ("3.1.", "2027-01-03"),
        ("end of month", "2026-11-30"),
        ("the end of month", "2026-11-30"),
        ("eoq", "2026-12-31"),
        ("end of year", "2026-12-31"),
        ("end of week", "2026-11-27"),
        ("next week", "2026-11-30"),
        ("next month", "2026-12-01"),
        ("", None),
        ("soon", None),
        ("fr", None),
        ("next", None),
        ("2026-13-01", None),
        ("31 nov", None),
        ("[/]", None),
        ("+9999y", None),
        ("١ dec", "2026-12-01"),
    ],
)
def test_what_a_text_means(text: str, expected: str | None) -> None:
    found = read_date(text, TODAY)
    assert (found.isoformat() if found else None) == expected


def test_a_weekday_is_never_today() -> None:
    friday = date(2026, 11, 27)
    assert read_date("fri", friday) == date(2026, 12, 4)
    assert read_date("next fri", friday) == date(2026, 12, 4)
    assert read_date("end of week", friday) == friday


@given(st.text(max_size=12), st.dates())
def test_nothing_that_is_typed_breaks(text: str, today: date) -> None:
    read_date(text, today)


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.dates(date(1960, 1, 1), date(2140, 1, 1)))
def test_iso_dates_are_taken_literally(day: date, today: date) -> None:
    assert read_date(day.isoformat(), today) == day
    shown = show_date(day, today)
    if day.year != today.year:
        assert read_date(shown, today) == day


def test_months_end_where_they_end() -> None:
    assert months_later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_later(date(2024, 3, 31), -1) == date(2024, 2, 29)


def test_shown() -> None:
    assert show_date(TODAY, TODAY) == "Tue 24 Nov"
    assert show_date(date(2025, 11, 24), TODAY) == "24 Nov 2025"
    assert show_full_date(date(2027, 1, 1), TODAY) == "Fri 1 Jan 2027"
    expected = {0: "today", 1: "tomorrow", -1: "yesterday", 3: "in 3 days", -12: "12 days ago"}
    assert {days: relative_date(TODAY + timedelta(days), TODAY) for days in expected} == expected
    assert due_date(TODAY - timedelta(12), TODAY) == "12 days late"
    assert due_date(TODAY - timedelta(1), TODAY) == "1 day late"
    assert due_date(TODAY, TODAY) == "today"
    assert due_date(TODAY + timedelta(3), TODAY) == "in 3 days"
    assert due_in_list(TODAY + timedelta(7), TODAY) == "in 7 days"
    assert due_in_list(TODAY + timedelta(8), TODAY) == show_date(TODAY + timedelta(8), TODAY)
