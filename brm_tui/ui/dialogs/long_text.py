"""Editing a long text: a section of an agreement, minutes, notes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual import work
from textual.app import ComposeResult
from textual.widgets import TextArea

from brm_tui.text import clean_text
from brm_tui.ui.commands import EDITOR, SAVE
from brm_tui.ui.dialogs.base import Dialog
from brm_tui.ui.dialogs.message import ConfirmDialog
from brm_tui.ui.editor import edit_outside


class LongTextDialog(Dialog[str]):
    """Lets the user edit a text of many lines; answers it, or hands it to ``save`` first."""

    COMMANDS = (
        SAVE.command("long_text.save", "Save", "Save the text."),
        EDITOR.command("long_text.editor", "Editor", "Open the text in your own editor.", priority=True),
    )

    def __init__(
        self, title: str, text: str, *, save: Callable[[str], Awaitable[object]] | None = None
    ) -> None:
        """Make a dialog.

        Args:
            title: What the text is.
            text: As it is now.
            save: Stores the text; where it raises, the dialog stays open with all that was typed.
        """
        super().__init__(title)
        self._before = text
        self._save = save

    def compose_content(self) -> ComposeResult:
        """Show the text."""
        area = TextArea(self._before, soft_wrap=True, show_line_numbers=False, compact=True)
        area.cursor_blink = False
        yield area

    @property
    def text(self) -> str:
        """Return the text as it stands."""
        return clean_text(self.query_one(TextArea).text)

    @work
    async def action_save(self) -> None:
        """Store the text and close."""
        text = self.text
        if self._save is not None and text != self._before:
            await self._save(text)
        self.dismiss(text)

    def action_editor(self) -> None:
        """Open the text in the user's editor."""
        self.query_one(TextArea).call_later(
            self.call_later, self._edit_outside
        )  # behind letters on their way

    def _edit_outside(self) -> None:
        self.query_one(TextArea).load_text(edit_outside(self.app, self.query_one(TextArea).text))

    @work
    async def action_back(self) -> None:
        """Leave; ask first when something would be lost."""
        if self.text != clean_text(self._before):
            question = ConfirmDialog(
                "Not saved", "Leave without saving what you wrote?", yes="leave", no="go on"
            )
            if not await self.app.push_screen_wait(question):
                return
        self.dismiss(None)
