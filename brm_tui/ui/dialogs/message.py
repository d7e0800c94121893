"""Dialogs that only say something, and the one that asks yes or no."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from brm_tui.text import clean_text
from brm_tui.ui.commands import COPY, Command
from brm_tui.ui.dialogs.base import SCROLLS, Dialog


class MessageText(VerticalScroll):
    """The text of a message; scrolls when it is long."""

    def __init__(self) -> None:
        super().__init__(classes=SCROLLS)


class MessageDialog(Dialog[bool]):
    """Says something and waits until it is read; ``y`` copies the text, also over SSH (OSC 52)."""

    COMMANDS = (
        Command("message.close", "enter,q", "back", "Close", "Close the message."),
        COPY.command("message.copy", "Copy the text", "Copy the message to the clipboard."),
    )

    def __init__(self, title: str, message: str, *, detail: str = "", bad: bool = False) -> None:
        """Make a message.

        Args:
            title: A few words.
            message: Whole sentences.
            detail: More, shown dimmed below.
            bad: Whether something went wrong: the border says so.
        """
        super().__init__(title)
        self.message = clean_text(message)
        self.detail = clean_text(detail)
        self.set_class(bad, "-bad")

    def compose_content(self) -> ComposeResult:
        """Show the text."""
        with MessageText():
            yield Static(Content(self.message), classes="message--text")
            if self.detail:
                yield Static(Content(self.detail), classes="message--detail")

    @property
    def text(self) -> str:
        """Return all that the dialog says."""
        return "\n".join(part for part in (self.heading, self.message, self.detail) if part)

    def action_copy(self) -> None:
        """Copy the text to the clipboard."""
        self.app.copy_to_clipboard(self.text)
        for panel in self.query("Panel"):
            panel.border_subtitle = Content(" copied ")


class ConfirmDialog(Dialog[bool]):
    """Asks yes or no; answers True for yes, None for no."""

    COMMANDS = (
        Command("confirm.yes", "y,enter", "yes", "Yes", "Do it."),
        Command("confirm.no", "n", "back", "No", "Leave it as it is."),
    )

    def __init__(self, title: str, question: str, *, yes: str = "yes", no: str = "no") -> None:
        """Make a question.

        Args:
            title: A few words.
            question: One or two sentences that end in a question.
            yes: What yes does, a word or two.
            no: What no does.
        """
        super().__init__(title)
        self.question = clean_text(question)
        self.yes, self.no = yes, no

    def compose_content(self) -> ComposeResult:
        """Show the question."""
        yield Static(Content(self.question), classes="message--text")
        yield Static(
            Content.assemble(("y", "bold"), f" {self.yes}    ", ("n", "bold"), f" {self.no}"),
            classes="message--choices",
        )

    def action_yes(self) -> None:
        """Answer yes."""
        self.dismiss(True)
