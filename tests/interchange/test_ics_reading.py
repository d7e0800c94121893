"""What is taken of other people's calendar files: each clause of CALENDAR.md's "Take"."""

from __future__ import annotations

import codecs
import contextlib
import os
from datetime import date, datetime
from pathlib import Path

import pytest

from brm_tui.errors import BrmError
from brm_tui.interchange.ics.reading import read_calendar
from tests.interchange.ics_files import HORIZON, ZONE, only, read, starts, taking_place, vcalendar, vevent

at = datetime.fromisoformat

CUSTOM_ZONE = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16010101T{back}0000
TZOFFSETFROM:{summer}
TZOFFSETTO:{winter}
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T{forth}0000
TZOFFSETFROM:{winter}
TZOFFSETTO:{summer}
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""
BERLIN = {"winter": "+0100", "summer": "+0200", "forth": "02", "back": "03"}
NOWHERE = {"winter": "+0110", "summer": "+0210", "forth": "02", "back": "03"}


# Zones


@pytest.mark.parametrize(
    ("tzid", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ('"Europe/Berlin"', "Europe/Berlin"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ('"Eastern Standard Time"', "America/New_York"),
        ("/freeassociation.sourceforge.net/Tzfile/Asia/Tokyo", "Asia/Tokyo"),
        ("/mozilla.org/20050126_1/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("America_New_York", "America/New_York"),
        ("UTC", "UTC"),
        ("GMT+0200", "Etc/GMT-2"),
        ("UTC-05:00", "Etc/GMT+5"),
    ],
)
def test_a_zone_is_known_however_it_is_spelled(tzid: str, zone: str) -> None:
    event = only(vevent(f"DTSTART;TZID={tzid}:20261201T100000", "DURATION:PT1H"))

    assert (event.series.zone, event.series.start) == (zone, at("2026-12-01T10:00"))


def test_a_zone_of_the_file_is_matched_by_its_rules() -> None:
    found = read(
        CUSTOM_ZONE.format(name="Our office", **BERLIN), vevent("DTSTART;TZID=Our office:20261201T100000")
    )

    assert found.taken[0].rows[0].series.zone == "Europe/Berlin"
    assert found.notes == ["The zone ‘Our office’ of the file is Europe/Berlin by its rules."]


def test_a_zone_that_speaks_of_a_city_is_that_citys() -> None:
    found = read(
        CUSTOM_ZONE.format(name="Amsterdam: our office", **BERLIN),
        vevent("DTSTART;TZID=Amsterdam: our office:20261201T100000"),
    )

    assert found.taken[0].rows[0].series.zone == "Europe/Amsterdam"


def test_a_zone_like_no_other_is_kept_by_its_offsets_on_both_sides_of_a_clock_change() -> None:
    found = read(
        CUSTOM_ZONE.format(name="Nowhere", **NOWHERE),
        vevent("DTSTART;TZID=Nowhere:20261023T100000", "RRULE:FREQ=WEEKLY;COUNT=2"),
    )

    assert [occurrence.start_utc.isoformat() for occurrence in taking_place(found)] == [
        "2026-10-23T07:50:00+00:00",
        "2026-10-30T08:50:00+00:00",
    ]
    assert "kept by the offsets of the file" in found.notes[0]


def test_times_without_a_zone_are_in_the_calendars_zone_and_that_is_said() -> None:
    found = read("X-WR-TIMEZONE:America/Chicago", vevent("DTSTART:20261201T100000"))

    assert found.taken[0].rows[0].series.zone == "America/Chicago"
    assert found.notes == ["Times without a zone are taken in America/Chicago."]


def test_times_without_a_zone_in_a_calendar_without_one_are_in_the_users() -> None:
    found = read(vevent("DTSTART:20261201T100000"))

    assert found.taken[0].rows[0].series.zone == ZONE
    assert found.notes == [f"Times without a zone are taken in {ZONE}."]


def test_an_unknown_zone_is_taken_for_the_users_and_that_is_said() -> None:
    found = read(vevent("DTSTART;TZID=Middle-earth:20261201T100000"))

    assert found.taken[0].rows[0].series.zone == ZONE
    assert found.notes == [f"The zone ‘Middle-earth’ is unknown: its times are taken in {ZONE}."]


def test_a_colon_in_an_unquoted_zone_is_no_end_of_it() -> None:
    event = only(vevent("DTSTART;TZID=(UTC-05:00) Eastern Standard Time:20261201T100000"))

    assert (event.series.zone, event.series.start) == ("America/New_York", at("2026-12-01T10:00"))


# Length


@pytest.mark.parametrize(
    ("lines", "minutes"),
    [
        (("DTEND;TZID=Europe/Berlin:20261201T113000",), 90),
        (("DTEND;TZID=Europe/London:20261201T103000",), 90),
        (("DTEND:20261201T103000Z",), 90),
        (("DURATION:PT1H30M",), 90),
        (("DURATION:P1D",), 1440),
        ((), 60),
        (("DTEND;TZID=Europe/Berlin:20261201T100000",), 1),
        (("DTEND;TZID=Europe/Berlin:20261201T100010",), 1),
        (("DTEND;TZID=Europe/Berlin:20261130T100000",), 60),
        (("DURATION:nonsense",), 60),
    ],
)
def test_how_long_a_timed_event_takes(lines: tuple[str, ...], minutes: int) -> None:
    event = only(vevent("DTSTART;TZID=Europe/Berlin:20261201T100000", *lines))

    assert event.series.length_minutes == minutes


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        (("DTEND;VALUE=DATE:20261204",), date(2026, 12, 3)),
        (("DTEND;VALUE=DATE:20261201",), date(2026, 12, 1)),
        (("DURATION:P2D",), date(2026, 12, 2)),
        ((), date(2026, 12, 1)),
    ],
)
def test_how_long_whole_days_take(lines: tuple[str, ...], last: date) -> None:
    series = only(vevent("DTSTART;VALUE=DATE:20261201", *lines)).series

    assert (series.all_day, series.start, series.end_date) == (True, at("2026-12-01T00:00"), last)


