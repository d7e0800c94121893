"""An agreement on paper, back to a version and told step by step, by keyboard on narrow and wide terminals."""

from __future__ import annotations

from pathlib import Path

import pytest

from brm_tui.desk import agreements, history, records
from brm_tui.desk.agreement_diff import agreement_diff
from brm_tui.desk.desk import Desk
from brm_tui.rules.agreements import Section
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.dialogs.message import ConfirmDialog, MessageDialog
from brm_tui.ui.dialogs.pick import PickDialog, PickWithWordDialog
from brm_tui.ui.screens.agreement.read_dialog import ReadDialog
from brm_tui.ui.screens.agreement.taking_back import TakeBackDialog
from brm_tui.ui.screens.agreement.text_view import LaidOutText
from tests.desk.agreement_desk import Agreed, agree, sign_all
from tests.ui.test_agreement import HOSTILE, SIZES, opened


@pytest.fixture
def agreed(desk: Desk) -> Agreed:
    """Return an agreement whose first version is in force."""
    made = agree(desk)
    agreements.propose(desk, "FIN", "first")
    sign_all(desk)
    return made


@pytest.mark.parametrize(("width", "height"), SIZES)
async def test_it_is_put_on_paper_and_nothing_is_overwritten_unasked(
    desk: Desk, agreed: Agreed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int, height: int
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "agreement-FIN.docx").write_text("mine")
    records.change(desk, "agreements", agreed.agreement, {"philosophy": f"Amended {HOSTILE}"})
    async with opened(desk, agreed.agreement, width, height) as at:
        # Word, of what is in force: what exists stays until the question is answered.
        await at.press("x")
        form = await at.dialog(FormDialog)
        assert "~/agreement-FIN.docx" in at.text
        assert "v1, in force since 24 Nov" in at.text
        await at.press("ctrl+s")
        await at.until(lambda: isinstance(at.app.screen, ConfirmDialog))
        await at.press("n")
        await at.until(lambda: at.app.screen is form and "file was kept" in at.text)
        assert (tmp_path / "agreement-FIN.docx").read_text() == "mine"
        await at.press("ctrl+s")
        await at.until(lambda: isinstance(at.app.screen, ConfirmDialog))
        await at.press("y")
        await at.until(lambda: "written to" in at.app.notice)
        await at.back()
        assert (tmp_path / "agreement-FIN.docx").read_bytes().startswith(b"PK")

        # A summary of the working copy, in a format that its name asks for.
        await at.press("x")
        await at.dialog(FormDialog)
        await at.press("end", *["backspace"] * 4, *"odt", "ctrl+s")
        await at.until(lambda: "ends in .docx, .html or .md" in at.text)
        await at.press("end", *["backspace"] * 3, *"md", "down", "left", "down", "right")
        await at.until(lambda: "one page" in at.text and "DRAFT" in at.text)
        await at.press("ctrl+s")
        await at.until(lambda: (tmp_path / "agreement-FIN.md").exists())
        await at.back()
        text = (tmp_path / "agreement-FIN.md").read_text()
        assert "DRAFT" in text
        assert "Amended" in text
        assert "SLA Ledger" not in text


