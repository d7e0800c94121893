"""What the desk itself takes, without the screen."""

from __future__ import annotations

import gc
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import icalendar

from brm_tui.clock import pinned_clock
from brm_tui.desk.desk import Desk
from brm_tui.paths import Home
from tests.benchmarks.measured import Measured, at_most, milliseconds, percentile


def measure(_demo: Home, large: Home, names: list[str]) -> Iterator[Measured]:
    """Measure use cases on a copy of the large desk."""
    if names and "desk" not in names:
        return
    copy = Home(large.root.with_name("large-copy"))
    shutil.rmtree(copy.root, ignore_errors=True)
    copy.make()
    shutil.copyfile(large.database, copy.database)
    desk = Desk.open(copy, pinned_clock("2026-11-24", "Europe/Berlin"))
    try:
        yield _moving(desk)
        yield _searching(desk)
        yield from _export(desk, copy.root / "large.ics")
    finally:
        desk.close()
        shutil.rmtree(copy.root, ignore_errors=True)


def _moving(desk: Desk) -> Measured:
    from brm_tui.desk.actions import move_action

    ids = [row[0] for row in desk.reader.execute("SELECT id FROM action WHERE status = 'planned' LIMIT 60")]
    waiting = iter(ids)
    taken = milliseconds(lambda: move_action(desk, next(waiting), "in progress"), 50, warm=5)
    return at_most("moving a card, saved durably, p95", percentile(taken, 0.95), 50, "ms")


_TYPED = ("service review", "budget", "the invoice", "c0012", "ledger and the risk", "figures, then")


def _searching(desk: Desk) -> Measured:
    """Search after every letter of what somebody types; the first search reads the whole desk and does not count."""
    from brm_tui.desk.search import search

    letters = iter([text[:end] for text in _TYPED for end in range(1, len(text) + 1)])
    search(desk, "anything")
    taken = milliseconds(lambda: search(desk, next(letters)), sum(map(len, _TYPED)), warm=0)
    return at_most("search as one types, 50,000 notes, p95", percentile(taken, 0.95), 50, "ms")


def _export(desk: Desk, path: Path) -> Iterator[Measured]:
    """Compare the export of some 10,000 entries with the icalendar library writing the same components."""
    from brm_tui.desk.calendar_files import Selection, export_calendar

    chosen = Selection(layers=("meeting",))
    start = time.perf_counter()
    written = export_calendar(desk, path, chosen)
    first = time.perf_counter() - start
    parsed = icalendar.Calendar.from_ical(path.read_bytes())
    start = time.perf_counter()
    parsed.to_ical()
    library = time.perf_counter() - start
    # A million of its objects would be gone through by the collector while our own export is measured.
    del parsed
    gc.collect()
    yield at_most(f".ics export of {written.items} entries, first ÷ library", first / library, 1.2, "×")
    event_id = desk.reader.execute(
        "SELECT id FROM event WHERE recurrence = '' AND layer = 'meeting'"
    ).fetchone()[0]
    from brm_tui.desk.records import change

    change(desk, "events", event_id, {"title": "Another name"})
    start = time.perf_counter()
    export_calendar(desk, path, chosen)
    yield at_most("again after one change ÷ library", (time.perf_counter() - start) / library, 0.1, "×")