def test_outlooks_whole_day_from_midnight_to_midnight_takes_whole_days_over_a_clock_change() -> None:
    series = only(
        vevent(
            "DTSTART;TZID=W. Europe Standard Time:20261025T000000",
            "DTEND;TZID=W. Europe Standard Time:20261026T000000",
            "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
        )
    ).series

    assert (series.all_day, series.end_date) == (True, date(2026, 10, 25))


def test_what_lasts_longer_than_the_desk_lets_times_last_takes_whole_days() -> None:
    found = read(vevent("DTSTART:20261201T100000Z", "DTEND:20270301T100000Z"))

    assert found.taken[0].rows[0].series.end_date == date(2027, 3, 1)
    assert found.taken[0].notes == ("it lasts longer than 31 days, so it takes whole days",)


# Recurrence


@pytest.mark.parametrize(
    "until", ["20261203", "20261203T100000Z", "20261203T100000", "20261203T235959Z", "20261203t100000z"]
)
def test_every_form_of_until_ends_a_timed_series(until: str) -> None:
    found = starts(vevent("DTSTART;TZID=Europe/London:20261201T100000", f"RRULE:FREQ=DAILY;UNTIL={until}"))

    assert found == [at("2026-12-01T10:00"), at("2026-12-02T10:00"), at("2026-12-03T10:00")]


def test_a_first_start_off_the_rule_takes_place_and_counts() -> None:
    found = starts(vevent("DTSTART;TZID=Europe/Berlin:20261201T100000", "RRULE:FREQ=WEEKLY;BYDAY=FR;COUNT=3"))

    assert found == [at("2026-12-01T10:00"), at("2026-12-04T10:00"), at("2026-12-11T10:00")]


def test_more_dates_take_place_too_each_once() -> None:
    found = starts(
        vevent(
            "DTSTART;TZID=Europe/Berlin:20261201T100000",
            "RRULE:FREQ=WEEKLY;COUNT=2",
            "RDATE;TZID=Europe/Berlin:20261203T150000,20261208T100000",
            "RDATE:20261210T090000Z",
        )
    )

    assert found == [
        at("2026-12-01T10:00"), at("2026-12-03T15:00"), at("2026-12-08T10:00"), at("2026-12-10T10:00"),
    ]  # fmt: skip


