"""A rhythm built of parts: the rule it makes, the parts a rule is shown in, and what some months do not have."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brm_tui.errors import FieldError
from brm_tui.interchange.ics.portable import portable
from brm_tui.rules.calendar_items import Series
from brm_tui.rules.days_off import DaysOff, Policy
from brm_tui.rules.next_dates import dates_in_words, next_dates
from brm_tui.rules.recurrence import describe, instances
from brm_tui.rules.recurrence_rule import read_rule
from brm_tui.rules.rhythm import OTHER, Rhythm, first_date, left_out, rhythm_of, rhythm_rule
from brm_tui.rules.vocabulary import Avoidance
from brm_tui.rules.zones import side_by_side, to_utc

TODAY = date(2026, 11, 24)
at = datetime.fromisoformat


@pytest.mark.parametrize(
    ("rhythm", "rule"),
    [
        (Rhythm(), ""),
        (Rhythm("daily"), "FREQ=DAILY"),
        (Rhythm("daily", on="working days"), "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        (Rhythm("weekly", 2, "mon, thu", "x10"), "FREQ=WEEKLY;COUNT=10;INTERVAL=2;BYDAY=MO,TH;WKST=MO"),
        (Rhythm("monthly", 1, "last fri", "31 dec"), "FREQ=MONTHLY;UNTIL=20261231;BYDAY=-1FR"),
        (Rhythm("monthly", 1, "day 31"), "FREQ=MONTHLY;BYMONTHDAY=-1"),
        (Rhythm("quarterly", 1, "2nd thu"), "FREQ=MONTHLY;BYDAY=2TH;BYMONTH=1,4,7,10"),
        (Rhythm("quarterly"), "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=24"),
        (Rhythm("quarterly", 2, "day 15"), "FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=15"),
        (Rhythm("yearly", 1, "last working day"), "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR;BYMONTH=11;BYSETPOS=-1"),
        (Rhythm(OTHER, on="rrule:freq=daily;count=3"), "FREQ=DAILY;COUNT=3"),
    ],
)
def test_parts_make_a_rule_and_a_rule_is_shown_in_parts(rhythm: Rhythm, rule: str) -> None:
    assert rhythm_rule(rhythm, TODAY, TODAY) == rule
    again = rhythm_of(rule, TODAY)
    assert rhythm_rule(again, TODAY, TODAY) in (rule, read_rule(rule).completed(TODAY).text() if rule else "")


@pytest.mark.parametrize("rule", ["FREQ=MONTHLY;BYDAY=1TU,3TU", "FREQ=YEARLY;BYMONTH=1,6;BYMONTHDAY=1",
                                  "FREQ=DAILY;UNTIL=20270101T120000Z",
                                  "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13"])  # fmt: skip
def test_a_rule_that_says_more_stays_a_rule(rule: str) -> None:
    assert rhythm_of(rule, TODAY) == Rhythm(OTHER, on=read_rule(rule).text())


@pytest.mark.parametrize(
    ("rhythm", "allowed"),
    [
        (Rhythm("daily", on="tue"), "working days"),
        (Rhythm("weekly", on="1st tue"), "weekdays"),
        (Rhythm("monthly", on="tue"), "one day of the month"),
        (Rhythm("monthly", ends="soon"), "x10"),
        (Rhythm("monthly", ends="1 nov 2026"), "an end on or after the first date"),
        (Rhythm("monthly", every=0), "1 to 99"),
        (Rhythm(OTHER, on="now and then"), "RRULE"),
    ],
)
def test_parts_that_do_not_go_together_are_refused(rhythm: Rhythm, allowed: str) -> None:
    with pytest.raises(FieldError, match=allowed) as caught:
        rhythm_rule(rhythm, TODAY, TODAY)
    assert caught.value.field == "recurrence"


@pytest.mark.parametrize("month", range(1, 13))
def test_quarters_keep_to_the_fiscal_year_and_go_out_as_every_three_months(month: int) -> None:
    rule = rhythm_rule(Rhythm("quarterly", 1, "2nd thu"), TODAY, TODAY, month)
    start = first_date(rule, TODAY)
    assert start is not None
    series = Series("", datetime.combine(start, at("2026-01-01T10:00").time()), recurrence=rule)
    found = instances(series, start, date(2029, 12, 31))
    assert {(moment.month - month) % 3 for moment in found} == {0}
    every = portable(read_rule(rule).completed(start))
    assert every is not None
    assert every.text() == "FREQ=MONTHLY;INTERVAL=3;BYDAY=2TH"
    assert instances(Series("", series.start, recurrence=every.text()), start, date(2029, 12, 31)) == found
    assert describe(rule).startswith("every quarter on the 2nd Thursday")


@pytest.mark.parametrize(
    ("rule", "start", "said"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=31", TODAY, "months without a 31st are left out"),
        ("FREQ=MONTHLY", date(2026, 1, 30), "months without a 30th are left out"),
        ("FREQ=YEARLY", date(2028, 2, 29), "only in leap years"),
        ("FREQ=YEARLY", date(2026, 12, 31), ""),
        ("FREQ=MONTHLY;BYDAY=5FR", TODAY, "months without a fifth Friday are left out"),
        ("FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", TODAY, "a shorter month takes its last day"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", TODAY, ""),
        ("FREQ=WEEKLY", TODAY, ""),
        ("", TODAY, ""),
    ],
)
def test_it_says_what_becomes_of_a_day_that_some_months_lack(rule: str, start: date, said: str) -> None:
    found = left_out(rule, start)
    assert found.startswith(said)
    assert bool(found) == bool(said)


def test_the_next_ten_dates_say_what_is_moved_and_skipped() -> None:
    series = Series(
        "", at("2026-12-01T10:00"), "Europe/Berlin", 60, recurrence="FREQ=WEEKLY;BYDAY=TU;COUNT=12"
    )
    off = DaysOff({date(2026, 12, 29): "Holiday"}, {date(2027, 1, 5): "Close"})
    found = next_dates(series, date(2026, 12, 10), Policy(Avoidance.SKIP, Avoidance.LATER), off)
    assert len(found) == 10
    words = dates_in_words(found, date(2026, 12, 10))
    assert words[:5] == [
        "Tue 15 Dec",
        "22 Dec",
        "Wed 30 Dec (for 29 Dec, Holiday)",
        "Tue 5 Jan 2027 skipped (Close)",
        "12 Jan",
    ]
    night = Series("", at("2027-03-21T02:30"), "Europe/Berlin", 60, recurrence="FREQ=WEEKLY")
    assert "the clocks skip 02:30" in dates_in_words(next_dates(night, TODAY), TODAY)[1]


def test_clocks_stand_side_by_side_where_they_differ() -> None:
    moment = to_utc(at("2026-11-24T22:00"), "Europe/Berlin")
    assert side_by_side(moment, ["Europe/Berlin", "Asia/Tokyo"]) == "22:00 Berlin · 06:00 Wed Tokyo"
    assert side_by_side(moment, ["Europe/Berlin", "Europe/Paris", "Europe/Berlin"]) == ""


@given(st.sampled_from(["daily", "weekly", "monthly", "quarterly", "yearly"]), st.integers(1, 12),
       st.sampled_from(["", "mon, thu", "1st tue", "last fri", "day 15", "day 31", "last day", "2nd working day",
                        "5th wed"]),
       st.dates(date(2026, 1, 1), date(2030, 12, 31)), st.integers(1, 12))  # fmt: skip
def test_what_was_built_is_shown_as_parts_that_mean_the_same(
    unit: str, every: int, on: str, start: date, fiscal: int
) -> None:
    try:
        rule = rhythm_rule(Rhythm(unit, every, on), start, start, fiscal)
    except FieldError:
        return
    again = rhythm_rule(rhythm_of(rule, start, fiscal), start, start, fiscal)
    series = [
        Series("", datetime.combine(start, at("2026-01-01T10:00").time()), recurrence=text)
        for text in (rule, again)
    ]
    last = date(start.year + 8, 12, 31)
    assert instances(series[0], start, last) == instances(series[1], start, last)
