"""Importing 10,000 events, stored durably, beside the icalendar library only parsing the same file."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from brm_tui.clock import pinned_clock
from brm_tui.desk import records
from brm_tui.desk.calendar_import import ImportOrder, import_calendar
from brm_tui.desk.desk import Desk
from brm_tui.interchange.ics import write_calendar
from brm_tui.paths import Home
from brm_tui.rules.calendar_items import CalendarItem, Series
from tests.benchmarks.measured import Measured, at_most

_EVENTS = 10_000
_STAMP = datetime.fromisoformat("2026-11-24T09:00:00+00:00")


def measure(_demo: Home, _large: Home, names: list[str]) -> Iterator[Measured]:
    """Import a file into an empty desk, and again when one event has changed."""
    if names and "import" not in names:
        return
    import icalendar

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "theirs.ics"
        data = file_of(_EVENTS)
        file.write_bytes(data)
        begun = time.process_time()
        icalendar.Calendar.from_ical(data)
        parsing = time.process_time() - begun
        desk = Desk.open(Home(Path(folder) / "home"), pinned_clock("2026-11-24", "Europe/Berlin"))
        try:
            records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
            order = ImportOrder(file, "customer", "FIN")
            begun = time.process_time()
            report = import_calendar(desk, order)
            first = time.process_time() - begun
            assert report.counts["new"] == _EVENTS
            file.write_bytes(data.replace(b"SUMMARY:Review 77\r", b"SUMMARY:Other 77\r"))
            begun = time.process_time()
            assert import_calendar(desk, order).counts["changed"] == 1
            again = time.process_time() - begun
        finally:
            desk.close()
    yield at_most(f".ics import of {_EVENTS:,} events", first / parsing, 2, "× library parsing")
    yield at_most(".ics import again after one change", again / parsing, 1, "× library parsing")


def file_of(events: int) -> bytes:
    """Return a file of so many events, a series among twenty."""
    begin = datetime.fromisoformat("2026-01-05T08:00")
    items = []
    for number in range(events):
        start = begin + timedelta(days=number % 700, hours=number % 9)
        rule = "FREQ=WEEKLY;COUNT=20" if number % 20 == 0 else ""
        series = Series(str(number), start, "Europe/Berlin", 60, recurrence=rule)
        items.append(
            CalendarItem(
                f"{number}@theirs.example", 0, _STAMP, "customer", series, f"Review {number}", place="Room 1",
                agenda="What was promised, what was kept\nand what comes next", created=_STAMP,
            )
        )  # fmt: skip
    return write_calendar("Theirs", items, horizon=date(2028, 12, 31))
