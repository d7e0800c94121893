"""Files of the calendar by keys: previewed, written, kept up to date, and invitations."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from brm_tui.desk import records
from brm_tui.desk.calendar_selection import Selection
from brm_tui.desk.calendar_targets import add_target, targets
from brm_tui.desk.desk import Desk
from brm_tui.ui import target_keeper
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.dialogs.message import ConfirmDialog, MessageDialog
from brm_tui.ui.dialogs.pick import PickDialog
from brm_tui.ui.dialogs.text import TextDialog
from brm_tui.ui.screens.calendar.event_dialog import EventDialog
from brm_tui.ui.screens.calendar.export_dialogs import PreviewDialog, WrittenDialog
from brm_tui.ui.widgets.line_input import LineInput
from tests.interchange.file_rules import broken_rules
from tests.ui.shell_desk import until
from tests.ui.test_calendar import SIZES, add, at, back, dialog, opened, shell, text_of


@pytest.fixture
def meeting(desk: Desk) -> Desk:
    """Return a desk with a weekly meeting of two people, and things that stay in the house."""
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    records.add(desk, "people", {"name": "Ana", "email": "ana@example.com", "side": "IT"})
    records.add(desk, "people", {"name": "Bob", "email": "bob@example.com"})
    records.add(desk, "events", {"title": "Review", "start": at("2026-11-24T10:00"), "customers": ["FIN"],
                "recurrence": "FREQ=WEEKLY;COUNT=5", "attendees": ["ana@example.com", "bob@example.com"]})  # fmt: skip
    add(desk, title="Secret", start="2026-11-25T10:00", internal="yes")
    add(desk, title="Fair", start="2026-11-26T10:00", layer="customer")
    return desk


@pytest.mark.parametrize("size", SIZES)
async def test_what_will_be_written_is_shown_and_nothing_is_replaced_unasked(
    meeting: Desk, tmp_path: Path, size: tuple[int, int]
) -> None:
    path = tmp_path / "calendar.ics"
    async with opened(meeting, *size) as (screen, pilot):
        await pilot.press("x")
        form = await dialog(screen, pilot, FormDialog)
        form.form.rows[0].query_one(LineInput).value = str(tmp_path / "missing" / "a.ics")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "folder that exists" in form.form.rows[0].problem)
        form.form.rows[0].query_one(LineInput).value = str(path)
        await pilot.press("ctrl+s")
        await dialog(screen, pilot, PreviewDialog)
        for said in ("Write 2 entries?", "1  meeting", "1  customer event", "1  internal, stay in the house"):
            assert said in text_of(screen)
        assert not path.exists()
        await pilot.press("n")
        await until(pilot, lambda: screen.app.screen is form)
        await pilot.press("ctrl+s")
        await dialog(screen, pilot, PreviewDialog)
        await pilot.press("y")
        await dialog(screen, pilot, WrittenDialog)
        for said in ("2 entries written to", "Google", "Outlook", "Apple", "Thunderbird", "synced folder"):
            assert said in text_of(screen)
        await pilot.press("enter")
        await back(screen, pilot)
        first = path.read_bytes()
        assert broken_rules(first) == []
        path.write_bytes(b"mine")
        await pilot.press("x")
        form = await dialog(screen, pilot, FormDialog)
        assert form.form.rows[0].value() == str(path)
        await pilot.press("ctrl+s")
        await dialog(screen, pilot, PreviewDialog)
        assert "will be replaced" in text_of(screen)
        await pilot.press("n")
        await until(pilot, lambda: screen.app.screen is form)
        assert path.read_bytes() == b"mine"
        await pilot.press("ctrl+s")
        await dialog(screen, pilot, PreviewDialog)
        await pilot.press("y")
        await dialog(screen, pilot, WrittenDialog)
        assert path.read_bytes() == first


async def test_only_what_changed_and_a_file_a_layer(meeting: Desk, tmp_path: Path) -> None:
    async with opened(meeting) as (screen, pilot):
        for expected in ("Write 2 entries?", "Write 0 entries?"):
            await pilot.press("x")
            form = await dialog(screen, pilot, FormDialog)
            form.form.rows[0].query_one(LineInput).value = str(tmp_path / "folder")
            if expected == "Write 2 entries?":  # what was chosen is known the next time
                await pilot.press("down", "right", "right", "down", "down", "down", "down", "down", "right")
            await pilot.press("ctrl+s")
            await dialog(screen, pilot, PreviewDialog)
            assert expected in text_of(screen)
            await pilot.press("y")
            await dialog(screen, pilot, WrittenDialog)
            await pilot.press("enter")
            await back(screen, pilot)
    assert sorted(file.name for file in (tmp_path / "folder").iterdir()) == ["customer.ics", "meeting.ics"]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files follow at once."""
    monkeypatch.setattr(target_keeper, "QUIET_SECONDS", 0.01)
    monkeypatch.setattr(target_keeper, "FIRST_SECONDS", 0.01)
    monkeypatch.setattr(target_keeper, "AGAIN_SECONDS", 0.05)


