"""The demo's calendar, exported by the program, as programs of other hands see it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from brm_tui.desk.calendar import occurrences
from brm_tui.desk.calendar_files import Selection, calendar_items, export_calendar
from brm_tui.desk.desk import Desk
from brm_tui.store.queries.horizon import horizon
from tests.interchange.file_rules import broken_rules
from tests.interchange.readers import READERS, Reader, expected
from tests.interchange.readers.seen import moment_text

FIRST, LAST = date(2025, 1, 1), date(2028, 12, 31)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_readers_of_other_hands_see_the_demo_as_it_is(reader: Reader, demo: Desk, tmp_path: Path) -> None:
    if reader.missing():
        pytest.skip(reader.missing())
    path = tmp_path / "demo.ics"
    written = export_calendar(demo, path, Selection())
    assert written.warnings == ()
    assert broken_rules(path.read_bytes()) == []
    items = calendar_items(demo, Selection())
    wanted = expected(items, demo.read(horizon), FIRST, LAST)
    assert reader.differences(path, wanted, FIRST, LAST) == []
    assert len(wanted) > 300


def test_a_file_says_what_the_calendar_shows(demo: Desk, tmp_path: Path) -> None:
    """What the screen and `calendar list` show for a year is what a reader finds in the file, but for our own."""
    reader = READERS[0]
    if reader.missing():
        pytest.skip(reader.missing())
    path = tmp_path / "demo.ics"
    export_calendar(demo, path, Selection())
    first, last = demo.today, demo.today + timedelta(days=365)
    shown = {
        (moment_text(entry.start.date() if entry.all_day else entry.start_at), entry.title)
        for entry in occurrences(demo, first, last)
        if not entry.internal and entry.source != "freeze" and first < entry.start.date() < last
    }
    seen = {
        (item.start, item.title)
        for item in reader.read(path, first, last)
        if first.isoformat() < item.start[:10] < last.isoformat()
    }
    assert shown == seen
