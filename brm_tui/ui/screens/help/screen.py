"""The help screen: what the screen before it is for, every key, every sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen

from brm_tui.ui.commands import Command, Runnable, commands_of, runnable_commands
from brm_tui.ui.dialogs.base import SCROLLS, STYLES, Dialog
from brm_tui.ui.glyphs import LEGEND
from brm_tui.ui.keys import shown_key
from brm_tui.ui.widgets.sheet import Sheet, section, wrapped

if TYPE_CHECKING:
    from brm_tui.ui.app import BrmApp

_KEYS_WIDTH = 16


def grouped(runnable: Iterable[Runnable], own_group: str) -> dict[str, list[Runnable]]:
    """Return commands by the heading they have in help: the screen's own first, then as they come."""
    groups: dict[str, list[Runnable]] = {own_group: []}
    for entry in runnable:
        groups.setdefault(entry.command.group or own_group, []).append(entry)
    return {name: entries for name, entries in groups.items() if entries}


class HelpScreen(Dialog[Runnable]):
    """Lists what every key does on the screen under it."""

    COMMANDS = (
        Command("help.close", "question_mark,q", "back", "Close", "Close the help.", in_palette=False),
        Command("help.up", "k", "scroll(-1)", "Up", "Scroll up.", in_palette=False),
        Command("help.down", "j", "scroll(1)", "Down", "Scroll down.", in_palette=False),
    )
    CSS_PATH = [STYLES, Path(__file__).with_name("help.tcss")]

    def __init__(self, screen: Screen[Any]) -> None:
        """Make the help of a screen, as it is now."""
        shell = cast("BrmApp", screen.app)
        name = screen.title or next(mode.title for mode in shell.modes if mode.name == shell.current_mode)
        super().__init__(f"Help: {name}")
        self._about: str = getattr(screen, "HELP", "")
        runnable = runnable_commands(screen)
        self._groups = grouped(runnable, name)
        running = {entry.command.id for entry in runnable}
        kinds = [type(node) for node in (screen.focused, screen) if node is not None]
        listed = {id: command for kind in kinds for id, command in commands_of(kind).items()}
        self._resting = [command for id, command in listed.items() if id not in running]

    def compose_content(self) -> ComposeResult:
        """Show the help."""
        with VerticalScroll(id="help-text", classes=SCROLLS):
            yield Sheet(self._lines)

    def action_scroll(self, lines: int) -> None:
        """Scroll the help."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def _lines(self, width: int) -> list[Content]:
        lines = [*wrapped(self._about, width), Content("")] if self._about else []
        for name, entries in self._groups.items():
            told = [
                _told(entry.keys, entry.command.help, width, "$foreground") for entry in entries if entry.keys
            ]
            lines += section(name, chain.from_iterable(told))
        if self._resting:
            told = [_told(rest.keys.split(","), rest.help, width, "$muted") for rest in self._resting]
            lines += section("Not possible just now", chain.from_iterable(told))
        lines += section("Signs", [_signs(place) for place in range(0, len(LEGEND), 3)])
        return lines[:-1]


def _told(keys: Iterable[str], help: str, width: int, style: str) -> Iterator[Content]:
    """Yield what a command does beside its keys, in as many lines as it takes."""
    shown = "  ".join(dict.fromkeys(shown_key(key) for key in keys if key))
    beside = Content.styled(shown, style).truncate(_KEYS_WIDTH - 1, ellipsis=True, pad=True)
    for line in wrapped(help, width - _KEYS_WIDTH, style="$muted"):
        yield Content.assemble(beside, " ", line)
        beside = Content(" " * (_KEYS_WIDTH - 1))


def _signs(first: int) -> Content:
    cells = [glyph.content(glyph.word) for glyph in LEGEND[first : first + 3]]
    return Content("").join(cell.truncate(24, pad=True) for cell in cells)
