"""README says what is: its keys, its commands, its pictures."""

from __future__ import annotations

import re
import shlex

from brm_tui.cli.parser import parse
from tests.readme_keys import README, every_command, filled

TEXT = README.read_text(encoding="utf-8")


def test_the_key_table_lists_every_command() -> None:
    """The table is the one that the commands make; ``python -m tests.readme_keys`` writes it."""
    assert filled(TEXT) == TEXT
    assert len(every_command()) > 40


def test_no_command_uses_a_key_that_terminals_confuse() -> None:
    """ctrl+i, ctrl+j, ctrl+m and ctrl+h cannot be told from Tab, Enter and Backspace."""
    for command in every_command().values():
        assert not set(command.keys.split(",")) & {"ctrl+i", "ctrl+j", "ctrl+m", "ctrl+h"}, command.id


def test_the_commands_it_shows_are_taken() -> None:
    """Every brm-tui line of README parses."""
    blocks = re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL)
    found = 0
    for line in "\n".join(blocks).replace("\\\n", " ").splitlines():
        words = shlex.split(line)
        if words and words[0] == "brm-tui":
            parse(words[1:])
            found += 1
    assert found > 8


def test_its_pictures_are_there() -> None:
    """Every picture is a file of the checkout."""
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", TEXT)
    assert pictures
    for picture in pictures:
        assert (README.parent / picture).is_file(), picture
