"""A desk of 100,000 events: files in both directions beside the icalendar library, and the views of the calendar."""

from __future__ import annotations

import gc
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from brm_tui.clock import pinned_clock
from brm_tui.desk.calendar_import import ImportOrder, import_calendar
from brm_tui.desk.desk import Desk
from brm_tui.paths import Home
from tests.benchmarks.calendar_import import file_of
from tests.benchmarks.large_desk import large_home
from tests.benchmarks.measured import Measured, at_most
from tests.benchmarks.probing import probe, probe_file
from tests.benchmarks.screens import calendar_views

EVENTS = 100_000


def measure(_demo: Home, large: Home, names: list[str]) -> Iterator[Measured]:
    """Measure with five times the events of the large desk; minutes, so only when it is asked for by name."""
    if "events" not in names:
        return
    home = large_home(large.root.parent, date(2026, 11, 24), EVENTS)
    yield from _export(home)
    yield from _import()
    if probe_file() is None:
        print("the probe (../shared/tools/tui_probe.py) is not here: nothing measured in a terminal")
        return
    found = probe(home.root, "NEEDS YOU", reps=15, idle=3)
    yield at_most("start → first screen, 100,000 events", found.ratio["ready_ms"], 1.25, "× blank")
    yield at_most("peak memory, models loaded, 100,000 events", found.ratio["peak_rss_mb"], 2.6, "× blank")
    found = probe(home.root, "NEEDS YOU", keys="wait:3000, 4, wait:3000", reps=3)
    yield at_most("peak memory, 100,000 events, a month seen", found.ratio["peak_rss_mb"], 2.6, "× blank")
    yield from calendar_views(home, f"{EVENTS:,} events: ")


def _seconds(call: Callable[[], object]) -> float:
    begun = time.process_time()
    call()
    return time.process_time() - begun


def _export(home: Home) -> Iterator[Measured]:
    """Compare seconds of the processor, which other programs beside this one hardly change."""
    import icalendar

    from brm_tui.desk.calendar_files import Selection, export_calendar
    from brm_tui.desk.records import change

    copy = Home(home.root.with_name("events-copy"))
    shutil.rmtree(copy.root, ignore_errors=True)
    copy.make()
    shutil.copyfile(home.database, copy.database)
    desk = Desk.open(copy, pinned_clock("2026-11-24", "Europe/Berlin"))
    try:
        path = copy.root / "all.ics"
        chosen = Selection()
        first = _seconds(lambda: export_calendar(desk, path, chosen))
        parsed = icalendar.Calendar.from_ical(path.read_bytes())
        entries = len(parsed.walk("VEVENT"))
        library = _seconds(parsed.to_ical)
        del parsed
        gc.collect()
        yield at_most(f".ics export of {entries:,} entries, first ÷ library", first / library, 1.2, "×")
        event_id = desk.reader.execute("SELECT id FROM event WHERE recurrence = '' LIMIT 1").fetchone()[0]
        change(desk, "events", event_id, {"title": "Another name"})
        again = _seconds(lambda: export_calendar(desk, path, chosen))
        yield at_most("again after one change ÷ library", again / library, 0.1, "×")
    finally:
        desk.close()
        shutil.rmtree(copy.root, ignore_errors=True)


def _import() -> Iterator[Measured]:
    import icalendar

    from brm_tui.desk import records

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "theirs.ics"
        data = file_of(EVENTS)
        file.write_bytes(data)
        parsing = _seconds(lambda: icalendar.Calendar.from_ical(data))
        gc.collect()
        desk = Desk.open(Home(Path(folder) / "home"), pinned_clock("2026-11-24", "Europe/Berlin"))
        try:
            records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
            order = ImportOrder(file, "customer", "FIN")
            taken = _seconds(lambda: import_calendar(desk, order))
        finally:
            desk.close()
    yield at_most(f".ics import of {EVENTS:,} events", taken / parsing, 2, "× library parsing")
