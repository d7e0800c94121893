"""VTIMEZONEs say what the zone says, read by dateutil's own reader of them."""

from __future__ import annotations

from datetime import UTC, timedelta
from io import StringIO
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical

from brm_tui.interchange.ics.vtimezone import vtimezone, zone_id
from brm_tui.rules.zone_rules import zone_rule
from brm_tui.rules.zones import is_doubtful, transitions
from tests.interchange.calendar_samples import at

EXPRESSIBLE = (
    "Europe/Berlin", "Europe/London", "Europe/Dublin", "America/New_York", "America/Mexico_City",
    "Asia/Tokyo", "Asia/Kolkata", "Australia/Lord_Howe", "Australia/Sydney", "Pacific/Auckland",
    "America/St_Johns", "Asia/Kathmandu", "America/Havana", "Asia/Beirut", "Etc/UTC",
)  # fmt: skip


@pytest.mark.parametrize("zone", EXPRESSIBLE)
def test_the_component_is_right_over_all_its_years(zone: str) -> None:
    rule = zone_rule(zone, 2028)
    assert rule is not None
    assert rule.holds(at("2025-01-01"), at("2030-12-31"))
    read = tzical(StringIO("BEGIN:VCALENDAR\r\n" + vtimezone(zone, 2028) + "END:VCALENDAR\r\n")).get(zone)
    tzinfo = ZoneInfo(zone)
    moments = [
        at(f"{year}-01-02T{hour:02}:00") + timedelta(days=days)
        for year in (rule.first_year, 2026, 2027, 2028, rule.last_year)
        for days in range(0, 363, 3)
        for hour in (0, 3, 12, 23)
    ]
    for year in range(2026, 2029):
        for change in transitions(zone, year):
            moments += [change.doubtful_from - timedelta(minutes=1), change.doubtful_until]
    for moment in moments:
        if is_doubtful(moment, zone):
            continue
        assert moment.replace(tzinfo=read).utcoffset() == moment.replace(tzinfo=tzinfo).utcoffset(), moment


def test_onsets_are_local_times_by_the_old_offset() -> None:
    assert vtimezone("Europe/Berlin", 2028).split("\r\n") == [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Berlin",
        "BEGIN:STANDARD",
        "DTSTART:19961027T030000",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "TZNAME:CET",
        "END:STANDARD",
        "BEGIN:DAYLIGHT",
        "DTSTART:19960331T020000",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "TZNAME:CEST",
        "END:DAYLIGHT",
        "END:VTIMEZONE",
        "",
    ]
    dublin = vtimezone("Europe/Dublin", 2028)
    assert dublin.index("BEGIN:STANDARD") < dublin.index("TZNAME:GMT") < dublin.index("BEGIN:DAYLIGHT")
    assert "DAYLIGHT" not in vtimezone("Asia/Kolkata", 2028)


@pytest.mark.parametrize("year", range(2022, 2036))
def test_clock_changes_that_follow_another_calendar_are_no_rule(year: int) -> None:
    rule = zone_rule("Africa/Casablanca", year)
    for month in range(1, 13):
        moment = at(f"{year}-{month:02}-01")
        assert rule is None or not rule.holds(moment, moment)


def test_a_reform_ends_the_years_that_a_rule_holds_for() -> None:
    rule = zone_rule("America/Mexico_City", 2028)
    assert rule is not None
    assert rule.daylight is None
    assert not rule.holds(at("2022-12-01"), at("2026-01-01"))
    assert rule.holds(at("2024-01-01"), at("2026-01-01"))


def test_utc_has_its_long_name() -> None:
    assert zone_id("UTC") == zone_id("Zulu") == "Etc/UTC"
    assert zone_id("Europe/Berlin") == "Europe/Berlin"


def test_changes_of_a_year_are_in_order() -> None:
    zone = "Africa/Casablanca"
    found = [change for year in range(2020, 2030) for change in transitions(zone, year)]
    assert all(earlier.instant < later.instant for earlier, later in pairwise(found))
    for change in found:
        assert change.instant.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).utcoffset() == change.after
