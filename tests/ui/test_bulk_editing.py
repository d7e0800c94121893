"""Marks and changing what is marked, on every list in the same way, by keys alone."""

from __future__ import annotations

import pytest

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.ui.app import BrmApp
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.dialogs.message import ConfirmDialog, MessageDialog
from brm_tui.ui.dialogs.pick import PickDialog
from brm_tui.ui.screens.board.screen import BoardScreen
from brm_tui.ui.screens.people.screen import PeopleScreen
from brm_tui.ui.screens.portfolio.screen import PortfolioScreen
from brm_tui.ui.screens.today.screen import TodayScreen
from tests.ui.keyboard_user import KeyboardUser

SIZES = pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])


@SIZES
async def test_all_who_are_listed_get_a_tag_in_one_step(demo: Desk, size: tuple[int, int]) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=size) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_on(TodayScreen)
        await user.press("9")
        screen = await user.until_on(PeopleScreen)
        await user.until_seen("45 people")
        await user.press("f")
        await user.write("side:supplier")
        await user.press("enter")
        await user.until(lambda: screen.focused is screen.table)
        suppliers = screen.table.row_count
        assert 0 < suppliers < 20
        await user.press("ctrl+a")
        await user.until(lambda: len(screen.marked) == suppliers)
        await user.press("e")
        await user.until_on(PickDialog)
        await user.until_seen(f"Change what of {suppliers} people?")
        await user.write("tags: add")
        await user.press("enter")
        await user.until_on(FormDialog)
        await user.write("vendor day")
        await user.press("ctrl+s")
        await user.until(lambda: isinstance(app.screen, ConfirmDialog))
        await user.until_seen(f"{suppliers} people: tags ‘vendor day’ added to {suppliers}")
        await user.press("y")
        await user.until_told(f"Change {suppliers} people: tags add ‘vendor day’")
        await user.press("f")
        await user.press("ctrl+u")
        await user.write("tag:vendor")
        await user.until(lambda: screen.table.row_count == suppliers)
        await user.press("enter")
        await user.until(lambda: screen.focused is screen.table)
        await user.press("u")
        await user.until(lambda: screen.table.row_count == 0)
        assert not screen.marked


async def test_saying_no_changes_nothing(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_on(TodayScreen)
        await user.press("3")
        board = await user.until_on(BoardScreen)
        await user.until(lambda: board.column.row_count > 2)
        await user.press("space", "space")
        await user.until(lambda: len(board.column.marked) == 2)
        marked = board.targets
        await user.press("e")
        await user.until_on(PickDialog)
        await user.write("priority")
        await user.press("enter")
        form = await user.until_on(FormDialog)
        await user.write("u")
        await user.press("ctrl+s")
        await user.until(lambda: isinstance(app.screen, ConfirmDialog))
        await user.until_seen("2 actions: priority", "→ urgent")
        await user.press("n")
        await user.until(lambda: app.screen is form)
        await user.press("ctrl+s")
        await user.until(lambda: isinstance(app.screen, ConfirmDialog))
        await user.press("y")
        await user.until_told("priority urgent")
        found = demo.reader.execute(
            "SELECT DISTINCT priority FROM action WHERE id IN (?, ?)", marked
        ).fetchall()
        assert found == [("urgent",)]


async def test_who_refuses_is_named_and_nothing_is_half_done(demo: Desk) -> None:
    records.change(demo, "customers", "FIN", {"name": "[/] Finance {x}"})
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_on(TodayScreen)
        await user.press("2")
        screen = await user.until_on(PortfolioScreen)
        await user.until_seen("9 customers")
        before = demo.reader.execute("SELECT id, parent_id FROM customer ORDER BY id").fetchall()
        await user.press("ctrl+a")
        await user.until(lambda: len(screen.marked) == 9)
        await user.press("e")
        await user.until_on(PickDialog)
        await user.write("part of")
        await user.press("enter")
        await user.until_on(FormDialog)
        await user.write("F")
        await user.until_on(PickDialog)
        await user.write("inance")
        await user.press("enter")
        await user.until_on(FormDialog)
        await user.press("ctrl+s")
        await user.until(lambda: isinstance(app.screen, ConfirmDialog))
        await user.press("y")
        await user.until_on(MessageDialog)
        await user.until_seen("refuse it", "‘[/] Finance {x}’")
        assert demo.reader.execute("SELECT id, parent_id FROM customer ORDER BY id").fetchall() == before