def test_more_dates_may_be_periods_of_their_own_length() -> None:
    found = read(
        vevent(
            "DTSTART:20261201T100000Z",
            "RDATE;VALUE=PERIOD:20261203T100000Z/PT2H,20261204T100000Z/20261204T103000Z",
        )
    )

    lengths = [int((one.end_utc - one.start_utc).total_seconds()) // 60 for one in taking_place(found)]
    assert lengths == [60, 120, 30]


def test_a_broken_date_among_more_dates_is_passed_over_and_said() -> None:
    found = read(vevent("DTSTART:20261201T100000Z", "RDATE:20269999T100000Z,20261202T100000Z"))

    assert [occurrence.start for occurrence in taking_place(found)] == [
        at("2026-12-01T10:00"),
        at("2026-12-02T10:00"),
    ]
    assert "an RDATE was passed over" in found.taken[0].notes[0]


@pytest.mark.parametrize(
    "excluded",
    [
        "EXDATE;TZID=Europe/Berlin:20261202T100000,20261204T100000",
        "EXDATE:20261202T090000Z,20261204T090000Z",
        "EXDATE;VALUE=DATE:20261202,20261204",
        "EXDATE:20261202T100000\r\nEXDATE:20261204T100000",
        "EXRULE:FREQ=WEEKLY;BYDAY=WE,FR",
    ],
)
def test_what_is_excluded_does_not_take_place(excluded: str) -> None:
    found = starts(vevent("DTSTART;TZID=Europe/Berlin:20261201T100000", "RRULE:FREQ=DAILY;COUNT=4", excluded))

    assert found == [at("2026-12-01T10:00"), at("2026-12-03T10:00")]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=DAILY;BYHOUR=9,15;COUNT=3", ["2026-12-01T10:00", "2026-12-01T15:00", "2026-12-02T09:00"]),
        ("FREQ=HOURLY;INTERVAL=6;COUNT=3", ["2026-12-01T10:00", "2026-12-01T16:00", "2026-12-01T22:00"]),
        ("FREQ=YEARLY;BYYEARDAY=-1;COUNT=2", ["2026-12-01T10:00", "2026-12-31T10:00"]),
        ("FREQ=YEARLY;BYWEEKNO=50;BYDAY=MO;COUNT=2", ["2026-12-01T10:00", "2026-12-07T10:00"]),
        ("FREQ=YEARLY;BYDAY=49TU;COUNT=2", ["2026-12-01T10:00", "2026-12-08T10:00"]),
    ],
)  # fmt: skip
def test_a_rule_that_the_desk_does_not_have_becomes_its_dates(rule: str, expected: list[str]) -> None:
    found = starts(vevent("DTSTART;TZID=Europe/Berlin:20261201T100000", f"RRULE:{rule}"))

    assert [moment.isoformat(timespec="minutes") for moment in found] == expected


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=FORTNIGHTLY", "RSCALE=HEBREW;FREQ=YEARLY", "x"])
def test_a_rule_that_cannot_be_followed_is_a_reason_to_skip(rule: str) -> None:
    found = read(
        vevent("DTSTART:20261201T100000Z", f"RRULE:{rule}"), vevent("DTSTART:20261201T100000Z", uid="b")
    )

    assert [taken.uid for taken in found.taken] == ["b"]
    assert found.skipped[0].title == "Review"
    assert rule in found.skipped[0].reason


def test_a_moved_occurrence_in_another_zone_and_a_cancelled_one() -> None:
    series = vevent("DTSTART;TZID=Europe/Berlin:20261201T100000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3")
    moved = vevent(
        "RECURRENCE-ID:20261202T090000Z",
        "DTSTART;TZID=Europe/London:20261202T140000",
        "DURATION:PT30M",
        title="Later",
    )
    cancelled = vevent(
        "RECURRENCE-ID;TZID=Europe/Berlin:20261203T100000", "DTSTART:20261203T090000Z", "STATUS:CANCELLED"
    )

    found = read(moved, cancelled, series)

    assert [one.start for one in taking_place(found)] == [at("2026-12-01T10:00"), at("2026-12-02T15:00")]
    ((row,),) = [taken.rows for taken in found.taken]
    assert row.series.exceptions[0].title == "Later"
    assert row.series.exceptions[0].length_minutes == 30


def test_a_change_from_a_date_on_splits_the_series() -> None:
    found = read(
        vevent("DTSTART;TZID=Europe/Berlin:20261201T100000", "RRULE:FREQ=WEEKLY;COUNT=5"),
        vevent(
            "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20261215T100000",
            "DTSTART;TZID=Europe/Berlin:20261215T140000",
            title="Afternoons",
        ),
        vevent(
            "RECURRENCE-ID;TZID=Europe/Berlin:20261222T100000",
            "DTSTART:20261223T080000Z",
            title="Once on Wednesday",
        ),
    )

    assert [one.start for one in taking_place(found)] == [
        at("2026-12-01T10:00"), at("2026-12-08T10:00"), at("2026-12-15T14:00"), at("2026-12-23T09:00"),
        at("2026-12-29T14:00"),
    ]  # fmt: skip
    assert [row.title for row in found.taken[0].rows] == ["Review", "Afternoons"]


def test_a_change_to_another_weekday_from_a_date_on_moves_each_occurrence() -> None:
    found = starts(
        vevent("DTSTART;TZID=Europe/Berlin:20261201T100000", "RRULE:FREQ=WEEKLY;COUNT=4"),
        vevent(
            "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20261215T100000",
            "DTSTART;TZID=Europe/Berlin:20261217T100000",
        ),
    )

    assert found == [
        at("2026-12-01T10:00"), at("2026-12-08T10:00"), at("2026-12-17T10:00"), at("2026-12-24T10:00"),
    ]  # fmt: skip


