"""The tab of satisfaction: answers entered line by line, figures explained, relationships as both sides see them."""

from __future__ import annotations

import csv
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.desk.satisfaction import survey_page
from brm_tui.ui.app import BrmApp
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.screens.satisfaction.answers_dialog import AnswersDialog, AnswerTable
from brm_tui.ui.screens.satisfaction.pane import SatisfactionPane
from tests.ui.shell_desk import screen_text, until


@pytest.fixture
def asked(desk: Desk) -> str:
    """Make a survey that twelve answered, and return it."""
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    made = records.add(desk, "surveys", {"name": "Half year", "method": "NPS", "invited": 20, "sample": 40})
    scores = (10, 10, 9, 9, 9, 9, 8, 7, 6, 5, 0, 8)
    records.add_many(desk, "responses", [{"survey": made, "score": score} for score in scores])
    records.add(
        desk,
        "maturity",
        {"customer": "FIN", "side": "business", "level": 2, "date": "2026-10-01"},
        as_text=True,
    )
    return made


@asynccontextmanager
async def tab(desk: Desk) -> AsyncIterator[tuple[Pilot[None], SatisfactionPane]]:
    """Open the tab of satisfaction."""
    app = BrmApp(desk)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: "Good morning" in screen_text(app) or "Welcome" in screen_text(app))
        await pilot.press("7")
        await until(pilot, lambda: "Nobody said" in screen_text(app))
        await pilot.press("]", "]")
        await until(pilot, lambda: bool(app.screen.query(SatisfactionPane)))
        pane = app.screen.query_one(SatisfactionPane)
        await until(pilot, lambda: app.focused is pane.main)
        yield pilot, pane
        assert app.unexpected == []


async def shows(pilot: Pilot[None], text: str) -> None:
    """Wait until a text stands on the screen."""
    app = pilot.app
    assert isinstance(app, BrmApp)
    await until(pilot, lambda: text.casefold() in screen_text(app).casefold())


async def test_a_figure_says_how_many_answered_and_how_sure_it_is(desk: Desk, asked: str) -> None:
    async with tab(desk) as (pilot, pane):
        assert pane.table.cursor_id == asked
        await shows(pilot, "NPS +25")
        await shows(pilot, "12 of 20, 60 %")
        await shows(pilot, "± 40")
        await pilot.press("i")
        await shows(pilot, "Promoters, 9 and 10")
        await shows(pilot, "6, 50 %")


async def test_answers_are_entered_line_by_line(desk: Desk, asked: str) -> None:
    async with tab(desk) as (pilot, _pane):
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AnswersDialog))
        await pilot.press(*"11", "enter")
        await shows(pilot, "11 is no score: 0 to 10")
        await pilot.press("ctrl+u", *"10", "space", *"Good", "enter", *"9", "enter")
        await shows(pilot, "answered 14 of 20")
        await shows(pilot, "NPS +36")
        table = pilot.app.screen.query_one(AnswerTable)
        assert table.row_count == 14
        await pilot.press("tab", "d")
        await until(pilot, lambda: table.row_count == 13)
        await pilot.press("e")
        await shows(pilot, "In their own words")
        await pilot.press("escape", "tab", "escape")
        page = survey_page(desk, asked)
        assert page is not None
        assert page.answers[0].comment == "Good"


async def test_answers_are_written_as_a_file_without_what_is_internal(
    desk: Desk, asked: str, tmp_path: Path
) -> None:
    records.add(desk, "responses", {"survey": asked, "score": 3, "comment": "ours", "internal": True})
    path = tmp_path / "answers.csv"
    async with tab(desk) as (pilot, _pane):
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AnswersDialog))
        await pilot.press("tab", "x")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        await pilot.press("ctrl+u", *str(path), "ctrl+s")
        await until(pilot, path.exists)
        await until(pilot, lambda: isinstance(pilot.app.screen, AnswersDialog))
    written = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert len(written) == 12
    assert {row["In their own words"] for row in written} == {""}


@pytest.mark.usefixtures("asked")
async def test_relationships_are_shown_with_their_gap_and_next_step(desk: Desk) -> None:
    async with tab(desk) as (pilot, pane):
        await pilot.press("v")
        await shows(pilot, "2 order taker")
        await shows(pilot, "Ask IT too")
        await pilot.press("n")
        await shows(pilot, "How one side sees it")
        await pilot.press("down", "right", "down", *"4", "ctrl+s")
        await shows(pilot, "IT +2")
        await pilot.press("enter")
        await shows(pilot, "talk about why first")
        await shows(pilot, "Over time")
        await pilot.press("escape")
        assert pane.of_maturity
        await pilot.press("s")
        await shows(pilot, "Gap, the widest first")
        await pilot.press(*"gap", "enter")
        await shows(pilot, "sort: gap ↓")


async def test_where_nobody_was_asked_it_says_what_belongs_there(desk: Desk) -> None:
    async with tab(desk) as (pilot, pane):
        await shows(pilot, "Nobody was asked yet")
        await pilot.press("v")
        await shows(pilot, "Nobody said yet how mature")
        await pilot.press("v", "n")
        await shows(pilot, "New survey")
        await pilot.press(*"First", "ctrl+s")
        await until(pilot, lambda: pane.table.row_count == 1)
        await shows(pilot, "CSAT unknown")
