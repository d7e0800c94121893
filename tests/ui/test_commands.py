"""One command gives the key, the footer, the help and the palette; users rebind it by its id."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from brm_tui.errors import BrmError
from brm_tui.ui import commands
from brm_tui.ui.app import BrmApp
from brm_tui.ui.commands import NEW, Command, Key, commands_of, footer_commands, runnable_commands
from brm_tui.ui.dialogs.message import MessageDialog
from brm_tui.ui.keymap import checked_keymap, clashes
from brm_tui.ui.keys import INDISTINCT, key_name, normal_keys, shown_key
from brm_tui.ui.modes import MODES
from brm_tui.ui.program_commands import PROGRAM_COMMANDS
from tests.ui.shell_desk import NamesScreen, names_screen, open_desk, running, shell_modes, until


def shared_keys() -> Iterator[tuple[str, Key]]:
    return ((name, value) for name, value in vars(commands).items() if isinstance(value, Key))


def test_keys_are_named_as_people_write_them() -> None:
    assert [key_name(key) for key in ("?", "/", "[", "n", "H", "ctrl+r", "shift+left")] == [
        "question_mark", "slash", "left_square_bracket", "n", "H", "ctrl+r", "shift+left",
    ]  # fmt: skip
    assert normal_keys("?, n") == "question_mark,n"
    assert [shown_key(key) for key in ("question_mark", "escape", "ctrl+r", "left_square_bracket")] == [
        "?", "esc", "ctrl+r", "[",
    ]  # fmt: skip


def test_no_shared_key_is_one_that_terminals_confuse() -> None:
    for name, key in shared_keys():
        assert not set(normal_keys(key.keys).split(",")) & INDISTINCT, name


def test_a_key_means_one_thing() -> None:
    # The two quits share an action; help and undo of a screen are the program's.
    held: dict[str, str] = {}
    for name, key in shared_keys():
        if name.startswith("_"):
            continue
        for one in normal_keys(key.keys).split(","):
            assert held.setdefault(one, name) == name, one


def test_every_command_of_the_program_is_described() -> None:
    ids = [command.id for command in PROGRAM_COMMANDS]
    assert len(ids) == len(set(ids))
    for command in PROGRAM_COMMANDS:
        assert command.title
        assert command.help.endswith(".")
        assert command.id.startswith("app.")


def test_bindings_come_from_the_commands() -> None:
    bindings = {
        binding.id: binding
        for listed in NamesScreen._merged_bindings.key_to_bindings.values()  # type: ignore[union-attr]
        for binding in listed
    }
    for command in commands_of(NamesScreen).values():
        assert bindings[command.id].action == command.action
        assert bindings[command.id].tooltip == command.help


async def test_the_footer_holds_at_most_eight_with_help_last(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await pilot.press("n")
        await until(pilot, lambda: bool(names_screen(app).names))
        runnable = runnable_commands(app.screen)
        more = [NEW.command(f"names.{place}", "More", "More.") for place in range(12)]
        many = [runnable[0]._replace(command=command) for command in more]
        shown = footer_commands([*many, *runnable])
        assert len(shown) == 8
        assert shown[-1].command.id == "app.help"


async def test_users_rebind_by_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("brm_tui.ui.keymap.RECORD_SCREENS", {})
    (tmp_path / "settings.toml").write_text('[keys]\n"names.new" = "ctrl+n, +"\n', encoding="utf-8")
    async with running(tmp_path) as (app, pilot):
        await until(pilot, lambda: any("names.new" in str(key) for key in app._keymap))
        await pilot.press("n")
        await pilot.press("ctrl+n")
        await until(pilot, lambda: names_screen(app).names == ["Customer 1"])
        await pilot.press("plus")
        await until(pilot, lambda: len(names_screen(app).names) == 2)
        keys = {entry.command.id: entry.keys for entry in runnable_commands(app.screen)}
        assert keys["names.new"] == ("ctrl+n", "plus")


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"names.new": "u"}, "u would be both names.new and app.undo."),
        ({"names.new": "e"}, "e would be both"),
        ({"names.nothing": "y"}, "There is no command names.nothing."),
        ({"names.new": "ctrl+i"}, "cannot tell ctrl+i"),
    ],
)
def test_clashes_are_reported(keys: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("brm_tui.ui.keymap.RECORD_SCREENS", {})
    with pytest.raises(BrmError) as refused:
        checked_keymap(keys, shell_modes())
    assert said in refused.value.message


def test_swapped_keys_do_not_clash() -> None:
    first = Command("a.first", "f", "first", "First", "First.")
    second = Command("a.second", "s", "second", "Second", "Second.")
    assert clashes([first, second], {"a.first": "s", "a.second": "f"}) == []
    assert clashes([first, second], {"a.first": "s"}) == ["s would be both a.first and a.second."]


async def test_wrong_keys_in_the_settings_are_told_and_the_usual_ones_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brm_tui.ui.keymap.RECORD_SCREENS", {})
    (tmp_path / "settings.toml").write_text('[keys]\n"names.new" = "u"\n', encoding="utf-8")
    app = BrmApp(open_desk(tmp_path), modes=shell_modes())
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        await pilot.press("escape", "n")
        await until(pilot, lambda: names_screen(app).names == ["Customer 1"])


def test_modes_are_numbered_from_one() -> None:
    assert [mode.number for mode in MODES] == list(range(1, 9))
