"""Entering a month's measures in one grid, by keys alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from brm_tui.desk.desk import Desk
from brm_tui.desk.measures import MeasureChange, month_sheet, save_month
from brm_tui.paths import Home
from brm_tui.ui.app import BrmApp
from brm_tui.ui.screens.services.entering import MonthSheetDialog
from brm_tui.ui.screens.services.month_grid import SheetTable
from tests.ui.shell_desk import screen_text, until
from tests.ui.test_services import services


@asynccontextmanager
async def sheet(
    desk: Desk, size: tuple[int, int] = (140, 40)
) -> AsyncIterator[tuple[BrmApp, Pilot[None], SheetTable]]:
    """Run the program with October's sheet open."""
    async with services(desk, size) as (app, pilot):
        await pilot.press("E")
        await until(pilot, lambda: isinstance(app.screen, MonthSheetDialog))
        await until(
            pilot, lambda: bool(app.screen.query(SheetTable)) and app.screen.query_one(SheetTable).has_focus
        )
        yield app, pilot, app.screen.query_one(SheetTable)


def figures(desk: Desk, period: str = "2026-10") -> list[tuple[object, ...]]:
    """Return the first two lines of a month as they are in the desk."""
    return [(row.level, row.target, row.satisfaction, row.cost) for row in month_sheet(desk, period)[:2]]


async def test_types_moves_and_saves_as_one_step(demo: Desk) -> None:
    """Arrows, tab and enter move between cells; ctrl+s writes all of it, u takes all of it back."""
    before = figures(demo)
    async with sheet(demo) as (app, pilot, table):
        await pilot.press(*"98,5", "tab", "tab")
        assert table.cell == (0, "satisfaction")
        await pilot.press(*"3.5", "enter")
        assert table.cell == (1, "satisfaction")
        await pilot.press("delete", "right", *"1,234.50", "right")
        assert table.cell == (2, "level")
        await pilot.press("shift+tab", "up")
        assert table.cell == (0, "cost")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not app.screen.is_modal)
        first, second = figures(demo)
        assert first == (98.5, before[0][1], 3.5, before[0][3])
        assert second == (*before[1][:2], None, 123_450)
        assert "Enter Oct 2026: 2 services" in screen_text(app)
        await pilot.press("u")
        await until(pilot, lambda: figures(demo) == before)


async def test_what_is_not_accepted_is_told_at_once_and_not_saved(demo: Desk) -> None:
    """The error stands beside the row and below the grid; letters are typed and are no commands."""
    before = figures(demo)
    async with sheet(demo) as (app, pilot, table):
        await pilot.press(*"kq 7", "down", "down", "right", "ctrl+s")
        assert table.cell == (0, "level")
        assert table.sheet.text(0, "level") == "kq 7"
        assert screen_text(app).count("from 0 to 100") == 2
        await pilot.press("backspace", "backspace", "backspace", "backspace", *"101")
        assert table.sheet.error(0, "level")
        await pilot.press("escape")
        assert table.sheet.text(0, "level") == "kq 7"
        await pilot.press("escape")
        await until(pilot, lambda: "Leave without saving" in screen_text(app))
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, MonthSheetDialog))
        await pilot.press("escape", "y")
        await until(pilot, lambda: not app.screen.is_modal)
        assert figures(demo) == before


async def test_leaves_unasked_where_nothing_would_be_lost(demo: Desk) -> None:
    """Typing what stands there already is no change."""
    async with sheet(demo) as (app, pilot, table):
        same = table.sheet.text(0, "level")
        await pilot.press(*same, "down", "escape")
        await until(pilot, lambda: not app.screen.is_modal)


async def test_another_month_offers_the_agreed_target(demo: Desk) -> None:
    """November has no measures yet: the target is offered and saved with what is typed, and only then."""
    async with sheet(demo) as (app, pilot, table):
        await pilot.press("ctrl+down")
        await until(pilot, lambda: "Nov 2026" in screen_text(app))
        assert table.sheet.rows[0].revision is None
        assert table.sheet.text(0, "target") == "99"
        await pilot.press("down", *"99.7")
        await pilot.press("ctrl+up")
        await until(pilot, lambda: "Save this month first" in screen_text(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not app.screen.is_modal)
        found = figures(demo, "2026-11")
        assert found[0] == (None, None, None, None)
        assert found[1] == (99.7, 99.5, None, None)


async def test_a_sheet_that_another_window_overtook_is_refused(demo: Desk, demo_home: Home) -> None:
    """Nothing is overwritten, and what was typed still stands there."""
    async with sheet(demo, (80, 24)) as (app, pilot, table):
        row = table.sheet.rows[0]
        other = Desk.open(demo_home, demo.clock)
        save_month(
            other, "2026-10", [MeasureChange(row.subscription_id, "2026-10", {"level": 12.0}, row.revision)]
        )
        other.close()
        await pilot.press(*"98.5", "ctrl+s")
        await until(pilot, lambda: "Changed meanwhile" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MonthSheetDialog))
        assert table.sheet.text(0, "level") == "98.5"
        assert figures(demo)[0][0] == 12.0
        await pilot.press("down", "escape", "y")
        await until(pilot, lambda: not app.screen.is_modal)
