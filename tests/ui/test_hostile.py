"""No text can break a screen: everything that is shown is shown literally, within its lines, at every size."""

from __future__ import annotations

import re
import unicodedata

import pytest
from rich.cells import cell_len, set_cell_size, split_graphemes
from textual.pilot import Pilot

from brm_tui.desk.desk import Desk
from brm_tui.ui.app import BrmApp
from brm_tui.ui.dialogs.base import Panel
from brm_tui.ui.dialogs.message import ConfirmDialog
from tests.hostile_desk import SHOWN
from tests.ui.shell_desk import screen_text, until

WALK = {
    "today": "TodayScreen down down down z SnoozeDialog escape o CustomerScreen escape",
    "portfolio": "2 PortfolioScreen g look g f type:[b look escape s PickDialog escape n FormDialog escape"
    " e FormDialog down down down down look escape space look e PickDialog enter FormDialog escape escape",
    "customer": "2 PortfolioScreen enter CustomerScreen e FormDialog escape"
    " ] look e FormDialog escape n PickDialog escape f type:[b look escape"
    " ] look ] look e FormDialog escape n FormDialog escape f type:[/] look escape"
    " ] look f type:[b look escape enter MeetingScreen ] look ] look escape e FormDialog escape"
    " question_mark HelpScreen escape",
    "steps": "2 PortfolioScreen R StepsScreen down look down look down look escape f type:rna enter R StepsScreen"
    " enter CandidatesDialog escape escape",
    "timeline": "2 PortfolioScreen enter CustomerScreen ] ] ] ] ] look e FormDialog escape ] look"
    " f PickManyDialog escape n FormDialog escape"
    " down down down enter look escape ] look e FormDialog escape n FormDialog escape i MessageDialog escape",
    "brief": "b BriefScreen end look escape 2 PortfolioScreen b BriefScreen pagedown look o CustomerScreen escape"
    " question_mark HelpScreen escape",
    "agreement": "2 PortfolioScreen f type:fin enter enter CustomerScreen ] ] enter AgreementScreen"
    " e MarkdownDialog escape"
    " ] look e FormDialog escape n FormDialog escape ] look e FormDialog escape n FormDialog escape"
    " ] look e FormDialog escape p FormDialog escape ] look e FormDialog escape"
    " ] look enter ReadDialog escape S PickDialog enter FormDialog escape ] look e FormDialog escape"
    " v PickDialog enter ReadDialog escape D DiffDialog escape i ReadDialog escape E FormDialog escape",
    "board": "3 BoardScreen l look j look enter FormDialog escape n FormDialog escape"
    " f type:[b look type:customer:[ look escape space e PickDialog escape escape"
    " o look O look p FormDialog escape question_mark HelpScreen escape",
    "calendar": "4 CalendarScreen enter look enter EventDialog escape e FormDialog escape m TextDialog escape"
    " n EventLineDialog type:[b] look tab FormDialog escape"
    " x FormDialog escape f PickDialog escape g TextDialog escape escape"
    " v look enter EventDialog escape",
    "demand": "6 DemandScreen look j enter DemandDialog escape i DemandDialog escape n FormDialog escape"
    " e FormDialog escape w PickDialog escape M PickDialog escape percent_sign WeightsDialog plus look escape"
    " v look down look end look f type:[b look escape v look",
    "people": "9 PeopleScreen look f type:[b look escape e FormDialog escape"
    " space down space equals_sign MergeDialog escape",
    "services": "5 ServicesScreen look f type:[b look escape f type:customer:[ look tab PickManyDialog look escape"
    " escape s PickDialog escape"
    " i StandingDialog escape e FormDialog escape n FormDialog escape enter SubscriptionScreen look i StandingDialog"
    " escape e FormDialog escape",
    "feedback": "7 FeedbackScreen look enter SheetDialog escape i SheetDialog escape e FormDialog escape v look v look"
    " f type:[b look escape n FeedbackLineDialog type:[/]{x} look tab FormDialog escape g look"
    " ] look enter SheetDialog escape e FormDialog escape w FormDialog escape f type:[b] look tab PickManyDialog"
    " escape escape"
    " x FormDialog escape v look v look enter SheetDialog escape i SheetDialog escape e FormDialog escape"
    " ] look enter AnswersDialog type:7 look type:[/] look escape i SheetDialog escape e FormDialog escape"
    " v look enter SheetDialog escape n FormDialog escape",
    "representation": "0 RepresentationScreen look down i LoadDialog escape e FormDialog escape"
    " m PickManyDialog escape down enter ServingPersonScreen look escape down enter ServingPersonScreen look escape"
    " down enter ServingPersonScreen look escape home enter CandidatesDialog down look escape"
    " end enter ServingPersonScreen look e FormDialog escape i LoadDialog escape m CandidatesDialog enter WhatIfDialog"
    " m CandidatesDialog escape n PickDialog escape e TextDialog escape escape",
    "reports": "8 ReportsScreen look j look j look j look enter ReportScreen look x FormDialog escape escape"
    " f PickDialog type:[b look escape j j look j look g TextDialog escape ctrl+o PickDialog escape"
    " X PickDialog escape",
    "projects": "5 ServicesScreen ] look i SheetDialog escape w PickDialog escape exclamation_mark FormDialog escape"
    " e FormDialog escape enter ProjectScreen look i SheetDialog escape n FormDialog escape"
    " f type:[b look escape escape",
    "changes": "5 ServicesScreen ] look ] look tab look escape i SheetDialog escape w PickDialog escape g look"
    " e FormDialog escape enter ChangeScreen look down i SheetDialog escape e FormDialog escape escape",
    "everywhere": "5 ServicesScreen 6 DemandScreen 7 FeedbackScreen 8 ReportsScreen ctrl+p PaletteDialog escape"
    " slash SearchDialog type:bold look type:xyzzy look escape"
    " a CaptureDialog type:[/]{x} look ctrl+u escape t CaptureDialog type:[bold] look ctrl+u escape",
}
"""Keys, and between them the screens and dialogs that they open; each is looked at, as is a screen at ``look``."""


@pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])
@pytest.mark.parametrize("part", WALK)
async def test_no_text_breaks_a_screen(hostile: Desk, part: str, size: tuple[int, int]) -> None:
    """Walk through a part of the program, looking at every screen, tab, dialog and form."""
    app = BrmApp(hostile)
    seen = ""
    # Forms are as wide at both sizes; once is enough.
    walk = WALK[part] if size[0] == 80 else re.sub(r" [en] FormDialog escape", "", WALK[part])
    async with app.run_test(size=size) as pilot:
        await in_sight(pilot, "TodayScreen")
        for word in walk.split():
            if word == "look" or word.endswith(("Screen", "Dialog")):
                await in_sight(pilot, word)
                seen += look(app)
            elif word.startswith("type:"):
                await pilot.press(*word.removeprefix("type:"))
            elif word == "escape" and app.screen.is_modal:
                await leave(pilot)
            else:
                await pilot.press(word)
    missing = [text for text in SHOWN if text not in seen]
    assert part == "everywhere" or len(missing) <= 2, missing


async def in_sight(pilot: Pilot[None], name: str) -> None:
    """Wait until a screen is there and has read what it shows."""
    app = pilot.app
    if name != "look":
        await until(pilot, lambda: any(name == kind.__name__ for kind in type(app.screen).__mro__))
    await until(pilot, lambda: all(work.is_finished for work in app.workers if work.group == "load"))
    await pilot.pause()


async def leave(pilot: Pilot[None]) -> None:
    """Close a dialog, giving up what was typed in it."""
    dialog = pilot.app.screen
    await pilot.press("escape")
    await until(pilot, lambda: pilot.app.screen is not dialog)
    if isinstance(pilot.app.screen, ConfirmDialog):
        await leave_by(pilot, "y")


async def leave_by(pilot: Pilot[None], key: str) -> None:
    """Answer a question."""
    question = pilot.app.screen
    await pilot.press(key)
    await until(pilot, lambda: pilot.app.screen is not question)


def look(app: BrmApp) -> str:
    """Check what every screen keeps, and return its text."""
    assert app.unexpected == []
    width, height = app.size
    lines = screen_text(app).split("\n")
    assert len(lines) == height
    for line in lines:
        assert cell_len(line) == width, line
        assert not any(unicodedata.category(c) in ("Cc", "Cs") or c in "\u202e\u2066" for c in line), line
    if app.screen.is_modal:
        framed(app, lines)
    else:
        assert lines[0].split()[-1] == "09:00"
        assert "1 Today" in lines[0]
        assert lines[-1].startswith(" ")
        assert lines[-1].strip()
    return "\n".join(lines)


def framed(app: BrmApp, lines: list[str]) -> None:
    """Check that a dialog's border is whole, and its keys can be read."""
    box = app.screen.query_one(Panel).region
    assert app.screen.region.contains_region(box)
    for y in range(box.y, box.bottom):
        line = set_cell_size(lines[y], box.right)
        start, _end, _width = split_graphemes(line)[0][-1]
        assert line[start] in "│╮╯", line
    assert any(word in lines[box.bottom - 2] for word in ("esc", "enter")), "\n".join(lines)
