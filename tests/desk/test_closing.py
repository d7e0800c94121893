"""Closing a desk while another thread reads from it."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

from brm_tui.clock import pinned_clock
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError
from brm_tui.paths import Home

_LONG = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500000000) SELECT MAX(i) FROM n"
)


def test_a_desk_closes_under_a_reader(tmp_path: Path) -> None:
    """Whoever leaves does not wait for a query that still runs in another thread, and nothing falls over."""
    desk = Desk.open(Home(tmp_path), pinned_clock("2026-11-24", "Europe/Berlin"))
    begun = threading.Event()
    ended: list[BrmError] = []

    def count(connection: sqlite3.Connection) -> None:
        begun.set()
        connection.execute(_LONG).fetchone()

    def read() -> None:
        try:
            desk.read(count)
        except BrmError as error:
            ended.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    begun.wait(10)
    desk.close()
    reader.join(10)
    assert "interrupted" in ended[0].message