def _says(path: Path, text: bytes) -> Callable[[], bool]:
    return lambda: path.exists() and text in path.read_bytes()


@pytest.mark.usefixtures("quick")
async def test_a_file_follows_what_is_done(meeting: Desk, tmp_path: Path) -> None:
    path = tmp_path / "synced" / "calendar.ics"
    path.parent.mkdir()
    async with opened(meeting) as (screen, pilot):
        await pilot.press("X")
        await dialog(screen, pilot, PickDialog)
        assert "No file yet" in text_of(screen)
        await pilot.press("ctrl+n")
        form = await dialog(screen, pilot, FormDialog)
        form.form.rows[0].query_one(LineInput).value = str(path)
        await pilot.press("ctrl+s")
        await back(screen, pilot)
        assert b"SUMMARY:Fair" in path.read_bytes()
        row = meeting.reader.execute("SELECT id FROM event WHERE title = 'Fair'").fetchone()[0]
        await screen.gateway.write(records.change, meeting, "events", row, {"title": "Market"})
        await until(pilot, _says(path, b"SUMMARY:Market"))
        await pilot.press("u")
        await until(pilot, _says(path, b"SUMMARY:Fair"))
        path.unlink()
        path.parent.rmdir()
        await screen.gateway.write(records.change, meeting, "events", row, {"title": "Bazaar"})
        await until(pilot, lambda: "calendar.ics waits: the folder" in shell(screen).notice)
        assert screen.app.screen is screen
        path.parent.mkdir()
        await until(pilot, _says(path, b"SUMMARY:Bazaar"))
        await until(pilot, lambda: "up to date again" in shell(screen).notice)
        await pilot.press("X")
        await dialog(screen, pilot, PickDialog)
        await pilot.press("enter")
        await dialog(screen, pilot, ConfirmDialog)
        await pilot.press("y")
        await until(pilot, lambda: "no longer rewritten" in shell(screen).notice)
        assert targets(meeting) == []


async def test_what_was_done_last_is_written_on_leaving(meeting: Desk, tmp_path: Path) -> None:
    path = tmp_path / "calendar.ics"
    add_target(meeting, path, Selection())
    async with opened(meeting) as (screen, _pilot):
        row = meeting.reader.execute("SELECT id FROM event WHERE title = 'Fair'").fetchone()[0]
        await screen.gateway.write(records.change, meeting, "events", row, {"title": "Market"})
    assert b"SUMMARY:Market" in path.read_bytes()


async def test_the_written_file_can_be_kept_up_to_date(meeting: Desk, tmp_path: Path) -> None:
    path = tmp_path / "calendar.ics"
    async with opened(meeting) as (screen, pilot):
        await pilot.press("x")
        form = await dialog(screen, pilot, FormDialog)
        form.form.rows[0].query_one(LineInput).value = str(path)
        await pilot.press("ctrl+s")
        await dialog(screen, pilot, PreviewDialog)
        await pilot.press("y")
        await dialog(screen, pilot, WrittenDialog)
        await pilot.press("x")
        await until(pilot, lambda: "is rewritten whenever" in shell(screen).notice)
        assert [target.path for target in targets(meeting)] == [path]


async def test_people_are_invited_from_a_meeting(meeting: Desk, tmp_path: Path) -> None:
    path = tmp_path / "invite.ics"
    async with opened(meeting) as (screen, pilot):
        for which, sign in (("enter", b"RECURRENCE-ID"), ("down", b"RRULE")):
            await pilot.press("enter")
            await dialog(screen, pilot, EventDialog)
            await pilot.press("at")
            await dialog(screen, pilot, PickDialog)
            await pilot.press(*([which] if which == "enter" else [which, "enter"]))
            asked = await dialog(screen, pilot, TextDialog)
            asked.query_one(LineInput).value = str(path)
            await pilot.press("enter")
            if which == "down":
                await dialog(screen, pilot, ConfirmDialog)
                await pilot.press("y")
            said = await dialog(screen, pilot, MessageDialog)
            assert "Ana invites Ana, Bob" in said.text
            assert broken_rules(path.read_bytes(), method="REQUEST") == []
            assert sign in path.read_bytes()
            await pilot.press("enter")
            await back(screen, pilot)
