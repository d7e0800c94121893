"""Wall time and zones: gaps, repeated hours and clock changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from brm_tui.errors import FieldError
from brm_tui.rules.zones import (
    check_wall_time,
    is_doubtful,
    is_skipped,
    next_valid_time,
    to_local,
    to_utc,
    transitions,
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("zone", "local", "offered"),
    [
        ("Europe/Berlin", "2026-03-29T02:00", "2026-03-29T03:00"),
        ("Europe/Berlin", "2026-03-29T02:59", "2026-03-29T03:00"),
        ("America/New_York", "2026-03-08T02:30", "2026-03-08T03:00"),
        ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-04T02:30"),
        ("Africa/Casablanca", "2026-03-22T02:30", "2026-03-22T03:00"),
        ("Europe/Dublin", "2026-03-29T01:30", "2026-03-29T02:00"),
        ("Pacific/Apia", "2011-12-30T10:00", "2011-12-31T00:00"),
    ],
)
def test_a_skipped_time_is_refused_and_the_next_valid_one_offered(
    zone: str, local: str, offered: str
) -> None:
    assert is_skipped(at(local), zone)
    assert is_doubtful(at(local), zone)
    assert next_valid_time(at(local), zone) == at(offered)
    with pytest.raises(FieldError, match=offered) as refused:
        check_wall_time("start", at(local), zone)
    assert refused.value.field == "start"
    assert check_wall_time("start", at(offered), zone) == at(offered)


def test_a_time_that_exists_stays_as_it_is() -> None:
    for local in ("2026-03-29T01:59", "2026-03-29T03:00", "2026-10-25T02:30"):
        assert not is_skipped(at(local), "Europe/Berlin")
        assert next_valid_time(at(local), "Europe/Berlin") == at(local)
    assert is_doubtful(at("2026-10-25T02:30"), "Europe/Berlin")
    assert not is_doubtful(at("2026-10-25T03:00"), "Europe/Berlin")


def test_instants_and_wall_times() -> None:
    assert to_utc(at("2026-10-25T02:30"), "Europe/Berlin") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert to_utc(at("2026-03-29T02:30"), "Europe/Berlin") == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert to_local(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "Europe/Berlin") == at("2026-10-25T02:30")
    with pytest.raises(FieldError, match="IANA"):
        check_wall_time("start", at("2026-01-01T10:00"), "W. Europe Standard Time")


@pytest.mark.parametrize(
    "zone", ["Europe/Berlin", "America/New_York", "Africa/Casablanca", "Asia/Kolkata", "UTC"]
)
def test_clock_changes_are_those_of_the_zone(zone: str) -> None:
    for year in (1999, 2007, 2018, 2026, 2037):
        found = transitions(zone, year)
        tzinfo = ZoneInfo(zone)
        moment, changes = datetime(year, 1, 1, tzinfo=UTC), []
        while moment.year == year:
            later = moment + timedelta(hours=1)
            if moment.astimezone(tzinfo).utcoffset() != later.astimezone(tzinfo).utcoffset():
                changes.append(later.replace(tzinfo=None))
            moment = later
        assert [change.instant for change in found] == [change for change in changes if change.year == year]
        for change in found:
            assert is_doubtful(change.doubtful_from, zone)
            assert not is_doubtful(change.doubtful_until, zone)
