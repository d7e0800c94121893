"""A field of several lines."""

from __future__ import annotations

from textual import on
from textual.widget import Widget
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from brm_tui.rules.found_words import FoundWord, first_found, line_of
from brm_tui.rules.values import read_value, show_value
from brm_tui.ui.editor import edit_outside
from brm_tui.ui.widgets.form_fields.row import FieldRow


def select(area: TextArea, found: FoundWord) -> None:
    """Select a word in a text, in sight."""
    area.selection = Selection(line_of(area.text, found.start), line_of(area.text, found.end))
    area.call_after_refresh(area.scroll_cursor_visible, center=True, animate=False)


class FormTextArea(TextArea):
    """A text area that the arrows leave at its first and last line."""

    def action_cursor_up(self, select: bool = False) -> None:
        """Go up, out of the text when it ends there."""
        if self.cursor_at_first_line and not select:
            self.screen.focus_previous()
        else:
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Go down, out of the text when it ends there."""
        if self.cursor_at_last_line and not select:
            self.screen.focus_next()
        else:
            super().action_cursor_down(select)


class LongTextRow(FieldRow):
    """Enters several lines; the user's editor opens on ctrl+e."""

    EDITOR_HEIGHT = 3

    def make_editor(self) -> Widget:
        """Return the text area."""
        self.area = FormTextArea(show_value(self.field, self.initial), compact=True, show_line_numbers=False)
        self.area.cursor_blink = False
        return self.area

    def value(self) -> object:
        """Return the text."""
        return read_value(self.field, self.area.text, self.context.today)

    @property
    def changed(self) -> bool:
        """Answer whether another text than at first is entered."""
        return self.area.text != show_value(self.field, self.initial) and super().changed

    def go_to_words(self, words: str) -> bool:
        """Take the focus with the found word selected."""
        found = first_found(self.area.text, words)
        if found is None:
            return False
        select(self.area, found)
        self.focus_editor()
        return True

    def edit_outside(self) -> None:
        """Open the text in the user's editor."""
        self.area.load_text(edit_outside(self.app, self.area.text))

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.problem = ""
