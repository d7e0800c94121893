"""Typing one line: a name, a date, a reason."""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from brm_tui.errors import FieldError
from brm_tui.ui.commands import Command
from brm_tui.ui.dialogs.base import Dialog
from brm_tui.ui.widgets.line_input import LineInput


class TextDialog(Dialog[str]):
    """Lets the user type one line; answers it.

    While typing, a line below says what the text means; a text that means nothing is not taken. One that is longer
    than the field stands whole below it.
    """

    COMMANDS = (
        Command("text.done", "enter", "done", "Done", "Take the text.", in_footer=True, in_palette=False),
    )

    def __init__(
        self,
        title: str,
        *,
        value: str = "",
        placeholder: str = "",
        meaning: Callable[[str], str] | None = None,
        required: bool = True,
    ) -> None:
        """Make a dialog.

        Args:
            title: What is asked for.
            value: What stands there at first.
            placeholder: What the empty field says.
            meaning: Returns what a text means (``Fri 27 Nov``), or raises FieldError.
            required: Whether an empty text is refused.
        """
        super().__init__(title)
        self._value = value
        self._placeholder = placeholder
        self._meaning = meaning
        self._required = required
        self._refused: str | None = None

    def compose_content(self) -> ComposeResult:
        """Show the field and what it means."""
        yield LineInput(self._value, placeholder=self._placeholder)
        yield Static(self._said(self._value), classes="text-dialog--meaning")

    def on_mount(self) -> None:
        """Show an offered text whole once it is known how wide the field is."""
        self.call_after_refresh(self._explain)

    @on(LineInput.Changed)
    def _explain(self) -> None:
        """Say below the field what its text means, or why it was refused."""
        value = self.query_one(LineInput).value
        said = self._said(value)
        if value.strip() == self._refused and (why := self._why_not(self._refused)):
            said = Content.styled(why, "$bad")
        self.query_one(Static).update(said)

    def action_done(self) -> None:
        """Answer the text when it means something."""
        text = self.query_one(LineInput).value.strip()
        if self._why_not(text) is None:
            self.dismiss(text)
            return
        self._refused = text
        self._explain()

    def _why_not(self, text: str) -> str | None:
        if not text:
            return "Something must stand here." if self._required else None
        try:
            if self._meaning is not None:
                self._meaning(text)
        except FieldError as error:
            return f"Allowed: {error.allowed}."
        return None

    def _said(self, text: str) -> Content:
        if self._meaning is None:
            room = self.query_one(LineInput).content_size.width if self.is_mounted else 0
            return Content.styled(text, "$muted") if room and cell_len(text) >= room else Content("")
        if not text.strip():
            return Content("")
        try:
            return Content.styled(f"→ {self._meaning(text)}", "$muted")
        except FieldError:
            return Content.styled("…", "$muted")
