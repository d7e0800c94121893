"""The text that one writes in a meeting."""

from __future__ import annotations

import re

from textual import events
from textual.keys import KEY_NAME_REPLACEMENTS
from textual.widgets import TextArea

from brm_tui.ui.commands import EDITOR, Commanding
from brm_tui.ui.editor import edit_outside

_NAMED_KEYS = frozenset(KEY_NAME_REPLACEMENTS.values())
_BOX = re.compile(r"(\s*[-*+]\s*\[)[ xX]?(\]\s*)(.*)")


class MinutesArea(Commanding, TextArea):
    """A text area whose action lines go on: enter behind one begins the next, behind an empty one it ends the list."""

    COMMANDS = (
        EDITOR.command("meeting.editor", "Editor", "Open the minutes in your own editor.", priority=True),
    )

    def __init__(self) -> None:
        super().__init__(
            soft_wrap=True,
            compact=True,
            show_line_numbers=False,
            placeholder="Write here while you meet; ctrl+s keeps it, and leaving does.",
            id="meeting-minutes",
        )
        self.cursor_blink = False

    def show(self, text: str) -> None:
        """Show another text; the cursor stays where it was, as far as there is text."""
        if self.text != text:
            row, column = self.cursor_location
            self.load_text(text)
            row = min(row, self.document.line_count - 1)
            self.move_cursor((row, min(column, len(self.document.get_line(row)))))

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Answer whether a key is typed, ``slash`` and the like too: the footer leaves those out."""
        return key in _NAMED_KEYS or super().check_consume_key(key, character)

    def action_editor(self) -> None:
        """Open the text in the user's editor."""
        self.show(edit_outside(self.app, self.text).rstrip("\n"))

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter" and self.selection.is_empty and not self.read_only:
            row, column = self.cursor_location
            match = _BOX.fullmatch(self.document.get_line(row))
            if match and column == len(match[0]):
                event.stop()
                event.prevent_default()
                if match[3].strip():
                    self.insert(f"\n{match[1]} {match[2].rstrip()} ")
                else:
                    self.delete((row, 0), (row, column))
                return
        await super()._on_key(event)
