"""The program around the screens: modes, keys, undo, errors, other windows."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.widgets import Static

from brm_tui.ui.app import BrmApp
from brm_tui.ui.dialogs.message import MessageDialog
from brm_tui.ui.dialogs.palette import PaletteDialog
from brm_tui.ui.dialogs.search import SearchDialog
from brm_tui.ui.screens.help.screen import HelpScreen
from tests.ui.shell_desk import (
    HOSTILE,
    NamesScreen,
    add_customer,
    names_of,
    names_screen,
    open_desk,
    running,
    screen_text,
    until,
)


async def test_number_keys_open_modes_and_each_keeps_its_stack(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        assert app.current_mode == "today"
        first = app.screen
        await pilot.press("2")
        await until(pilot, lambda: app.current_mode == "portfolio")
        assert app.screen is not first
        app.push_screen(type(names_screen(app))())
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await pilot.press("5")
        await until(pilot, lambda: app.current_mode == "services")
        await pilot.press("2")
        assert len(app.screen_stack) == 2
        await pilot.press("2")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        await pilot.press("1")
        assert app.screen is first
        await pilot.press("escape")
        assert app.screen is first
        assert not app.unexpected


async def test_escape_goes_back_one_step(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        first = names_screen(app)
        first.show(type(first)())
        await until(pilot, lambda: app.screen is not first)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is first)


class SlowScreen(NamesScreen):
    """Reads so slowly that what it would show it on goes first."""

    late = False

    async def load(self) -> None:
        """Show the names after its widgets have gone."""
        if self.loads:
            while self.query(Static):
                await asyncio.sleep(0)
            self.late = True
            self.query_one(Static).update("too late")
        await super().load()


async def test_what_is_read_for_a_screen_that_was_left_is_let_go(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        first, slow = names_screen(app), SlowScreen()
        first.show(slow)
        await until(pilot, lambda: slow.loads == 1)
        slow.reload()
        await pilot.pause()
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is first and not slow.is_running)
        assert slow.late
        assert not app.unexpected


async def test_q_quits_but_not_while_typing(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, PaletteDialog))
        await pilot.press("q")
        assert app.is_running
        assert app.screen.query_one("LineInput").value == "q"  # type: ignore[attr-defined]  # an input's
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.is_modal)
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running)


async def test_ctrl_q_quits_out_of_a_dialog(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, PaletteDialog))
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not app.is_running)


async def test_undo_and_redo_name_the_step_and_every_screen_follows(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await pilot.press("2")
        await until(pilot, lambda: app.current_mode == "portfolio" and names_screen(app).loads > 0)
        await pilot.press("n")
        await until(pilot, lambda: names_screen(app).names == ["Customer 1"])
        await pilot.press("u")
        await until(pilot, lambda: names_screen(app).names == [])
        await until(pilot, lambda: app.notice.startswith("Undone: "))
        assert "Customer 1" in app.notice
        await pilot.press("ctrl+r")
        await until(pilot, lambda: names_screen(app).names == ["Customer 1"])
        await until(pilot, lambda: app.notice.startswith("Done again: "))
        # The screen out of sight missed the writes and reads when it is seen again.
        await pilot.press("1")
        await until(pilot, lambda: names_screen(app).names == ["Customer 1"])
        assert not app.unexpected


async def test_nothing_to_undo_is_said_calmly(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await pilot.press("u")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        await pilot.press("enter")
        await until(pilot, lambda: not app.screen.is_modal)
        assert not app.unexpected


async def test_what_another_window_writes_appears(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        other = open_desk(tmp_path)
        add_customer(other, "From the other window", "OTH")
        other.close()
        await app.gateway.look_for_other_writers()
        await until(pilot, lambda: names_screen(app).names == ["From the other window"])


async def test_a_refusal_is_a_dialog_with_literal_text_that_can_be_copied(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        await until(pilot, lambda: "[/] {x} =cmd" in screen_text(app))
        await pilot.press("y")
        assert "[/] {x} =cmd|' /C calc'!A0 [2J" in app.clipboard
        assert "Nothing was saved." in app.clipboard
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.is_modal)
        assert not app.unexpected


@pytest.mark.parametrize("cause", ["action", "handler"])
async def test_an_unforeseen_error_is_calm_and_logged(tmp_path: Path, cause: str) -> None:
    async with running(tmp_path) as (app, pilot):
        if cause == "action":
            await pilot.press("d")
        else:
            await pilot.click("Body")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        shown = screen_text(app)
        assert "Traceback" not in shown
        assert "brm-tui.log" in shown.replace("\n", "") or "brm-tui.log" in app.screen.detail  # type: ignore[attr-defined]  # the dialog's
        assert "Traceback" in (tmp_path / "brm-tui.log").read_text(encoding="utf-8")
        assert len(app.unexpected) == 1
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.is_modal)
        await pilot.press("n")
        await until(pilot, lambda: names_screen(app).names == ["Customer 1"])


async def test_a_write_is_carried_out_though_its_screen_is_gone(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        first = names_screen(app)
        second = type(first)()
        first.show(second)
        await until(pilot, lambda: second.loads > 0)
        await pilot.press("n", "escape")
        await until(pilot, lambda: app.screen is first and first.names == ["Customer 1"])


async def test_quitting_waits_for_what_is_being_written(tmp_path: Path) -> None:
    async with running(tmp_path) as (_app, pilot):
        await pilot.press("n", "q")
    desk = open_desk(tmp_path)
    assert names_of(desk) == ["Customer 1"]
    desk.close()


async def test_the_footer_shows_what_works_now(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await until(pilot, lambda: "n new" in screen_text(app).splitlines()[-1])
        assert "enter" not in screen_text(app).splitlines()[-1]
        await pilot.press("n")
        await until(pilot, lambda: names_screen(app).names != [])
        app.notice = ""
        await until(pilot, lambda: "enter open" in screen_text(app).splitlines()[-1])
        assert screen_text(app).splitlines()[-1].rstrip().endswith("? help")


async def test_the_palette_lists_what_can_run_now_and_runs_it(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, PaletteDialog))
        labels = [choice.label for choice in app.screen.choices]  # type: ignore[attr-defined]  # the palette's
        assert {"New name", "Change the theme", "Undo", "Go to Board"} <= set(labels)
        assert "Open the first" not in labels
        await pilot.press(*"new na")
        await pilot.press("enter")
        await until(pilot, lambda: names_screen(app).names == ["Customer 1"])


async def test_a_dialog_stands_in_the_middle_of_a_screen_that_stays_readable(tmp_path: Path) -> None:
    async with running(tmp_path, 140, 40) as (app, pilot):
        await pilot.press("ctrl+p")
        await until(pilot, lambda: any(panel.size for panel in app.screen.query("Panel")))
        panel = app.screen.query_one("Panel").region
        assert abs(panel.x - (140 - panel.right)) <= 1
        assert abs(panel.y - (40 - panel.bottom)) <= 1
        assert app.screen.styles.background.a < 1


async def test_help_lists_every_command_of_the_screen(tmp_path: Path) -> None:
    async with running(tmp_path, height=60) as (app, pilot):
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        await until(pilot, lambda: "Lists the names of the customers." in screen_text(app))
        shown = screen_text(app)
        for text in ("Make a customer.", "ctrl+r", "Not possible just now", "waiting for signature"):
            assert text in shown
        await pilot.press("question_mark")
        await until(pilot, lambda: not app.screen.is_modal)


async def test_the_search_box_finds_by_name_and_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[str, str]] = []
    monkeypatch.setattr(
        BrmApp, "on_open_record", lambda _app, message: opened.append((message.kind, message.id))
    )
    async with running(tmp_path) as (app, pilot):
        await pilot.press("n")
        await until(pilot, lambda: names_screen(app).names != [])
        await pilot.press("slash")
        await until(pilot, lambda: isinstance(app.screen, SearchDialog))
        await pilot.press(*"omer")
        await until(pilot, lambda: "customers   Customer 1" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: len(opened) == 1)
        assert opened[0][0] == "customers"
        assert not app.unexpected


async def test_the_theme_is_chosen_and_remembered(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        app.action_theme()
        await until(pilot, lambda: app.screen.is_modal)
        await pilot.press(*"brm-light")
        await pilot.press("enter")
        await until(pilot, lambda: app.theme == "brm-light")
        await until(pilot, lambda: (tmp_path / "settings.toml").exists())
    assert "brm-light" in (tmp_path / "settings.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("theme", ["brm-light", "textual-dark", "nord", "ansi-dark", "solarized-light"])
async def test_every_theme_has_our_colours(tmp_path: Path, theme: str) -> None:
    async with running(tmp_path) as (app, pilot):
        app.theme = theme if theme in app.available_themes else "gruvbox"
        await pilot.pause()
        for name in ("good", "attention", "bad", "muted", "faint", "cursor", "cursor-blurred", "focus"):
            assert app.get_css_variables()[name]


@pytest.mark.parametrize(("width", "height"), [(80, 24), (140, 40)])
async def test_the_header_fits_all_modes_and_the_time(tmp_path: Path, width: int, height: int) -> None:
    async with running(tmp_path, width, height) as (app, _pilot):
        line = screen_text(app).splitlines()[0]
        for number in range(1, 9):
            assert f"{number} " in line
        assert line.rstrip().endswith("09:12")


async def test_hostile_words_in_the_title_are_shown_as_they_are(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        screen = names_screen(app)
        screen.trail = (HOSTILE[:9],)
        screen.title = "[EMEA]"
        screen.answer = "[/b] open"
        await until(pilot, lambda: "[EMEA]" in screen_text(app).splitlines()[1])
        assert "[/b] open" in screen_text(app).splitlines()[1]
        app.toast("[/] {x}")
        await until(pilot, lambda: "[/] {x}" in screen_text(app).splitlines()[-1])
