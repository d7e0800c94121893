"""The brief, one key away from wherever a customer or a meeting is listed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from brm_tui.desk.desk import Desk
from brm_tui.ui.app import BrmApp
from brm_tui.ui.screens.brief.screen import BriefScreen
from brm_tui.ui.screens.customer.screen import CustomerScreen
from brm_tui.ui.screens.meeting.minutes_area import MinutesArea
from brm_tui.ui.screens.meeting.screen import MeetingScreen
from brm_tui.ui.screens.today.screen import TodayScreen
from tests.ui.shell_desk import screen_text, until


@pytest.mark.parametrize(
    ("keys", "markers", "titled"),
    [
        ([["b"]], ["Good morning"], "Brief: Finance"),
        ([["2"], ["down", "down"], ["b"]], ["Good morning", "Sarathi", "Human"], "Brief: Human Resources"),
        ([["2"], ["enter"], ["b"]], ["Good morning", "Sarathi", "IT promised"], "Brief: Finance"),
        (
            [["2"], ["enter"], ["]", "]", "]", "]"], ["down", "b"]],
            ["Good morning", "Sarathi", "IT promised", "Annual alignment"],
            "Brief: Finance",
        ),
        ([["enter"], ["b"]], ["Good morning", "Since we last met"], "Brief: Finance"),
        ([["4"], ["enter", "b"]], ["Good morning", "November 2026"], "Brief: Finance"),
        (
            [["4"], ["enter", "enter"], ["b"]],
            ["Good morning", "November 2026", "(optional)"],
            "Brief: Finance",
        ),
    ],
    ids=["today", "portfolio", "customer", "meetings", "meeting", "calendar", "entry"],
)
async def test_b_opens_it_everywhere(
    demo: Desk, keys: Sequence[Sequence[str]], markers: Sequence[str], titled: str
) -> None:
    """From each place, and escape comes back there."""
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        for pressed, marker in zip(keys, markers, strict=True):
            await until(pilot, lambda marker=marker: marker in screen_text(app))  # type: ignore[misc]
            below = app.screen
            await pilot.press(*pressed)
        await until(
            pilot, lambda: isinstance(app.screen, BriefScreen) and "Whom you meet" in screen_text(app)
        )
        assert app.screen.title == titled
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, BriefScreen))
        assert app.screen is below or not below.is_attached
        assert app.unexpected == []


async def test_from_the_page_one_opens_the_meeting_its_minutes_and_the_customer(demo: Desk) -> None:
    """Today, a brief, and on from there."""
    app = BrmApp(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Good morning" in screen_text(app))
        await pilot.press("b")
        await until(pilot, lambda: "Whom you meet" in screen_text(app))
        await pilot.press("end")
        await until(pilot, lambda: "Not talked about for long" in screen_text(app))
        await pilot.press("i")
        await until(pilot, lambda: "all of IT together" in screen_text(app))
        await pilot.press("escape")
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen.focused, MinutesArea))
        assert isinstance(app.screen, MeetingScreen)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, BriefScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MeetingScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, BriefScreen))
        await pilot.press("o")
        await until(pilot, lambda: isinstance(app.screen, CustomerScreen))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert app.unexpected == []


async def test_it_follows_what_is_written_and_leaves_when_its_meeting_goes(demo: Desk) -> None:
    """An action entered on the page is on the page; without its event there is no page."""
    from brm_tui.desk.records import delete

    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: "Good morning" in screen_text(app))
        await pilot.press("b")
        await until(pilot, lambda: "6 open" in screen_text(app))
        await pilot.press("a", *"order", "space", *"cake", "space", *"tomorrow", "enter")
        await until(pilot, lambda: "order cake" in screen_text(app))
        screen = app.screen
        assert isinstance(screen, BriefScreen)
        assert screen.brief is not None
        assert screen.brief.meeting is not None
        await screen.gateway.write(delete, demo, "events", screen.brief.meeting.event.id)
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert app.unexpected == []
