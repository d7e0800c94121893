"""The line above a list that says in words what is listed, and below it what that means."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from brm_tui.ui.commands import KEPT_FILTERS, SAVE, Command, Commanding
from brm_tui.ui.widgets.line_input import LineInput

_GROUP = "Filter"


def words_line_commands(prefix: str) -> tuple[Command, ...]:
    """Return the commands of the filter line of a list without fields; their ids begin with the prefix."""
    return (
        Command(
            f"{prefix}filter_keep", "enter,down", "keep", "Keep the filter", "Go on in the narrowed list.",
            footer="keep", in_footer=True, group=_GROUP, in_palette=False,
        ),
        Command(
            f"{prefix}filter_clear", "escape", "clear", "Clear the filter", "Show everything again.",
            footer="show all", in_footer=True, group=_GROUP, in_palette=False,
        ),
    )  # fmt: skip


def filter_line_commands(screen: str) -> tuple[Command, ...]:
    """Return the commands of a screen's filter line; their ids begin with the screen's name."""
    keep, clear = words_line_commands(f"{screen}.")
    return (
        keep,
        Command(
            f"{screen}.filter_choose", "tab", "choose", "Choose words", "Choose from the words of the filter.",
            footer="words", in_footer=True, group=_GROUP, in_palette=False,
        ),
        SAVE.command(
            f"{screen}.filter_save", "Save the filter", "Keep the filter under a name.", footer="save it",
            group=_GROUP, condition=lambda line: line.is_mounted and bool(line.line.value.strip()),
        ),
        KEPT_FILTERS.command(
            f"{screen}.filter_kept", "Saved filters", "Choose a filter that is kept, or delete one.",
            in_footer=True, group=_GROUP,
        ),
        clear,
    )  # fmt: skip


class FilterLabel(Widget):
    """The word before the line."""

    def render(self) -> Content:
        """Return the word."""
        return Content.styled(" Filter", "bold $focus")


class FilterMeaning(Static):
    """What the line means."""


class FilterLine(Commanding, Widget):
    """The line, and its meaning; it shows while one types.

    Subclasses list `filter_line_commands`, or `words_line_commands` where there is nothing to filter by but words.
    """

    DEFAULT_CSS = """
    FilterLine { layout: vertical; height: 2; width: 1fr; display: none; }
    FilterLine Horizontal { height: 1; width: 1fr; }
    FilterLine FilterLabel { width: 10; height: 1; }
    FilterLine LineInput { width: 1fr; background: $panel; }
    FilterLine LineInput > .input--placeholder { color: $muted; }
    FilterLine FilterMeaning {
        height: 1; width: 1fr; padding: 0 1 0 10; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    class Typed(Message):
        """Another text is to be found."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Left(Message):
        """The line is done with.

        Attributes:
            how: keep, choose, save, kept or clear.
        """

        def __init__(self, how: str) -> None:
            super().__init__()
            self.how = how

    def __init__(self, example: str) -> None:
        """Make the line.

        Args:
            example: A filter, shown where none is typed.
        """
        super().__init__()
        self._example = example

    def compose(self) -> ComposeResult:
        """Make the line, and below it what it means."""
        with Horizontal():
            yield FilterLabel()
            yield LineInput(placeholder=self._example, select_on_focus=False)
        yield FilterMeaning()

    @property
    def line(self) -> LineInput:
        """Return the line that one types in."""
        return self.query_one(LineInput)

    def show_example(self, example: str) -> None:
        """Show another filter where none is typed: another list is shown."""
        self.line.placeholder = example

    def open(self, text: str) -> None:
        """Show the line and take the keys, at once: the next key is meant for it."""
        self.display = True
        with self.prevent(LineInput.Changed):
            self.line.value = text
        self.line.cursor_position = len(text)
        self.screen.set_focus(self.line)

    @on(LineInput.Changed)
    def _typed(self, event: LineInput.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(event.value))

    def say(self, meaning: str, problems: Sequence[str] = ()) -> None:
        """Say what the line means, and what in it does not."""
        said = Content.styled(f"→ {meaning}" if meaning else "", "$muted")
        if problems:
            wrong = Content.styled(problems[0][:1].upper() + problems[0][1:], "$attention")
            said = Content.assemble(wrong, "   ", said) if meaning else wrong
        self.query_one(FilterMeaning).update(said, layout=False)
        self.screen.refresh_bindings()

    def action_keep(self) -> None:
        """Go on in the narrowed list."""
        self.post_message(self.Left("keep"))

    def action_choose(self) -> None:
        """Choose words to filter by."""
        self.post_message(self.Left("choose"))

    def action_clear(self) -> None:
        """Show everything again."""
        self.post_message(self.Left("clear"))

    def action_save(self) -> None:
        """Keep the filter under a name."""
        self.post_message(self.Left("save"))

    def action_kept_filters(self) -> None:
        """Choose a filter that is kept."""
        self.post_message(self.Left("kept"))
