"""Clashes as the desk reads them: whose hours, whose holidays, what a forum promised."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from brm_tui.desk import events, records
from brm_tui.desk.calendar import clashes_among, occurrences
from brm_tui.desk.countries import country_names, country_of
from brm_tui.desk.desk import Desk
from brm_tui.rules.countries import calendar_of

FIRST, LAST = date(2026, 10, 1), date(2026, 12, 31)
HOSTILE = "[/] {x} [bold]=cmd|' /C calc'!A0 \x1b[2J 漢字 🧭 مرحبا " + "x" * 100


def found(desk: Desk, first: date = FIRST, last: date = LAST) -> list[tuple[str, str]]:
    """Return kind and reason of all that clashes, by when it begins."""
    entries = occurrences(desk, first, last, include_cancelled=True)
    return [(clash.kind.value, clash.reason) for clash in clashes_among(desk, entries)]


def person(desk: Desk, name: str, **more: object) -> str:
    """Add a person and return the e-mail that names them."""
    email = f"{name.split()[0].casefold()}@x.example"
    records.add(desk, "people", {"name": name, "email": email, **more})
    return email


def meeting(desk: Desk, start: str, *attendees: str, **more: object) -> str:
    """Add a meeting of an hour."""
    return records.add(
        desk,
        "events",
        {"title": "Call", "start": start, "attendees": ",".join(attendees), **more},
        as_text=True,
    )


def test_hours_are_those_of_the_person_else_of_the_customer_they_speak_for(desk: Desk) -> None:
    records.add(desk, "customers", {"name": "Japan", "code": "JP", "zone": "Asia/Tokyo", "work_start": "09:00",
                "work_end": "17:30"})  # fmt: skip
    kenji = person(desk, "Kenji Sato")
    aiko = person(desk, "Aiko Mori", zone="Asia/Tokyo", work_start="12:00", work_end="20:00")
    for email in (kenji, aiko):
        records.add(desk, "roles", {"person": email, "customer": "JP"})
    meeting(desk, "2026-11-25T10:30", kenji, aiko)
    assert found(desk) == [("outside hours", "18:30 for Kenji Sato in Tokyo, who works 9:00–17:30")]
    records.change(desk, "people", kenji, {"work_start": "10:00", "work_end": "19:00"})
    assert found(desk) == [("outside hours", "until 19:30 for Kenji Sato in Tokyo, who works 10:00–19:00")]


def test_a_contact_of_several_customers_has_no_hours_but_their_own(desk: Desk) -> None:
    kenji = person(desk, "Kenji Sato")
    for code in ("A", "B"):
        records.add(desk, "customers", {"name": code, "code": code, "zone": "Asia/Tokyo",
                    "work_start": "09:00", "work_end": "17:30"})  # fmt: skip
        records.add(desk, "roles", {"person": kenji, "customer": code})
    meeting(desk, "2026-11-25T10:30", kenji)
    assert found(desk) == []
    (role, _) = records_of(desk, "roles")
    records.change(desk, "roles", role, {"primary": True})
    assert found(desk) == [("outside hours", "18:30 for Kenji Sato in Tokyo, who works 9:00–17:30")]


def records_of(desk: Desk, kind: str) -> list[str]:
    """Return the ids of all records of a KIND."""
    from brm_tui.rules.kinds import KINDS
    from brm_tui.store.queries.rows import list_rows

    return [row.id for row in list_rows(desk.reader, KINDS[kind])]


def test_it_people_do_not_keep_the_hours_of_their_customers(desk: Desk) -> None:
    records.add(desk, "customers", {"name": "Japan", "code": "JP", "zone": "Asia/Tokyo", "work_start": "09:00",
                "work_end": "17:30"})  # fmt: skip
    ana = person(desk, "Ana", side="IT")
    records.add(desk, "representations", {"person": ana, "customer": "JP"})
    meeting(desk, "2026-11-25T10:30", ana, customers="JP")
    assert found(desk) == []


def test_who_need_not_come_is_not_asked(desk: Desk) -> None:
    kenji = person(desk, "Kenji Sato", zone="Asia/Tokyo", work_start="09:00", work_end="17:30")
    meeting(desk, "2026-11-25T10:30", f"{kenji}:optional")
    meeting(desk, "2026-11-25T10:30", f"{kenji}:optional")
    assert found(desk) == [("double-booked", "Kenji Sato in both")]


def test_holidays_are_those_of_the_country_that_one_is_in(desk: Desk) -> None:
    for calendar, name in (
        ("United Kingdom", "Boxing Day"),
        ("Germany", "Second Day of Christmas"),
        ("Moon", "Landing"),
    ):
        records.add(desk, "holidays", {"calendar": calendar, "date": date(2026, 12, 26), "name": name})
        records.add(desk, "holidays", {"calendar": calendar, "date": date(2026, 12, 22), "name": name})
    records.add(desk, "customers", {"name": "Marine", "code": "MAR", "zone": "Europe/London"})
    john, ana = (
        person(desk, "John Price", zone="Europe/London"),
        person(desk, "Ana Souza", zone="Europe/Berlin"),
    )
    meeting(desk, "2026-12-22T10:00", john, ana)
    meeting(desk, "2026-12-26T10:00")
    meeting(desk, "2026-12-22T14:00", ana, customers="MAR")
    meeting(desk, "2026-12-22T14:00", person(desk, "Ole", zone="Europe/Oslo"))
    meeting(desk, "2026-12-22T15:00", layer="customer")
    assert found(desk) == [
        ("holiday", "on Second Day of Christmas (Germany) for Ana Souza, and 1 more"),
        ("holiday", "on Second Day of Christmas (Germany) for Ana Souza"),
        ("holiday", "on Second Day of Christmas (Germany)"),
    ]


@pytest.mark.parametrize(
    ("zone", "code", "calendar"),
    [
        ("Europe/Berlin", "DE", "germany"),
        ("America/New_York", "US", "USA"),
        ("Asia/Calcutta", "IN", " India "),
        ("US/Eastern", "US", "United States"),
        ("Europe/London", "GB", "GB"),
        ("UTC", "", ""),
        ("Etc/GMT+5", "", ""),
    ],
)
def test_the_country_of_a_zone(zone: str, code: str, calendar: str) -> None:
    assert country_of(zone) == code
    assert calendar_of(code, country_names(), ["Head office", calendar]) == calendar


def test_a_forum_meets_each_month_or_says_why_not(desk: Desk) -> None:
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    records.add(desk, "agreements", {"customer": "FIN", "title": "Partnership"})
    records.add(desk, "forums", {"agreement": "FIN", "name": "Review", "frequency": "monthly", "day_rule": "1st tue",
                "first_date": FIRST, "start_time": "10:00", "length": 60, "level": "operational"})  # fmt: skip
    (event,) = records_of(desk, "events")
    nothing_said = ("missed forum", "forum meeting missed: no record says that it was held")
    assert found(desk) == [nothing_said, nothing_said]
    october, november, december = (
        datetime.combine(date(2026, *day), time(10)) for day in ((10, 6), (11, 3), (12, 1))
    )
    records.add(desk, "meetings", {"event": event, "occurrence": october, "state": "held"})
    records.add(desk, "meetings", {"event": event, "occurrence": november, "state": "not held"})
    not_held = ("missed forum", "forum meeting not held, and no other in November")
    assert found(desk) == [not_held]
    events.change_occurrence(desk, event, december, {"cancelled": True})
    assert found(desk) == [not_held, ("missed forum", "forum meeting cancelled, and no other in December")]
    events.restore_occurrence(desk, event, december)
    events.change_occurrence(desk, event, december, {"start": december - timedelta(days=5)})
    assert found(desk) == [], "December's stands in for November's"


def test_what_is_read_beforehand_leaves_nothing_out(desk: Desk) -> None:
    """Only people who may be at rest are read: whoever is, is found, also by hours that nobody shares."""
    emails = [
        person(desk, f"P{number}", zone=zone, work_start=start, work_end=end)
        for number, (zone, start, end) in enumerate(
            [
                ("Asia/Tokyo", "09:00", "17:30"),
                ("America/New_York", None, None),
                ("Asia/Riyadh", "08:00", "16:00"),
                ("", "22:00", "06:00"),
                ("Pacific/Auckland", "09:00", "12:00"),
            ]
        )
    ]
    for hour in range(0, 24, 3):
        for email in emails:
            meeting(desk, f"2026-11-27T{hour:02}:00", email)
    entries = occurrences(desk, FIRST, LAST)
    for entry in entries:
        alone = clashes_among(desk, [entry])
        both = [
            clash for clash in clashes_among(desk, entries) if clash.entry == entry and clash.other is None
        ]
        assert [clash.reason for clash in both] == [clash.reason for clash in alone]
    kinds = [kind for kind, _reason in found(desk) if kind != "double-booked"]
    # At midnight it takes the whole day, on which only who has a Friday off does not work.
    assert (kinds.count("weekend"), kinds.count("outside hours")) == (14, 12)


def test_one_customer_or_layer_is_held_against_the_rest_of_the_calendar(desk: Desk) -> None:
    for code in ("FIN", "HR"):
        records.add(desk, "customers", {"name": code, "code": code})
    ana = person(desk, "Ana")
    for code in ("FIN", "HR"):
        meeting(desk, "2026-11-25T10:30", ana, customers=code, zone="Europe/Berlin")
    meeting(desk, "2026-11-26", layer="customer", customers="FIN", impact="blackout")
    records.add(desk, "changes", {"code": "C1", "title": "Patch", "state": "scheduled", "zone": "Europe/Berlin",
                "customers": ("FIN",), "window_start": datetime.fromisoformat("2026-11-26T02:00")})  # fmt: skip

    def kinds(**narrowed: object) -> list[str]:
        shown = occurrences(desk, FIRST, LAST, include_cancelled=True, **narrowed)  # type: ignore[arg-type]
        return [clash.kind.value for clash in clashes_among(desk, shown, part=True)]

    assert kinds(customer="HR") == ["double-booked"]
    assert kinds(customer="FIN") == ["double-booked", "blackout"]
    assert kinds(layers=("change",)) == ["blackout"]
    assert kinds(layers=("meeting",)) == ["double-booked"]
    assert kinds(layers=("milestone", "due")) == []


def test_hostile_names_are_said_as_they_are(desk: Desk) -> None:
    records.add(desk, "people", {"name": HOSTILE, "email": "h@x.example", "zone": "Asia/Tokyo", "work_start": "09:00",
                "work_end": "17:30"})  # fmt: skip
    meeting(desk, "2026-11-25T10:30", "h@x.example")
    ((_kind, reason),) = found(desk)
    assert "[/] {x} [bold]" in reason
    assert "\x1b" not in reason
