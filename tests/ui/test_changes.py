"""The tab of changes with its grid, and a change's page: through the real desk on a real file."""

from __future__ import annotations

import csv
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.rules.kinds import KINDS
from brm_tui.store.queries import rows
from brm_tui.ui.app import BrmApp
from brm_tui.ui.screens.changes.pane import ChangesPane, ChangeTable
from brm_tui.ui.screens.changes.screen import ChangeScreen
from brm_tui.ui.screens.customer.screen import CustomerScreen
from brm_tui.ui.screens.panes import PaneScreen
from brm_tui.ui.screens.services.screen import ServicesScreen
from tests.ui.shell_desk import HOSTILE, screen_text, until


@asynccontextmanager
async def changes(
    desk: Desk, code: str = "", size: tuple[int, int] = (140, 40)
) -> AsyncIterator[tuple[BrmApp, Pilot[None]]]:
    """Run the program with the tab of changes in sight, of all customers or of one, its clashes found."""
    app = BrmApp(desk)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "Good" in screen_text(app) or "Welcome" in screen_text(app))
        if code:
            found = desk.reader.execute("SELECT id FROM customer WHERE code = ?", (code,)).fetchone()[0]
            await app.push_screen(CustomerScreen(found, "changes"))
        else:
            await app.push_screen(ServicesScreen("changes"))
        shown = app.screen
        assert isinstance(shown, PaneScreen)
        await until(pilot, lambda: bool(shown.query(ChangesPane)))
        await until(pilot, lambda: pane(app).has_class("-empty") or settled(app))
        await pilot.pause()
        yield app, pilot
        assert app.unexpected == []


def pane(app: BrmApp) -> ChangesPane:
    return app.screen_in_sight.query_one(ChangesPane)


def settled(app: BrmApp) -> bool:
    """Whether the list is there, and the clashes of what is seen of it."""
    return bool(pane(app).query(ChangeTable)) and pane(app).clashes_known


def change(desk: Desk, code: str) -> Any:
    row_id = desk.reader.execute("SELECT id FROM change WHERE code = ?", (code,)).fetchone()[0]
    return desk.read(rows.row, KINDS["changes"], row_id)


def touches(desk: Desk) -> int:
    return int(desk.reader.execute("SELECT COUNT(*) FROM touch").fetchone()[0])


async def test_an_empty_tab_says_what_belongs_there_and_makes_the_first(desk: Desk) -> None:
    async with changes(desk, size=(80, 24)) as (app, pilot):
        assert "No changes yet" in screen_text(app)
        await pilot.press("n")
        await until(pilot, lambda: app.screen.is_modal)
        await pilot.press("tab", *"Patch", "ctrl+s")
        await until(pilot, lambda: not app.screen.is_modal and "1 change ahead" in screen_text(app))
        await until(pilot, lambda: "1 not rated" in screen_text(app))
        assert "no window" in screen_text(app)


async def test_the_high_ones_come_first_with_their_clashes_and_whom_to_tell(demo: Desk) -> None:
    async with changes(demo) as (app, pilot):
        assert "10 changes ahead · 4 of high risk, 2 not told" in screen_text(app)
        first = next(line for line in screen_text(app).split("\n") if "CHG-1" in line)
        for words in ("⚑", "CHG-121", "■ not told", "■ blackout"):
            assert words in first
        await until(pilot, lambda: "in a blackout of FIN, TRE: Quarter-end close" in screen_text(app))
        assert "Sun 29 Nov 20:00–23:30 Berlin" in screen_text(app)
        assert "Mon 30 Nov 00:30–04:00 Kolkata" in screen_text(app)


async def test_the_cursor_of_the_grid_narrows_the_list(demo: Desk) -> None:
    async with changes(demo) as (app, pilot):
        await pilot.press("tab")
        await until(pilot, lambda: "impact 5 × likelihood 4" in screen_text(app))
        await until(pilot, lambda: pane(app).table.row_count == 1)
        assert "CHG-118" in screen_text(app)
        await pilot.press("left")
        await until(
            pilot, lambda: "impact 5 × likelihood 3" in screen_text(app) and "CHG-126" in screen_text(app)
        )
        await pilot.press("down")
        await until(pilot, lambda: pane(app).table.row_count == 2)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.focused is pane(app).table)
        assert pane(app).view.cell == (4, 3)
        await pilot.press("tab", "escape")
        await until(pilot, lambda: pane(app).table.row_count == 10 and app.screen.focused is pane(app).table)


async def test_an_empty_cell_says_so_and_the_grid_keeps_the_keys(demo: Desk) -> None:
    async with changes(demo) as (app, pilot):
        await pilot.press("tab", "right", "up")
        await until(pilot, lambda: pane(app).view.cell == (5, 5) and pane(app).table.row_count == 0)
        await until(pilot, lambda: "No change fits" in screen_text(app))
        await pilot.press("left")
        await until(pilot, lambda: pane(app).table.row_count == 1)


async def test_one_key_tells_the_customers_and_one_takes_it_back(demo: Desk) -> None:
    before = touches(demo)
    async with changes(demo) as (app, pilot):
        await pilot.press("Y")
        await until(pilot, lambda: change(demo, "CHG-121").told is not None)
        await until(pilot, lambda: "1 not told" in screen_text(app))
        assert touches(demo) == before + 3
        await pilot.press("Y")
        await until(pilot, lambda: app.screen.is_modal and "Told already" in screen_text(app))
        await pilot.press("escape", "u")
        await until(pilot, lambda: change(demo, "CHG-121").told is None and touches(demo) == before)
        await until(pilot, lambda: "2 not told" in screen_text(app))


