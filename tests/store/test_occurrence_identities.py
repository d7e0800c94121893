"""Single occurrences in files: each that goes its own way has its own UID, sequence, stamp and end."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from brm_tui.clock import Clock
from brm_tui.desk import events, records
from brm_tui.desk.calendar_apart import occurrences_apart
from brm_tui.desk.calendar_files import Selection, calendar_bytes, calendar_items, export_calendar
from brm_tui.desk.desk import Desk
from brm_tui.desk.upkeep import move_horizon
from brm_tui.store.calendar_identities import outdated
from tests.interchange.file_rules import Component, broken_rules, parse
from tests.store.history_tools import assert_derived

LOCAL = datetime.fromisoformat
START = LOCAL("2026-12-01T10:00")


def _later(desk: Desk) -> str:
    """Let an hour pass; return the moment as files have it."""
    assert desk.clock.pinned is not None
    desk.clock = Clock(desk.clock.zone, desk.clock.pinned + timedelta(hours=1))
    return f"{desk.clock.now():%Y%m%dT%H%M%SZ}"


def _export(desk: Desk) -> dict[str, Component]:
    """Let everything leave the house; return its events by UID, overrides with their day behind it."""
    path = desk.home.root / "x.ics"
    export_calendar(desk, path, Selection())
    content = path.read_bytes()
    assert broken_rules(content) == []
    found = {}
    for event in parse(content).parts:
        if event.kind == "VEVENT":
            own = "".join(f"/{value[:8]}" for value in event.values("RECURRENCE-ID"))
            found[event.values("UID")[0].split("@")[0] + own] = event
    return found


def _facts(event: Component) -> tuple[str, str, str]:
    sequence, stamp, status = (event.values(name)[0] for name in ("SEQUENCE", "DTSTAMP", "STATUS"))
    return sequence, stamp, status


@pytest.fixture
def weekly(desk: Desk) -> str:
    """Add a weekly meeting with one occurrence far from its place, and one renamed."""
    row = records.add(desk, "events", {"title": "X", "start": START, "recurrence": "FREQ=WEEKLY;COUNT=8"})
    events.change_occurrence(desk, row, START + timedelta(weeks=2), {"start": LOCAL("2026-12-23T09:00")})
    events.change_occurrence(desk, row, START + timedelta(weeks=5), {"title": "Y"})
    return row


def test_an_occurrence_changes_alone(desk: Desk, weekly: str) -> None:
    before = _export(desk)
    assert before.keys() == {weekly, f"{weekly}-20261215", f"{weekly}/20270105"}
    now = _later(desk)
    events.change_occurrence(desk, weekly, START + timedelta(weeks=2), {"place": "Hall"})
    after = _export(desk)
    moved = f"{weekly}-20261215"
    assert _facts(after[moved]) == (str(int(_facts(before[moved])[0]) + 1), now, "CONFIRMED")
    assert _facts(after[f"{weekly}/20270105"])[1] == _facts(before[f"{weekly}/20270105"])[1]
    again = _later(desk)
    desk.undo()
    back = _export(desk)
    assert _facts(back[moved]) == (str(int(_facts(before[moved])[0]) + 2), again, "CONFIRMED")
    assert back[moved].values("LOCATION") == []
    assert_derived(desk)


def test_what_went_back_into_its_series_ends_where_it_was_known_alone(desk: Desk, weekly: str) -> None:
    moved = f"{weekly}-20261215"
    first = _export(desk)
    now = _later(desk)
    events.restore_occurrence(desk, weekly, START + timedelta(weeks=2))
    gone = _export(desk)[moved]
    assert _facts(gone) == (str(int(_facts(first[moved])[0]) + 1), now, "CANCELLED")
    assert gone.values("DTSTART") == first[moved].values("DTSTART")
    _later(desk)
    desk.undo()
    assert _facts(_export(desk)[moved])[::2] == (str(int(_facts(first[moved])[0]) + 2), "CONFIRMED")
    records.delete(desk, "events", weekly)
    assert {_facts(event)[2] for event in _export(desk).values()} == {"CANCELLED"}
    assert _export(desk).keys() == {weekly, moved}
    assert_derived(desk)


def test_what_never_left_the_house_is_not_ended(desk: Desk, weekly: str) -> None:
    events.restore_occurrence(desk, weekly, START + timedelta(weeks=2))
    assert _export(desk).keys() == {weekly, f"{weekly}/20270105"}


def test_a_series_that_goes_out_one_by_one_keeps_its_uids_when_its_hour_changes(desk: Desk) -> None:
    row = records.add(desk, "events", {"title": "X", "start": LOCAL("2026-10-30T10:00"),
                      "recurrence": "FREQ=MONTHLY;BYDAY=5FR;COUNT=4"})  # fmt: skip
    before = _export(desk)
    days = [key.removeprefix(f"{row}-") for key in before]
    assert days == ["20261030", "20270129", "20270430", "20270730"]
    now = _later(desk)
    records.change(desk, "events", row, {"start": LOCAL("2026-10-30T11:00")})
    after = _export(desk)
    assert after.keys() == before.keys()
    assert {_facts(event) for event in after.values()} == {("1", now, "CONFIRMED")}
    records.change(desk, "events", row, {"recurrence": "FREQ=MONTHLY;BYDAY=5FR;COUNT=2"})
    assert [_facts(event)[::2] for event in _export(desk).values()] == [
        ("1", "CONFIRMED"), ("1", "CONFIRMED"), ("2", "CANCELLED"), ("2", "CANCELLED")
    ]  # fmt: skip
    assert_derived(desk)


def test_occurrences_that_a_later_horizon_adds_have_identities(desk: Desk) -> None:
    records.add(desk, "events", {"title": "X", "start": LOCAL("2026-10-30T10:00"),
                "recurrence": "FREQ=MONTHLY;BYDAY=5FR"})  # fmt: skip
    before = _export(desk)
    move_horizon(desk, date(2030, 12, 31))
    assert outdated(desk.reader, occurrences_apart) == set()
    assert before.keys() < _export(desk).keys()
    desk.undo()
    assert {_facts(event)[2] for key, event in _export(desk).items() if key not in before} == {"CANCELLED"}


def test_a_meeting_called_off_ends_like_one_deleted(desk: Desk) -> None:
    never = records.add(desk, "events", {"title": "Never told", "start": START, "status": "cancelled"})
    told = records.add(desk, "events", {"title": "Told", "start": START})
    assert _export(desk).keys() == {told}
    records.change(desk, "events", told, {"status": "cancelled"})
    assert _facts(_export(desk)[told])[::2] == ("1", "CANCELLED")
    desk.clock = Clock(desk.clock.zone, desk.clock.now() + timedelta(days=401))
    assert _export(desk) == {}
    records.change(desk, "events", never, {"status": "confirmed"})
    assert calendar_items(desk, Selection())[0].title == "Never told"


def test_a_long_agenda_leaves_and_ends(desk: Desk) -> None:
    row = records.add(desk, "events", {"title": "X", "start": START, "agenda": 'ä"\n' * 33_000})
    _export(desk)
    records.delete(desk, "events", row)
    assert _facts(_export(desk)[row])[2] == "CANCELLED"
    assert calendar_bytes(desk, Selection())[0] == calendar_bytes(desk, Selection())[0]
