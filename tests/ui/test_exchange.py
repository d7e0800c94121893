"""Data in and out by keys in mode 8: a table whose columns are asked for, and a bundle with a conflict."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from brm_tui.clock import Clock
from brm_tui.desk import records
from brm_tui.desk.bundle_export import WrittenBundle, export_bundle
from brm_tui.desk.bundle_import import import_bundle
from brm_tui.desk.desk import Desk
from brm_tui.paths import Home
from brm_tui.ui.app import BrmApp
from brm_tui.ui.dialogs import progress
from brm_tui.ui.dialogs.progress import Tell
from brm_tui.ui.screens.reports import exchange
from brm_tui.ui.screens.reports.screen import ReportsScreen
from tests.ui.shell_desk import screen_text, until


def _typed(text: str) -> list[str]:
    names = {"/": "slash", ".": "full_stop", "-": "minus", "_": "underscore", " ": "space"}
    return [names.get(sign, sign) for sign in text]


async def test_a_table_with_foreign_heads_is_taken_in(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Who;E-mail\nAna Souza;ana@x.example\n", encoding="utf-8")
    app = BrmApp(desk)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("8")
        await until(pilot, lambda: "Handover pack" in screen_text(app))
        await pilot.press("ctrl+o")
        await until(pilot, lambda: "Import what" in screen_text(app))
        await pilot.press(*_typed("people"), "enter")
        await until(pilot, lambda: "Import people" in screen_text(app))
        await pilot.press(*_typed(str(path)), "ctrl+s")
        await until(pilot, lambda: "Which column is which" in screen_text(app))
        await pilot.press(*_typed("name"), "ctrl+s")
        await until(pilot, lambda: "1 create" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Import 1 person" in screen_text(app))
        assert desk.reader.execute("SELECT name, email FROM person").fetchall() == [
            ("Ana Souza", "ana@x.example")
        ]


async def test_a_bundle_asks_where_both_sides_changed_it(desk: Desk, tmp_path: Path, clock: Clock) -> None:
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    path = tmp_path / "all.zip"
    export_bundle(desk, path)
    other = Desk.open(Home(tmp_path / "other"), clock)
    import_bundle(other, path)
    records.change(desk, "customers", "FIN", {"name": "Money"})
    records.change(other, "customers", "FIN", {"name": "Treasure"})
    export_bundle(other, path)
    other.close()
    app = BrmApp(desk)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("8")
        await until(pilot, lambda: "Handover pack" in screen_text(app))
        await pilot.press("ctrl+o")
        await until(pilot, lambda: "A bundle of another desk" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Import a bundle" in screen_text(app))
        await pilot.press(*_typed(str(path)), "ctrl+s")
        await until(pilot, lambda: "here “Money”, there “Treasure”" in screen_text(app))
        await pilot.press("enter", "ctrl+s")
        await until(pilot, lambda: "made 2026-11-24" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: "u takes it back" in screen_text(app))
        assert desk.reader.execute("SELECT name FROM customer").fetchall() == [("Treasure",)]


async def test_escape_gives_a_bundle_up_and_leaves_no_file(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    path, seen = tmp_path / "all.zip", threading.Event()
    write = exchange._export

    def slowly(desk: Desk, path: Path, customer: str, tell: Tell) -> WrittenBundle:
        tell(40)
        assert seen.wait(10)
        return write(desk, path, customer, tell)

    monkeypatch.setattr(exchange, "_export", slowly)
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    app = BrmApp(desk)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("8")
        await until(pilot, lambda: "Handover pack" in screen_text(app))
        for again in (False, True):
            assert isinstance(app.screen, ReportsScreen)
            app.screen.action_bundle()
            await until(pilot, lambda: "Whose bundle" in screen_text(app))
            await pilot.press("enter")
            await until(pilot, lambda: "Write a bundle" in screen_text(app))
            await pilot.press("ctrl+u", *_typed(str(path)), "ctrl+s")
            await until(pilot, lambda: "████████░░░░░░░░░░░░ 40 % · escape gives up" in screen_text(app))
            if not again:
                await pilot.press("escape")
            seen.set()
            if not again:
                await until(pilot, lambda: "Given up: nothing was changed" in screen_text(app))
                assert list(tmp_path.glob("*.zip*")) == []
                seen.clear()
                await pilot.press("escape", "enter")
        await until(pilot, path.exists)
