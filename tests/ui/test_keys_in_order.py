"""Keys that are typed ahead wait for the screen, tab or dialog that they are meant for, but never for ever."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from textual import events, work
from textual.widget import Widget

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.ui import keys_in_order
from brm_tui.ui.app import BrmApp
from brm_tui.ui.coming import Coming
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.gateway import Gateway
from brm_tui.ui.modes import MODES
from brm_tui.ui.screens.customer.actions import ActionsPane
from brm_tui.ui.screens.customer.screen import CustomerScreen
from brm_tui.ui.screens.portfolio.screen import PortfolioScreen
from brm_tui.ui.widgets.table import Table
from tests.ui import shell_desk
from tests.ui.keyboard_user import KeyboardUser
from tests.ui.shell_desk import NamesScreen, at_rest, names_screen, running


@pytest.fixture(autouse=True)
def slow_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every read take longer than some keys need to come."""
    read = Gateway.read

    async def slow(self: Gateway, *args: Any, **options: Any) -> Any:
        await asyncio.sleep(0.02)
        return await read(self, *args, **options)

    monkeypatch.setattr(Gateway, "read", slow)


@pytest.mark.parametrize("tabs", ["]" * 3, "[" * (len(CustomerScreen.PANES) - 3)])
async def test_a_record_is_reached_with_nothing_between_the_keys(demo: Desk, tabs: str) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.press("2", "enter", *tabs, "f", *"roster", "enter", "e", *"Roster [/] new", "ctrl+s")
        await user.until_told("changed")
        assert isinstance(app.screen, CustomerScreen)
        assert isinstance(app.screen.pane, ActionsPane)
        await user.until_seen("Roster [/] new")


