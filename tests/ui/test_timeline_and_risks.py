"""The customer's touches, its timeline and its risks, by keys."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from brm_tui.ui.app import BrmApp
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.dialogs.message import MessageDialog
from brm_tui.ui.dialogs.pick import PickManyDialog
from brm_tui.ui.screens.agreement.screen import AgreementScreen
from brm_tui.ui.screens.customer.screen import CustomerScreen
from brm_tui.ui.screens.meeting.screen import MeetingScreen
from brm_tui.ui.widgets.table import Table
from tests.portfolio_world import build, copy_of, customer_id
from tests.ui.shell_desk import screen_text, until

Opened = tuple[BrmApp, Pilot[None], CustomerScreen]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("world"))


@asynccontextmanager
async def opened(
    world: Path, folder: Path, code: str, tab: str, width: int = 140, height: int = 40
) -> AsyncIterator[Opened]:
    desk = copy_of(world, folder / code)
    app = BrmApp(desk)
    async with app.run_test(size=(width, height)) as pilot:
        screen = CustomerScreen(customer_id(desk, code), tab)
        app.push_screen(screen)
        await until(pilot, lambda: screen.focused is not None and not app._batch_count)
        yield app, pilot, screen
    assert not app.unexpected


def table(screen: CustomerScreen) -> Table:
    return next(found for found in screen.query(Table) if found.parent is screen.pane)


async def typed(pilot: Pilot[None], text: str) -> None:
    await pilot.press(*("space" if letter == " " else letter for letter in text))


async def go_to(pilot: Pilot[None], screen: CustomerScreen, part: str) -> None:
    """Put the cursor on the first line whose id holds a text."""
    found = table(screen)
    await pilot.press("home")
    for _line in range(found.row_count):
        if part in (found.cursor_id or ""):
            return
        await pilot.press("down")
    raise AssertionError(f"no line of {part}")


async def test_enter_opens_what_a_line_comes_from(world: Path, tmp_path: Path) -> None:
    async with opened(world, tmp_path, "FIN", "timeline") as (app, pilot, screen):
        for part, kind in (
            ("meetings/", MeetingScreen),
            ("agreements/", AgreementScreen),
            ("touches/", FormDialog),
            ("/action done", FormDialog),
            ("feedback/", FormDialog),
        ):
            await go_to(pilot, screen, part)
            await pilot.press("enter")
            await until(pilot, lambda kind=kind: isinstance(app.screen, kind))  # type: ignore[misc]
            await pilot.press("escape")
            await until(pilot, lambda: app.screen is screen)


async def test_a_filter_tells_only_of_some_kinds_and_goes_again(world: Path, tmp_path: Path) -> None:
    async with opened(world, tmp_path, "FIN", "timeline") as (app, pilot, screen):
        whole = table(screen).row_count
        await pilot.press("f")
        await until(pilot, lambda: isinstance(app.screen, PickManyDialog))
        await pilot.press("enter", "ctrl+s")
        await until(pilot, lambda: app.screen is screen and table(screen).row_count == 1)
        assert "filter: touch" in screen_text(app)
        await pilot.press("f")
        await until(pilot, lambda: isinstance(app.screen, PickManyDialog))
        await pilot.press("enter", *"survey", "enter", "ctrl+s")
        await until(pilot, lambda: "Nothing of these kinds" in screen_text(app))
        await pilot.press("F")
        await until(pilot, lambda: table(screen).row_count == whole)


async def test_a_new_touch_is_under_the_cursor(world: Path, tmp_path: Path) -> None:
    async with opened(world, tmp_path, "FIN", "timeline", 80, 24) as (app, pilot, screen):
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await typed(pilot, "Cake")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen and "Cake" in screen_text(app))
        await until(pilot, lambda: (table(screen).cursor_id or "").startswith("touches/"))
        await pilot.press("u")
        await until(pilot, lambda: "Cake" not in screen_text(app).partition("undo")[0])


async def test_touches_are_noted_filtered_changed_and_deleted(world: Path, tmp_path: Path) -> None:
    async with opened(world, tmp_path, "FIN", "touches") as (app, pilot, screen):
        whole = table(screen).row_count
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await typed(pilot, "Cake and budget")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen and table(screen).row_count == whole + 1)
        assert table(screen).cursor_index == 0
        await pilot.press("f")
        await typed(pilot, "no topic cake")
        await until(pilot, lambda: "→ no topic · “cake”" in screen_text(app) and table(screen).row_count == 1)
        await pilot.press("enter")
        await until(pilot, lambda: table(screen).has_focus)
        await pilot.press("d")
        await until(pilot, lambda: "No contact fits" in screen_text(app))
        await pilot.press("u")
        await until(pilot, lambda: "Cake and budget" in screen_text(app))
        await pilot.press("F")
        await until(pilot, lambda: table(screen).row_count == whole + 1)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))


async def test_an_empty_timeline_says_what_belongs_there(world: Path, tmp_path: Path) -> None:
    async with opened(world, tmp_path, "OLD", "timeline") as (app, _pilot, _screen):
        assert "Nothing has happened yet" in screen_text(app)


async def test_risks_are_made_explained_changed_and_deleted(world: Path, tmp_path: Path) -> None:
    async with opened(world, tmp_path, "FIN", "risks", 80, 24) as (app, pilot, screen):
        assert "4 × 3 = 12 high" in screen_text(app)
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        assert "likelihood 3 = 12: high" in " ".join(screen_text(app).split())
        await pilot.press("escape", "n")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await typed(pilot, "They buy elsewhere")
        await pilot.press("tab", "5", "tab", "4", "ctrl+s")
        await until(pilot, lambda: app.screen is screen and table(screen).row_count == 2)
        await until(pilot, lambda: "5 × 4 = 20 very high" in screen_text(app))
        assert table(screen).cursor_index == 0
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        await pilot.press("space", "down", "space", "d")
        await until(pilot, lambda: "No risks yet" in screen_text(app))
        await pilot.press("u")
        await until(pilot, lambda: table(screen).row_count == 2)


async def test_what_nobody_judged_is_unknown(world: Path, tmp_path: Path) -> None:
    async with opened(world, tmp_path, "HR", "risks") as (app, pilot, screen):
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await typed(pilot, "Unsaid")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen and "? × ?" in screen_text(app))
