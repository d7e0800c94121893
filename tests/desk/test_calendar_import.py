"""Importing other people's calendars: what the report says, what is stored, and that one step takes it back."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brm_tui.clock import pinned_clock
from brm_tui.desk import records
from brm_tui.desk.calendar_files import Selection, calendar_bytes
from brm_tui.desk.calendar_import import ImportOrder, ImportReport, dry_run, import_calendar
from brm_tui.desk.desk import Desk
from brm_tui.desk.events import change_occurrence, restore_occurrence
from brm_tui.desk.history import steps
from brm_tui.errors import BrmError, FieldError
from brm_tui.interchange.ics import write_calendar
from brm_tui.interchange.ics.reading import read_calendar
from brm_tui.paths import Home
from brm_tui.rules.recurrence import expand
from tests.interchange.calendar_samples import HORIZON, known_edges, random_items
from tests.interchange.ics_files import taking_place, vcalendar, vevent
from tests.store.history_tools import assert_derived, tables

SAMPLES = Path(os.environ.get("BRM_TUI_SHARED") or "../shared") / "ics-samples"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return where the file lies that is imported."""
    return tmp_path / "theirs.ics"


@pytest.fixture
def finance(desk: Desk) -> Desk:
    """Return a desk with a customer."""
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    return desk


def imported(desk: Desk, file: Path, *components: str, **options: Any) -> ImportReport:
    """Import a file of these components for Finance."""
    file.write_bytes(vcalendar(*components))
    return import_calendar(desk, ImportOrder(file, "customer", "FIN", "Theirs", **options))


def said(report: ImportReport) -> list[tuple[str, str]]:
    """Return what becomes of each thing."""
    return [(line.verb, line.title) for line in report.lines]


def titles(desk: Desk) -> list[str]:
    """Return the titles of the stored events."""
    return [row[0] for row in desk.reader.execute("SELECT title FROM event ORDER BY title")]


def test_a_dry_run_says_what_an_import_does_and_writes_nothing(finance: Desk, file: Path) -> None:
    file.write_bytes(
        vcalendar(vevent("DTSTART:20261201T100000Z"), "BEGIN:VTODO\r\nSUMMARY:Task\r\nEND:VTODO\r\n")
    )
    order = ImportOrder(file, "customer", "FIN", "Theirs")
    before = tables(finance)

    planned = dry_run(finance, order)
    assert tables(finance) == before
    done = import_calendar(finance, order)

    assert said(planned) == said(done) == [("new", "Review"), ("skipped", "Task")]
    assert (planned.dry_run, done.dry_run) == (True, False)
    assert done.label == "Import 1 event into ‘Theirs’"


