"""A forum's rhythm as a person writes it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brm_tui.errors import FieldError
from brm_tui.rules.calendar_items import Series
from brm_tui.rules.day_rules import DayKind, DayRule, forum_recurrence, read_day_rule
from brm_tui.rules.recurrence import describe, instances, validate


def meetings(
    frequency: str, day_rule: str, first_date: str, count: int, until: str | None = None
) -> list[str]:
    first = date.fromisoformat(first_date)
    forum = forum_recurrence(frequency, day_rule, first, date.fromisoformat(until) if until else None)
    series = Series(
        "f", datetime.combine(forum.start, time(10)), "Europe/Berlin", recurrence=forum.recurrence
    )
    found = instances(series, first, first + timedelta(days=4000))
    assert found[0].date() == forum.start
    return [moment.date().isoformat() for moment in found[:count]]


@pytest.mark.parametrize(
    ("frequency", "day_rule", "first_date", "expected"),
    [
        ("weekly", "", "2026-11-24", ["2026-11-24", "2026-12-01", "2026-12-08"]),
        ("weekly", "mon, thu", "2026-11-24", ["2026-11-26", "2026-11-30", "2026-12-03"]),
        ("fortnightly", "Tuesday", "2026-11-25", ["2026-12-01", "2026-12-15", "2026-12-29"]),
        ("fortnightly", "mon and thu", "2026-11-24", ["2026-11-26", "2026-12-07", "2026-12-10"]),
        ("monthly", "", "2026-01-31", ["2026-01-31", "2026-02-28", "2026-03-31"]),
        ("monthly", "", "2026-01-30", ["2026-01-30", "2026-02-28", "2026-03-30"]),
        ("monthly", "1st tuesday", "2026-11-04", ["2026-12-01", "2027-01-05", "2027-02-02"]),
        ("monthly", "last Friday", "2026-01-01", ["2026-01-30", "2026-02-27", "2026-03-27"]),
        ("monthly", "fifth wednesday", "2026-01-01", ["2026-04-29", "2026-07-29", "2026-09-30"]),
        ("monthly", "day 15", "2026-11-16", ["2026-12-15", "2027-01-15", "2027-02-15"]),
        ("monthly", "last day", "2028-01-01", ["2028-01-31", "2028-02-29", "2028-03-31"]),
        ("monthly", "first working day", "2026-08-01", ["2026-08-03", "2026-09-01", "2026-10-01"]),
        ("monthly", "last working day", "2026-05-01", ["2026-05-29", "2026-06-30", "2026-07-31"]),
        ("every two months", "2nd mon", "2026-01-01", ["2026-01-12", "2026-03-09", "2026-05-11"]),
        ("quarterly", "2nd thu", "2026-11-01", ["2026-11-12", "2027-02-11", "2027-05-13"]),
        ("quarterly", "2nd thu", "2026-11-20", ["2027-02-11", "2027-05-13", "2027-08-12"]),
        ("half-yearly", "", "2026-03-15", ["2026-03-15", "2026-09-15", "2027-03-15"]),
        ("yearly", "3rd wed", "2026-11-20", ["2027-11-17", "2028-11-15", "2029-11-21"]),
        ("yearly", "", "2028-02-29", ["2028-02-29", "2029-02-28", "2030-02-28"]),
        ("yearly", "day 30", "2026-06-01", ["2026-06-30", "2027-06-30", "2028-06-30"]),
        ("yearly", "day 30", "2026-12-01", ["2026-12-30", "2027-12-30", "2028-12-30"]),
    ],
)
def test_when_a_forum_meets(frequency: str, day_rule: str, first_date: str, expected: list[str]) -> None:
    assert meetings(frequency, day_rule, first_date, 3) == expected


def test_until_is_the_last_possible_date() -> None:
    assert meetings("monthly", "day 15", "2026-01-15", 9, "2026-03-15") == [
        "2026-01-15",
        "2026-02-15",
        "2026-03-15",
    ]
    with pytest.raises(FieldError) as refused:
        forum_recurrence("yearly", "1st mon", date(2026, 3, 10), date(2026, 12, 31))
    assert refused.value.field == "until"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", DayRule(DayKind.SAME)),
        ("TUES", DayRule(DayKind.WEEKDAYS, (1,))),
        ("thu, mon", DayRule(DayKind.WEEKDAYS, (0, 3))),
        ("mondays & fridays", DayRule(DayKind.WEEKDAYS, (0, 4))),
        ("the 1st Tuesday of the month", DayRule(DayKind.ORDINAL_WEEKDAY, (1,), 1)),
        ("second  thurs", DayRule(DayKind.ORDINAL_WEEKDAY, (3,), 2)),
        ("last fri", DayRule(DayKind.ORDINAL_WEEKDAY, (4,), -1)),
        ("15th", DayRule(DayKind.MONTH_DAY, number=15)),
        ("1st", DayRule(DayKind.MONTH_DAY, number=1)),
        ("day 31", DayRule(DayKind.MONTH_DAY, number=31)),
        ("last day", DayRule(DayKind.MONTH_DAY, number=-1)),
        ("first working day", DayRule(DayKind.WORKING_DAY, number=1)),
        ("3rd working day", DayRule(DayKind.WORKING_DAY, number=3)),
    ],
)
def test_day_rules_as_people_write_them(text: str, rule: DayRule) -> None:
    assert read_day_rule(text) == rule
    assert read_day_rule(rule.words) == rule


@pytest.mark.parametrize(
    "text", ["day 0", "day 32", "6th tuesday", "t", "someday", "[/] {x}", "tuesday 1st", ","]
)
def test_what_is_no_day_rule_is_refused_with_what_is_allowed(text: str) -> None:
    with pytest.raises(FieldError, match="working day"):
        read_day_rule(text)


@pytest.mark.parametrize(
    ("frequency", "day_rule", "field"),
    [
        ("weekly", "1st tuesday", "day_rule"),
        ("fortnightly", "day 3", "day_rule"),
        ("monthly", "tuesday", "day_rule"),
        ("now and then", "", "frequency"),
    ],
)
def test_a_day_rule_must_go_with_its_frequency(frequency: str, day_rule: str, field: str) -> None:
    with pytest.raises(FieldError) as refused:
        forum_recurrence(frequency, day_rule, date(2026, 1, 1), None)
    assert refused.value.field == field


@settings(max_examples=100, deadline=None)
@given(
    frequency=st.sampled_from(["monthly", "every two months", "quarterly", "half-yearly", "yearly"]),
    day_rule=st.sampled_from(
        ["", "day 29", "day 30", "day 31", "last day", "1st mon", "last fri", "last working day"]
    ),
    first=st.dates(date(2024, 1, 1), date(2030, 12, 31)),
)
def test_no_period_is_skipped(frequency: str, day_rule: str, first: date) -> None:
    forum = forum_recurrence(frequency, day_rule, first, None)
    assert forum.recurrence == validate(forum.recurrence)
    series = Series("f", datetime.combine(forum.start, time(10)), "UTC", recurrence=forum.recurrence)
    found = instances(series, forum.start, date(2040, 1, 1))
    months = [moment.year * 12 + moment.month for moment in found]
    step = {"monthly": 1, "every two months": 2, "quarterly": 3, "half-yearly": 6, "yearly": 12}[frequency]
    assert {later - earlier for earlier, later in pairwise(months)} == {step}
    assert forum.start >= first
    assert (months[0] - first.year * 12 - first.month) % step == 0


@pytest.mark.parametrize(
    ("recurrence", "words"),
    [
        ("", "once"),
        ("FREQ=DAILY", "every day"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,TH", "every week on Monday, Tuesday and Thursday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "every 2 weeks on Tuesday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every week on working days"),
        ("FREQ=MONTHLY;BYDAY=1TU", "every month on the 1st Tuesday"),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1", "every month on the 1st Tuesday"),
        ("FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1", "every month on the 1st of Saturday and Sunday"),
        ("FREQ=MONTHLY;BYDAY=-1FR;COUNT=12", "every month on the last Friday 12 times"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15", "every 3 months on day 15"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "every month on the last day"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "every month on the last working day"),
        ("FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", "every month on day 30, or the month's last"),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "every month on day 13 where it is Friday"),
        ("FREQ=YEARLY;BYMONTH=11;BYDAY=3WE", "every year on the 3rd Wednesday in November"),
        (
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;UNTIL=20321231",
            "every year on day 29 in February until 31 December 2032",
        ),
    ],
)
def test_rules_in_words(recurrence: str, words: str) -> None:
    assert describe(recurrence) == words


def test_the_first_date_names_the_day_where_the_rule_does_not() -> None:
    assert describe("FREQ=WEEKLY", date(2026, 11, 24)) == "every week on Tuesday"
    assert describe("FREQ=MONTHLY", date(2026, 11, 24)) == "every month on day 24"
    assert describe("FREQ=YEARLY", date(2026, 11, 24)) == "every year on day 24 in November"
