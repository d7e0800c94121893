"""The line above a list that narrows it as one types."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from brm_tui.ui.commands import Command, Commanding
from brm_tui.ui.widgets.line_input import LineInput

_GROUP = "Filter"


def filter_commands(screen: str, *, choose: str, choose_help: str, clear_help: str) -> tuple[Command, ...]:
    """Return the commands of a screen's filter line.

    Args:
        screen: What the commands' ids begin with.
        choose: What one can choose words of, as the footer says it.
        choose_help: The same as a sentence.
        clear_help: What is shown without the filter, as a sentence.
    """
    return (
        Command(
            f"{screen}.filter_keep", "enter,down", "keep", "Keep the filter", "Go on in the narrowed list.",
            footer="keep", in_footer=True, group=_GROUP, in_palette=False,
        ),
        Command(
            f"{screen}.filter_choose", "tab", "choose", "Choose filters", choose_help,
            footer=choose, in_footer=True, group=_GROUP, in_palette=False,
        ),
        Command(
            f"{screen}.filter_clear", "escape", "clear", "Clear the filter", clear_help,
            footer="show all", in_footer=True, group=_GROUP, in_palette=False,
        ),
    )  # fmt: skip


class FilterLabel(Widget):
    """The word before the line."""

    def render(self) -> Content:
        """Return the word."""
        return Content.styled(" Filter", "bold $focus")


class FilterBar(Commanding, Widget):
    """The line above the list; it shows while one types. Subclasses list its commands."""

    DEFAULT_CSS = """
    FilterBar { layout: horizontal; height: 1; width: 1fr; display: none; }
    FilterBar FilterLabel { width: 10; height: 1; }
    FilterBar LineInput { width: 1fr; background: $panel; }
    FilterBar LineInput > .input--placeholder { color: $muted; }
    """
    PLACEHOLDER: ClassVar[str] = ""

    class Typed(Message):
        """Another text is to be found."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Left(Message):
        """The line is done with.

        Attributes:
            how: keep, choose or clear.
        """

        def __init__(self, how: str) -> None:
            super().__init__()
            self.how = how

    def compose(self) -> ComposeResult:
        """Make the line."""
        yield FilterLabel()
        yield LineInput(placeholder=self.PLACEHOLDER, select_on_focus=False)

    @property
    def line(self) -> LineInput:
        """Return the line that one types in."""
        return self.query_one(LineInput)

    def open(self, text: str) -> None:
        """Show the line and take the keys."""
        self.display = True
        with self.prevent(LineInput.Changed):
            self.line.value = text
        self.line.cursor_position = len(text)
        self.line.focus()

    @on(LineInput.Changed)
    def _typed(self, event: LineInput.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(event.value))

    def action_keep(self) -> None:
        """Go on in the narrowed list."""
        self.post_message(self.Left("keep"))

    def action_choose(self) -> None:
        """Choose words to filter by."""
        self.post_message(self.Left("choose"))

    def action_clear(self) -> None:
        """Show everything again."""
        self.post_message(self.Left("clear"))
