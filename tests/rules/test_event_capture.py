"""A line as an event: what was typed is understood, or what was not is said; nothing is lost silently."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brm_tui.rules.calendar_items import Series
from brm_tui.rules.capture import Known, KnownCustomer, KnownPerson
from brm_tui.rules.event_capture import CapturedEvent, EventContext, forum_values, read_event
from brm_tui.rules.recurrence import is_instance

KNOWN = Known(
    [KnownCustomer("c1", "FIN", "Finance"), KnownCustomer("c2", "HR", "Human resources")],
    [KnownPerson("p1", "Ana Souza", "ana@x.org", "IT"), KnownPerson("p2", "Bob", "bob@x.org", "business")],
)
TODAY = date(2026, 11, 24)
CONTEXT = EventContext(TODAY, "Europe/Berlin", date(2026, 11, 26))
APRIL = EventContext(TODAY, "Europe/Berlin", TODAY, KNOWN.customers[1], fiscal_start=4)


def read(text: str, context: EventContext = CONTEXT) -> CapturedEvent:
    return read_event(text, KNOWN, context)


@pytest.mark.parametrize(
    ("text", "title", "start", "length", "recurrence", "place"),
    [
        ("monthly service review, 1st Tue 10:00 for 1h, Teams, from Jan", "monthly service review",
         "2027-01-05T10:00", 60, "FREQ=MONTHLY;BYDAY=1TU", "Teams"),
        ("standup daily 9:15 for 15 min", "standup", "2026-11-26T09:15", 15, "FREQ=DAILY", ""),
        ("Jour fixe every 2 weeks on mon 10-11:30 room 3.12", "Jour fixe", "2026-11-30T10:00", 90,
         "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;WKST=MO", "room 3.12"),
        ("Change board mon, thu 2pm 45m", "Change board", "2026-11-26T14:00", 45, "FREQ=WEEKLY;BYDAY=MO,TH", ""),
        ("every working day handover 16:00 for 10m in Zoom", "handover", "2026-11-26T16:00", 10,
         "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Zoom"),
        ("retro last friday 15:00", "retro", "2026-11-27T15:00", 60, "FREQ=MONTHLY;BYDAY=-1FR", ""),
        ("call fri at 10", "call", "2026-11-27T10:00", 60, "", ""),
        ("call fri 10", "call", "2026-11-27T10:00", 60, "", ""),
        ("dentist 3 dec 8-9am", "dentist", "2026-12-03T08:00", 60, "", ""),
        ("night shift tomorrow 22:00-6:00", "night shift", "2026-11-25T22:00", 480, "", ""),
        ("review tuesdays 10:00 from 1 jan until june", "review", "2027-01-05T10:00", 60,
         "FREQ=WEEKLY;UNTIL=20270630;BYDAY=TU", ""),
        ("1:1 every other tue 11:00 30m x10", "1:1", "2026-12-01T11:00", 30,
         "FREQ=WEEKLY;COUNT=10;INTERVAL=2;BYDAY=TU;WKST=MO", ""),
        ("lunch tomorrow 12:30, Trattoria, at Marktplatz", "lunch", "2026-11-25T12:30", 60, "",
         "Trattoria, Marktplatz"),
        ("version 2.0 launch 3 dec 10:00", "version 2.0 launch", "2026-12-03T10:00", 60, "", ""),
        ("team lunch monthly last friday noon at La Piazza", "team lunch", "2026-11-27T12:00", 60,
         "FREQ=MONTHLY;BYDAY=-1FR", "La Piazza"),
    ],
)  # fmt: skip
def test_a_line_is_understood(
    text: str, title: str, start: str, length: int, recurrence: str, place: str
) -> None:
    found = read(text)
    assert found.problems == ()
    assert (found.title, found.start, found.length) == (title, datetime.fromisoformat(start), length)
    assert (found.recurrence, found.place) == (recurrence, place)


def test_people_and_the_customer_are_taken_out_wherever_they_stand() -> None:
    found = read("FIN quarterly business review 2nd Thu 14:00 for 2h at HQ until 2028-12-31 @ana, @bob")
    assert found.title == "quarterly business review"
    assert found.customer is KNOWN.customers[0]
    assert [person.name for person in found.people] == ["Ana Souza", "Bob"]
    assert found.values()["attendees"] == (("ana@x.org", "required"), ("bob@x.org", "required"))
    assert read("hr fest fri", APRIL).customer is KNOWN.customers[1], "whom the context names"
    assert read("fest fri #fin", APRIL).customer is KNOWN.customers[0]


def test_whole_days_and_blackouts() -> None:
    found = read("blackout FIN quarter-end close 28 nov - 4 dec")
    assert (found.start.date(), found.end_date, found.all_day) == (
        date(2026, 11, 28),
        date(2026, 12, 4),
        True,
    )
    assert found.values()["impact"] == "blackout"
    assert read("offsite 1-3 dec in Berlin").end_date == date(2026, 12, 3)
    assert read("fair from 1 dec for 3 days").end_date == date(2026, 12, 3)
    assert (
        read("Payroll every month on the 25th all day x12").recurrence
        == "FREQ=MONTHLY;COUNT=12;BYMONTHDAY=25"
    )


def test_quarterly_without_a_date_keeps_to_the_fiscal_year() -> None:
    assert read("quarterly alignment 10:00", APRIL).start == datetime.fromisoformat("2027-01-01T10:00")
    march = EventContext(TODAY, "Europe/Berlin", TODAY, fiscal_start=3)
    found = read("quarterly alignment, 2nd thu 10:00", march)
    assert found.recurrence == "FREQ=MONTHLY;BYDAY=2TH;BYMONTH=3,6,9,12"
    assert found.start == datetime.fromisoformat("2026-12-10T10:00")
    dated = read("quarterly alignment 10:00 from 20 jan", march)
    assert (dated.recurrence, dated.start.date()) == (
        "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20",
        date(2027, 1, 20),
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "say what it is called"),
        ("fri 10:00", "say what it is called"),
        ("standup 25:00", "a time of day"),
        ("meeting @zed 10:00", "nobody is called @zed"),
        ("meeting fri for 1h", "at what time"),
        ("meeting 10:00 x10", "how often"),
        ("night 28 mar 2027 2:30", "a time that exists in Europe/Berlin"),
        ("review weekly on the 1st tue 10:00", "how often: weekdays"),
        ("review weekly 10:00 until 1 nov 2026", "how often: an end"),
        ("x" * 201, "at most 200 characters"),
    ],
)
def test_what_is_not_understood_is_said(text: str, problem: str) -> None:
    assert problem in "; ".join(read(text).problems)


def test_a_line_like_a_forum_becomes_one() -> None:
    values = forum_values(
        read("monthly service review, 1st Tue 10:00 for 90m, Teams, from Jan until dec @ana")
    )
    assert values == {
        "name": "monthly service review", "frequency": "monthly", "day_rule": "1st tue", "length": 90,
        "first_date": date(2027, 1, 5), "start_time": "10:00", "place": "Teams", "until": date(2027, 12, 31),
        "attendees": (("ana@x.org", "required"),),
    }  # fmt: skip
    assert forum_values(read("standup daily 9:00")) is None
    assert forum_values(read("lunch tomorrow 12:00")) is None


_WORDS = ["monthly", "weekly", "every", "2", "weeks", "on", "mon", "1st", "tue", "last", "friday", "10:00", "-", "11",
          "for", "1h", "90 min", "Teams", ",", "at", "in", "room", "from", "jan", "until", "x10", "@ana", "FIN", "#fin",
          "blackout", "all day", "28 feb", "31", "quarterly", "of the quarter", "day", "noon", "\x00",
          "(", "[a-z]", "\\",
          "مرحبا", "漢字", "review", "until june", "2pm", "99:99", "31 feb"]  # fmt: skip


@given(st.lists(st.sampled_from(_WORDS), max_size=14).map(" ".join))
def test_any_line_gives_an_event_that_can_be_kept_or_says_what_is_wrong(text: str) -> None:
    found = read(text)
    if found.problems:
        return
    assert found.title
    assert found.length or found.end_date
    if found.recurrence:
        series = Series(
            "", found.start, "Europe/Berlin", found.length, found.all_day, found.end_date, found.recurrence
        )
        assert is_instance(series, found.start), "its start is on its rule"