def test_an_import_is_one_step_that_undo_takes_back_whole(finance: Desk, file: Path) -> None:
    before = tables(finance)
    series = vevent("DTSTART:20261201T100000Z", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20261202T100000Z")
    imported(finance, file, series, vevent("DTSTART:20261201T100000Z", uid="two"))
    after = tables(finance)

    assert steps(finance)[0].label == "Import 2 events into ‘Theirs’"
    assert_derived(finance)
    finance.undo()
    assert tables(finance) == before
    finance.redo()
    assert tables(finance) == after
    assert_derived(finance)


def test_events_belong_to_the_customer_and_show_on_the_layer(finance: Desk, file: Path) -> None:
    imported(finance, file, vevent("DTSTART;VALUE=DATE:20261201", "CATEGORIES:Blackout", "CLASS:PRIVATE"))

    row = finance.reader.execute(
        "SELECT e.layer, e.impact, e.internal, c.code FROM event e JOIN event_customer l ON l.event_id = e.id"
        " JOIN customer c ON c.id = l.customer_id"
    ).fetchall()
    assert row == [("customer", "blackout", 1, "FIN")]


def test_importing_again_updates_by_uid_and_removes_what_is_gone(finance: Desk, file: Path) -> None:
    imported(
        finance,
        file,
        vevent("DTSTART:20261201T100000Z", uid="stays", title="Stays"),
        vevent("DTSTART:20261201T100000Z", uid="moves", title="Moves"),
        vevent("DTSTART:20261201T100000Z", "RRULE:FREQ=DAILY;COUNT=3", uid="gets", title="Gets an exception"),
        vevent("DTSTART:20261201T100000Z", uid="goes", title="Goes"),
    )
    ids = dict(finance.reader.execute("SELECT foreign_uid, id FROM event").fetchall())

    report = imported(
        finance,
        file,
        vevent("DTSTART:20261201T100000Z", uid="stays", title="Stays"),
        vevent("DTSTART:20261202T110000Z", "LOCATION:Room 1", uid="moves", title="Moves"),
        vevent(
            "DTSTART:20261201T100000Z", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20261202T100000Z",
            uid="gets", title="Gets an exception",
        ),
        vevent("DTSTART:20261203T100000Z", uid="comes", title="Comes"),
    )  # fmt: skip

    assert {(line.verb, line.title, line.reason) for line in report.lines} == {
        ("unchanged", "Stays", ""),
        ("changed", "Moves", "start, place"),
        ("changed", "Gets an exception", "single occurrences"),
        ("new", "Comes", ""),
        ("removed", "Goes", ""),
    }
    now = dict(finance.reader.execute("SELECT foreign_uid, id FROM event").fetchall())
    assert {uid: now[uid] for uid in ("stays", "moves", "gets")} == {
        uid: ids[uid] for uid in ("stays", "moves", "gets")
    }
    assert report.label == "Import 3 events into ‘Theirs’, remove 1"
    assert_derived(finance)


def test_importing_the_same_file_again_is_no_step(finance: Desk, file: Path) -> None:
    imported(finance, file, vevent("DTSTART:20261201T100000Z"))
    before = tables(finance, moving=True)

    report = imported(finance, file, vevent("DTSTART:20261201T100000Z", "DTSTAMP:20261231T000000Z"))

    assert (report.counts["unchanged"], report.label) == (1, "")
    assert tables(finance, moving=True) == before


def test_a_new_uid_is_taken_for_the_event_of_the_same_title_and_start(finance: Desk, file: Path) -> None:
    imported(finance, file, vevent("DTSTART:20261201T100000Z", uid="a"))
    kept = finance.reader.execute("SELECT id FROM event").fetchall()

    report = imported(finance, file, vevent("DTSTART:20261201T100000Z", uid="b"))

    assert report.counts["removed"] == report.counts["new"] == 0
    assert "new UID" in report.lines[0].reason
    assert finance.reader.execute("SELECT id FROM event").fetchall() == kept
    refused = imported(finance, file, vevent("DTSTART:20261201T100000Z", uid="c"), match=False)
    assert (refused.counts["new"], refused.counts["removed"]) == (1, 1)


def test_an_event_that_minutes_were_written_of_is_kept_as_cancelled(finance: Desk, file: Path) -> None:
    imported(finance, file, vevent("DTSTART:20261120T100000Z", title="Held"))
    (event,) = finance.reader.execute("SELECT id FROM event").fetchone()
    records.add(finance, "meetings", {"event": event, "occurrence": "2026-11-20T10:00", "minutes": "We met."})

    report = imported(finance, file)

    assert "kept as cancelled" in report.lines[0].reason
    assert finance.reader.execute("SELECT status FROM event").fetchall() == [("cancelled",)]
    assert imported(finance, file).label == ""


def test_foreign_events_are_read_only_but_for_the_calendar_as_a_whole(finance: Desk, file: Path) -> None:
    imported(
        finance,
        file,
        vevent("DTSTART:20261201T100000Z", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20261202T100000Z"),
    )
    (event,) = finance.reader.execute("SELECT id FROM event").fetchone()
    (exception,) = finance.reader.execute("SELECT id FROM event_exception").fetchone()
    second = datetime.fromisoformat("2026-12-02T10:00")
    before = tables(finance, moving=True)

    attempts: list[Callable[[], object]] = [
        lambda: records.change(finance, "events", event, {"title": "Mine"}),
        lambda: records.delete(finance, "events", event),
        lambda: records.delete(finance, "exceptions", exception),
        lambda: change_occurrence(finance, event, second, {"cancelled": True}),
        lambda: restore_occurrence(finance, event, second),
    ]
    for attempt in attempts:
        with pytest.raises(BrmError, match="Read-only"):
            attempt()
    assert tables(finance, moving=True) == before

    records.delete(finance, "calendars", "Theirs")
    assert titles(finance) == []
    finance.undo()
    assert titles(finance) == ["Review"]


def test_a_calendar_goes_with_all_that_hangs_on_it_and_comes_back_whole(finance: Desk, file: Path) -> None:
    imported(
        finance,
        file,
        vevent("DTSTART:20261201T100000Z", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20261202T100000Z"),
        vevent("DTSTART:20261120T100000Z", title="Held", uid="held"),
    )
    event = finance.reader.execute("SELECT id FROM event WHERE title = 'Held'").fetchone()[0]
    records.add(finance, "meetings", {"event": event, "occurrence": "2026-11-20T10:00", "minutes": "We met."})
    before = tables(finance)

    label = records.delete(finance, "calendars", "Theirs")

    assert (
        label == "Delete imported calendar ‘Theirs’ and 5 that belong to it"
    )  # events, exception, meeting, touch
    for table in ("event", "event_exception", "event_customer", "meeting", "source_calendar"):
        assert finance.reader.execute(f"SELECT COUNT(*) FROM {table}").fetchone() == (0,)
    assert_derived(finance)
    finance.undo()
    assert tables(finance) == before
    assert_derived(finance)
    finance.redo()
    assert titles(finance) == []


def test_another_calendar_of_the_same_name_is_refused(finance: Desk, file: Path) -> None:
    imported(finance, file, vevent("DTSTART:20261201T100000Z"))

    with pytest.raises(BrmError, match="already an imported calendar"):
        import_calendar(finance, ImportOrder(file, "it", "", "theirs"))
    with pytest.raises(FieldError, match="layer"):
        import_calendar(finance, ImportOrder(file, "meeting"))
    with pytest.raises(BrmError, match="cannot be read"):
        import_calendar(finance, ImportOrder(file.with_name("none.ics"), "it"))


def test_a_calendar_is_called_as_the_file_says_or_as_the_file(finance: Desk, file: Path) -> None:
    file.write_bytes(vcalendar("X-WR-CALNAME:Close\\, and open", vevent("DTSTART:20261201T100000Z")))
    assert import_calendar(finance, ImportOrder(file, "it")).calendar == "Close, and open"
    file.write_bytes(vcalendar(vevent("DTSTART:20261201T100000Z")))
    assert import_calendar(finance, ImportOrder(file, "it")).calendar == "theirs"


def test_giving_up_half_way_changes_nothing(finance: Desk, file: Path) -> None:
    file.write_bytes(
        vcalendar(*(vevent("DTSTART:20261201T100000Z", uid=f"{number}") for number in range(1000)))
    )
    before = tables(finance, moving=True)
    seen: list[int] = []

    class Enough(Exception):
        """Somebody gave up."""

    def give_up(hundredths: int) -> None:
        seen.append(hundredths)
        if hundredths > 70:
            raise Enough

    with pytest.raises(Enough):
        import_calendar(finance, ImportOrder(file, "it"), give_up)
    assert tables(finance, moving=True) == before
    assert seen == sorted(seen)


def _occurrences(desk: Desk) -> list[tuple[str, str, int]]:
    """Return when everything takes place, as the desk keeps it."""
    rows: list[tuple[str, str, int]] = desk.reader.execute(
        "SELECT o.start_at, o.end_at, o.all_day FROM occurrence o JOIN event e ON e.id = o.event_id"
        " WHERE e.status <> 'cancelled' ORDER BY o.start_at, o.end_at, o.all_day"
    ).fetchall()
    return rows


def _expected(items: list[Any], horizon: date) -> list[tuple[str, str, int]]:
    return sorted(
        (f"{one.start_utc:%Y-%m-%d %H:%M:%S.%f}", f"{one.end_utc:%Y-%m-%d %H:%M:%S.%f}", int(one.all_day))
        for item in items
        if item.status != "cancelled"
        for one in expand(item.series, date(1990, 1, 1), horizon)
    )


def _empty_desk(folder: Path) -> Desk:
    return Desk.open(Home(folder / "home"), pinned_clock("2026-11-24", "Europe/Berlin"))


def test_the_known_edges_come_back_as_they_were_exported(tmp_path: Path, file: Path) -> None:
    _round_trip(known_edges(), tmp_path, file)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_what_is_exported_and_imported_takes_place_at_the_same_times(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("trip")
    _round_trip(random_items(6, seed), folder, folder / "ours.ics")


def _round_trip(items: list[Any], folder: Path, file: Path) -> None:
    file.write_bytes(write_calendar("Ours", items, horizon=HORIZON))
    desk = _empty_desk(folder)
    try:
        report = import_calendar(desk, ImportOrder(file, "it"))
        assert report.counts["skipped"] == 0, [line for line in report.lines if line.verb == "skipped"]
        # Up to the horizon of the file, by whichever zone's calendar.
        end = "2028-12-30"
        expected = [row for row in _expected(items, HORIZON) if row[0] < end]
        assert [row for row in _occurrences(desk) if row[0] < end] == expected
    finally:
        desk.close()


@pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="other people's files are not here; BRM_TUI_SHARED names their folder"
)
def test_what_is_imported_is_exported_with_every_occurrence(desk: Desk, file: Path) -> None:
    # All of them in one file, as several calendars; each file's UIDs are its own.
    whole = b"\r\n".join(
        data.replace(b"\nUID:", b"\nUID:%d-" % number)
        for number, path in enumerate(sorted(SAMPLES.glob("*/*.ics")))
        if b"BEGIN:VEVENT" in (data := path.read_bytes()) and b"END:VCALENDAR" in data
    )
    file.write_bytes(whole)
    assert import_calendar(desk, ImportOrder(file, "it")).counts["new"] > 120
    query = (
        "SELECT o.start_at, o.end_at, o.all_day FROM occurrence o JOIN event e ON e.id = o.event_id"
        " WHERE e.internal = 0"
    )
    expected = sorted(
        desk.reader.execute(f"{query} AND e.status <> 'cancelled' AND o.start_at < '2029-01-01'").fetchall()
    )

    content, _texts = calendar_bytes(desk, Selection())
    again = read_calendar(content, zone="Europe/Berlin", horizon=HORIZON)

    found = sorted(
        (f"{one.start_utc:%Y-%m-%d %H:%M:%S.%f}", f"{one.end_utc:%Y-%m-%d %H:%M:%S.%f}", int(one.all_day))
        for one, row in (
            (occurrence, row)
            for taken in again.taken
            for row in taken.rows
            if row.status != "cancelled"
            for occurrence in expand(row.series, date(1583, 1, 1), HORIZON)
        )
    )
    assert not again.skipped
    assert found == [tuple(row) for row in expected]
    assert taking_place(again)


def test_hostile_texts_are_stored_clean_and_exported_whole(finance: Desk, file: Path) -> None:
    hostile = "[/] {x} =cmd|' /C calc'!A0 \x1b[2J \u202eabc" + "é" * 300
    imported(
        finance,
        file,
        vevent("DTSTART:20261201T100000Z", f"LOCATION:{hostile}", f"DESCRIPTION:{hostile}", title=hostile),
    )

    for row in finance.reader.execute("SELECT title, place, agenda FROM event").fetchall():
        assert not any(character in text for text in row for character in "\x1b\u202e")
    content, _texts = calendar_bytes(finance, Selection())
    assert len(read_calendar(content, zone="UTC", horizon=HORIZON).taken) == 1


def _many(extra: str, count: int) -> bytes:
    return vcalendar(*(vevent("DTSTART:20261201T100000Z", extra, uid=f"{number}") for number in range(count)))


@pytest.mark.parametrize(
    "data",
    [
        vcalendar(vevent("DTSTART:20261201T100000Z", "DESCRIPTION:" + "a\\,\\n" * 10_000_000)),
        vcalendar(vevent("DTSTART:20261201T100000Z", "ATTACH:" + "\r\n ".join(["A" * 74] * 200_000))),
        vcalendar("BEGIN:VEVENT\r\n" * 50_000),
        vcalendar("BEGIN:X\r\n" * 50_000 + "END:X\r\n" * 50_000, vevent("DTSTART:20261201T100000Z")),
        _many("RRULE:FREQ=SECONDLY", 500),
        _many("RRULE:FREQ=SECONDLY;COUNT=1000000;BYMONTH=2;BYMONTHDAY=30", 300),
        _many("RRULE:FREQ=DAILY;COUNT=1000000", 300),
        _many("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", 300),
        _many("RRULE:FREQ=WEEKLY;BYDAY=MO;BYSETPOS=5", 30),
        _many("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30,31", 30),
        _many("RRULE:FREQ=DAILY\r\nEXRULE:FREQ=DAILY;INTERVAL=2", 300),
        vcalendar(vevent("DTSTART:20261201T100000Z", "RRULE:FREQ=DAILY", "EXDATE:" + "20261202T100000Z," * 1_000_000)),
    ],
    ids=["line of 40 MB", "attachment", "events in events", "deep nesting", "each second", "never, each second",
         "a million times", "never, daily", "never, weekly", "never, yearly", "EXRULE", "a million EXDATEs"],
)  # fmt: skip
def test_a_hostile_file_ends_in_a_report_in_bounded_time(data: bytes) -> None:
    begun = time.process_time()

    found = read_calendar(data, zone="UTC", horizon=HORIZON)

    assert found.taken or found.skipped
    assert time.process_time() - begun < 15


def test_a_report_is_plain_data(finance: Desk, file: Path) -> None:
    from brm_tui.cli.output import as_values

    report = imported(finance, file, vevent("DTSTART:20261201T100000Z"))

    assert json.loads(json.dumps(as_values(report)))["lines"] == [
        {
            "verb": "new",
            "title": "Review",
            "start": "2026-12-01T10:00",
            "reason": "",
            "uid": "one@example.com",
        }
    ]
