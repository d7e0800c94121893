"""README's picture, of the real screen: ``python -m tests.readme_pictures`` takes it."""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from brm_tui.clock import pinned_clock
from brm_tui.desk.demo import prepare
from brm_tui.desk.desk import Desk
from brm_tui.paths import Home
from brm_tui.ui.app import BrmApp
from tests.ui.shell_desk import screen_text, until

PICTURES = Path(__file__).parent.parent / "assets" / "screenshots"
_FONT_FACE = re.compile(r"@font-face\s*\{.*?\}", re.DOTALL)


async def take() -> None:
    """Write a picture of the portfolio."""
    with tempfile.TemporaryDirectory() as folder:
        clock = pinned_clock("2026-11-24", "Europe/Berlin")
        prepare(Home(Path(folder)), clock, anew=False)
        app = BrmApp(Desk.open(Home(Path(folder)), clock))
        async with app.run_test(size=(132, 36)) as pilot:
            await until(pilot, lambda: "NEEDS YOU" in screen_text(app))
            await pilot.press("2")
            await until(pilot, lambda: "What comes next" in screen_text(app))
            await pilot.pause()
            # Without the fonts that the picture would fetch from outside: it uses what the reader has.
            picture = _FONT_FACE.sub("", app.export_screenshot(title="brm-tui"))
    PICTURES.mkdir(exist_ok=True)
    (PICTURES / "portfolio.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(take())