async def test_a_form_has_what_is_typed_behind_the_key_that_opens_it(desk: Desk) -> None:
    app = BrmApp(desk)
    async with app.run_test(size=(100, 30)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.press("2", "n", *"Fi[/]n", "down", *"FIN", "ctrl+s", "d", "u")
        await user.until(lambda: "Undone" in app.notice)
        await user.until_seen("Fi[/]n")
        assert desk.reader.execute("SELECT name, code FROM customer").fetchall()[0][:] == ("Fi[/]n", "FIN")


async def test_what_is_typed_in_a_field_that_picks_goes_to_its_list(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(100, 30)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.press("2", "n")
        form = await user.until_on(FormDialog)
        names = [row.field.name for row in form.form.rows]
        to_parent = ["down"] * names.index("parent")
        await user.press(*"Fi", "down", *"FI", "up", *to_parent, *"legal", "enter", "ctrl+s")
        await user.until_told("added")
        query = "SELECT parent.code FROM customer JOIN customer parent ON parent.id = customer.parent_id"
        (parent,) = demo.reader.execute(f"{query} WHERE customer.code = 'FI'").fetchone()
        assert parent == "LEG"


async def test_a_paste_waits_for_the_form_too(desk: Desk) -> None:
    app = BrmApp(desk)
    async with app.run_test(size=(100, 30)) as pilot:
        user = KeyboardUser(app, pilot)
        assert app._driver is not None
        for event in (
            events.Key("2", "2"),
            events.Key("n", "n"),
            events.Paste("Finance"),
            events.Key("home", None),
        ):
            app._driver.send_message(event)
        await user.until_on(FormDialog)
        await user.until_seen("Finance")


async def test_a_screen_that_is_not_read_holds_keys_for_a_while(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(keys_in_order._LONGEST, Coming.SCREEN, 1.0)
    gate = asyncio.Event()

    class Stuck(NamesScreen):
        async def load(self) -> None:
            await gate.wait()

    monkeypatch.setattr(shell_desk, "Stuck", Stuck, raising=False)
    async with running(tmp_path) as (app, pilot):
        user = KeyboardUser(app, pilot)
        app.push_screen(Stuck())
        assert app._driver is not None
        for key in "32":
            app._driver.send_message(events.Key(key, key))
        await asyncio.sleep(0.1)
        assert app.current_mode == MODES[0].name
        assert app.keys_wait
        await user.until(lambda: app.current_mode == MODES[1].name)
        await user.until(lambda: not app.keys_wait)
        gate.set()


async def test_a_command_that_takes_long_lets_the_keys_behind_it_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys_in_order, "_LONGEST_COMMAND", 0.05)
    gate = asyncio.Event()
    done: list[str] = []

    @work
    async def slow(self: NamesScreen) -> None:
        await gate.wait()
        done.append("slow")

    monkeypatch.setattr(NamesScreen, "action_new", slow)
    monkeypatch.setattr(NamesScreen, "action_refuse", lambda self: done.append("refuse"))
    async with running(tmp_path) as (app, pilot):
        user = KeyboardUser(app, pilot)
        await user.press("n", "e", "e")
        await user.until(lambda: done == ["refuse", "refuse"])
        gate.set()
        await user.until(lambda: done == ["refuse", "refuse", "slow"])
        assert names_screen(app).loads


async def test_a_command_is_at_its_end_before_the_key_behind_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    @work
    async def slow(self: NamesScreen) -> None:
        await asyncio.sleep(0.02)
        done.append("slow")

    monkeypatch.setattr(NamesScreen, "action_new", slow)
    monkeypatch.setattr(NamesScreen, "action_refuse", lambda self: done.append("refuse"))
    async with running(tmp_path) as (app, pilot):
        user = KeyboardUser(app, pilot)
        await user.press("n", "e", "n", "e")
        await user.until(lambda: len(done) == 4)
        assert done == ["slow", "refuse", "slow", "refuse"]


@pytest.mark.parametrize("waits", [False, True])
async def test_a_lists_key_runs_at_once_but_behind_what_came_before_it(
    demo: Desk, waits: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(100, 30)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.press("2")
        screen = await user.until_on(PortfolioScreen)
        await user.until(lambda: at_rest(app) and isinstance(app.focused, Table))
        table = app.focused
        assert isinstance(table, Table)
        order: list[str] = []
        go_down = table.action_cursor_down

        def down() -> None:
            order.append("down")
            go_down()

        async def seen(widget: Widget, _event: events.Key) -> None:
            if widget is table:
                order.append("seen")

        table.action_cursor_down = down  # type: ignore[method-assign]  # to see when it runs
        monkeypatch.setattr(Widget, "_on_key", seen)  # to see whether the key comes along
        if waits:
            gate = asyncio.Event()
            screen.call_later(gate.wait)
            screen.call_later(lambda: order.append("before"))
            asyncio.get_running_loop().call_later(0.05, gate.set)
            await asyncio.sleep(0)
        await user.press("down")
        await user.until(lambda: "down" in order)
        assert order == (["before", "down"] if waits else ["down"])


async def test_a_key_that_no_command_has_goes_on(demo: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(100, 30)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.press("2")
        await user.until_on(PortfolioScreen)
        await user.until(lambda: at_rest(app) and isinstance(app.focused, Table))
        seen: list[str] = []

        async def see(widget: Widget, event: events.Key) -> None:
            if widget is app.focused:
                seen.append(event.key)

        monkeypatch.setattr(Widget, "_on_key", see)  # to see whether the key comes along
        await user.press("f9")
        await user.until(lambda: seen == ["f9"])


async def test_two_records_are_deleted_by_two_keys_with_nothing_between(desk: Desk) -> None:
    for name, code in (("Finance", "FIN"), ("Retail", "RET"), ("Treasury", "TRE")):
        records.add(desk, "customers", {"name": name, "code": code})
    app = BrmApp(desk)
    async with app.run_test(size=(100, 30)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.press("2", "d", "d")
        await user.until(lambda: at_rest(app))
        await user.until_seen("Treasury", "1 customer")
        assert not app.unexpected


async def test_another_view_of_the_calendar_takes_the_keys_behind_the_one_that_turns(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.press("4", "v", "v", "v", "down", "enter")
        await user.until_seen("December 2026")
        await user.press("v", "v", "down", "down", "enter")
        await user.until_seen("Projects › P-227")
