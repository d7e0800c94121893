"""What a desk does now and then: aged figures, the horizon, a backup."""

from __future__ import annotations

import os
from datetime import date, timedelta

from brm_tui.clock import Clock, pinned_clock
from brm_tui.desk import history, records
from brm_tui.desk.desk import Desk
from brm_tui.desk.upkeep import back_up_when_due, upkeep
from brm_tui.paths import Home
from brm_tui.store.backup import rolling_backups
from brm_tui.store.queries.horizon import horizon


def _figure(desk: Desk, name: str) -> object:
    return desk.reader.execute(f"SELECT {name} FROM customer_projection").fetchone()[0]


def _later(desk: Desk, days: int) -> Desk:
    assert desk.clock.pinned is not None
    return Desk.open(desk.home, Clock(desk.clock.zone, desk.clock.pinned + timedelta(days=days)))


def test_a_meeting_that_has_passed_is_no_longer_the_next(desk: Desk) -> None:
    """Figures that time alone has changed are computed anew when the desk is opened later."""
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    event = {"title": "Review", "start": "2026-11-25 10:00", "zone": "Europe/Berlin", "customers": "FIN"}
    records.add(desk, "events", event, as_text=True)
    assert _figure(desk, "next_meeting_at") == "2026-11-25 09:00:00.000000"
    later = _later(desk, 2)
    upkeep(later)
    assert _figure(later, "next_meeting_at") is None
    later.close()


def test_the_calendar_reaches_two_years_on_as_a_step(desk: Desk) -> None:
    """In a new year the horizon moves by one step, and series go on to it."""
    event = {"title": "Review", "start": "2026-11-25 10:00", "recurrence": "FREQ=MONTHLY;BYMONTHDAY=25"}
    records.add(desk, "events", event, as_text=True)
    assert desk.read(horizon) == date(2028, 12, 31)
    later = Desk.open(desk.home, pinned_clock("2027-01-04", "Europe/Berlin"))
    upkeep(later)
    assert later.read(horizon) == date(2029, 12, 31)
    last = later.reader.execute("SELECT MAX(start) FROM occurrence").fetchone()[0]
    assert last.startswith("2029-12-25")
    assert history.undo(later).label == "Carry the calendar on to 31 December 2029"
    assert later.reader.execute("SELECT MAX(start) FROM occurrence").fetchone()[0].startswith("2028-12-25")
    later.close()


def test_a_backup_is_made_once_a_day_and_few_are_kept(home: Home) -> None:
    """The rolling backups are verified copies, the oldest let go."""
    home.make()
    home.settings.write_text("backups = 3\n", encoding="utf-8")
    for day in range(6):
        opened = Desk.open(home, pinned_clock(f"2026-11-{10 + day}", "Europe/Berlin"))
        back_up_when_due(opened)
        assert back_up_when_due(opened) is None
        opened.close()
    names = [path.name for path in rolling_backups(home)]
    assert names == [f"desk-202611{10 + day}T080000Z-rolling.sqlite3" for day in (3, 4, 5)]


def test_a_backup_that_was_left_half_made_is_removed(desk: Desk) -> None:
    """A window that is closed while it copies leaves nothing behind for long."""
    desk.home.backups.mkdir()
    old, new = (desk.home.backups / f".desk-{name}.tmp" for name in ("old", "new"))
    for left in (old, new):
        left.write_bytes(b"half")
    os.utime(old, (1_000_000, 1_000_000))
    back_up_when_due(desk)
    assert (old.exists(), new.exists()) == (False, True)


def test_nothing_is_written_when_nothing_is_due(demo: Desk) -> None:
    """An open desk is left alone: no step, no changed figure."""
    upkeep(demo)
    before = demo.data_version()
    upkeep(demo)
    assert demo.data_version() == before
