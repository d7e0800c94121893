"""The help screen: what the screen before it is for, every key, every sign."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from brm_tui.ui.commands import Command, Runnable, commands_of, runnable_commands
from brm_tui.ui.dialogs.base import STYLES, Dialog
from brm_tui.ui.glyphs import LEGEND
from brm_tui.ui.keys import shown_key

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
        name = screen.title or "this screen"
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
        with VerticalScroll(id="help-text"):
            yield Static(self._text())

    def action_scroll(self, lines: int) -> None:
        """Scroll the help."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def _text(self) -> Content:
        blocks: list[Content] = []
        if self._about:
            blocks.append(Content(self._about))
        for name, entries in self._groups.items():
            lines = [_line(entry.keys, entry.command.help) for entry in entries if entry.keys]
            blocks.append(_block(name, lines))
        if self._resting:
            lines = [_line(command.keys.split(","), command.help, dim=True) for command in self._resting]
            blocks.append(_block("Not possible just now", lines))
        blocks.append(_block("Signs", [_sign(place) for place in range(0, len(LEGEND), 3)]))
        return Content("\n\n").join(blocks)


def _block(title: str, lines: Iterable[Content]) -> Content:
    return Content("\n").join([Content.styled(title, "bold"), *lines])


def _line(keys: Iterable[str], help: str, *, dim: bool = False) -> Content:
    shown = "  ".join(dict.fromkeys(shown_key(key) for key in keys if key))
    style = "$muted" if dim else "$foreground"
    key = Content.styled(shown, style).truncate(_KEYS_WIDTH - 1, ellipsis=True)
    return Content.assemble(key, " " * (_KEYS_WIDTH - key.cell_length), (help, "$muted"))


def _sign(first: int) -> Content:
    cells = [glyph.content(glyph.word) for glyph in LEGEND[first : first + 3]]
    return Content("").join(cell.truncate(24, pad=True) for cell in cells)
