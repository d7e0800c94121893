"""Keys that come at once, as from a paste or while the machine lags, are taken in their order: no letter is lost."""

from __future__ import annotations

import pytest

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.ui.app import BrmApp
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
