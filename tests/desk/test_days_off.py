"""Series that avoid holidays and blackouts, kept up to date in the step that changes what they avoid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from brm_tui.clock import pinned_clock
from brm_tui.desk import records
from brm_tui.desk.calendar import occurrence_detail, occurrences
from brm_tui.desk.calendar_files import Selection, calendar_bytes, export_calendar
from brm_tui.desk.checking import check
from brm_tui.desk.desk import Desk
from brm_tui.errors import FieldError
from brm_tui.paths import Home

at = datetime.fromisoformat


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = Desk.open(Home(tmp_path / "home"), pinned_clock("2026-11-24T12:00", "Europe/Berlin"))
    for code in ("FIN", "HR"):
        records.add(opened, "customers", {"name": code, "code": code})
    yield opened
    assert check(opened) == []
    opened.close()


def event(desk: Desk, **values: Any) -> str:
    known = {"title": "Review", "start": "2026-12-01T10:00", "zone": "Europe/Berlin", "customers": "FIN"}
    return records.add(desk, "events", {**known, **values}, as_text=True)


def holiday(desk: Desk, day: str, calendar: str = "Germany") -> str:
    return records.add(
        desk, "holidays", {"calendar": calendar, "date": day, "name": f"Day {day}"}, as_text=True
    )


def dates(desk: Desk, layer: str = "meeting") -> list[str]:
    found = occurrences(desk, date(2026, 11, 1), date(2026, 12, 31), layers=(layer,))
    return [f"{entry.start:%m-%d}" for entry in found if entry.source == "event"]


WEEKLY = "FREQ=WEEKLY;BYDAY=TU;COUNT=4"


def test_a_series_follows_the_holidays_of_its_calendar(desk: Desk) -> None:
    holiday(desk, "2026-12-08", "Japan")
    holiday(desk, "2026-12-15")
    row = event(desk, recurrence=WEEKLY, on_holiday="move later", holidays="Germany")
    assert dates(desk) == ["12-01", "12-08", "12-16", "12-22"]
    added = holiday(desk, "2026-12-01")
    assert dates(desk) == ["12-02", "12-08", "12-16", "12-22"]
    records.change(desk, "events", row, {"on_holiday": "skip", "holidays": ""}, as_text=True)
    assert dates(desk) == ["12-22"]
    records.delete(desk, "holidays", added)
    assert dates(desk) == ["12-01", "12-22"]
    desk.undo()
    assert dates(desk) == ["12-22"]


def test_a_series_follows_the_blackouts_of_its_customers(desk: Desk) -> None:
    row = event(desk, recurrence=WEEKLY, on_blackout="move earlier")
    close = {"layer": "customer", "impact": "blackout", "title": "Close"}
    event(desk, start="2026-12-08", end_date="2026-12-09", customers="HR", **close)
    black = event(desk, start="2026-12-14T18:00", length="24h", **close)
    assert dates(desk) == ["12-01", "12-08", "12-11", "12-22"]
    records.change(desk, "events", row, {"customers": "FIN,HR"}, as_text=True)
    assert dates(desk) == ["12-01", "12-07", "12-11", "12-22"]
    records.change(desk, "events", black, {"status": "cancelled"}, as_text=True)
    assert dates(desk) == ["12-01", "12-07", "12-15", "12-22"]
    records.change(desk, "events", black, {"status": "confirmed", "customers": "HR"}, as_text=True)
    records.change(desk, "events", row, {"customers": "FIN"}, as_text=True)
    assert dates(desk) == ["12-01", "12-08", "12-15", "12-22"]


def test_work_of_it_moves_off_a_freeze_and_a_meeting_does_not(desk: Desk) -> None:
    event(desk, recurrence=WEEKLY, on_blackout="move later", layer="it", customers="")
    event(desk, recurrence=WEEKLY, on_blackout="move later")
    freeze = records.add(
        desk, "freezes", {"title": "Year end", "start": "2026-12-15", "end": "2026-12-16"}, as_text=True
    )
    assert dates(desk, "it") == ["12-01", "12-08", "12-17", "12-22"]
    assert dates(desk) == ["12-01", "12-08", "12-15", "12-22"]
    records.delete(desk, "freezes", freeze)
    assert dates(desk, "it") == ["12-01", "12-08", "12-15", "12-22"]


def test_an_occurrence_with_a_record_stays_where_it_was_held(desk: Desk) -> None:
    row = event(desk, recurrence=WEEKLY, on_holiday="skip", start="2026-11-17T10:00")
    meeting = records.add(desk, "meetings", {"event": row, "occurrence": at("2026-11-24T10:00")})
    holiday(desk, "2026-11-24")
    assert dates(desk) == ["11-17", "11-24", "12-01", "12-08"]
    records.delete(desk, "meetings", meeting)
    assert dates(desk) == ["11-17", "12-01", "12-08"]


def test_a_forum_hands_its_policy_to_its_meetings(desk: Desk) -> None:
    records.add(desk, "agreements", {"customer": "FIN", "title": "Partnership"})
    holiday(desk, "2026-12-01")
    forum = records.add(
        desk, "forums",
        {"agreement": "FIN", "name": "Service review", "day_rule": "1st tuesday", "first_date": date(2026, 12, 1),
         "on_holiday": "move later", "holidays": "Germany"},
    )  # fmt: skip
    assert dates(desk) == ["12-02"]
    records.change(desk, "forums", forum, {"on_holiday": "keep"})
    assert dates(desk) == ["12-01"]


def test_a_holiday_calendar_must_be_there(desk: Desk) -> None:
    holiday(desk, "2026-12-01")
    with pytest.raises(FieldError, match="Germany; or nothing for every one"):
        event(desk, recurrence=WEEKLY, on_holiday="skip", holidays="Germny")


def test_a_file_has_what_moved_as_events_of_their_own_and_what_is_skipped_as_exdate(
    desk: Desk, tmp_path: Path
) -> None:
    row = event(desk, recurrence=WEEKLY, on_holiday="move later", on_blackout="skip")
    export_calendar(desk, tmp_path / "before.ics", Selection())
    holiday(desk, "2026-12-15")
    event(desk, title="Close", layer="customer", impact="blackout", start="2026-12-08", end_date="2026-12-08")
    text = calendar_bytes(desk, Selection(layers=("meeting",)))[0].decode()
    assert "EXDATE;TZID=Europe/Berlin:20261208T100000\r\nEXDATE;TZID=Europe/Berlin:20261215T100000" in text
    assert f"UID:{row}-20261215@brm-tui.local" in text
    assert "DTSTART;TZID=Europe/Berlin:20261216T100000" in text
    assert "RECURRENCE-ID" not in text
    assert "SEQUENCE:2" in text
    assert text == calendar_bytes(desk, Selection(layers=("meeting",)))[0].decode()


def test_the_detail_of_an_occurrence_says_what_it_moved_off(desk: Desk) -> None:
    holiday(desk, "2026-12-15")
    row = event(desk, recurrence=WEEKLY, on_holiday="move later")
    detail = occurrence_detail(desk, row, at("2026-12-15T10:00"))
    assert detail.avoids == "Day 2026-12-15"
    assert (detail.occurrence.start, detail.changed) == (at("2026-12-16T10:00"), False)
    assert occurrence_detail(desk, row, at("2026-12-08T10:00")).avoids == ""
