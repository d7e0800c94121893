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

    def compose_content(self) -> ComposeResult:
        """Show the field and what it means."""
        yield LineInput(self._value, placeholder=self._placeholder)
        yield Static(self._said(self._value), classes="text-dialog--meaning")

    def on_mount(self) -> None:
        """Show an offered text whole once it is known how wide the field is."""
        self.call_after_refresh(lambda: self.query_one(Static).update(self._said(self._value)))

    @on(LineInput.Changed)
    def _changed(self, event: LineInput.Changed) -> None:
        self.query_one(Static).update(self._said(event.value))

    def action_done(self) -> None:
        """Answer the text when it means something."""
        text = self.query_one(LineInput).value.strip()
        if self._required and not text:
            self.query_one(Static).update(Content.styled("Something must stand here.", "$bad"))
            return
        if text and self._meaning is not None:
            try:
                self._meaning(text)
            except FieldError as error:
                self.query_one(Static).update(Content.styled(f"Allowed: {error.allowed}.", "$bad"))
                return
        self.dismiss(text)

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
