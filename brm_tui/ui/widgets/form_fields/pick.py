"""A field that names other records, or several words: picked from a list by typing some of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import events, on, work
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from brm_tui.rules.fields import FieldKind
from brm_tui.text import one_line
from brm_tui.ui.dialogs.pick import Choice, PickDialog, PickManyDialog
from brm_tui.ui.widgets.form_fields.row import FieldRow


class Picked(Widget):
    """Shows what is picked; a letter or enter opens the list, backspace clears."""

    can_focus = True

    @dataclass
    class Opened(Message):
        """The list is wanted, searched for what was typed."""

        typed: str

    @dataclass
    class Cleared(Message):
        """Nothing is to be picked."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self) -> Content:
        """Return what is picked."""
        if not self.text:
            return Content.styled("type to choose" if self.has_focus else "", "$muted")
        text = Content(one_line(self.text)).truncate(max(4, self.size.width - 4), ellipsis=True)
        return Content.assemble(text, ("  ↵", "$muted")) if self.has_focus else text

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Keep letters from being commands."""
        return character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        """Open the list or clear."""
        if event.key in ("enter", "space"):
            self.post_message(self.Opened(""))
        elif event.key in ("backspace", "delete"):
            self.post_message(self.Cleared())
        elif event.character is not None and event.character.isprintable():
            self.post_message(self.Opened(event.character))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self) -> None:
        """Open the list."""
        self.post_message(self.Opened(""))

    def show(self, text: str) -> None:
        """Show something else."""
        self.text = text
        self.refresh()


def in_one_line(labels: Iterable[str]) -> str:
    """Return what is picked as one line, told apart where a label itself holds a comma."""
    shown = list(labels)
    return ("; " if any("," in label for label in shown) else ", ").join(shown)


class PickRow(FieldRow):
    """Enters a reference, several references, or several words of a fixed list."""

    def make_editor(self) -> Widget:
        """Return what shows the picked ones."""
        self._many = self.field.kind is not FieldKind.REFERENCE
        self._values: tuple[str, ...] = self._values_of(self.initial)
        self._labels: dict[str, str] = {}
        self.picked = Picked(self._text)
        return self.picked

    def value(self) -> object:
        """Return the picked value, or a tuple of them."""
        if not self._values:
            return None
        return self._values if self._many else self._values[0]

    def on_mount(self) -> None:
        """Learn the names of what is picked already."""
        if self._values and self.field.refers_to:
            self._learn_names()

    @work(group="names")
    async def _learn_names(self) -> None:
        await self._choices()
        self.picked.show(self._text)

    async def _choices(self) -> list[Choice[str]]:
        listed: Sequence[tuple[str, str]]
        if self.field.kind is FieldKind.CHOICES:
            listed = [(word, word) for word in self.field.choices]
        elif self.context.references is not None:
            listed = await self.context.references(self.field.refers_to)
        else:
            listed = []
        self._labels.update(listed)
        known = {value for value, _label in listed}
        unlisted = [(value, value) for value in self._values if value not in known]
        return [Choice(value, label, words=value) for value, label in (*listed, *unlisted)]

    @on(Picked.Opened)
    @work(exclusive=True, group="pick")
    async def _opened(self, event: Picked.Opened) -> None:
        await self.pick(event.typed)

    async def pick(self, typed: str) -> None:
        """Let the user pick, searching for what was typed."""
        choices = await self._choices()
        make_new = self._make_new if self.context.make_new is not None and self.field.refers_to else None
        title = self.field.title
        if self._many:
            many = PickManyDialog(title, choices, chosen=self._values, typed=typed, make_new=make_new)
            several = await self.app.push_screen_wait(many)
            if several is not None:
                self._take(several)
            return
        chosen = self._values[0] if self._values else None
        one = PickDialog(title, choices, chosen=chosen, typed=typed, make_new=make_new)
        value = await self.app.push_screen_wait(one)
        if value is not None:
            self._take((value,))

    async def _make_new(self, typed: str) -> Choice[str] | None:
        made = None
        if self.context.make_new is not None:
            made = await self.context.make_new(self.field.refers_to, typed)
        if made is None:
            return None
        self._labels[made[0]] = made[1]
        return Choice(*made)

    @on(Picked.Cleared)
    def _clear(self) -> None:
        self._take(())

    def _take(self, values: tuple[str, ...]) -> None:
        self._values = values
        self.problem = ""
        self.picked.show(self._text)
        self.post_message(self.Entered())

    @property
    def _text(self) -> str:
        return in_one_line(self._labels.get(value, value) for value in self._values)

    @staticmethod
    def _values_of(value: object) -> tuple[str, ...]:
        if value is None:
            return ()
        return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value),)
