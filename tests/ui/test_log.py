"""The tab of the log: what is open, what became of it, and the success that came of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from brm_tui.desk import records
from brm_tui.desk.choices import record_of
from brm_tui.desk.desk import Desk
from brm_tui.rules.vocabulary import LogState
from brm_tui.ui.app import BrmApp
from brm_tui.ui.messages import OpenRecord
from brm_tui.ui.screens.log.pane import LogPane
from brm_tui.ui.widgets.table import Table
from tests.ui.shell_desk import screen_text, until


@pytest.fixture
def issue(desk: Desk) -> str:
    """Make two customers with an issue each, and return the first one's."""
    for name, code in (("Finance", "FIN"), ("Retail", "RET")):
        records.add(desk, "customers", {"name": name, "code": code})
    records.add(desk, "log", {"customer": "RET", "title": "Four voices", "date": "2026-01-01"}, as_text=True)
    return records.add(
        desk, "log", {"customer": "FIN", "title": "Two margins", "date": "2026-02-01"}, as_text=True
    )


@asynccontextmanager
async def tab(desk: Desk) -> AsyncIterator[tuple[Pilot[None], LogPane]]:
    """Open the tab of the log."""
    app = BrmApp(desk)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: "Good morning" in screen_text(app))
        await pilot.press("7")
        await until(pilot, lambda: "Nobody said" in screen_text(app))
        await pilot.press("]")
        await until(pilot, lambda: bool(app.screen.query(LogPane)) and "issues" in screen_text(app))
        pane = app.screen.query_one(LogPane)
        await until(pilot, lambda: app.focused is pane.main)
        yield pilot, pane
        assert app.unexpected == []


async def shows(pilot: Pilot[None], text: str) -> None:
    """Wait until a text stands on the screen."""
    app = pilot.app
    assert isinstance(app, BrmApp)
    await until(pilot, lambda: text.casefold() in screen_text(app).casefold())


async def test_one_key_makes_a_success_of_an_issue(desk: Desk, issue: str) -> None:
    async with tab(desk) as (pilot, pane):
        assert pane.table.cursor_id == issue
        await pilot.press("w")
        await shows(pilot, "The success that came of it")
        await shows(pilot, "issue: Two margins")
        await pilot.press(*"Won", "ctrl+s")
        await until(pilot, lambda: pane.table.row_count == 1)
        assert record_of(desk, "log", issue).state is LogState.CLOSED
        await pilot.press("v", "v")
        await until(pilot, lambda: pane.of_successes and pane.table.row_count == 1)
        await pilot.press("enter")
        await shows(pilot, "It began with")
        await shows(pilot, "A reader will ask for the story")
        await pilot.press("escape", "i")
        await shows(pilot, "unknown, not zero")
        await pilot.press("escape", "u")
        await until(pilot, lambda: pane.table.row_count == 0)
        assert record_of(desk, "log", issue).state is LogState.OPEN


@pytest.mark.usefixtures("issue")
async def test_entries_of_two_customers_make_no_success(desk: Desk) -> None:
    async with tab(desk) as (pilot, _pane):
        await pilot.press("space", "space", "w")
        await shows(pilot, "Not of one customer")


async def test_an_issue_is_closed_and_found_again(desk: Desk, issue: str) -> None:
    async with tab(desk) as (pilot, pane):
        await pilot.press("c")
        await until(pilot, lambda: pane.table.row_count == 1)
        pilot.app.screen.post_message(OpenRecord("log", issue))
        await until(pilot, lambda: getattr(pilot.app.screen, "customer_id", "") != "")
        await until(pilot, lambda: bool(pilot.app.screen.query(LogPane)))
        there = pilot.app.screen.query_one(LogPane)
        await until(pilot, lambda: bool(there.query(Table)))
        await until(pilot, lambda: there.table.cursor_id == issue and pilot.app.focused is there.table)
        await pilot.press("c")
        await until(pilot, lambda: record_of(desk, "log", issue).state is LogState.OPEN)


async def test_the_list_is_written_as_it_is_shown(desk: Desk, issue: str, tmp_path: Path) -> None:
    records.change(desk, "log", issue, {"internal": True})
    async with tab(desk) as (pilot, _pane):
        await pilot.press("x")
        await shows(pilot, "Export the opportunities and issues")
        path = ({"/": "slash", ".": "full_stop"}.get(sign, sign) for sign in str(tmp_path / "log.csv"))
        await pilot.press("ctrl+u", *path, "ctrl+s")
        await until(pilot, (tmp_path / "log.csv").exists)
        await shows(pilot, "1 internal left out")
    text = (tmp_path / "log.csv").read_text(encoding="utf-8-sig")
    assert "Four voices" in text
    assert "Two margins" not in text
