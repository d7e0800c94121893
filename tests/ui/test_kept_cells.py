"""Month, week and year keep cells that the cursor does not change: they look as if they were painted anew."""

from __future__ import annotations

from datetime import timedelta

import pytest

from brm_tui.desk.desk import Desk
from brm_tui.ui.app import BrmApp
from brm_tui.ui.screens.calendar.day_grid import DayGrid
from brm_tui.ui.screens.calendar.month import MonthGrid
from brm_tui.ui.screens.calendar.week import WeekGrid
from brm_tui.ui.screens.calendar.year import YearGrid
from tests.ui.keyboard_user import KeyboardUser
from tests.ui.shell_desk import at_rest

_WALKS = {
    "month": ("right", "down", "left", "up", "pagedown", "right", "pageup", "end", "home", "M", "M", "tab", "tab"),
    "week": (*["down"] * 8, "right", *["down"] * 6, "left", "up", "up", "pagedown", "down", "pageup", "up", "M", "M"),
    "year": ("right", "down", "left", "up", "pagedown", "right", "pageup", "up", "]", "[", "v", "V", "home", "M", "M"),
}  # fmt: skip
_KINDS: dict[str, type[DayGrid]] = {"month": MonthGrid, "week": WeekGrid, "year": YearGrid}


def _looks(grid: DayGrid) -> list[list[tuple[str, object]]]:
    lines = grid.render_lines(grid.size.region)
    return [[(letter, style) for text, style, _control in line for letter in text] for line in lines]


def _assert_as_anew(grid: DayGrid, behind: str) -> None:
    kept = _looks(grid)
    for name in ("_lines", "_painted", "_styles_made"):
        getattr(grid, name, {}).clear()
    assert kept == _looks(grid), behind


@pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])
@pytest.mark.parametrize("view", list(_WALKS))
async def test_kept_cells_look_as_painted_anew(hostile: Desk, view: str, size: tuple[int, int]) -> None:
    app = BrmApp(hostile)
    async with app.run_test(size=size) as pilot:
        user = KeyboardUser(app, pilot)
        await user.press("4")
        await user.until_seen("November 2026")
        await user.press(*{"month": "", "week": "v", "year": "V"}[view])
        kind = _KINDS[view]
        await user.until(lambda: at_rest(app) and app.screen.query_one(kind).size.area > 0)
        grid = app.screen.query_one(kind)
        _looks(grid)
        for number, key in enumerate(_WALKS[view]):
            await user.press(key)
            await user.until(lambda: at_rest(app))
            if number % 3 == 2:
                _looks(grid)
            _assert_as_anew(grid, key)
        app.theme = "brm-light"
        await user.until(lambda: at_rest(app))
        _assert_as_anew(grid, "another theme")
        for width, height in ((size[0] - 17, size[1] - 3), (size[0] - 17, size[1] + 20), (size[0] - 17, 14)):
            await pilot.resize_terminal(width, height)
            await user.until(lambda: at_rest(app))
            _assert_as_anew(grid, f"{width} x {height}")
        if isinstance(grid, WeekGrid):
            for minutes in (1, 29, 61, 24 * 60):
                _looks(grid)
                grid.tick(grid.now + timedelta(minutes=minutes))
                _assert_as_anew(grid, f"{minutes} minutes later")
