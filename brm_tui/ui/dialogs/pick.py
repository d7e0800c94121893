"""Choosing from a list by typing some of it: customers, people, sort orders, filters, commands."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar, Generic, TypeVar

from textual import on, work
from textual.app import ComposeResult

from brm_tui.ui.commands import PAGE_DOWN, PAGE_UP, SAVE, Command, Key
from brm_tui.ui.dialogs.base import Dialog, Panel
from brm_tui.ui.widgets.choice_list import Choice, ChoiceList, matching
from brm_tui.ui.widgets.line_input import LineInput

__all__ = ["Choice", "PickDialog", "PickManyDialog", "PickWithWordDialog"]

Value = TypeVar("Value")
Answer = TypeVar("Answer")
MakeNew = Callable[[str], Awaitable[Choice[Value] | None]]

MOST_LINES = 14

# Letters are typed into the search field, so only the arrows move.
_UP = Key("up", "move(-1)", "up", in_footer=False, in_palette=False)
_DOWN = Key("down", "move(1)", "down", in_footer=False, in_palette=False)


class _ListDialog(Dialog[Answer], Generic[Value, Answer]):
    """A search field above a list that follows it."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        _UP.command("pick.up", "Up", "Go up."),
        _DOWN.command("pick.down", "Down", "Go down."),
        PAGE_UP.command("pick.page_up", "Page up", "Go up a page.", action="move(-10)"),
        PAGE_DOWN.command("pick.page_down", "Page down", "Go down a page.", action="move(10)"),
        Command(
            "pick.new",
            "ctrl+n",
            "make_new",
            "Make a new one",
            "Make what is missing in the list.",
            footer="make new",
            in_footer=True,
            condition=lambda dialog: dialog.make_new is not None,
        ),
    )

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice[Value]],
        *,
        typed: str = "",
        placeholder: str = "type to search",
        empty: str = "",
        make_new: MakeNew[Value] | None = None,
    ) -> None:
        """Make a dialog.

        Args:
            title: What is chosen.
            choices: All there is to choose from.
            typed: What the search field starts with.
            placeholder: What the empty search field says.
            empty: What the empty list says.
            make_new: Called with what was typed when the user wants one that is not listed; returns it.
        """
        super().__init__(title)
        self.choices = list(choices)
        self.make_new = make_new
        self.marks: set[Value] = set()
        self._typed = typed
        self._placeholder = placeholder
        self._empty = empty or ("Nothing fits; enter makes it." if make_new is not None else "Nothing fits.")

    def compose_content(self) -> ComposeResult:
        """Show the search field and the list."""
        yield LineInput(self._typed, placeholder=self._placeholder, select_on_focus=False)
        found = matching(self.choices, self._typed)
        listed: ChoiceList[Value] = ChoiceList(found, empty=self._empty, marked=self.marks.__contains__)
        listed.styles.height = self._lines
        yield listed

    @property
    def _lines(self) -> int:
        return max(1, min(MOST_LINES, len(self.choices)))

    @property
    def list(self) -> ChoiceList[Value]:
        """Return the list."""
        return self.query_one(ChoiceList)

    @on(LineInput.Changed)
    def _follow(self) -> None:
        """List what fits what is typed now; a key may come before the word of the letters ahead of it."""
        typed = self.query_one(LineInput).value
        if typed != self._typed:
            self._typed = typed
            self.list.show(matching(self.choices, typed))

    @on(ChoiceList.Chosen)
    def action_choose(self) -> None:
        """Take what is under the cursor."""
        self._follow()
        self._choose()

    def _choose(self) -> None:
        """Take what is under the cursor of the list that is there."""

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self._follow()
        self.list.move(by)

    @work
    async def action_make_new(self) -> None:
        """Let the caller make one, and choose it."""
        self._follow()
        made = await self.make_new(self._typed) if self.make_new is not None else None
        if made is not None:
            self.choices.insert(0, made)
            self.take(made)

    def take(self, choice: Choice[Value]) -> None:
        """Take a choice."""


