"""The directory of people: whom it lists, and making one of two, by keys."""

from __future__ import annotations

import pytest

from brm_tui.desk.desk import Desk
from brm_tui.ui.app import BrmApp
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.dialogs.message import MessageDialog
from brm_tui.ui.dialogs.pick import PickManyDialog
from brm_tui.ui.dialogs.search import SearchDialog
from brm_tui.ui.screens.people.merging import MergeDialog
from brm_tui.ui.screens.people.screen import PeopleScreen
from brm_tui.ui.screens.today.screen import TodayScreen
from tests.ui.keyboard_user import KeyboardUser

SIZES = pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])


@SIZES
async def test_two_entries_become_one_and_two_again(demo: Desk, size: tuple[int, int]) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=size) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_on(TodayScreen)
        await user.press("9")
        screen = await user.until_on(PeopleScreen)
        await user.until_seen("45 people · 1 left · 1 pair may be one")
        await user.press("9")
        await user.until(lambda: app.screen is screen)
        await user.press("f")
        await user.write("oliv")
        await user.until_seen("2 listed")
        await user.press("enter")
        await user.until(lambda: screen.focused is screen.table and screen.pairs_here)
        await user.press("=")
        dialog = await user.until_on(MergeDialog)
        await user.until_seen("María Oliveira", "Preferred channel", "take the other")
        before = dict(dialog.values)
        assert before["name"] == "María Oliveira"
        await user.press("enter")
        await user.until(lambda: dialog.values["name"] == "Maria Oliveira")
        await user.press("enter")
        await user.until(lambda: dialog.values == before)
        await user.press("=", "=", "ctrl+s")
        await user.until_told("Merge ‘Maria Oliveira’ into ‘María Oliveira’")
        await user.until_seen("1 listed", "44 people")
        await user.until(lambda: screen.pairs_here == [])
        await user.press("u")
        await user.until_seen("2 listed", "1 pair may be one")
        await user.press("F")
        await user.until(lambda: screen.table.row_count == 45)
        await user.press("escape")
        await user.until_on(TodayScreen)


async def test_people_are_entered_changed_and_deleted(desk: Desk) -> None:
    app = BrmApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_on(TodayScreen)
        await user.press("9")
        screen = await user.until_on(PeopleScreen)
        await user.until_seen("Nobody yet")
        await user.press("n")
        await user.fill(("name", "Ana [/] Souza"), ("email", "ana@x.example"))
        await user.until_seen("Ana [/] Souza", "1 person")
        await user.press("e")
        await user.fill(("title", "Head of accounts"))
        await user.until_told("Person changed")
        await user.press("d")
        await user.until_told("Delete person ‘Ana [/] Souza’")
        await user.until(lambda: screen.has_class("-without-people"))


async def test_whoever_is_still_named_is_not_deleted(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_on(TodayScreen)
        await user.press("9")
        screen = await user.until_on(PeopleScreen)
        await user.until(lambda: screen.table.row_count == 45)
        await user.press("f")
        await user.write("ana souza")
        await user.until(lambda: screen.table.row_count == 1)
        await user.press("enter")
        await user.until(lambda: screen.focused is screen.table)
        await user.press("d")
        await user.until_on(MessageDialog)
        await user.until_seen("Still needed", "active_until")


async def test_the_filter_lists_sides_leavers_and_doubles(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_on(TodayScreen)
        await user.press("9")
        screen = await user.until_on(PeopleScreen)
        await user.until_seen("1 pair may be one")
        await user.press("f")
        await user.until(lambda: screen.focused is not screen.table)
        await user.press("tab")
        dialog = await user.until_on(PickManyDialog)
        await user.write("twice")
        await user.press("enter")
        await user.until(lambda: len(dialog.marks) == 1)
        await user.press("ctrl+s")
        await user.until_seen("filter: entered twice · 2 listed")
        await user.press("space", "j", "space")
        await user.until(lambda: len(screen.marked) == 2)
        assert len(screen.pairs_here) == 1
        await user.press("escape")
        await user.until(lambda: not screen.marked)
        await user.press("F")
        await user.until(lambda: screen.table.row_count == 45 and not screen.marked)
        await user.press("enter")
        await user.until_on(FormDialog)


async def test_a_search_opens_the_directory_at_the_person(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.until_on(TodayScreen)
        await user.press("/")
        await user.until_on(SearchDialog)
        await user.write("krüger")
        await user.until_seen("people", "Stefan Krüger")
        await user.press("enter")
        screen = await user.until_on(PeopleScreen)
        await user.until_seen("E-mail", "stefan.krueger@halden.example")
        assert (
            screen.table.cursor_id
            == demo.reader.execute("SELECT id FROM person WHERE name = 'Stefan Krüger'").fetchone()[0]
        )
