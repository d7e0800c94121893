"""A field of a few fixed words: turned with the arrows, typed by first letters, or picked from a list."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events, on, work
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from brm_tui.rules.fields import FieldKind
from brm_tui.ui.widgets.form_fields.row import FieldRow


class WordTurner(Widget):
    """Shows one of some words; left and right turn it, letters jump, enter lists them."""

    can_focus = True

    @dataclass
    class Turned(Message):
        """Another word is shown."""

        word: str

    @dataclass
    class Listed(Message):
        """All words are wanted as a list."""

    def __init__(self, words: tuple[str, ...], word: str) -> None:
        """Make a turner.

        Args:
            words: What it turns through; an empty one stands for none.
            word: What it shows at first.
        """
        super().__init__()
        self.words = words
        self.word = word
        self._typed = ""

    def render(self) -> Content:
        """Return the word between its arrows."""
        word = Content(self.word) if self.word else Content.styled("none", "$muted")
        if not self.has_focus:
            return word
        return Content.assemble(word, ("  ←→", "$muted"))

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Keep letters from being commands."""
        return character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        """Turn, jump or list."""
        if event.key == "space" and self._goes_on(" "):
            self._typed += " "
        elif event.key in ("left", "right", "space"):
            self._turn(-1 if event.key == "left" else 1)
        elif event.key == "enter":
            self.post_message(self.Listed())
        elif event.key in ("backspace", "delete"):
            self._typed = ""
            if "" in self.words:
                self.show("")
        elif event.character is not None and event.character.isprintable():
            self._jump(event.character.casefold())
        else:
            return
        event.stop()
        event.prevent_default()

    def on_blur(self) -> None:
        """Forget what was typed."""
        self._typed = ""

    def show(self, word: str) -> None:
        """Show a word and tell the form."""
        self.word = word
        self.refresh()
        self.post_message(self.Turned(word))

    def _turn(self, by: int) -> None:
        self._typed = ""
        place = self.words.index(self.word) if self.word in self.words else 0
        self.show(self.words[(place + by) % len(self.words)])

    def _goes_on(self, character: str) -> bool:
        """Answer whether what was typed goes on with a character in one of the words."""
        typed = self._typed + character
        return bool(self._typed) and any(word.casefold().startswith(typed) for word in self.words)

    def _jump(self, character: str) -> None:
        for typed in (self._typed + character, character):
            found = [word for word in self.words if word.casefold().startswith(typed)]
            if found:
                self._typed = typed
                # The same letter again goes on to the next word that begins with it.
                place = found.index(self.word) + 1 if self.word in found and len(typed) == 1 else 0
                self.show(found[place % len(found)])
                return


class ChoiceRow(FieldRow):
    """Enters a choice, or yes and no."""

    def make_editor(self) -> Widget:
        """Return the turner."""
        field, value = self.field, self.initial
        words = ("yes", "no") if field.kind is FieldKind.FLAG else field.choices
        may_be_none = value is None or (not field.required and field.default is None)
        self._words = ("", *words) if may_be_none else words
        self._word = self._word_of(value)
        self.turner = WordTurner(self._words, self._word)
        return self.turner

    def value(self) -> object:
        """Return the word, or yes and no as True and False."""
        if not self._word:
            return None
        return self._word == "yes" if self.field.kind is FieldKind.FLAG else self._word

    def _word_of(self, value: object) -> str:
        if value is None:
            return ""
        if self.field.kind is FieldKind.FLAG:
            return "yes" if value else "no"
        return str(value)

    @on(WordTurner.Turned)
    def _turned(self, event: WordTurner.Turned) -> None:
        event.stop()
        self._word = event.word
        self.problem = ""
        self.post_message(self.Entered())

    @on(WordTurner.Listed)
    @work
    async def _list(self) -> None:
        from brm_tui.ui.dialogs.pick import Choice, PickDialog

        choices = [Choice(word, word or "none") for word in self._words]
        chosen = await self.app.push_screen_wait(PickDialog(self.field.title, choices, chosen=self._word))
        if chosen is not None:
            self.turner.show(chosen)