async def test_marked_changes_are_told_together(demo: Desk) -> None:
    async with changes(demo) as (app, pilot):
        pane(app).table.set_marked([change(demo, code).id for code in ("CHG-121", "CHG-118")])
        await pilot.press("Y")
        await until(pilot, lambda: change(demo, "CHG-118").told is not None)
        assert change(demo, "CHG-121").told is not None
        await until(pilot, lambda: not pane(app).marked)


async def test_a_change_moves_only_where_it_may(demo: Desk) -> None:
    async with changes(demo) as (app, pilot):
        await pilot.press("w")
        await until(pilot, lambda: app.screen.is_modal and "It is approved" in screen_text(app))
        assert "implemented" not in screen_text(app).split("It is approved")[1]
        await pilot.press(*"sched", "enter")
        await until(pilot, lambda: change(demo, "CHG-121").state == "scheduled")


async def test_grouped_filtered_and_sorted(demo: Desk) -> None:
    async with changes(demo) as (app, pilot):
        await pilot.press("g")
        await until(pilot, lambda: "group: customer" in screen_text(app))
        await until(pilot, lambda: pane(app).table.row_count > 15)
        assert "Finance 2" in screen_text(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ChangeScreen))
        await pilot.press("escape", "g")
        await until(pilot, lambda: "group: service" in screen_text(app))
        await pilot.press("g", "f", *"kolkata")
        await until(pilot, lambda: pane(app).table.row_count == 1 and "CHG-131" in screen_text(app))
        await pilot.press("tab")
        await until(pilot, lambda: app.screen.is_modal)
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.is_modal)
        await pilot.press("escape", "s")
        await until(pilot, lambda: app.screen.is_modal)
        await pilot.press(*"window", "enter")
        await until(pilot, lambda: "sort: window ↑" in screen_text(app) and pane(app).table.row_count == 10)


async def test_what_is_listed_is_written_as_csv_each_change_once(demo: Desk, tmp_path: Path) -> None:
    records.change(demo, "changes", "CHG-118", {"internal": True})
    path = tmp_path / "out.csv"
    async with changes(demo) as (app, pilot):
        await pilot.press("g", "x")
        await until(pilot, lambda: app.screen.is_modal)
        await pilot.press("ctrl+u", *str(path), "ctrl+s")
        await until(pilot, lambda: path.exists())
    written = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert [row["Code"] for row in written][:2] == ["CHG-121", "CHG-124"]
    assert len(written) == 9
    assert written[0]["Customers"] == "FIN, SSS, TRE"


async def test_the_risk_explains_itself(demo: Desk) -> None:
    async with changes(demo) as (app, pilot):
        await pilot.press("i")
        await until(
            pilot,
            lambda: (
                "impact 5 × likelihood 3 = 15" in screen_text(app) or "likelihood 3 = 12" in screen_text(app)
            ),
        )
        assert "up to 9 moderate" in screen_text(app)


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_a_page_says_when_for_whom_and_what_stands_against_it(
    demo: Desk, size: tuple[int, int]
) -> None:
    async with changes(demo, "FIN", size) as (app, pilot):
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ChangeScreen) and "Affects" in screen_text(app))
        text = screen_text(app)
        for words in ("high risk", "Kolkata", "not yet: FIN, SSS, TRE"):
            assert words in text
        await pilot.press("Y")
        await until(pilot, lambda: change(demo, "CHG-121").told is not None)
        await until(pilot, lambda: "✓ Tue 24 Nov" in screen_text(app))
        await pilot.press("i")
        await until(pilot, lambda: app.screen.is_modal)
        await pilot.press("escape", "e")
        await until(pilot, lambda: app.screen.is_modal)
        await pilot.press("escape", "d")
        await until(pilot, lambda: isinstance(app.screen, CustomerScreen))
        await pilot.press("u")
        await until(pilot, lambda: "CHG-121" in screen_text(app))


async def test_it_opens_from_today_and_from_the_calendar(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: "CHG-121" in screen_text(app))
        for _turn in range(40):
            line = next((text for text in screen_text(app).split("\n") if text.startswith("▌")), "")
            if "change CHG-121" in line:
                break
            await pilot.press("down")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ChangeScreen) and "Affects" in screen_text(app))
        await pilot.press("4")
        await until(pilot, lambda: "November 2026" in screen_text(app))
        await pilot.press("right", "right", "enter")
        await until(pilot, lambda: "CHG-127" in screen_text(app))
        assert app.unexpected == []


async def test_hostile_text_breaks_no_page_of_a_change(desk: Desk) -> None:
    long = HOSTILE * 4
    customer = records.add(desk, "customers", {"name": long, "code": "X", "zone": "Asia/Tokyo"})
    service = records.add(desk, "services", {"name": long})
    values = {"title": long, "code": HOSTILE[:30], "detail": long, "backout": long, "customers": (customer,)}
    times = {"window_start": "2026-12-01T22:00", "window_end": "2026-12-03T23:00", "services": (service,)}
    records.add(desk, "changes", values | times)
    for size in ((80, 24), (140, 40)):
        async with changes(desk, "X", size=size) as (app, pilot):
            await pilot.press("g")
            await until(pilot, lambda: pane(app).table.row_count == 2)
            await pilot.press("i")
            await until(pilot, lambda: app.screen.is_modal)
            await pilot.press("escape", "enter")
            await until(pilot, lambda: isinstance(app.screen, ChangeScreen) and "Affects" in screen_text(app))
            assert "[/] {x}" in screen_text(app)