def test_an_override_of_whole_days_in_a_timed_series_is_an_event_of_its_own() -> None:
    found = read(
        vevent("DTSTART;TZID=Europe/Berlin:20261201T100000", "RRULE:FREQ=DAILY;COUNT=2"),
        vevent("RECURRENCE-ID;TZID=Europe/Berlin:20261202T100000", "DTSTART;VALUE=DATE:20261202"),
    )

    assert [(one.start, one.all_day) for one in taking_place(found)] == [
        (at("2026-12-01T10:00"), False),
        (at("2026-12-02T00:00"), True),
    ]


def test_an_override_without_its_series_is_taken() -> None:
    found = starts(vevent("RECURRENCE-ID:20261202T090000Z", "DTSTART:20261202T130000Z"))

    assert found == [at("2026-12-02T13:00")]


# Identity


def test_the_newest_version_of_an_event_is_taken() -> None:
    found = read(
        vevent("DTSTART:20261201T100000Z", "SEQUENCE:2", title="New"),
        vevent("DTSTART:20261201T110000Z", "SEQUENCE:1", title="Old"),
    )

    assert [taken.title for taken in found.taken] == ["New"]
    assert [(one.title, one.reason) for one in found.skipped] == [
        ("Old", "the file has a newer version of the same event")
    ]


def test_one_uid_for_several_events_does_not_lose_any() -> None:
    found = read(vevent("DTSTART:20261201T100000Z"), vevent("DTSTART:20261202T100000Z"))

    assert len({row.key for taken in found.taken for row in taken.rows}) == 2


def test_an_event_without_a_uid_always_has_the_same() -> None:
    file = vcalendar(vevent("DTSTART:20261201T100000Z", uid=""), vevent("DTSTART:20261201T100000Z", uid=""))

    first, again = (read_calendar(file, zone=ZONE, horizon=HORIZON) for _ in range(2))
    assert [taken.uid for taken in first.taken] == [taken.uid for taken in again.taken]
    assert len({taken.uid for taken in first.taken}) == 2


# Texts and standing


def test_texts_are_unescaped_cleaned_and_limited() -> None:
    event = only(
        vevent(
            "DTSTART:20261201T100000Z",
            r"LOCATION:Room 1\, second floor\; left",
            r"DESCRIPTION:first\nsecond\\n" + "\x07\x1b[2J",
            title="x" * 500,
        )
    )

    assert event.place == "Room 1, second floor; left"
    assert event.agenda == "first\nsecond\\n[2J"
    assert (len(event.title), event.title[-1]) == (200, "…")


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("CLASS:PRIVATE", "private", True),
        ("CLASS:CONFIDENTIAL", "private", True),
        ("CLASS:PUBLIC", "private", False),
        ("STATUS:TENTATIVE", "status", "tentative"),
        ("X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE", "status", "tentative"),
        ("STATUS:CANCELLED", "status", "cancelled"),
        ("CATEGORIES:Close,Blackout", "blackout", True),
    ],
)
def test_how_an_event_stands(line: str, field: str, value: object) -> None:
    assert getattr(only(vevent("DTSTART:20261201T100000Z", line)), field) == value


def test_what_is_no_event_is_skipped_with_its_reason() -> None:
    found = read(
        *(
            f"BEGIN:{name}\r\nUID:{name}\r\nSUMMARY:It\r\nEND:{name}\r\n"
            for name in ("VTODO", "VJOURNAL", "VFREEBUSY")
        ),
        vevent("DTSTART:20261201T100000Z", "BEGIN:VALARM", "TRIGGER:-PT5M", "END:VALARM"),
    )

    assert [(one.kind, bool(one.reason)) for one in found.skipped] == [
        ("VTODO", True), ("VJOURNAL", True), ("VFREEBUSY", True),
    ]  # fmt: skip
    assert found.notes == ["1 reminder was left out: when to be reminded is each reader's own choice."]


# The file itself


