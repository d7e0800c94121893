"""Occurrences of series: against python-dateutil, across clock changes, with exceptions."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from brm_tui.errors import FieldError
from brm_tui.rules.calendar_items import Series, SeriesException
from brm_tui.rules.recurrence import (
    expand,
    first_instance,
    instances,
    last_instance,
    validate,
)

BERLIN = "Europe/Berlin"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def series(start: str, recurrence: str = "", *exceptions: SeriesException, zone: str = BERLIN) -> Series:
    return Series("s", at(start), zone, 60, recurrence=recurrence, exceptions=exceptions)


def starts(found: Series, first: str, last: str) -> list[str]:
    occurrences = expand(found, date.fromisoformat(first), date.fromisoformat(last))
    return [occurrence.start.isoformat(timespec="minutes") for occurrence in occurrences]


_weekday_sets = (
    st.sets(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1).map(sorted).map(",".join)
)
_rules = st.one_of(
    st.just("FREQ=DAILY"),
    st.builds("FREQ=WEEKLY;BYDAY={}".format, _weekday_sets),
    st.builds("FREQ=WEEKLY;WKST=SU;BYDAY={}".format, _weekday_sets),
    st.just("FREQ=WEEKLY"),
    st.just("FREQ=MONTHLY"),
    st.just("FREQ=YEARLY"),
    st.builds("FREQ=MONTHLY;BYMONTHDAY={}".format, st.sampled_from([1, 15, 28, 29, 30, 31, -1, -2, -31])),
    st.builds(
        "FREQ=MONTHLY;BYDAY={}{}".format,
        st.sampled_from([1, 2, 4, 5, -1, -2, -5]),
        st.sampled_from(["MO", "SU"]),
    ),
    st.builds("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS={}".format, st.sampled_from([1, 4, 23, -1, -22])),
    st.builds("FREQ=MONTHLY;BYDAY=TU;BYSETPOS={}".format, st.sampled_from([1, 5, -1])),
    st.builds("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY={}".format, st.sampled_from([1, 29, -1])),
    st.builds("FREQ=YEARLY;BYMONTH=11;BYDAY={}TH".format, st.sampled_from([1, 4, 5, -1])),
    st.just("FREQ=YEARLY;BYMONTH=3,9;BYDAY=1MO"),
    st.just("FREQ=MONTHLY;BYDAY=1MO,3MO"),
    st.just("FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"),
    st.just("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13"),
)
_ends = st.one_of(
    st.just(""), st.builds(";COUNT={}".format, st.integers(1, 60)), st.just(";UNTIL=20290401T100000")
)


@settings(max_examples=150, deadline=None)
@given(
    rule=_rules,
    interval=st.sampled_from([1, 1, 2, 3, 5, 12]),
    end=_ends,
    start=st.dates(date(2024, 1, 1), date(2028, 12, 31)),
    first=st.dates(date(2023, 1, 1), date(2032, 12, 31)),
    days=st.integers(0, 900),
)
def test_the_rule_gives_what_dateutil_gives(
    rule: str, interval: int, end: str, start: date, first: date, days: int
) -> None:
    text = f"{rule};INTERVAL={interval}{end}"
    began = datetime.combine(start, time(10))
    last = first + timedelta(days=days)
    expected = rrulestr(text, dtstart=began).between(
        datetime.combine(first, time()), datetime.combine(last, time(23, 59)), inc=True
    )
    assert instances(Series("s", began, "UTC", 60, recurrence=text), first, last) == expected


def test_ten_stays_ten_across_clock_changes() -> None:
    found = expand(series("2026-03-24T10:00", "FREQ=WEEKLY"), date(2026, 3, 24), date(2026, 3, 31))
    assert [o.start for o in found] == [at("2026-03-24T10:00"), at("2026-03-31T10:00")]
    assert [o.start_utc for o in found] == [
        datetime(2026, 3, 24, 9, tzinfo=UTC),
        datetime(2026, 3, 31, 8, tzinfo=UTC),
    ]


def test_a_skipped_start_is_shown_at_the_instant_that_rfc_5545_says() -> None:
    (found,) = expand(series("2026-03-22T02:30", "FREQ=WEEKLY"), date(2026, 3, 29), date(2026, 3, 29))
    assert found.original_start == at("2026-03-29T02:30")
    assert (found.start, found.end) == (at("2026-03-29T03:30"), at("2026-03-29T04:30"))
    assert found.start_utc == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert not found.moved


def test_a_time_that_exists_twice_is_the_first() -> None:
    (found,) = expand(series("2026-10-25T02:30"), date(2026, 10, 25), date(2026, 10, 25))
    assert found.start_utc == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert found.end == at("2026-10-25T02:30")  # an hour later the clocks show the same again


def test_length_is_exact_across_a_clock_change() -> None:
    night = Series("s", at("2026-03-28T23:00"), BERLIN, 360)
    (found,) = expand(night, date(2026, 3, 29), date(2026, 3, 29))
    assert found.end == at("2026-03-29T06:00")


def test_moved_cancelled_and_edited_occurrences() -> None:
    found = series(
        "2026-01-06T10:00",
        "FREQ=WEEKLY;COUNT=5",
        SeriesException(at("2026-01-13T10:00"), cancelled=True),
        SeriesException(at("2026-01-20T10:00"), start=at("2026-02-05T14:00"), length_minutes=30),
        SeriesException(at("2026-01-27T10:00"), title="Another"),
        SeriesException(at("2026-01-28T10:00"), start=at("2026-01-30T10:00")),  # no longer on the rule
    )
    assert starts(found, "2026-01-01", "2026-12-31") == [
        "2026-01-06T10:00",
        "2026-01-27T10:00",
        "2026-02-03T10:00",
        "2026-02-05T14:00",
    ]
    assert starts(found, "2026-02-05", "2026-02-05") == ["2026-02-05T14:00"]
    assert starts(found, "2026-01-20", "2026-01-20") == []
    every = expand(found, date(2026, 1, 1), date(2026, 12, 31), include_cancelled=True)
    assert [(o.moved, o.cancelled) for o in every] == [
        (False, False), (False, True), (False, False), (False, False), (True, False),
    ]  # fmt: skip
    assert every[-1].end == at("2026-02-05T14:30")


def test_all_day_spans_touch_each_day_they_take() -> None:
    close = Series(
        "q", at("2026-03-28T00:00"), "", None, True, date(2026, 3, 31), "FREQ=MONTHLY;INTERVAL=3",
        (SeriesException(at("2026-06-28T00:00"), start=at("2026-06-29T00:00"), end_date=date(2026, 7, 3)),),
    )  # fmt: skip
    (found,) = expand(close, date(2026, 3, 31), date(2026, 3, 31))
    assert (found.start, found.end) == (at("2026-03-28T00:00"), at("2026-04-01T00:00"))
    assert (found.start_utc, found.end_utc) == (
        datetime(2026, 3, 28, tzinfo=UTC),
        datetime(2026, 4, 1, tzinfo=UTC),
    )
    assert expand(close, date(2026, 4, 1), date(2026, 4, 1)) == []
    (moved,) = expand(close, date(2026, 7, 3), date(2026, 7, 3))
    assert (moved.start, moved.end, moved.moved) == (at("2026-06-29T00:00"), at("2026-07-04T00:00"), True)


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20260120", "2026-01-20T10:00"),
        ("20260120T100000", "2026-01-20T10:00"),
        ("20260120T095959", "2026-01-13T10:00"),
        ("20260120T090000Z", "2026-01-20T10:00"),
        ("20260120T085959Z", "2026-01-13T10:00"),
    ],
)
def test_until_in_each_form(until: str, last: str) -> None:
    found = series("2026-01-06T10:00", f"FREQ=WEEKLY;UNTIL={until}")
    assert starts(found, "2026-01-01", "2026-12-31")[-1] == last


@pytest.mark.parametrize("until", ["20260120", "20260120T000000Z", "20260119T230000Z", "20260120T235959"])
def test_until_of_an_all_day_series(until: str) -> None:
    found = Series("s", at("2026-01-06T00:00"), BERLIN, None, True, recurrence=f"FREQ=WEEKLY;UNTIL={until}")
    assert starts(found, "2026-01-01", "2026-12-31")[-1] == "2026-01-20T00:00"


def test_first_and_last_instance() -> None:
    leap = Series("s", at("2026-01-01T09:00"), BERLIN, 60, recurrence="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29")
    assert first_instance(leap) == at("2028-02-29T09:00")
    assert last_instance(leap, date(2035, 1, 1)) == at("2032-02-29T09:00")
    assert last_instance(leap, date(2027, 1, 1)) is None
    assert last_instance(series("2026-01-06T10:00", "FREQ=WEEKLY"), date(2040, 1, 1)) == at(
        "2039-12-27T10:00"
    )
    assert last_instance(series("2026-01-06T10:00"), date(2040, 1, 1)) == at("2026-01-06T10:00")
    never = series("2026-01-06T10:00", "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30")
    assert first_instance(never) is None


def test_a_rule_that_never_ends_is_cut_at_the_window_and_the_calendar_ends_safely() -> None:
    found = series("9990-01-05T10:00", "FREQ=WEEKLY")
    assert expand(found, date(9999, 12, 20), date(9999, 12, 31))[0].start.year == 9999


@pytest.mark.parametrize(
    "wrong",
    [
        "weekly", "FREQ=HOURLY", "FREQ=WEEKLY;INTERVAL=0", "FREQ=WEEKLY;COUNT=3;UNTIL=20260101",
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=MONTHLY;BYDAY=", "FREQ=MONTHLY;BYDAY=9MO", "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=WEEKLY;UNTIL=20261332", "FREQ=WEEKLY;UNTIL=tomorrow", "FREQ=WEEKLY;BYHOUR=3",
        "FREQ=WEEKLY;FREQ=DAILY",
        "FREQ=DAILY;BYSETPOS=1", "FREQ=WEEKLY;BYMONTHDAY=1", "FREQ=WEEKLY\r\nX:1",
        "BYDAY=MO", "FREQ=DAILY;WKST=XX",
        "FREQ=WEEKLY;COUNT=²",
    ],
)  # fmt: skip
def test_what_is_no_rule_is_refused_with_what_is_allowed(wrong: str) -> None:
    with pytest.raises(FieldError) as refused:
        validate(wrong)
    assert refused.value.field == "recurrence"
    assert (
        "FREQ" in refused.value.message
        or "COUNT" in refused.value.message
        or "BYDAY" in refused.value.message
    )


def test_a_valid_rule_comes_back_in_its_stored_form() -> None:
    assert validate("") == validate("  ") == ""
    assert (
        validate("rrule:byday=th,mo;freq=weekly;interval=2") == "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;WKST=MO"
    )
    assert validate("FREQ=MONTHLY;BYDAY=+1TU;COUNT=12") == "FREQ=MONTHLY;COUNT=12;BYDAY=1TU"
