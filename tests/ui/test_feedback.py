"""The tab of feedback: one key for each step of its life, its views, its causes, and one line to enter it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date

import pytest
from textual.pilot import Pilot

from brm_tui.desk import records
from brm_tui.desk.choices import record_of
from brm_tui.desk.desk import Desk
from brm_tui.ui.app import BrmApp
from brm_tui.ui.screens.feedback.pane import FeedbackPane
from tests.ui.shell_desk import screen_text, until

LATE = "Tickets closed without an answer"


@pytest.fixture(autouse=True)
def _feedback(desk: Desk) -> None:
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    records.add(desk, "customers", {"name": "Retail", "code": "RET"})
    records.add(desk, "services", {"name": "Group ERP"})
    for title, values in (
        (LATE, {"received": date(2026, 11, 2), "cause": "A rule", "service": "Group ERP"}),
        ("Slow", {"cause": "a RULE", "service": "Group ERP", "severity": "low"}),
        ("Thanks", {"kind": "compliment", "customer": "RET"}),
    ):
        records.add(desk, "feedback", {"customer": "FIN", "title": title, **values})


@asynccontextmanager
async def tab(desk: Desk, *keys: str) -> AsyncIterator[tuple[Pilot[None], FeedbackPane]]:
    """Open the tab of feedback."""
    app = BrmApp(desk)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: "Good morning" in screen_text(app))
        await pilot.press(*(keys or ("7",)))
        while keys and not app.screen.query(FeedbackPane):
            await pilot.press("]")
        await until(pilot, lambda: bool(app.screen.query(FeedbackPane)) and "open" in screen_text(app))
        pane = app.screen.query_one(FeedbackPane)
        await until(pilot, lambda: app.focused is pane.main)
        yield pilot, pane
        assert app.unexpected == []


def state_of(desk: Desk, title: str) -> tuple[str, int, int]:
    """Return state, escalation and how often it was opened again."""
    found = desk.reader.execute(
        "SELECT state, escalation, reopened FROM feedback WHERE title = ?", (title,)
    ).fetchone()
    return tuple(found)


async def shows(pilot: Pilot[None], text: str) -> None:
    """Wait until a text stands on the screen."""
    app = pilot.app
    assert isinstance(app, BrmApp)
    await until(pilot, lambda: text.casefold() in screen_text(app).casefold())


async def test_one_key_leads_it_through_its_life(desk: Desk) -> None:
    async with tab(desk) as (pilot, pane):
        assert pane.table.row_count == 3
        for state in ("acknowledged", "assessed"):
            await pilot.press("c")
            await shows(pilot, f"to {state}")
        await pilot.press("c")
        await shows(pilot, "What is proposed")
        await pilot.press(*"Mended", "enter")
        await until(pilot, lambda: state_of(desk, LATE)[0] == "resolution proposed")
        await pilot.press("u")
        await until(pilot, lambda: state_of(desk, LATE)[0] == "assessed")
        await shows(pilot, "assessed")


async def test_it_is_escalated_and_opened_again(desk: Desk) -> None:
    async with tab(desk) as (pilot, pane):
        assert not pane.can_open_again
        await pilot.press("!", "!")
        await until(pilot, lambda: state_of(desk, LATE)[1] == 2)
        records.change(
            desk, "feedback", str(pane.table.cursor_id), {"state": "closed", "resolution": "Mended."}
        )
        await pilot.press("v", "v")
        await until(pilot, lambda: pane.listed.get(str(pane.table.cursor_id)) is not None)
        pane.screen.reload()  # type: ignore[attr-defined]  # a screen of the desk
        await until(pilot, lambda: pane.table.move_cursor_to(_id(desk, LATE)) and pane.can_open_again)
        await pilot.press("r")
        await shows(pilot, "Why is it opened again?")
        await pilot.press(*"Again", "enter")
        await until(pilot, lambda: state_of(desk, LATE) == ("acknowledged", 2, 1))


def _id(desk: Desk, title: str) -> str:
    return str(desk.reader.execute("SELECT id FROM feedback WHERE title = ?", (title,)).fetchone()[0])


async def test_the_queue_of_what_has_no_action_empties_by_one_key(desk: Desk) -> None:
    async with tab(desk) as (pilot, pane):
        await pilot.press("v")
        await until(pilot, lambda: pane.table.row_count == 2)
        await pilot.press("a")
        await until(pilot, lambda: pane.table.row_count == 1)
        action = record_of(desk, "actions", record_of(desk, "feedback", _id(desk, LATE)).action_id)
        assert action.title == f"Complaint: {LATE}"
        await pilot.press("space", "a")
        await shows(pilot, "Nothing here")
        await pilot.press("u")
        await until(pilot, lambda: pane.table.row_count == 1)


async def test_causes_are_counted_and_lead_to_their_feedback(desk: Desk) -> None:
    async with tab(desk) as (pilot, pane):
        await pilot.press("g")
        await shows(pilot, "1 cause came up again")
        assert pane.causes.row_count == 1
        await pilot.press("enter")
        await until(pilot, lambda: pane.table.row_count == 2 and not pane.by_cause)
        await shows(pilot, "filter: cause “A rule”")
        await pilot.press("F")
        await until(pilot, lambda: pane.table.row_count == 3)
        await pilot.press("f", *"slow")
        await until(pilot, lambda: pane.table.row_count == 1)
        await pilot.press("escape")
        await until(pilot, lambda: pane.table.row_count == 3)


async def test_it_is_entered_in_one_line_or_in_the_form(desk: Desk) -> None:
    async with tab(desk) as (pilot, pane):
        await pilot.press("n", *_typed("FIN complaint !high *erp Late again"))
        await shows(pilot, "high severity · of Finance · about Group ERP")
        await pilot.press("enter")
        await until(pilot, lambda: pane.table.row_count == 4)
        assert pane.table.cursor_id == _id(desk, "Late again")
        await pilot.press("n", *_typed("RET :) Well done"), "tab")
        await shows(pilot, "New feedback")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pane.table.row_count == 5)
        assert record_of(desk, "feedback", _id(desk, "Well done")).kind == "compliment"


def _typed(text: str) -> list[str]:
    return [{" ": "space"}.get(sign, sign) for sign in text]


async def test_everything_of_it_and_its_date_can_be_read(desk: Desk) -> None:
    async with tab(desk) as (pilot, _pane):
        await pilot.press("enter")
        await shows(pilot, "Life")
        await pilot.press("escape", "i")
        await shows(pilot, "Working days to settle a complaint")
        await shows(pilot, "Working days late")


async def test_a_customer_shows_its_own(desk: Desk) -> None:
    async with tab(desk, "2", "enter") as (pilot, pane):
        assert pane.owner.customer_id
        await until(pilot, lambda: pane.table.row_count == 2)
        await pilot.press("n", *_typed("No code needed"), "enter")
        await until(pilot, lambda: pane.table.row_count == 3)
        assert record_of(desk, "feedback", _id(desk, "No code needed")).customer == "FIN"


async def test_without_feedback_it_says_what_belongs_there(desk: Desk) -> None:
    for title in (LATE, "Slow", "Thanks"):
        records.delete(desk, "feedback", _id(desk, title))
    app = BrmApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Good morning" in screen_text(app))
        await pilot.press("7")
        await shows(pilot, "Nobody said anything yet")
        await pilot.press("n", *_typed("FIN First"), "enter")
        await until(pilot, lambda: "First" in screen_text(app) and "Nobody said" not in screen_text(app))
