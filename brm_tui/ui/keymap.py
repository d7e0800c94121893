"""The user's own keys: ``[keys]`` in settings.toml names command ids and the keys they shall have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from brm_tui.errors import BrmError
from brm_tui.ui.commands import Command, commands_of
from brm_tui.ui.keys import INDISTINCT, normal_keys, shown_key
from brm_tui.ui.modes import RECORD_SCREENS, Mode, screen_class
from brm_tui.ui.program_commands import PROGRAM_COMMANDS


def checked_keymap(keys: Mapping[str, str], modes: Sequence[Mode]) -> dict[str, str]:
    """Return the user's keys in Textual's names.

    Args:
        keys: Keys by command id, several separated by commas.
        modes: The modes, for the screens whose commands there are.

    Raises:
        BrmError: An id is unknown, a key cannot be told apart by terminals, or two commands of one screen
            would share a key; none of the user's keys are taken then.
    """
    screens = [screen_class(mode.screen) for mode in modes]
    screens += [screen_class(place) for place in RECORD_SCREENS.values()]
    known = {command.id for command in PROGRAM_COMMANDS}
    known.update(id for screen in screens for id in commands_of(screen))
    wanted = {id: normal_keys(given) for id, given in keys.items()}
    problems = [f"There is no command {id}." for id in wanted if id not in known]
    for id, given in wanted.items():
        problems += [
            f"{id}: terminals cannot tell {shown_key(key)} from another key."
            for key in given.split(",")
            if key in INDISTINCT
        ]
    for screen in screens:
        problems += clashes((*commands_of(screen).values(), *PROGRAM_COMMANDS), wanted)
    if problems:
        listed = "\n".join(dict.fromkeys(problems))
        raise BrmError("Keys not taken", f"{listed}\n\nThe usual keys work; mend [keys] in settings.toml.")
    return wanted


def clashes(commands: Sequence[Command], wanted: Mapping[str, str]) -> list[str]:
    """Return one sentence for each key that two commands would share because of the user's keys."""
    holders: dict[str, Command] = {}
    found: list[str] = []
    for command in commands:
        keys = wanted.get(command.id, normal_keys(command.keys) if command.keys else "")
        for key in filter(None, keys.split(",")):
            other = holders.setdefault(key, command)
            if other is not command and wanted.keys() & {other.id, command.id}:
                found.append(f"{shown_key(key)} would be both {other.id} and {command.id}.")
    return found
