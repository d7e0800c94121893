"""What becomes of occurrences on holidays and in blackouts."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brm_tui.rules.calendar_items import Series, SeriesException
from brm_tui.rules.days_off import DaysOff, Policy, evading, evasions
from brm_tui.rules.recurrence import expand
from brm_tui.rules.vocabulary import Avoidance

KEEP, SKIP, EARLIER, LATER = Avoidance
at = datetime.fromisoformat

TUESDAYS = Series(
    "e", at("2026-12-01T10:00"), zone="Europe/Berlin", length_minutes=60, recurrence="FREQ=WEEKLY;BYDAY=TU"
)
MONTHLY = Series(
    "e",
    at("2026-12-25T10:00"),
    zone="Europe/Berlin",
    length_minutes=60,
    recurrence="FREQ=MONTHLY;BYMONTHDAY=25",
)


def days(*texts: str) -> dict[date, str]:
    return {date.fromisoformat(text): f"off {text}" for text in texts}


def starts(series: Series, policy: Policy, off: DaysOff, last: str = "2026-12-31") -> list[str]:
    found = evading(series, evasions(series, policy, off))
    return [f"{one.start:%m-%d}" for one in expand(found, date(2026, 11, 1), date.fromisoformat(last))]


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        (KEEP, ["12-01", "12-08", "12-15", "12-22", "12-29"]),
        (SKIP, ["12-01", "12-08", "12-15", "12-29"]),
        (EARLIER, ["12-01", "12-08", "12-15", "12-21", "12-29"]),
        (LATER, ["12-01", "12-08", "12-15", "12-23", "12-29"]),
    ],
)
def test_an_occurrence_is_kept_skipped_or_moved(what: Avoidance, expected: list[str]) -> None:
    off = DaysOff(holidays=days("2026-12-22"))
    assert starts(TUESDAYS, Policy(on_holiday=what), off) == expected
    assert starts(TUESDAYS, Policy(on_blackout=what), DaysOff(blackouts=off.holidays)) == expected
    assert starts(TUESDAYS, Policy(on_blackout=what), off)[3] == "12-22", "a holiday is no blackout"


def test_a_move_leaves_weekends_and_further_days_off_out() -> None:
    # 25 December 2026 is a Friday.
    off = DaysOff(holidays=days("2026-12-25", "2026-12-28"), blackouts=days("2026-12-24"))
    both = Policy(on_blackout=LATER, on_holiday=LATER)
    assert starts(MONTHLY, both, off) == ["12-29"]
    assert starts(MONTHLY, Policy(on_holiday=EARLIER), off) == ["12-24"], "a blackout that does not count"
    assert starts(MONTHLY, Policy(on_blackout=LATER, on_holiday=EARLIER), off) == ["12-23"]


def test_an_occurrence_that_would_reach_the_next_one_is_skipped_and_the_order_stays() -> None:
    off = DaysOff(blackouts=days(*(f"2026-12-{day:02}" for day in range(7, 20))))
    policy = Policy(on_blackout=LATER)
    assert starts(TUESDAYS, policy, off) == ["12-01", "12-21", "12-22", "12-29"]
    found = evasions(TUESDAYS, policy, off)
    assert [(f"{key:%m-%d}", one.start) for key, one in found.items()] == [
        ("12-08", None),
        ("12-15", at("2026-12-21T10:00")),
    ]
    assert found[at("2026-12-08T10:00")].reason == "off 2026-12-08"


def test_a_blackout_of_months_skips() -> None:
    whole = {date(2026, 12, 1) + timedelta(days=number): "close" for number in range(120)}
    monthly = Series("e", at("2026-12-01"), all_day=True, recurrence="FREQ=MONTHLY;INTERVAL=2")
    assert starts(monthly, Policy(on_blackout=LATER), DaysOff(blackouts=whole), "2027-03-15") == []


def test_what_a_person_decided_and_what_was_held_stays_and_its_own_text_goes_along() -> None:
    off = DaysOff(holidays=days("2026-12-08", "2026-12-15", "2026-12-22", "2026-12-29"))
    own = (
        SeriesException(at("2026-12-08T10:00"), start=at("2026-12-08T10:00")),
        SeriesException(at("2026-12-15T10:00"), title="Christmas lunch"),
    )
    series = Series(
        "e", TUESDAYS.start, "Europe/Berlin", 60, recurrence="FREQ=WEEKLY;BYDAY=TU", exceptions=own
    )
    held = [at("2026-12-22T10:00")]
    found = evading(series, evasions(series, Policy(on_holiday=LATER), off, held))
    said = [
        (f"{one.original_start:%d}", f"{one.start:%d}", one.exception.title if one.exception else None)
        for one in expand(found, date(2026, 12, 2), date(2026, 12, 31))
    ]
    assert said == [
        ("08", "08", None),
        ("15", "16", "Christmas lunch"),
        ("22", "22", None),
        ("29", "30", None),
    ]


def test_days_of_an_all_day_span_count_each() -> None:
    weekends = Series(
        "e",
        at("2026-12-05"),
        all_day=True,
        end_date=date(2026, 12, 6),
        recurrence="FREQ=MONTHLY;BYDAY=1SA",
    )
    found = evasions(weekends, Policy(on_blackout=LATER), DaysOff(blackouts=days("2026-12-06")))
    assert found[at("2026-12-05")].start == at("2026-12-07"), "what is on a weekend may move within it"


@given(
    off=st.sets(st.dates(date(2026, 12, 1), date(2027, 3, 31)), max_size=40),
    what=st.sampled_from([SKIP, EARLIER, LATER]),
    rule=st.sampled_from(
        ["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=TU,FR", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=DAILY;INTERVAL=9"]
    ),
    length=st.sampled_from([60, 60 * 30]),
)
def test_nothing_is_left_on_a_day_off_and_the_order_stays(
    off: set[date], what: Avoidance, rule: str, length: int
) -> None:
    series = Series("e", at("2026-12-01T23:00"), "UTC", length, recurrence=rule)
    found = evading(
        series, evasions(series, Policy(on_blackout=what), DaysOff(blackouts=dict.fromkeys(off, "x")))
    )
    window = (date(2026, 10, 1), date(2027, 5, 31))
    kept = {one.original_start: one for one in expand(series, *window)}
    now = expand(found, *window)
    assert [one.original_start for one in now] == sorted(one.original_start for one in now)
    for one in now:
        last = (one.end - timedelta(microseconds=1)).date()
        taken = {
            one.start.date() + timedelta(days=number) for number in range((last - one.start.date()).days + 1)
        }
        assert not taken & off
        assert one.start.time() == kept[one.original_start].start.time()
    for start in kept.keys() - {one.original_start for one in now}:
        assert {start.date() + timedelta(days=number) for number in range(3)} & off or what is not SKIP
