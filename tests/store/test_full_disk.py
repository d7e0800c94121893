"""A disk without room: said clearly, and all that was acknowledged is there."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest

from brm_tui.clock import Clock
from brm_tui.desk import records
from brm_tui.desk.checking import check
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError
from brm_tui.paths import Home
from brm_tui.store.failures import explain
from brm_tui.store.step import Step


def _with_a_few_rows(home: Home, clock: Clock) -> None:
    desk = Desk.open(home, clock)
    records.add_many(desk, "actions", [{"title": f"Action {number}"} for number in range(5)])
    desk.close()


def _without_room(desk: Desk, pages: int = 0) -> None:
    """Let the desk's file grow by no more than so many pages, as if the disk were full then."""

    def _limit(connection: Any, *_rest: object) -> None:
        raw = connection.connection.driver_connection
        size = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count={size + pages}")

    with desk.engine.connect() as connection:
        _limit(connection)


def test_a_full_disk_keeps_all_that_was_acknowledged_and_says_so(home: Home, clock: Clock) -> None:
    _with_a_few_rows(home, clock)
    desk = Desk.open(home, clock)
    _without_room(desk, pages=3)
    kept = 0
    caught: list[BrmError] = []
    while not caught:
        try:
            records.add(desk, "actions", {"title": f"More {kept}", "detail": "y" * 2000})
            kept += 1
        except BrmError as error:
            caught.append(error)
    assert 0 < kept < 1000
    assert caught[0].title == "The disk is full"
    assert "Nothing was changed; make room" in caught[0].message
    with pytest.raises(BrmError, match="no room"):
        records.add_many(desk, "actions", [{"title": "X", "detail": "z" * 5000}] * 50)
    with pytest.raises(BrmError, match="no room"):
        _grow(desk)
    desk.close()
    desk = Desk.open(home, clock)
    titles = [
        row[0] for row in desk.reader.execute("SELECT title FROM action WHERE title LIKE 'More%' ORDER BY id")
    ]
    assert titles == [f"More {number}" for number in range(kept)]
    assert check(desk) == []
    records.add(desk, "actions", {"title": "Room again"})
    desk.close()


def _grow(desk: Desk) -> None:
    """Write through the driver itself, as undo and the projections do."""
    running: Step
    with desk.step("Grow") as running:
        running.raw.execute("UPDATE action SET detail = detail || ?", ("w" * 50_000,))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_what_the_system_says_of_a_full_disk_is_understood(home: Home) -> None:
    with (
        pytest.raises(OSError, match="No space left") as caught,
        open("/dev/full", "wb", buffering=0) as file,
    ):
        file.write(b"x")
    assert explain(caught.value, home.database).title == "The disk is full"
    assert (
        explain(OSError(errno.EIO, "Input/output error"), home.database).title == "The desk cannot be opened"
    )


def test_a_full_disk_leaves_no_half_made_desk(
    home: Home, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def _no_room(*_arguments: object, **_named: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("brm_tui.store.opening.os.open", _no_room)
        with pytest.raises(BrmError, match="no room"):
            Desk.open(home, clock)
    assert list(home.root.iterdir()) == []
    Desk.open(home, clock).close()
