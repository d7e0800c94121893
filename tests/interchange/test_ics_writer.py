"""Calendar files line by line: how items go out, their identity, what readers are told, and how fast."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from brm_tui.interchange.ics import (
    assemble_calendar,
    calendar_warnings,
    render_item,
    write_calendar,
)
from brm_tui.interchange.ics.portable import portable
from brm_tui.rules.calendar_items import CalendarItem, OccurrenceIdentity, SeriesException
from brm_tui.rules.recurrence_rule import read_rule
from tests.interchange.calendar_samples import HORIZON, STAMP, all_day, at, known_edges, random_items, timed
from tests.interchange.file_rules import Component, broken_rules, parse


def events(*items: CalendarItem, horizon: date = HORIZON) -> list[Component]:
    file = write_calendar("Test", items, horizon=horizon)
    assert broken_rules(file) == []
    return [part for part in parse(file).parts if part.kind == "VEVENT"]


def lines(event: Component, *names: str) -> list[str]:
    return [f"{key}:{value}" for key, value in event.lines if key.split(";")[0] in names]


def test_a_whole_file_of_one_event() -> None:
    item = replace(
        timed("1", "2026-11-24T10:00"),
        sequence=3,
        title="Review; numbers, next",
        place="Room 1\\2",
        description="Ana, Bob",
        agenda="1. Numbers\n2. Next",
        categories=("FIN",),
        reminder_minutes=15,
        created=STAMP - timedelta(days=1),
    )
    assert write_calendar("Finance, IT", [item], horizon=HORIZON).decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//brm-tui//Integrated calendar//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME:Finance\\, IT",
        "X-WR-CALNAME:Finance\\, IT",
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
        "BEGIN:VEVENT",
        "UID:1@brm-tui.invalid",
        "SEQUENCE:3",
        "DTSTAMP:20261124T090000Z",
        "CREATED:20261123T090000Z",
        "LAST-MODIFIED:20261124T090000Z",
        "DTSTART;TZID=Europe/Berlin:20261124T100000",
        "DTEND;TZID=Europe/Berlin:20261124T110000",
        "SUMMARY:Review\\; numbers\\, next",
        "LOCATION:Room 1\\\\2",
        "DESCRIPTION:Ana\\, Bob\\n\\n1. Numbers\\n2. Next",
        "CATEGORIES:Meeting,FIN",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
        "CLASS:PUBLIC",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Review\\; numbers\\, next",
        "TRIGGER:-PT15M",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_the_same_items_in_any_order_give_the_same_bytes() -> None:
    items = [*known_edges(), *random_items(30, seed=3)]
    assert write_calendar("x", items, horizon=HORIZON) == write_calendar("x", items[::-1], horizon=HORIZON)


def test_a_series_is_closed_at_the_horizon_at_the_instant_of_its_last_instance() -> None:
    (event,) = events(timed("1", "2026-03-03T10:00", "FREQ=MONTHLY;BYDAY=1TU"), horizon=date(2027, 4, 30))
    assert lines(event, "DTSTART", "RRULE") == [
        "DTSTART;TZID=Europe/Berlin:20260303T100000",
        "RRULE:FREQ=MONTHLY;UNTIL=20270406T080000Z;BYDAY=1TU",
    ]
    (event,) = events(all_day("2", "2026-03-01", "2026-03-02", "FREQ=WEEKLY;INTERVAL=2;COUNT=3"))
    assert lines(event, "DTSTART", "DTEND", "RRULE") == [
        "DTSTART;VALUE=DATE:20260301",
        "DTEND;VALUE=DATE:20260303",
        "RRULE:FREQ=WEEKLY;UNTIL=20260329;INTERVAL=2;BYDAY=SU;WKST=MO",
    ]


def test_the_first_start_is_an_instance_even_if_the_series_was_entered_beside_its_rule() -> None:
    (event,) = events(timed("1", "2026-01-07T09:00", "FREQ=WEEKLY;BYDAY=MO;COUNT=4"))
    assert lines(event, "DTSTART") == ["DTSTART;TZID=Europe/Berlin:20260112T090000"]


def test_cancelled_moved_and_edited_occurrences() -> None:
    item = timed(
        "1", "2026-03-03T10:00", "FREQ=WEEKLY;COUNT=10",
        SeriesException(at("2026-03-10T10:00"), cancelled=True),
        SeriesException(at("2026-03-17T10:00"), start=at("2026-03-18T11:00")),
        SeriesException(at("2026-03-24T10:00"), title="Special"),
        SeriesException(at("2026-03-31T10:00"), start=at("2026-04-07T15:00")),
        SeriesException(at("2026-04-14T10:00"), start=at("2026-04-22T15:00")),
    )  # fmt: skip
    later = STAMP + timedelta(days=1)
    item = replace(
        item,
        sequence=4,
        occurrences=(
            OccurrenceIdentity(date(2026, 3, 17), "unused@brm-tui.invalid", 2, later, inside=True),
            OccurrenceIdentity(date(2026, 3, 24), "unused@brm-tui.invalid", 7, later, inside=True),
            OccurrenceIdentity(date(2026, 4, 14), "own@brm-tui.invalid", 1, later),
        ),
    )
    series, moved, edited, onto, across = events(item)
    zoned = ";TZID=Europe/Berlin:"
    assert lines(series, "EXDATE") == [
        f"EXDATE{zoned}20260310T100000", f"EXDATE{zoned}20260331T100000", f"EXDATE{zoned}20260414T100000"
    ]  # fmt: skip
    assert lines(moved, "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "RECURRENCE-ID", "RRULE") == [
        "UID:1@brm-tui.invalid", "SEQUENCE:4", "DTSTAMP:20261125T090000Z", f"DTSTART{zoned}20260318T110000",
        f"RECURRENCE-ID{zoned}20260317T100000",
    ]  # fmt: skip
    assert lines(edited, "SEQUENCE", "DTSTART", "RECURRENCE-ID", "SUMMARY") == [
        "SEQUENCE:7", f"DTSTART{zoned}20260324T100000", f"RECURRENCE-ID{zoned}20260324T100000",
        "SUMMARY:Special",
    ]  # fmt: skip
    assert lines(onto, "UID", "SEQUENCE", "DTSTART", "RECURRENCE-ID") == [
        "UID:1-20260331@brm-tui.invalid", "SEQUENCE:4", f"DTSTART{zoned}20260407T150000"
    ]  # fmt: skip
    assert lines(across, "UID", "SEQUENCE", "DTSTAMP") == [
        "UID:own@brm-tui.invalid", "SEQUENCE:1", "DTSTAMP:20261125T090000Z"
    ]  # fmt: skip
    assert render_item(item, HORIZON).uids == (
        "1@brm-tui.invalid", "1-20260331@brm-tui.invalid", "own@brm-tui.invalid"
    )  # fmt: skip


def test_an_occurrence_may_not_come_to_where_a_neighbour_was_moved() -> None:
    item = all_day(
        "1", "2026-03-02", "2026-03-02", "FREQ=WEEKLY;COUNT=4",
        SeriesException(at("2026-03-09T00:00"), start=at("2026-03-12T00:00")),
        SeriesException(at("2026-03-16T00:00"), start=at("2026-03-12T00:00")),
    )  # fmt: skip
    found = events(item)
    assert [lines(event, "RECURRENCE-ID") for event in found] == [[], [], []]
    assert lines(found[0], "EXDATE") == ["EXDATE;VALUE=DATE:20260309", "EXDATE;VALUE=DATE:20260316"]


def test_a_series_with_nothing_left_is_cancelled() -> None:
    cancelled = [SeriesException(at(f"2026-03-{day}T10:00"), cancelled=True) for day in (10, 17)]
    (event,) = events(timed("1", "2026-03-10T10:00", "FREQ=WEEKLY;COUNT=2", *cancelled))
    assert lines(event, "STATUS", "TRANSP", "RRULE", "EXDATE") == ["STATUS:CANCELLED", "TRANSP:TRANSPARENT"]


@pytest.mark.parametrize(
    ("status", "busy", "expected"),
    [
        ("confirmed", True, ["STATUS:CONFIRMED", "TRANSP:OPAQUE", "X-MICROSOFT-CDO-BUSYSTATUS:BUSY"]),
        ("confirmed", False, ["STATUS:CONFIRMED", "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"]),
        ("tentative", True, ["STATUS:TENTATIVE", "TRANSP:OPAQUE", "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE"]),
        ("cancelled", True, ["STATUS:CANCELLED", "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"]),
    ],
)
def test_what_an_event_means_for_the_readers_time(status: str, busy: bool, expected: list[str]) -> None:
    item = replace(timed("1", "2026-03-10T10:00"), status=status, busy=busy, private=True, reminder_minutes=5)
    (event,) = events(item)
    assert lines(event, "STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS") == expected
    assert lines(event, "CLASS") == ["CLASS:PRIVATE"]
    assert len(event.parts) == (status != "cancelled")


def test_what_no_rule_says_alike_goes_out_one_by_one_under_stable_uids() -> None:
    item = timed("1", "2026-01-28T09:00", "FREQ=MONTHLY;BYDAY=5TH;COUNT=3")
    found = events(item)
    assert [lines(event, "UID", "DTSTART", "RRULE") for event in found] == [
        [f"UID:1-{day}@brm-tui.invalid", f"DTSTART;TZID=Europe/Berlin:{day}T090000"]
        for day in ("20260129", "20260430", "20260730")
    ]
    moved = replace(
        item.series, exceptions=(SeriesException(at("2026-04-30T09:00"), start=at("2026-05-04T09:00")),)
    )
    assert render_item(replace(item, series=moved), HORIZON).uids == render_item(item, HORIZON).uids


def test_a_zone_without_a_yearly_rule_goes_out_as_instants() -> None:
    item = timed("1", "2026-01-06T09:00", "FREQ=MONTHLY;BYDAY=1TU;COUNT=3", zone="Africa/Casablanca")
    assert [lines(event, "DTSTART", "DTEND", "RRULE") for event in events(item)] == [
        ["DTSTART:20260106T080000Z", "DTEND:20260106T090000Z"],
        ["DTSTART:20260203T080000Z", "DTEND:20260203T090000Z"],
        ["DTSTART:20260303T090000Z", "DTEND:20260303T100000Z"],
    ]
    assert render_item(item, HORIZON).zone == ""


def test_a_recurring_event_in_utc_has_a_zone_all_the_same() -> None:
    (event,) = events(timed("1", "2026-01-06T09:00", "FREQ=WEEKLY;COUNT=3", zone="UTC"))
    assert lines(event, "DTSTART") == ["DTSTART;TZID=Etc/UTC:20260106T090000"]


@pytest.mark.parametrize(
    ("rule", "written"),
    [
        ("FREQ=DAILY;INTERVAL=2", "FREQ=DAILY;INTERVAL=2"),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("FREQ=DAILY;INTERVAL=2;BYDAY=MO", None),
        ("FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=TH"),
        ("FREQ=WEEKLY;INTERVAL=2;WKST=SU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;WKST=SU"),
        ("FREQ=WEEKLY;BYMONTH=3", None),
        ("FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("FREQ=MONTHLY;BYMONTHDAY=29", None),
        ("FREQ=MONTHLY;BYMONTHDAY=-2", None),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", None),
        ("FREQ=MONTHLY;BYDAY=4TU", "FREQ=MONTHLY;BYDAY=4TU"),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=-1", "FREQ=MONTHLY;BYDAY=-1TU"),
        ("FREQ=MONTHLY;BYDAY=5TU", None),
        ("FREQ=MONTHLY;BYDAY=-2TU", None),
        ("FREQ=MONTHLY;BYDAY=TU", None),
        ("FREQ=MONTHLY;BYDAY=1MO,3MO", None),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", None),
        ("FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=1TU", "FREQ=MONTHLY;INTERVAL=3;BYDAY=1TU"),
        ("FREQ=MONTHLY;BYMONTH=1,4,8;BYDAY=1TU", None),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=5", None),
        ("FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1", None),
        ("FREQ=YEARLY", "FREQ=YEARLY;BYMONTHDAY=15;BYMONTH=1"),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=-1FR", "FREQ=YEARLY;BYDAY=-1FR;BYMONTH=3"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", None),
        ("FREQ=YEARLY;BYMONTH=3,9;BYDAY=1FR", None),
        ("FREQ=YEARLY;BYDAY=1MO", None),
        ("FREQ=YEARLY;BYMONTHDAY=15", None),
    ],
)
def test_which_rules_all_readers_take_alike(rule: str, written: str | None) -> None:
    found = portable(read_rule(rule).completed(date(2026, 1, 15)))
    assert (found and found.text()) == written


def test_a_file_that_google_will_not_take_is_said() -> None:
    small = write_calendar("x", [timed("1", "2026-03-10T10:00")], horizon=HORIZON)
    assert calendar_warnings(small) == ()
    text = replace(timed("1", "2026-03-10T10:00"), agenda="x" * 8000)
    large = [replace(text, uid=f"{number}@brm-tui.invalid") for number in range(130)]
    (size,) = calendar_warnings(write_calendar("x", large, horizon=HORIZON))
    assert "1.1 MB" in size
    cities = [
        "Berlin",
        "Paris",
        "Rome",
        "Madrid",
        "Vienna",
        "Zurich",
        "Athens",
        "Sofia",
        "Oslo",
        "Riga",
        "London",
        "Lisbon",
        "Prague",
        "Warsaw",
    ]
    items = [timed(city, "2026-03-10T10:00", zone=f"Europe/{city}") for city in cities]
    (lines_of_zones,) = calendar_warnings(write_calendar("x", items, horizon=HORIZON))
    assert "238 lines" in lines_of_zones


def test_writing_is_faster_than_the_library_and_writing_again_much_faster() -> None:
    import icalendar

    items = [
        replace(
            timed(
                str(number),
                f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}T10:00",
                "" if number % 4 else "FREQ=WEEKLY",
            ),
            description="Ana Müller (relationship manager), Bob Smith (business manager)",
            agenda="1. Numbers\n2. Open points; decisions",
        )
        for number in range(1000)
    ]
    write_calendar("x", items[:1], horizon=HORIZON)
    began = time.perf_counter()
    texts = [render_item(item, HORIZON) for item in items]
    file = assemble_calendar("x", texts, horizon=HORIZON)
    first = time.perf_counter() - began
    began = time.perf_counter()
    texts[7] = render_item(items[7], HORIZON)
    assert assemble_calendar("x", texts, horizon=HORIZON) == file
    again = time.perf_counter() - began
    calendar = icalendar.Calendar.from_ical(file)
    began = time.perf_counter()
    calendar.to_ical()
    library = time.perf_counter() - began
    assert first <= 1.2 * library
    assert again <= 0.1 * library


def test_stamps_in_any_zone_go_out_as_instants() -> None:
    plus_two = datetime.fromisoformat("2026-11-24T11:00:00+02:00")
    (event,) = events(replace(timed("1", "2026-03-10T10:00"), stamp=plus_two))
    assert lines(event, "DTSTAMP") == [f"DTSTAMP:{STAMP.astimezone(UTC):%Y%m%dT%H%M%SZ}"]
