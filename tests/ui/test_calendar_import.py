"""Importing a calendar file by keys: the form, the report, and one step that undo takes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.ui.app import BrmApp
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.dialogs.importing import ImportDialog
from brm_tui.ui.screens.calendar.screen import CalendarScreen
from tests.interchange.ics_files import vcalendar, vevent
from tests.ui.shell_desk import screen_text, until
from tests.ui.test_calendar import opened

HOSTILE = "[/] {x} [bold]=cmd|' /C calc'!A0 漢字 🧭 مرحبا " + "x" * 150


def _shown(pilot: Pilot[None]) -> str:
    assert isinstance(pilot.app, BrmApp)
    return screen_text(pilot.app)


def _titles(desk: Desk) -> list[str]:
    return [row[0] for row in desk.reader.execute("SELECT title FROM event ORDER BY title")]


@pytest.mark.parametrize(("width", "height"), [(80, 24), (140, 40)])
async def test_a_file_is_looked_at_imported_and_taken_back(
    desk: Desk, tmp_path: Path, width: int, height: int
) -> None:
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    file = tmp_path / "t.ics"
    task = "BEGIN:VTODO\r\nSUMMARY:Task\r\nEND:VTODO\r\n"
    file.write_bytes(vcalendar(vevent("DTSTART:20261124T100000Z", title=HOSTILE), task))
    async with opened(desk, width, height) as (screen, pilot):
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        await pilot.press(*str(file))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, ImportDialog))
        await pilot.pause()
        shown = _shown(pilot)
        assert "customer: 1 new, 1 skipped" in shown
        assert "[/] {x}" in shown
        assert "VTODO: it is" in shown
        await pilot.press("down")
        await until(pilot, lambda: "it is a task; the desk keeps actions instead" in _shown(pilot))
        assert _titles(desk) == []

        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, CalendarScreen))
        assert [title[:7] for title in _titles(desk)] == ["[/] {x}"]
        await until(pilot, lambda: "takes it back" in _shown(pilot))

        await pilot.press("u")
        await until(pilot, lambda: _titles(desk) == [])
        assert screen.customer == ""


async def test_escape_leaves_the_report_and_nothing_is_imported(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "t.ics"
    file.write_bytes(vcalendar(vevent("DTSTART:20261124T100000Z")))
    async with opened(desk) as (_screen, pilot):
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        await pilot.press(*str(file))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, ImportDialog))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, CalendarScreen))

    assert _titles(desk) == []
