"""A list's keys run their command at once, but never before what came earlier."""

from __future__ import annotations

import asyncio

import pytest
from textual import events
from textual.widget import Widget

from brm_tui.desk.desk import Desk
from brm_tui.ui.app import BrmApp
from brm_tui.ui.dialogs.text import TextDialog
from brm_tui.ui.screens.portfolio.screen import PortfolioScreen
from brm_tui.ui.widgets.table import Table
from tests.ui.keyboard_user import KeyboardUser
from tests.ui.shell_desk import at_rest


@pytest.mark.parametrize("waits", [False, True])
async def test_a_key_comes_after_what_waits_on_its_way(
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
        gate = asyncio.Event()
        if waits:
            screen.call_later(gate.wait)
            screen.call_later(lambda: order.append("before"))
            await asyncio.sleep(0)
        assert app._driver is not None
        app._driver.send_message(events.Key("down", None))
        while not order:
            await asyncio.sleep(0)
        gate.set()
        await user.until(lambda: "down" in order)
        assert order == (["seen", "before", "down"] if waits else ["down"])


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


async def test_what_is_typed_goes_to_the_line_that_a_key_opens(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(100, 30)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.press("4")
        await user.until_seen("November 2026")
        await user.until(lambda: at_rest(app))
        await user.press("g")
        dialog = await user.until_on(TextDialog)
        await user.burst("1 dec", "enter")
        await user.until(lambda: app.screen is not dialog)
        await user.until_seen("December 2026")