@pytest.mark.parametrize(("width", "height"), SIZES)
async def test_a_section_goes_back_to_a_version_after_a_look(
    desk: Desk, agreed: Agreed, width: int, height: int
) -> None:
    running = records.add(
        desk, "actions", {"customer": "FIN", "title": f"Runs {HOSTILE[:170]}", "status": "in progress"}
    )
    later = records.add(desk, "actions", {"objective": agreed.objective, "title": "Came later"})
    records.change(desk, "actions", agreed.action, {"title": "Renamed"})
    before = len(history.steps(desk))
    async with opened(desk, agreed.agreement, width, height) as at:
        await at.section(Section.ACTIONS)
        await at.press("r")
        await at.dialog(PickDialog)
        await at.press("enter")
        await at.dialog(TakeBackDialog)
        await at.until(lambda: "Came later  removed" in at.text)
        said = " ".join(at.text.replace("│", " ").split())
        assert "none is deleted" in said
        assert "is in progress and stays" in said
        await at.press("escape")
        await at.back()
        assert len(history.steps(desk)) == before
        await at.press("r")
        await at.dialog(PickDialog)
        await at.press("enter")
        await at.dialog(TakeBackDialog)
        await at.press("ctrl+s")
        await at.until(lambda: "Action plan is as in v1" in at.app.notice)
        await at.back()
        assert len(history.steps(desk)) == before + 1
        found = dict(desk.reader.execute("SELECT id, status FROM action").fetchall())
        assert (found[running], found[later]) == ("in progress", "cancelled")
        (part,) = agreement_diff(desk, "FIN").sections
        assert [change.amendment.row_id for change in part.changes] == [running]

        # Nothing more is to do; a section of its own has nothing to go back to.
        await at.press("r")
        await at.dialog(PickDialog)
        await at.press("enter")
        await at.until(lambda: isinstance(at.app.screen, MessageDialog))
        assert "as in v1 already" in at.text
        await at.press("escape")
        await at.back()
        await at.section(Section.ACCEPTANCE)
        assert not at.screen.can_take_back
        await at.press("u")
        await at.until(lambda: len(history.steps(desk)) == before + 2)
        found = dict(desk.reader.execute("SELECT id, status FROM action").fetchall())
        assert found[later] == "backlog"


@pytest.mark.parametrize(("width", "height"), SIZES)
async def test_what_was_done_is_told(desk: Desk, agreed: Agreed, width: int, height: int) -> None:
    records.change(desk, "actions", agreed.action, {"status": "done"})
    records.add(desk, "customers", {"name": "Elsewhere", "code": "ELSE"})
    history.undo(desk)
    history.undo(desk)
    async with opened(desk, agreed.agreement, width, height) as at:
        await at.press("W")
        await at.dialog(ReadDialog)
        assert "Tue 24 Nov" in at.text
        assert "Undone: Change action ‘Draft the close calendar’: status" in at.text
        told = at.app.screen.query_one(LaidOutText)
        said = " ".join(" ".join(line.plain for line in told.lines(told.size.width)).split())
        assert "as business line manager, Lea Lind, now in force" in said
        assert "Elsewhere" not in at.text
        await at.press("end")
        await at.until(lambda: "Start partnership agreement of ‘Finance’" in at.text)


@pytest.mark.parametrize(("width", "height"), SIZES)
async def test_who_attends_is_made_on_the_spot(desk: Desk, agreed: Agreed, width: int, height: int) -> None:
    async with opened(desk, agreed.agreement, width, height) as at:
        await at.section(Section.FORUMS)
        await at.press("e")
        form = await at.dialog(FormDialog)
        names = [row.field.name for row in form.form.rows]
        await at.press(*["down"] * names.index("attendees"), "N")
        listed = await at.dialog(PickWithWordDialog)
        await at.press(*"ia Noor", "enter")
        await at.until(lambda: isinstance(at.app.screen, FormDialog) and at.app.screen is not form)
        await at.until(lambda: at.app.screen.focused is not None)
        await at.press("ctrl+s")
        await at.until(lambda: at.app.screen is listed)
        await at.until(lambda: " 3 marked " in at.text)
        assert "Nia Noor" in at.text
        assert "Bob Berg" in at.text
        await at.press("ctrl+s")
        await at.until(lambda: at.app.screen is form)
        await at.press("ctrl+s")
        await at.back()
        await at.until(lambda: len(at.page.attendees[agreed.forum]) == 3)
    found = desk.reader.execute(
        "SELECT p.name, e.attendance FROM event_attendee e JOIN person p ON p.id = e.person_id ORDER BY p.name"
    ).fetchall()
    assert found == [("Ana Souza", "required"), ("Bob Berg", "required"), ("Nia Noor", "required")]
