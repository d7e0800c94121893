"""Filters as a person writes them, what they mean on a day, and what is said of them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brm_tui.rules.filter_fields import ACTIONS, ALL_LISTS, CHANGES, CUSTOMERS, FilterList
from brm_tui.rules.filter_words import explained
from brm_tui.rules.filters import quoted, read_filter
from brm_tui.rules.short_lists import SHORT_LISTS

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "tier:1 manager:ana tag:vip no contact for 30 days, health < 60",
            "tier 1 · manager ana · tag vip · no contact after Sun 25 Oct · health below 60",
        ),
        ("review within 60 days", "review Tue 24 Nov – 23 Jan 2027"),
        ("review within the next 2 weeks", "review Tue 24 Nov – Tue 8 Dec"),
        ("contact within 7 days", "contact Tue 17 Nov – Tue 24 Nov"),
        ("contacted in the last month", "contact Sat 24 Oct – Tue 24 Nov"),
        ("no contact since 1 oct", "no contact after Wed 30 Sep"),
        ("no meeting within 2 weeks", "no meeting Tue 24 Nov – Tue 8 Dec"),
        ("no review", "no review"),
        ("expires before 1 dec", "last day of the agreement up to Mon 30 Nov"),
        ("tier 1 fin", "tier 1 · “fin”"),
        ("tier:1,2", "tier 1 or 2"),
        ("agreement expires soon", "agreement expires soon"),
        ('agreement:"expires soon",draft', "agreement expires soon or draft"),
        ("-status:dormant", "status not dormant"),
        ("not status:closed and needs you", "status not closed · needs you"),
        ("health<60", "health below 60"),
        ("health:<=60.5", "health at most 60.5"),
        ("late over 0", "overdue actions above 0"),
        ("health at least 50", "health at least 50"),
        ("manager:nobody", "no manager"),
        ('manager:"Ana Souza",bob', "manager Ana Souza or bob"),
        ("10:00 call", "“10:00 call”"),
        ("", ""),
    ],
)
def test_what_is_written_means_what_is_said(typed: str, said: str) -> None:
    meant = read_filter(typed, CUSTOMERS, TODAY)
    assert explained(meant, TODAY) == said
    assert not meant.problems
    assert bool(meant) == bool(typed)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("tier:9", "tier: 9 is none of 1, 2, 3"),
        ("tier:", "tier: 1, 2, 3"),
        ("foo:bar", "nothing here is called foo"),
        ("no contact for", "no contact for how long? no contact for 30 days"),
        ("review within soon", "review within how long?"),
        ("expires before lunch", "expires before when?"),
        ("health < much", "health < which number?"),
        ("review:never", "review: a day such as fri"),
        ("status < 3", "status <: prospect, onboarding"),
    ],
)
def test_what_is_not_understood_is_said_and_left_out(typed: str, problem: str) -> None:
    meant = read_filter(f"{typed} ", CUSTOMERS, TODAY)
    assert meant.problems[0].startswith(problem)
    assert not meant.terms


def test_a_filter_counts_from_the_day_on_which_it_is_used() -> None:
    typed = "due within 14 days"
    assert explained(read_filter(typed, ACTIONS, TODAY), TODAY) == "due Tue 24 Nov – Tue 8 Dec"
    later = date(2026, 12, 1)
    assert explained(read_filter(typed, ACTIONS, later), later) == "due Tue 1 Dec – Tue 15 Dec"


@pytest.mark.parametrize("listed", ALL_LISTS, ids=lambda listed: listed.name)
def test_the_example_of_each_list_is_understood(listed: FilterList) -> None:
    meant = read_filter(listed.example, listed, TODAY)
    assert meant.terms
    assert not meant.problems
    assert not meant.words


@pytest.mark.parametrize("listed", SHORT_LISTS, ids=lambda listed: listed.name)
def test_a_short_list_takes_every_word_as_it_is(listed: FilterList) -> None:
    for typed in (listed.example, "10:30 -x:y", "no due not"):
        meant = read_filter(typed, listed, TODAY)
        assert meant.words == tuple(typed.split())
        assert not meant.terms
        assert not meant.problems


@given(st.text(max_size=200), st.sampled_from(ALL_LISTS + SHORT_LISTS))
def test_nothing_that_is_typed_breaks_a_filter(typed: str, listed: FilterList) -> None:
    meant = read_filter(typed, listed, TODAY)
    explained(meant, TODAY)
    assert read_filter(meant.typed, listed, TODAY) == meant


def test_a_flag_may_begin_with_not_and_be_denied() -> None:
    for typed, said in (("told", "told"), ("not told", "not told"), ("not not told", "not not told")):
        meant = read_filter(typed, CHANGES, TODAY)
        assert explained(meant, TODAY) == said
        assert meant.flag("not told") == (typed == "not told")


_PIECES = ["no", "not", "contact", "for", "30", "days", "within", "tier", ":", "1", "<", "health", "review", "before",
           "fri", '"', ",", "-", "needs", "you", "status:", "tag:", "since", "and", "x"]  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map(" ".join))
def test_no_order_of_its_words_breaks_a_filter(typed: str) -> None:
    explained(read_filter(typed, CUSTOMERS, TODAY), TODAY)


@given(st.text(min_size=1, max_size=30))
def test_a_quoted_value_is_one_value(value: str) -> None:
    meant = read_filter(f"tag:{quoted(value)}", CUSTOMERS, TODAY)
    assert sum(len(term.values) for term in meant.terms) <= 1
