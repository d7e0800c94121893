"""Keys that come at once, as from a paste or while the machine lags, are taken in their order: no letter is lost."""

from __future__ import annotations

import pytest

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.errors import FieldError
from brm_tui.ui.app import BrmApp
from brm_tui.ui.dialogs.text import TextDialog
from brm_tui.ui.widgets.line_input import LineInput
from tests.ui.keyboard_user import KeyboardUser
from tests.ui.shell_desk import until


@pytest.mark.parametrize("ending", ["tab", "enter"])
async def test_a_line_and_the_key_behind_it(desk: Desk, ending: str) -> None:
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    records.add(desk, "customers", {"name": "Retail", "code": "RET"})
    async with BrmApp(desk).run_test() as pilot:
        app = pilot.app
        assert isinstance(app, BrmApp)
        user = KeyboardUser(app, pilot)
        await user.press("7")
        await user.until_seen("Nobody said anything")
        await user.press("n")
        await user.until_seen("New feedback")
        await user.burst("RET :) Well done", ending)
        if ending == "tab":
            await user.until_seen("Severity")
            await user.press("end")
            await user.burst(" again", "ctrl+s")
        await user.until_told("added")
        (made,) = desk.reader.execute("SELECT title, kind FROM feedback").fetchall()
        assert tuple(made) == ("Well done again" if ending == "tab" else "Well done", "compliment")


async def test_a_list_follows_before_the_key_behind_it_chooses(desk: Desk) -> None:
    for name, code in (("Finance", "FIN"), ("Retail", "RET"), ("Treasury", "TRE")):
        records.add(desk, "customers", {"name": name, "code": code})
    async with BrmApp(desk).run_test() as pilot:
        app = pilot.app
        assert isinstance(app, BrmApp)
        user = KeyboardUser(app, pilot)
        await user.press("slash")
        await user.until_seen("Type what you remember")
        await user.burst("treasury", "enter")
        await until(pilot, lambda: "TRE" in user.sees and not app.screen.is_modal)
        await user.press("ctrl+p")
        await user.until_seen("what do you want")
        await user.burst("portfolio", "enter")
        await user.until_seen("3 customers")


async def test_a_refused_line_says_why_until_it_is_another(desk: Desk) -> None:
    def day(text: str) -> str:
        if text != "today":
            raise FieldError("day", text, "a day after today")
        return "Tue 24 Nov"

    async with BrmApp(desk).run_test() as pilot:
        app = pilot.app
        assert isinstance(app, BrmApp)
        user = KeyboardUser(app, pilot)
        dialog = TextDialog("Until", meaning=day)
        app.push_screen(dialog)
        await until(pilot, lambda: dialog.query_one(LineInput).has_focus)
        line = dialog.query_one(LineInput)
        line.value = "yesterday"
        dialog.action_done()
        # What the first layout and the letters set off may come after the key.
        dialog.on_mount()
        line.post_message(LineInput.Changed(line, "yesterday"))
        await pilot.pause()
        assert "Allowed: a day after today." in user.sees
        line.value = "toda"
        await until(pilot, lambda: "Allowed" not in user.sees)
        await user.press("y", "enter")
        await until(pilot, lambda: not app.screen.is_modal)