@pytest.mark.parametrize(
    "file",
    [
        vcalendar(vevent("DTSTART:20261201T100000Z", title="Prüfung")),
        codecs.BOM_UTF8 + vcalendar(vevent("DTSTART:20261201T100000Z", title="Prüfung")),
        vcalendar(vevent("DTSTART:20261201T100000Z", title="Prüfung")).decode().encode("utf-16"),
        vcalendar(vevent("DTSTART:20261201T100000Z", title="Prüfung")).decode().encode("latin-1"),
        vcalendar(vevent("DTSTART:20261201T100000Z", title="Prüfung")).replace(b"\r\n", b"\n"),
        vcalendar(vevent("DTSTART:20261201T100000Z", title="Prüfung")).replace(b"\r\n", b"\r"),
        vcalendar(vevent("DTSTART:20261201T100000Z", title="Prüfung")).replace(b"\xc3\xbc", b"\xc3\r\n \xbc"),
        vcalendar(vevent("DTSTART:20261201T100000Z", title="Prüfung")).replace(b"\r\n", b"\r\n\r\n"),
        vcalendar(vevent("DTSTART:20261201T100000Z", title="Prüfung")).replace(b"SUMMARY", b"summary"),
        vcalendar("X-A:1", vevent("DTSTART:20261201T100000Z", "ATTACH:" + "A" * 100_000, title="Prüfung")),
        vevent("DTSTART:20261201T100000Z", title="Prüfung").encode(),
    ],
    ids=["utf-8", "bom", "utf-16", "latin-1", "lf", "cr", "folded in a character", "blank lines", "lower case",
         "attachment", "bare event"],
)  # fmt: skip
def test_a_file_is_read_whatever_its_bytes_are_like(file: bytes) -> None:
    found = read_calendar(file, zone=ZONE, horizon=HORIZON)

    assert [taken.title for taken in found.taken] == ["Prüfung"]


def test_a_line_that_was_broken_without_a_fold_is_joined() -> None:
    long = "a" * 80
    event = only(vevent("DTSTART:20261201T100000Z", f"DESCRIPTION:{long}", "bcd", "efg"))
    short = only(vevent("DTSTART:20261201T100000Z", "DESCRIPTION:first", "second"))

    assert event.agenda == f"{long}bcd\nefg"
    assert short.agenda == "first\nsecond"


def test_every_calendar_of_a_file_is_taken() -> None:
    file = vcalendar("X-WR-CALNAME:First", vevent("DTSTART:20261201T100000Z")) + vcalendar(
        vevent("DTSTART:20261202T100000Z", uid="two")
    )
    found = read_calendar(file, zone=ZONE, horizon=HORIZON)

    assert (found.name, len(found.taken)) == ("First", 2)


def test_one_broken_component_does_not_touch_the_others() -> None:
    found = read(
        vevent("DTSTART:20261201T100000Z", uid="a"),
        vevent("DTSTART:yesterday", uid="b", title="Broken"),
        "BEGIN:VEVENT\r\nUID:c\r\nDTSTART:20261201T100000Z\r\n",  # its END is missing
        vevent("DTSTART:20261201T100000Z", uid="d"),
    )

    assert [taken.uid for taken in found.taken] == ["a", "d"]
    assert [one.reason for one in found.skipped] == [
        "‘yesterday’ is no date or time",
        "the file ends, or goes on, in the midst of it",
    ]


@pytest.mark.parametrize("file", [b"", b"PK\x03\x04\x00\xff", b"<html>no</html>", b"a,b\n1,2\n"])
def test_what_is_no_calendar_at_all_is_refused(file: bytes) -> None:
    with pytest.raises(BrmError, match="no calendar"):
        read_calendar(file, zone=ZONE, horizon=HORIZON)


SAMPLES = Path(os.environ.get("BRM_TUI_SHARED") or "../shared") / "ics-samples"
FOUND = sorted(SAMPLES.glob("*/*.ics"))


@pytest.mark.skipif(not FOUND, reason="other people's files are not here; BRM_TUI_SHARED names their folder")
@pytest.mark.parametrize("path", FOUND or [Path()], ids=lambda path: path.stem[-60:])
def test_every_sample_ends_in_a_report_that_loses_nothing(path: Path) -> None:
    data = path.read_bytes()
    found = None
    with contextlib.suppress(BrmError):
        found = read_calendar(data, zone=ZONE, horizon=HORIZON)
    if found is None:
        assert b"BEGIN:VCALENDAR" not in data
        return

    told = len(found.taken) + sum(one.kind == "VEVENT" for one in found.skipped)
    events = data.upper().count(b"BEGIN:VEVENT")
    overrides = data.count(b"\nRECURRENCE-ID")
    assert events - overrides <= told <= events
    assert all(one.reason for one in found.skipped)
    # What has a start that can be read is taken, but for a recurrence that nobody can follow.
    readable = [one for one in found.skipped if one.kind == "VEVENT" and one.start[:8].isdigit()]
    assert all(
        any(word in one.reason for word in ("newer version", "midst", "recurrence")) for one in readable
    )
