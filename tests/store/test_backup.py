"""Copies while others work, kept on a schedule, and brought back without losing what was there."""

from __future__ import annotations

import sqlite3
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from brm_tui.clock import Clock
from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError
from brm_tui.paths import Home
from brm_tui.store.backup import ROLLING_EVERY, back_up, backup_name, restore, roll, rolling_backups, verify
from brm_tui.store.reading import BUSY_VARIABLE

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """Return a desk with a customer."""
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    return desk


def _codes(path: Path) -> list[str]:
    with sqlite3.connect(path) as connection:
        return [row[0] for row in connection.execute("SELECT code FROM customer ORDER BY code")]


def test_a_copy_is_whole_private_and_one_file(filled: Desk, tmp_path: Path) -> None:
    target = back_up(filled.home, tmp_path / "copies" / "one.sqlite3")
    assert verify(target) == []
    assert [path.name for path in target.parent.iterdir()] == ["one.sqlite3"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert stat.S_IMODE(target.parent.stat().st_mode) == 0o700
    assert _codes(target) == ["FIN"]


def test_a_copy_is_made_while_another_window_writes(filled: Desk, tmp_path: Path) -> None:
    with filled.step("Add") as step:
        step.raw.execute("UPDATE customer SET tier = 1")
        copy = back_up(filled.home, tmp_path / "copy.sqlite3")
        step.raw.execute("UPDATE customer SET tier = 2")
    with sqlite3.connect(copy) as connection:
        assert connection.execute("SELECT tier FROM customer").fetchall() == [(2,)]


def test_a_desk_that_is_held_is_given_up_soon(
    filled: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(BUSY_VARIABLE, "0.1")
    copy = back_up(filled.home, tmp_path / "copy.sqlite3")
    filled.close()
    with sqlite3.connect(filled.home.database, isolation_level=None) as holder:
        holder.execute("PRAGMA locking_mode=EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        for busy in (
            lambda: back_up(filled.home, tmp_path / "second.sqlite3"),
            lambda: restore(filled.home, copy, NOW),
            lambda: Desk.open(filled.home),
        ):
            with pytest.raises(BrmError, match="Another program holds"):
                busy()
    holder.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.sqlite3", "home"]
    assert not filled.home.backups.exists() or list(filled.home.backups.iterdir()) == []
    assert _codes(filled.home.database) == ["FIN"]


def test_a_restore_waits_for_no_writer_for_ever(
    filled: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(BUSY_VARIABLE, "0.1")
    copy = back_up(filled.home, tmp_path / "copy.sqlite3")
    records.add(filled, "customers", {"name": "People", "code": "HR"})
    with sqlite3.connect(filled.home.database, isolation_level=None) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(BrmError, match="Another program holds"):
            restore(filled.home, copy, NOW)
    writer.close()
    assert _codes(filled.home.database) == ["FIN", "HR"]


def test_an_open_window_sees_what_was_restored(filled: Desk, tmp_path: Path) -> None:
    copy = back_up(filled.home, tmp_path / "copy.sqlite3")
    records.add(filled, "customers", {"name": "People", "code": "HR"})
    seen = filled.data_version()
    kept = restore(filled.home, copy, NOW)
    assert filled.data_version() != seen
    assert kept is not None
    assert (_codes(filled.home.database), _codes(kept)) == (["FIN"], ["FIN", "HR"])
    records.add(filled, "customers", {"name": "Law", "code": "LAW"})
    assert verify(filled.home.database) == []


def test_a_damaged_desk_is_moved_aside_byte_for_byte(filled: Desk, tmp_path: Path, clock: Clock) -> None:
    copy = back_up(filled.home, tmp_path / "copy.sqlite3")
    filled.close()
    damaged = b"not a database at all" * 100
    filled.home.database.write_bytes(damaged)
    kept = restore(filled.home, copy, NOW)
    assert kept is not None
    assert kept.read_bytes() == damaged
    desk = Desk.open(filled.home, clock)
    assert desk.read(lambda connection: connection.execute("SELECT code FROM customer").fetchall()) == [
        ("FIN",)
    ]
    desk.close()


def test_a_damaged_desk_gives_no_copy_and_costs_no_older_one(filled: Desk) -> None:
    first = roll(filled.home, NOW, keep=1)
    filled.close()
    content = bytearray(filled.home.database.read_bytes())
    content[4096 * 5 : 4096 * 20] = bytes(4096 * 15)
    filled.home.database.write_bytes(content)
    with pytest.raises(BrmError, match="damaged"):
        roll(filled.home, NOW + timedelta(days=2), keep=1)
    assert rolling_backups(filled.home) == [first]
    assert first is not None
    assert verify(first) == []


def test_rolling_copies_come_when_due_and_the_oldest_go(filled: Desk, home: Home) -> None:
    made = [roll(home, NOW + number * timedelta(hours=10), keep=3) for number in range(11)]
    assert [copy is not None for copy in made] == [True, False] * 5 + [True]
    kept = rolling_backups(home)
    assert kept == [copy for copy in made if copy][-3:]
    assert timedelta(hours=10) < ROLLING_EVERY <= timedelta(hours=20)
    manual = back_up(home, home.backups / backup_name(NOW, "manual"))
    assert rolling_backups(home) == kept
    assert manual.exists()
