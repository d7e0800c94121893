"""A forum that has met is changed: the future follows, what was held and what was arranged of single meetings stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest
import recurring_ical_events

from brm_tui.clock import pinned_clock
from brm_tui.desk import events, records
from brm_tui.desk.calendar import occurrences
from brm_tui.desk.calendar_files import Selection, calendar_bytes
from brm_tui.desk.desk import Desk
from brm_tui.paths import Home

#: Before the clocks go back on 25 October.
NOW = "2026-10-21T12:00"
HELD = ["08-04 10:00", "09-01 10:00", "10-06 10:00"]
MOVED, EDITED = "11-05 16:00", "01-05 10:00"
#: December was called off.
AS_IT_WAS = [MOVED, EDITED, "02-02 10:00", "03-02 10:00", "04-06 10:00"]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = Desk.open(Home(tmp_path / "home"), pinned_clock(NOW, "Europe/Berlin"))
    records.add(opened, "customers", {"name": "Finance", "code": "FIN"})
    records.add(opened, "agreements", {"customer": "FIN", "title": "Partnership"})
    for name, side in (("ana", "IT"), ("bob", "business"), ("eve", "IT")):
        records.add(opened, "people", {"name": name, "email": f"{name}@x.org", "side": side})
    yield opened
    opened.close()


@pytest.fixture
def forum(desk: Desk) -> str:
    """Make a forum that has met three times, and arrange three meetings to come."""
    made = records.add(
        desk,
        "forums",
        {
            "agreement": "FIN", "name": "Review", "frequency": "monthly", "day_rule": "1st tuesday",
            "first_date": date(2026, 8, 1), "start_time": "10:00", "length": 60, "zone": "Europe/Berlin",
            "place": "3.12", "agenda": "Levels", "attendees": [("ana@x.org", "required")],
        },
    )  # fmt: skip
    (event,) = series(desk)
    records.add(
        desk,
        "meetings",
        {"event": event, "occurrence": at("2026-10-06T10:00"), "state": "held", "minutes": "Said."},
    )
    change = events.change_occurrence
    change(desk, event, at("2026-11-03T10:00"), {"start": at("2026-11-05T16:00")})
    change(desk, event, at("2026-12-01T10:00"), {"cancelled": True})
    change(desk, event, at("2027-01-05T10:00"), {"agenda": "Budget"})
    assert starts(desk) == HELD + AS_IT_WAS
    return made


def series(desk: Desk) -> list[str]:
    """Return the forum's events that recur, in their order."""
    query = "SELECT id FROM event WHERE recurrence <> '' ORDER BY start"
    return [row[0] for row in desk.reader.execute(query)]


def entries(desk: Desk, last: str = "2027-04-30") -> list[Any]:
    """Return what takes place, in order."""
    return list(occurrences(desk, date(2026, 8, 1), date.fromisoformat(last), layers=("meeting",)))


def starts(desk: Desk) -> list[str]:
    """Return when it takes place, by the user's clock."""
    return [f"{entry.start:%m-%d %H:%M}" for entry in entries(desk)]


def in_files(desk: Desk, first: str = "2026-08-01", last: str = "2027-05-01") -> list[str]:
    """Return when it takes place by another reader of the exported calendar, by the user's clock."""
    calendar = icalendar.Calendar.from_ical(calendar_bytes(desk, Selection(layers=("meeting",)))[0])
    found = recurring_ical_events.of(calendar).between(date.fromisoformat(first), date.fromisoformat(last))
    zone = desk.clock.local_now().tzinfo
    taking_place = [one for one in found if str(one.get("STATUS")) != "CANCELLED"]
    return [
        f"{moment:%m-%d %H:%M}"
        for moment in sorted(one["DTSTART"].dt.astimezone(zone) for one in taking_place)
    ]


