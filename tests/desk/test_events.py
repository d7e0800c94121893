"""Events, their occurrences and the series that forums make, on a real file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from brm_tui.clock import pinned_clock
from brm_tui.desk import events, records
from brm_tui.desk.calendar import occurrences
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError, FieldError
from brm_tui.paths import Home
from brm_tui.rules.kinds import KINDS
from brm_tui.store.queries.rows import list_rows

NOW = "2026-11-24T12:00"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = Desk.open(Home(tmp_path / "home"), pinned_clock(NOW, "Europe/Berlin"))
    records.add(opened, "customers", {"name": "Finance", "code": "FIN"})
    records.add(opened, "agreements", {"customer": "FIN", "title": "Partnership"})
    for name in ("ana", "bob"):
        records.add(opened, "people", {"name": name, "email": f"{name}@x.org", "side": "IT"})
    yield opened
    opened.close()


def forum(desk: Desk, **values: Any) -> str:
    known = {"agreement": "FIN", "name": "Service review", "frequency": "monthly", "day_rule": "1st tuesday",
             "first_date": date(2026, 12, 1), "start_time": "10:00", "length": 60,
             "level": "operational"}  # fmt: skip
    return records.add(desk, "forums", {**known, **values})


def event(desk: Desk, **values: Any) -> str:
    return records.add(desk, "events", {"title": "Review", "zone": "Europe/Berlin", **values}, as_text=True)


def weekly(desk: Desk) -> str:
    return event(desk, start="2026-12-01T10:00", recurrence="FREQ=WEEKLY;BYDAY=TU;COUNT=4")


def rows(desk: Desk, kind: str) -> list[Any]:
    return list_rows(desk.reader, KINDS[kind])


def starts(desk: Desk, first: str = "2026-01-01", last: str = "2027-12-31") -> list[str]:
    found = occurrences(desk, date.fromisoformat(first), date.fromisoformat(last), layers=("meeting",))
    return [f"{entry.start:%m-%d %H:%M}" for entry in found]


# Forums


def test_an_agreement_that_moves_takes_its_meetings_along(desk: Desk) -> None:
    forum(desk)
    records.add(desk, "customers", {"name": "Treasury", "code": "TRE"})
    records.change(desk, "agreements", "FIN", {"customer": "TRE"})
    (made,) = rows(desk, "events")
    assert made.customers == ("TRE",)


def test_a_forum_makes_its_series_in_the_same_step(desk: Desk) -> None:
    forum(
        desk, place="Teams", agenda="Levels", attendees=(("ana@x.org", "required"), ("bob@x.org", "optional"))
    )
    (made,) = rows(desk, "events")
    assert (made.title, made.place, made.agenda) == ("Service review", "Teams", "Levels")
    assert (made.recurrence, made.customers) == ("FREQ=MONTHLY;BYDAY=1TU", ("FIN",))
    assert made.attendees == ("ana@x.org", "bob@x.org:optional")
    assert starts(desk)[:3] == ["12-01 10:00", "01-05 10:00", "02-02 10:00"]
    desk.undo()
    assert rows(desk, "events") == []
    assert starts(desk) == []
    desk.redo()
    assert starts(desk)[0] == "12-01 10:00"


def test_a_forum_that_has_not_met_changes_its_rhythm_in_place(desk: Desk) -> None:
    row = forum(desk)
    records.change(desk, "forums", row, {"start_time": "14:00", "day_rule": "last friday"})
    (made,) = rows(desk, "events")
    assert starts(desk)[:2] == ["12-25 14:00", "01-29 14:00"]
    assert made.forum_id == row


def test_a_forum_that_has_met_keeps_what_was_and_changes_what_comes(desk: Desk) -> None:
    row = forum(desk, first_date=date(2026, 9, 1))
    records.change(desk, "forums", row, {"start_time": "14:00"})
    assert starts(desk, last="2027-02-28") == [
        "09-01 10:00", "10-06 10:00", "11-03 10:00", "12-01 14:00", "01-05 14:00", "02-02 14:00",
    ]  # fmt: skip
    assert len(rows(desk, "events")) == 2
    desk.undo()
    assert len(rows(desk, "events")) == 1
    assert starts(desk)[3] == "12-01 10:00"


def test_a_quarterly_forum_stays_in_its_months(desk: Desk) -> None:
    row = forum(desk, frequency="quarterly", day_rule="2nd thursday", first_date=date(2026, 1, 1))
    records.change(desk, "forums", row, {"start_time": "14:00"})
    assert starts(desk, last="2027-05-01") == [
        "01-08 10:00", "04-09 10:00", "07-09 10:00", "10-08 10:00", "01-14 14:00", "04-08 14:00",
    ]  # fmt: skip


def test_a_fortnightly_forum_stays_in_its_weeks(desk: Desk) -> None:
    row = forum(desk, frequency="fortnightly", day_rule="mon", first_date=date(2026, 11, 9))
    assert starts(desk)[:3] == ["11-09 10:00", "11-23 10:00", "12-07 10:00"]
    records.change(desk, "forums", row, {"length": 90})
    assert starts(desk)[:4] == ["11-09 10:00", "11-23 10:00", "12-07 10:00", "12-21 10:00"]


def test_the_meeting_of_this_morning_stays(desk: Desk) -> None:
    row = forum(desk, frequency="weekly", day_rule="tue", first_date=date(2026, 11, 24))
    records.change(desk, "forums", row, {"start_time": "16:00"})
    assert starts(desk)[:2] == ["11-24 10:00", "12-01 16:00"]


def test_the_meeting_of_this_afternoon_follows(desk: Desk) -> None:
    row = forum(desk, frequency="weekly", day_rule="tue", first_date=date(2026, 11, 17), start_time="15:00")
    records.change(desk, "forums", row, {"start_time": "16:00"})
    assert starts(desk)[:3] == ["11-17 15:00", "11-24 16:00", "12-01 16:00"]


def test_a_last_date_ends_the_series_without_a_new_one(desk: Desk) -> None:
    row = forum(desk, first_date=date(2026, 9, 1))
    (made,) = rows(desk, "events")
    events.change_occurrence(desk, made.id, at("2026-12-01T10:00"), {"start": at("2026-12-02T10:00")})
    events.change_occurrence(desk, made.id, at("2027-03-02T10:00"), {"cancelled": True})
    records.change(desk, "forums", row, {"until": date(2027, 1, 31)})
    assert [one.id for one in rows(desk, "events")] == [made.id]
    assert starts(desk)[-2:] == ["12-02 10:00", "01-05 10:00"]
    assert len(rows(desk, "exceptions")) == 1


def test_a_forum_that_had_ended_and_goes_on_gets_no_meetings_in_between(desk: Desk) -> None:
    row = forum(desk, first_date=date(2026, 1, 6), until=date(2026, 3, 31))
    assert starts(desk) == ["01-06 10:00", "02-03 10:00", "03-03 10:00"]
    records.change(desk, "forums", row, {"until": None})
    assert starts(desk)[:4] == ["01-06 10:00", "02-03 10:00", "03-03 10:00", "12-01 10:00"]


def test_a_new_rhythm_does_not_bring_back_what_had_ended(desk: Desk) -> None:
    row = forum(desk, first_date=date(2026, 1, 6), until=date(2026, 3, 31))
    records.change(desk, "forums", row, {"until": date(2027, 1, 31), "start_time": "14:00"})
    assert starts(desk) == ["01-06 10:00", "02-03 10:00", "03-03 10:00", "12-01 14:00", "01-05 14:00"]


def test_a_second_change_on_the_same_day_changes_only_what_comes(desk: Desk) -> None:
    row = forum(desk, first_date=date(2026, 9, 1))
    records.change(desk, "forums", row, {"start_time": "14:00"})
    records.change(desk, "forums", row, {"start_time": "15:00"})
    assert starts(desk)[:5] == ["09-01 10:00", "10-06 10:00", "11-03 10:00", "12-01 15:00", "01-05 15:00"]
    assert len(rows(desk, "events")) == 2
    records.change(desk, "forums", row, {"until": date(2026, 11, 30)})
    assert starts(desk) == ["09-01 10:00", "10-06 10:00", "11-03 10:00"]
    records.change(desk, "forums", row, {"until": None})
    assert starts(desk)[2:5] == ["11-03 10:00", "12-01 15:00", "01-05 15:00"]


def test_a_last_date_can_be_put_off(desk: Desk) -> None:
    row = forum(desk, until=date(2027, 1, 31))
    assert starts(desk) == ["12-01 10:00", "01-05 10:00"]
    records.change(desk, "forums", row, {"until": date(2027, 2, 28)})
    assert starts(desk) == ["12-01 10:00", "01-05 10:00", "02-02 10:00"]
    assert len(rows(desk, "events")) == 1


def test_names_places_and_people_follow_the_forum(desk: Desk) -> None:
    row = forum(desk)
    records.change(
        desk,
        "forums",
        row,
        {"name": "Review [/]", "place": "3.12", "attendees": (("ana@x.org", "required"),)},
    )
    (made,) = rows(desk, "events")
    assert (made.title, made.place, made.attendees) == ("Review [/]", "3.12", ("ana@x.org",))


def test_a_forum_at_a_time_that_the_clocks_skip_is_refused(desk: Desk) -> None:
    with pytest.raises(FieldError, match="03:00"):
        forum(desk, first_date=date(2027, 3, 28), frequency="yearly", day_rule="", start_time="02:30",
              zone="Europe/Berlin")  # fmt: skip
    assert rows(desk, "forums") == []


def test_a_deleted_forum_takes_its_meetings_with_it(desk: Desk) -> None:
    row = forum(desk)
    records.delete(desk, "forums", row)
    assert starts(desk) == []
    desk.undo()
    assert starts(desk)[0] == "12-01 10:00"


# Occurrences


def test_one_occurrence_moves_and_comes_back(desk: Desk) -> None:
    row = weekly(desk)
    label = events.change_occurrence(desk, row, at("2026-12-08T10:00"), {"start": at("2026-12-09T14:00")})
    assert label == "Move ‘Review’ of 08 Dec 2026"
    assert starts(desk) == ["12-01 10:00", "12-09 14:00", "12-15 10:00", "12-22 10:00"]
    events.change_occurrence(desk, row, at("2026-12-08T10:00"), {"start": at("2026-12-10T14:00")})
    assert starts(desk)[1] == "12-10 14:00"
    events.restore_occurrence(desk, row, at("2026-12-08T10:00"))
    assert starts(desk)[1] == "12-08 10:00"
    with pytest.raises(BrmError, match="already is"):
        events.restore_occurrence(desk, row, at("2026-12-08T10:00"))
    desk.undo()
    assert starts(desk)[1] == "12-10 14:00"


def test_one_occurrence_is_cancelled_and_restored(desk: Desk) -> None:
    row = weekly(desk)
    events.change_occurrence(desk, row, at("2026-12-08T10:00"), {"cancelled": True})
    assert starts(desk) == ["12-01 10:00", "12-15 10:00", "12-22 10:00"]
    desk.undo()
    assert len(starts(desk)) == 4
    desk.redo()
    events.restore_occurrence(desk, row, at("2026-12-08T10:00"))
    assert len(starts(desk)) == 4


def test_a_cancelled_occurrence_that_is_moved_takes_place_again(desk: Desk) -> None:
    row = weekly(desk)
    events.change_occurrence(desk, row, at("2026-12-08T10:00"), {"cancelled": True})
    events.change_occurrence(desk, row, at("2026-12-08T10:00"), {"start": at("2026-12-09T10:00")})
    assert starts(desk)[1] == "12-09 10:00"


def test_an_occurrence_that_the_series_does_not_have_is_refused(desk: Desk) -> None:
    row = weekly(desk)
    with pytest.raises(FieldError, match="original_start"):
        events.change_occurrence(desk, row, at("2026-12-09T10:00"), {"cancelled": True})
    assert rows(desk, "exceptions") == []


def test_an_occurrence_moves_only_to_a_time_that_exists(desk: Desk) -> None:
    row = event(desk, start="2027-03-21T02:30", recurrence="FREQ=WEEKLY;COUNT=3")
    with pytest.raises(FieldError, match="2027-03-28T03:00"):
        events.change_occurrence(desk, row, at("2027-03-21T02:30"), {"start": at("2027-03-28T02:30")})


def test_a_single_event_moves(desk: Desk) -> None:
    row = event(desk, start="2026-12-01T10:00")
    whole = event(desk, title="Fair", start="2026-12-03", end_date="2026-12-04")
    assert events.move_series(desk, row, 2, 30) == "Move ‘Review’ to 03 Dec 2026 10:30"
    events.move_series(desk, whole, 1)
    assert starts(desk) == ["12-03 10:30", "12-04 00:00"]
    assert {one.title: one.end_date for one in rows(desk, "events")}["Fair"] == date(2026, 12, 5)
    with pytest.raises(BrmError, match="one occurrence"):
        events.move_series(desk, weekly(desk), 1)


# Events


def test_an_event_without_a_time_takes_the_whole_day(desk: Desk) -> None:
    event(desk, start="2026-12-01")
    (made,) = rows(desk, "events")
    assert (made.all_day, made.end_date, made.length) == (True, date(2026, 12, 1), None)


def test_a_whole_day_event_moves_by_its_start_alone(desk: Desk) -> None:
    row = event(desk, start="2026-12-01", end_date="2026-12-03")
    records.change(desk, "events", row, {"start": at("2026-12-10")})
    (made,) = rows(desk, "events")
    assert (made.start, made.end_date) == (at("2026-12-10"), date(2026, 12, 12))
    records.change(desk, "events", row, {"start": at("2026-12-08")})
    assert rows(desk, "events")[0].end_date == date(2026, 12, 10)
    with pytest.raises(FieldError, match="end_date"):
        records.change(desk, "events", row, {"end_date": date(2026, 12, 1)})


@pytest.mark.parametrize(
    "changes",
    [
        {"all_day": False, "start": at("2026-12-01T10:00"), "length": 45},
        {"start": at("2026-12-01T10:00"), "length": 45},
        {"start": at("2026-12-01T10:00"), "length": 45, "end_date": None},
    ],
)
def test_a_whole_day_event_can_get_a_time(desk: Desk, changes: dict[str, object]) -> None:
    row = event(desk, start="2026-12-01")
    records.change(desk, "events", row, changes)
    (made,) = rows(desk, "events")
    assert (made.all_day, made.end_date, made.start, made.length) == (False, None, at("2026-12-01T10:00"), 45)


def test_an_event_can_become_a_whole_day(desk: Desk) -> None:
    row = event(desk, start="2026-12-01T10:00")
    records.change(desk, "events", row, {"all_day": True})
    (made,) = rows(desk, "events")
    assert (made.all_day, made.start, made.end_date) == (True, at("2026-12-01"), date(2026, 12, 1))


def test_a_time_that_the_clocks_skip_is_refused_with_the_next_valid_one(desk: Desk) -> None:
    with pytest.raises(FieldError, match="2027-03-28T03:00"):
        event(desk, start="2027-03-28T02:30")
    assert rows(desk, "events") == []


def test_another_time_of_day_keeps_what_was_moved_and_cancelled(desk: Desk) -> None:
    row = weekly(desk)
    events.change_occurrence(desk, row, at("2026-12-08T10:00"), {"cancelled": True})
    events.change_occurrence(desk, row, at("2026-12-15T10:00"), {"start": at("2026-12-16T09:00")})
    records.change(desk, "events", row, {"start": at("2026-12-01T11:00")})
    assert starts(desk) == ["12-01 11:00", "12-16 09:00", "12-22 11:00"]
    desk.undo()
    assert starts(desk) == ["12-01 10:00", "12-16 09:00", "12-22 10:00"]


def test_another_rule_drops_exceptions_to_days_it_does_not_have(desk: Desk) -> None:
    row = weekly(desk)
    events.change_occurrence(desk, row, at("2026-12-08T10:00"), {"cancelled": True})
    records.change(
        desk, "events", row, {"recurrence": "FREQ=WEEKLY;BYDAY=WE;COUNT=2", "start": at("2026-12-02T10:00")}
    )
    assert rows(desk, "exceptions") == []
    assert starts(desk) == ["12-02 10:00", "12-09 10:00"]


def test_the_record_of_a_held_meeting_follows_another_time_of_day(desk: Desk) -> None:
    row = event(desk, start="2026-11-03T10:00", recurrence="FREQ=WEEKLY;BYDAY=TU;COUNT=6")
    records.add(desk, "meetings", {"event": row, "occurrence": at("2026-11-10T10:00"), "minutes": "Said"})
    records.change(desk, "events", row, {"start": at("2026-11-03T11:00")})
    assert [one.occurrence for one in rows(desk, "meetings")] == [at("2026-11-10T11:00")]


def test_an_imported_event_is_read_only(desk: Desk) -> None:
    calendar = records.add(desk, "calendars", {"name": "Outlook"})
    row = weekly(desk)
    with desk.step("Import") as step:
        step.raw.execute("UPDATE event SET source_calendar_id = ? WHERE id = ?", (calendar, row))
        from brm_tui.model.desk import DeskSetting

        step.add(
            DeskSetting(created_at=step.now, updated_at=step.now, name="so that there is a step", value="1")
        )
    with pytest.raises(BrmError, match="imported"):
        events.change_occurrence(desk, row, at("2026-12-08T10:00"), {"cancelled": True})
    with pytest.raises(BrmError, match="imported"):
        records.change(desk, "events", row, {"title": "Other"})


def test_the_first_of_a_series_can_move_to_before_its_start(desk: Desk) -> None:
    series = weekly(desk)
    events.change_occurrence(desk, series, at("2026-12-01T10:00"), {"start": at("2026-11-27T15:00")})
    assert starts(desk) == ["11-27 15:00", "12-08 10:00", "12-15 10:00", "12-22 10:00"]


def test_the_agenda_of_one_occurrence_keeps_its_lines(desk: Desk) -> None:
    given = {
        "title": "Review",
        "start": "2026-12-01T10:00",
        "recurrence": "FREQ=WEEKLY;COUNT=4",
        "length": 60,
    }
    event = records.add(desk, "events", given)
    lines = "1. Figures\n2. Promises"
    changed = {"event": event, "original_start": "2026-12-08T10:00", "agenda": lines}
    records.add(desk, "exceptions", changed)
    assert desk.reader.execute("SELECT agenda FROM event_exception").fetchall() == [(lines,)]
