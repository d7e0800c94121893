"""Files of the integrated calendar, whatever was exported before and by whom."""

from __future__ import annotations

import random
from datetime import datetime
from pathlib import Path

import pytest

from brm_tui.clock import Clock
from brm_tui.desk import records
from brm_tui.desk.calendar_files import (
    Selection,
    calendar_bytes,
    calendar_items,
    export_calendar,
)
from brm_tui.desk.calendar_split import export_split
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError
from brm_tui.interchange.ics import write_calendar
from brm_tui.store.queries.horizon import horizon
from tests.interchange.file_rules import broken_rules

LOCAL = datetime.fromisoformat


def _fresh(desk: Desk, selection: Selection, name: str = "Integrated calendar") -> bytes:
    """Return the file as it would be written with nothing kept from before."""
    return write_calendar(name, calendar_items(desk, selection), horizon=desk.read(horizon))


def test_what_is_kept_for_files_is_what_would_be_written_anew(demo: Desk, tmp_path: Path) -> None:
    chance = random.Random(5)
    for _round in range(4):
        content, texts = calendar_bytes(demo, Selection())
        assert content == _fresh(demo, Selection())
        assert len(texts) == len(calendar_items(demo, Selection()))
        export_calendar(demo, tmp_path / "x.ics", Selection())
        assert (tmp_path / "x.ics").read_bytes() == content
        for table, kind in (
            ("event", "events"),
            ("action", "actions"),
            ("customer", "customers"),
            ("person", "people"),
        ):
            row_id = chance.choice(demo.reader.execute(f"SELECT id FROM {table} ORDER BY id").fetchall())[0]
            name = "name" if kind in ("customers", "people") else "title"
            try:
                records.change(demo, kind, row_id, {name: f"Changed {chance.random()}"})
            except BrmError as error:
                assert error.title == "Read-only"  # noqa: PT017 - an imported event may be drawn
        records.delete(demo, "events", chance.choice(_own_events(demo)))
        if chance.random() < 0.5:
            demo.undo()


def _own_events(desk: Desk) -> list[str]:
    return [
        row[0]
        for row in desk.reader.execute("SELECT id FROM event WHERE source_calendar_id IS NULL ORDER BY id")
    ]


def test_every_selection_of_the_demo_keeps_the_rules(demo: Desk, tmp_path: Path) -> None:
    selections = [
        Selection(layers=[layer]) for layer in ("meeting", "customer", "it", "change", "due", "agreement")
    ]
    selections += [Selection(first=demo.today), Selection(last=demo.today), Selection()]
    for number, selection in enumerate(selections):
        path = tmp_path / f"{number}.ics"
        written = export_calendar(demo, path, selection)
        assert broken_rules(path.read_bytes()) == []
        assert written.items == len(calendar_items(demo, selection)) > 0
    files = export_split(demo, tmp_path / "split", Selection())
    assert len(files) > 5
    for file in files:
        assert broken_rules(file.path.read_bytes()) == []


def test_a_file_of_one_customer_holds_nothing_of_another(demo: Desk) -> None:
    codes = [row[0] for row in demo.reader.execute("SELECT code FROM customer ORDER BY code")]
    for code in codes:
        named = demo.reader.execute("SELECT name FROM customer WHERE code = ?", (code,)).fetchone()[0]
        content, _texts = calendar_bytes(demo, Selection(customer=code))
        assert content == _fresh(demo, Selection(customer=code), f"{named} · integrated calendar")


def test_two_windows_export_and_change(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    other = Desk.open(desk.home, clock)
    event = records.add(desk, "events", {"title": "X", "start": LOCAL("2026-12-01T10:00")})
    export_calendar(other, tmp_path / "x.ics", Selection())
    records.change(desk, "events", event, {"title": "Y"})
    assert b"SUMMARY:Y" in calendar_bytes(other, Selection())[0]
    assert calendar_bytes(desk, Selection())[0] == calendar_bytes(other, Selection())[0]
    other.close()


def test_a_file_that_cannot_be_written_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    event = records.add(desk, "events", {"title": "X", "start": LOCAL("2026-12-01T10:00")})
    (tmp_path / "folder").mkdir()
    with pytest.raises(BrmError, match="cannot be written"):
        export_calendar(desk, tmp_path / "folder", Selection())
    records.delete(desk, "events", event)
    assert calendar_items(desk, Selection()) == []
