"""Mode 8 by keys: choosing a report, whose and of when, reading it, and handing it over."""

from __future__ import annotations

from pathlib import Path

import pytest

from brm_tui.desk.desk import Desk
from brm_tui.ui.app import BrmApp
from tests.ui.shell_desk import screen_text, until


@pytest.mark.parametrize("size", [(140, 40), (80, 24)])
async def test_a_report_is_chosen_read_and_handed_over(
    demo: Desk, tmp_path: Path, size: tuple[int, int]
) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=size) as pilot:
        await pilot.press("8")
        await until(pilot, lambda: "Handover pack" in screen_text(app))
        await pilot.press("f")
        await until(pilot, lambda: "All customers" in screen_text(app))
        await pilot.press(*"legal", "enter")
        await until(pilot, lambda: "Whose report" not in screen_text(app))
        await pilot.press("left_square_bracket", "left_square_bracket", "right_square_bracket")
        await until(pilot, lambda: "2026-09" in screen_text(app))
        await pilot.press("g")
        await until(pilot, lambda: "Of what time" in screen_text(app))
        await pilot.press("ctrl+u", *"2026-Q3")
        await until(pilot, lambda: "3rd quarter of 2026" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Of what time" not in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Reports › Service review" in screen_text(app))
        assert "Legal & Compliance" in screen_text(app)
        assert "repository" in screen_text(app)
        assert "EUR\N{NO-BREAK SPACE}4,100" in screen_text(app)

        await pilot.press("x")
        await until(pilot, lambda: "Hand over" in screen_text(app))
        path = tmp_path / "pack.html"
        await pilot.press("ctrl+u", *_typed(str(path)), "ctrl+s")
        await until(pilot, lambda: path.exists())
        await until(pilot, lambda: "Written to" in screen_text(app))
        assert demo.reader.execute("SELECT report, period FROM handed_over_pack").fetchall() == [
            ("service-review", "2026-Q3")
        ]
        await pilot.press("escape")
        await until(pilot, lambda: "Evidence for" in screen_text(app))


def _typed(text: str) -> list[str]:
    names = {"/": "slash", ".": "full_stop", "-": "minus", "_": "underscore", " ": "space", "[": "left_square_bracket",
             "]": "right_square_bracket"}  # fmt: skip
    return [names.get(sign, sign) for sign in text]


async def test_an_empty_desk_shows_reports_that_say_so(desk: Desk) -> None:
    app = BrmApp(desk)
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.press("8")
        await until(pilot, lambda: "No service is taken in this period" in screen_text(app))


async def test_what_is_internal_is_named_above_the_report(demo: Desk) -> None:
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.press("8", "j")
        await until(pilot, lambda: "1 marked internal stays in the house" in screen_text(app))
        assert "objective: What next year's platform move really costs" in screen_text(app)
