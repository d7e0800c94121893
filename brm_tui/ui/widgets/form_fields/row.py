"""One field of a form: its label, what is entered, what that means, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.widget import Widget

from brm_tui.errors import FieldError
from brm_tui.rules.fields import FieldDescription
from brm_tui.rules.found_words import first_found
from brm_tui.rules.values import show_value

if TYPE_CHECKING:
    from brm_tui.rules.next_dates import Surroundings

#: Gives what a reference can name: ``(value, label)`` for a KIND, ``customers``.
References = Callable[[str], Awaitable[Sequence[tuple[str, str]]]]
#: Makes a record of a KIND from what was typed and returns its ``(value, label)``, or None.
MakeNew = Callable[[str, str], Awaitable[tuple[str, str] | None]]

#: Gives the days off, clocks and fiscal year that matter to the values of a form.
LookAround = Callable[[Mapping[str, object]], Awaitable["Surroundings"]]

REQUIRED = "something must stand here"


@dataclass(frozen=True, slots=True)
class FormContext:
    """What the rows of a form share.

    Attributes:
        today: What natural dates count from.
        zone: The user's zone.
        label_width: Cells for the labels.
        references: Gives what references can name; None where the form has none.
        make_new: Makes what a reference lacks, by KIND; None where nothing can be made.
        surroundings: Gives what the next dates of a series depend on; None where nothing is known of it.
    """

    today: date
    zone: str
    label_width: int
    references: References | None = None
    make_new: MakeNew | None = None
    surroundings: LookAround | None = None


class FieldRow(Widget):
    """Draws the label, the meaning and the error; the editor inside it takes the keys."""

    NOTE_WIDTH = 0
    EDITOR_HEIGHT = 1

    class Entered(Message):
        """Something else is entered; other rows may follow."""

    others: Sequence[FieldRow] = ()
    problem: var[str] = var("")
    note: var[str] = var("")

    def __init__(self, field: FieldDescription, value: object, context: FormContext) -> None:
        """Make a row for a field that holds a typed value, or None."""
        self.field = field
        self.initial = _plain(value)
        self.context = context
        self._has_focus_within = False
        # Handed over rather than composed: a form is mounted in one go, which opens it twice as fast.
        self.editor = self.make_editor()
        super().__init__(self.editor)
        self.editor.styles.margin = (0, self.NOTE_WIDTH, 0, context.label_width)
        self.editor.styles.height = self.EDITOR_HEIGHT
        self.styles.height = self.EDITOR_HEIGHT

    def make_editor(self) -> Widget:
        """Return the widget that takes the keys; asked before the row itself is a widget."""
        raise TypeError(f"{type(self).__name__} has no editor")

    @property
    def help(self) -> str:
        """What belongs in the field."""
        return self.field.help

    def value(self) -> object:
        """Return what is entered as a typed value, None where nothing is.

        Raises:
            FieldError: The field does not take it.
        """
        return self.initial

    def sibling_value(self, name: str) -> object:
        """Return what another row of the form holds, None where there is no such row or it takes it not."""
        for row in self.others:
            if row.field.name == name:
                try:
                    return row.value()
                except FieldError:
                    return None
        return None

    def others_changed(self) -> None:
        """Follow what another row holds now."""

    def go_to_words(self, words: str) -> bool:
        """Take the focus where the value has the words; answer whether it has."""
        if first_found(show_value(self.field, self.initial), words) is None:
            return False
        self.focus_editor()
        return True

    def move_within(self, by: int) -> bool:
        """Give the next or the previous part of the editor the focus; answer whether there is one."""
        return False

    @property
    def changed(self) -> bool:
        """Answer whether anything else than at first is entered, allowed or not."""
        try:
            return self.value() != self.initial
        except FieldError:
            return True

    def checked_value(self) -> object:
        """Return the value, refusing an empty one where one must stand.

        Raises:
            FieldError: The field does not take it.
        """
        value = self.value()
        if value is None and self.field.required:
            raise FieldError(self.field.name, "", REQUIRED)
        return value

    def render(self) -> Content:
        """Return the label, the note at the right and the error below."""
        width = self.context.label_width
        style = "bold $focus" if self._has_focus_within else "$bad" if self.problem else "$muted"
        title = Content.styled(self.field.title, style).truncate(width - 3, ellipsis=True)
        star = Content.styled(" *", "$attention") if self.field.required else Content("")
        line = Content.assemble(title, star)
        if self.note:
            note = Content.styled(self.note, "$muted").truncate(self.NOTE_WIDTH - 1, ellipsis=True)
            gap = self.size.width - line.cell_length - note.cell_length
            line = Content.assemble(line, " " * max(1, gap), note)
        if not self.problem:
            return line
        below = "\n" * self.EDITOR_HEIGHT
        room = max(8, self.size.width - width)
        problem = Content.styled(self.problem, "$bad").truncate(room, ellipsis=True)
        return Content.assemble(line, below, " " * width, problem)

    def watch_problem(self, problem: str) -> None:
        """Make room for the error, or give it back."""
        self.styles.height = self.EDITOR_HEIGHT + (1 if problem else 0)
        self.refresh()

    def watch_note(self) -> None:
        """Show what the text means."""
        self.refresh()

    def show_error(self, error: FieldError) -> None:
        """Say below the field what it takes."""
        self.problem = error.allowed[:1].upper() + error.allowed[1:]

    def focus_editor(self) -> None:
        """Give the editor the focus, at once: Textual's own ``focus`` comes later than the next key that waits."""
        self.screen.set_focus(self.editor)

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        """Mark the label."""
        self._has_focus_within = True
        self.refresh()

    def on_descendant_blur(self, _event: events.DescendantBlur) -> None:
        """Take the mark away, and look at what was entered."""
        self._has_focus_within = False
        try:
            self.value()
        except FieldError as error:
            self.show_error(error)
        else:
            if self.problem and self.problem.casefold() != REQUIRED.casefold():
                self.problem = ""
        self.refresh()


def _plain(value: object) -> object:
    """Return a value in the one form it has here: nothing is None, lists are tuples."""
    if isinstance(value, list):
        value = tuple(value)
    return None if value in ("", ()) else value