@pytest.mark.parametrize(
    ("changes", "future"),
    [
        ({"start_time": "14:00"}, [MOVED, "01-05 14:00", "02-02 14:00", "03-02 14:00", "04-06 14:00"]),
        ({"length": 90}, AS_IT_WAS),
        # Wherever the clocks stand, ten in New York; what was moved stays at its moment.
        ({"zone": "America/New_York"}, [MOVED, "01-05 16:00", "02-02 16:00", "03-02 16:00", "04-06 16:00"]),
        # Another day: the called-off December has a new day; moved and edited ones stand for their months.
        (
            {"day_rule": "2nd thursday"},
            [MOVED, "12-10 10:00", "01-14 10:00", "02-11 10:00", "03-11 10:00", "04-08 10:00"],
        ),
        # Seldomer: the moved one stands for no meeting of the new rhythm, and stays all the same.
        (
            {"frequency": "every two months"},
            [MOVED, "02-02 10:00", "04-06 10:00"],
        ),
        ({"name": "Review [/]"}, AS_IT_WAS),
        ({"place": "Teams"}, AS_IT_WAS),
        ({"agenda": "Levels and money"}, AS_IT_WAS),
        ({"attendees": [("bob@x.org", "optional")]}, AS_IT_WAS),
        ({"until": date(2027, 1, 31)}, AS_IT_WAS[:2]),
        ({"until": date(2026, 10, 31)}, []),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_the_future_follows_and_the_past_stays(
    desk: Desk, forum: str, changes: dict[str, object], future: list[str]
) -> None:
    exported = set(_uids(desk))
    records.change(desk, "forums", forum, changes)
    assert starts(desk) == HELD + future
    assert in_files(desk) == HELD + future
    assert exported <= set(_uids(desk))
    # What was held is as it was, and so is its record.
    for entry in entries(desk)[:3]:
        assert (entry.title, entry.place) == ("Finance · Review", "3.12")
    old = series(desk)[0]
    assert _attending(desk, old) == ["ana"]
    assert desk.reader.execute("SELECT agenda FROM event WHERE id = ?", (old,)).fetchone() == ("Levels",)
    assert desk.reader.execute("SELECT event_id, occurrence FROM meeting").fetchall() == [
        (old, "2026-10-06 10:00:00.000000")
    ]
    # One undo takes all of it back.
    desk.undo()
    assert starts(desk) == HELD + AS_IT_WAS
    assert in_files(desk) == HELD + AS_IT_WAS


def test_weekly_in_place_of_monthly(desk: Desk, forum: str) -> None:
    records.change(desk, "forums", forum, {"frequency": "weekly", "day_rule": "tuesday"})
    coming = starts(desk)[3:]
    # The Tuesday that was moved is not held twice, and the one that was called off stays so.
    assert coming[:4] == ["10-27 10:00", MOVED, "11-10 10:00", "11-17 10:00"]
    assert coming[4:6] == ["11-24 10:00", "12-08 10:00"]
    assert in_files(desk)[3:] == coming


@pytest.mark.parametrize("changes", [{"place": "Teams", "name": "Talk", "agenda": "Money"}, {"length": 90}])
def test_what_comes_says_what_the_forum_says(desk: Desk, forum: str, changes: dict[str, object]) -> None:
    records.change(desk, "forums", forum, {**changes, "attendees": [("bob@x.org", "optional")]})
    old, new = series(desk)
    assert _attending(desk, old) == ["ana"]
    assert _attending(desk, new) == ["bob"]
    november, january, february = entries(desk)[3:6]
    assert november.place == february.place == changes.get("place", "3.12")
    # What was moved stays as long as it was, and what was written for one meeting stays written.
    assert (november.end - november.start).seconds == 3600
    assert (february.end - february.start).seconds == 60 * int(str(changes.get("length", 60)))
    agendas = dict(
        desk.reader.execute(
            "SELECT x.original_start, COALESCE(x.agenda, e.agenda) FROM event_exception x"
            " JOIN event e ON e.id = x.event_id"
        ).fetchall()
    )
    assert agendas["2027-01-05 10:00:00.000000"] == "Budget"
    assert january.start.month == 1
    # On the same day again, nothing more ends: the new series has not met.
    records.change(desk, "forums", forum, {"place": "4.01"})
    assert series(desk) == [old, new]
    assert starts(desk) == HELD + AS_IT_WAS


def test_a_meeting_that_stands_alone_follows_and_ends_with_its_forum(desk: Desk, forum: str) -> None:
    records.change(desk, "forums", forum, {"frequency": "every two months"})
    records.change(desk, "forums", forum, {"place": "Teams", "attendees": [("eve@x.org", "required")]})
    (november,) = [entry for entry in entries(desk) if entry.start.month == 11]
    assert november.place == "Teams"
    (alone,) = desk.reader.execute("SELECT id FROM event WHERE recurrence = ''").fetchone()
    assert _attending(desk, alone) == ["eve"]
    records.change(desk, "forums", forum, {"until": date(2026, 10, 31)})
    assert starts(desk) == HELD


def test_a_meeting_held_before_its_time_keeps_its_record(desk: Desk, forum: str) -> None:
    (event,) = series(desk)
    exception = desk.reader.execute("SELECT id FROM event_exception WHERE cancelled = 0").fetchone()[0]
    records.change(desk, "exceptions", exception, {"start": at("2026-10-20T09:00")})
    records.add(desk, "meetings", {"event": event, "occurrence": at("2026-11-03T10:00"), "minutes": "Early."})
    records.change(desk, "forums", forum, {"start_time": "14:00"})
    found = desk.reader.execute(
        "SELECT event_id, occurrence FROM meeting WHERE minutes = 'Early.'"
    ).fetchall()
    assert found == [(series(desk)[1], "2026-11-03 14:00:00.000000")]
    assert starts(desk)[3] == "10-20 09:00"


def test_no_meeting_is_invented_for_this_morning(desk: Desk) -> None:
    made = records.add(
        desk,
        "forums",
        {"agreement": "FIN", "name": "Weekly", "frequency": "weekly", "day_rule": "wed",
         "first_date": date(2026, 10, 1), "start_time": "15:00"},
    )  # fmt: skip
    records.change(desk, "forums", made, {"start_time": "11:00"})
    assert starts(desk)[:4] == ["10-07 15:00", "10-14 15:00", "10-21 15:00", "10-28 11:00"]


def _uids(desk: Desk) -> list[str]:
    calendar = icalendar.Calendar.from_ical(calendar_bytes(desk, Selection(layers=("meeting",)))[0])
    return [str(event["UID"]) for event in calendar.walk("VEVENT")]


def _attending(desk: Desk, event_id: str) -> list[str]:
    query = "SELECT p.name FROM event_attendee a JOIN person p ON p.id = a.person_id WHERE a.event_id = ? ORDER BY 1"
    return [row[0] for row in desk.reader.execute(query, (event_id,))]
