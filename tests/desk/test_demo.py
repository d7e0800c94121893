"""The demo is made once a day, never over a desk of one's own, never over work, and the same everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from brm_tui.clock import Clock, pinned_clock
from brm_tui.desk import records
from brm_tui.desk.checking import check
from brm_tui.desk.demo import prepare
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError
from brm_tui.paths import Home
from tests.store.history_tools import assert_derived, tables

NEXT_DAY = pinned_clock("2026-11-25", "Europe/Berlin")


def test_the_demo_is_sound(demo: Desk) -> None:
    assert check(demo) == []
    assert_derived(demo)


def test_the_same_day_makes_the_same_demo(demo: Desk, clock: Clock, tmp_path: Path) -> None:
    other = Home(tmp_path / "other")
    assert prepare(other, clock, anew=False)
    second = Desk.open(other, clock)
    ids = {
        table: sorted(rows)
        for table, rows in tables(demo).items()
        if table in ("customer", "event", "action")
    }
    assert ids == {table: sorted(rows) for table, rows in tables(second).items() if table in ids}
    second.close()
    assert sorted(path.name for path in other.root.iterdir() if "-" not in path.name) == ["desk.sqlite3"]


def test_it_is_kept_for_the_day_and_as_long_as_somebody_works_in_it(demo_home: Home, clock: Clock) -> None:
    assert not prepare(demo_home, clock, anew=False)
    desk = Desk.open(demo_home, clock)
    row_id = records.add(desk, "actions", {"title": "Mine"})
    assert not prepare(demo_home, NEXT_DAY, anew=False)
    assert desk.reader.execute("SELECT title FROM action WHERE id = ?", (row_id,)).fetchone() == ("Mine",)
    # Made anew under an open window: it goes on, and sees what is there now.
    seen = desk.data_version()
    assert prepare(demo_home, NEXT_DAY, anew=True)
    assert desk.data_version() != seen
    assert desk.reader.execute("SELECT title FROM action WHERE id = ?", (row_id,)).fetchone() is None
    records.add(desk, "actions", {"title": "Mine again"})
    desk.close()
    reopened = Desk.open(demo_home, NEXT_DAY)
    assert reopened.reader.execute("SELECT COUNT(*) FROM action WHERE title = 'Mine again'").fetchone() == (
        1,
    )
    assert check(reopened) == []
    reopened.close()


def test_an_untouched_demo_of_another_day_is_made_anew(demo_home: Home, clock: Clock) -> None:
    assert prepare(demo_home, NEXT_DAY, anew=False)
    assert not prepare(demo_home, NEXT_DAY, anew=False)
    assert not [path for path in demo_home.root.iterdir() if path.name.startswith(".making")]


@pytest.mark.parametrize("anew", [True, False])
def test_a_desk_of_ones_own_is_never_replaced(desk: Desk, clock: Clock, anew: bool) -> None:
    records.add(desk, "customers", {"name": "Mine", "code": "MINE"})
    with pytest.raises(BrmError, match="a desk of its own"):
        prepare(desk.home, NEXT_DAY, anew=anew)
    assert desk.reader.execute("SELECT code FROM customer").fetchall() == [("MINE",)]