class PickDialog(_ListDialog[Value, Value]):
    """Lets the user choose one; answers its value."""

    COMMANDS = (
        Command(
            "pick.choose",
            "enter",
            "choose",
            "Choose",
            "Take what is under the cursor.",
            in_footer=True,
            in_palette=False,
        ),
    )

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice[Value]],
        *,
        chosen: Value | None = None,
        typed: str = "",
        placeholder: str = "type to search",
        empty: str = "",
        make_new: MakeNew[Value] | None = None,
    ) -> None:
        """Make a dialog; ``chosen`` is what holds now, the rest as above."""
        super().__init__(title, choices, typed=typed, placeholder=placeholder, empty=empty, make_new=make_new)
        if chosen is not None:
            self.marks.add(chosen)

    def on_mount(self) -> None:
        """Begin at what is chosen."""
        if not self._typed:
            places = [index for index, choice in enumerate(self.choices) if choice.value in self.marks]
            self.list.show(self.list.shown, cursor=places[0] if places else 0)

    def _choose(self) -> None:
        """Answer what is under the cursor; where nothing fits what was typed, make it."""
        choice = self.list.current
        if choice is not None:
            self.take(choice)
        elif self.make_new is not None and self._typed.strip():
            self.action_make_new()

    def take(self, choice: Choice[Value]) -> None:
        """Answer the choice."""
        self.dismiss(choice.value)


class PickManyDialog(_ListDialog[Value, tuple[Value, ...]]):
    """Lets the user mark several; answers their values in the order of the list."""

    COMMANDS = (
        Command(
            "pick.mark",
            "enter",
            "choose",
            "Mark",
            "Mark what is under the cursor, or take the mark away.",
            in_footer=True,
            in_palette=False,
        ),
        SAVE.command("pick.done", "Done", "Take what is marked.", action="done", footer="done"),
    )

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice[Value]],
        *,
        chosen: Sequence[Value] = (),
        typed: str = "",
        placeholder: str = "type to search",
        make_new: MakeNew[Value] | None = None,
    ) -> None:
        """Make a dialog; ``chosen`` are marked at first, the rest as above."""
        super().__init__(title, choices, typed=typed, placeholder=placeholder, make_new=make_new)
        self.marks.update(chosen)

    def _choose(self) -> None:
        """Turn the mark under the cursor; where nothing fits what was typed, make it."""
        choice = self.list.current
        if choice is not None:
            self.turn(choice)
        elif self.make_new is not None and self._typed.strip():
            self.action_make_new()

    def turn(self, choice: Choice[Value]) -> None:
        """Turn the mark of a choice."""
        self.marks.symmetric_difference_update({choice.value})
        self.list.refresh()
        self._marked()

    def _marked(self) -> None:
        """Say how many are marked, and search anew for what is typed next."""
        self._say_count()
        self.query_one(LineInput).action_select_all()

    def take(self, choice: Choice[Value]) -> None:
        """Mark the choice, which was made just now, and list all others again below it."""
        self.marks.add(choice.value)
        self.query_one(LineInput).value = ""
        self.list.styles.height = self._lines
        self.list.show(self.choices)
        self._say_count()

    def action_done(self) -> None:
        """Answer what is marked."""
        self.dismiss(tuple(choice.value for choice in self.choices if choice.value in self.marks))

    def on_mount(self) -> None:
        """Say how many are marked."""
        self._say_count()

    def _say_count(self) -> None:
        self.query_one(Panel).border_subtitle = f" {len(self.marks)} marked "


class PickWithWordDialog(PickManyDialog[Value]):
    """Lets the user mark several and say a word of each: required, optional; answers their values.

    Attributes:
        said: The word of each that is marked.
    """

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice[Value]],
        *,
        words: Sequence[str],
        chosen: Mapping[Value, str],
        typed: str = "",
        make_new: MakeNew[Value] | None = None,
    ) -> None:
        """Make a dialog.

        Args:
            title: What is chosen.
            choices: All there is to choose from.
            words: What enter says of a choice, one after the other; behind the last one it takes the mark away.
            chosen: What is marked at first, with its word.
            typed: What the search field starts with.
            make_new: Called with what was typed when the user wants one that is not listed; returns it.
        """
        super().__init__(
            title,
            choices,
            chosen=tuple(chosen),
            typed=typed,
            placeholder=f"type to search; enter {', again '.join(words)}",
            make_new=make_new,
        )
        self.said = dict(chosen)
        self._words = tuple(words)
        self._say_words()

    def _say_words(self) -> None:
        self.choices = [replace(choice, hint=self.said.get(choice.value, "")) for choice in self.choices]

    def take(self, choice: Choice[Value]) -> None:
        """Say the first word of the choice, which was made just now."""
        self.said[choice.value] = self._words[0]
        self._say_words()
        super().take(choice)

    def turn(self, choice: Choice[Value]) -> None:
        """Say the next word of a choice, and behind the last one nothing."""
        before = self.said.pop(choice.value, None)
        place = self._words.index(before) + 1 if before in self._words else 0
        if place < len(self._words):
            self.said[choice.value] = self._words[place]
        self.marks.clear()
        self.marks.update(self.said)
        self._say_words()
        self.list.show(matching(self.choices, self._typed), cursor=self.list.cursor)
        self._marked()
