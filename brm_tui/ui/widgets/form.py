"""A form: one column of fields, made from their descriptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from brm_tui.errors import FieldError
from brm_tui.rules.fields import FieldDescription
from brm_tui.ui.widgets.form_fields import make_row
from brm_tui.ui.widgets.form_fields.row import FieldRow, FormContext

_WIDEST_LABEL = 26


def label_width(fields: Sequence[FieldDescription]) -> int:
    """Return the cells that the longest label and the mark of a required one take."""
    longest = max((Content(field.title).cell_length for field in fields), default=0)
    return min(longest, _WIDEST_LABEL) + 4


class FormHelp(Widget):
    """Says what belongs in the field that has the focus; two lines always, so that nothing jumps."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""

    def render(self) -> Content:
        """Return the help text."""
        return Content.styled(self._text, "$muted")

    def say(self, text: str) -> None:
        """Say something else."""
        if text != self._text:
            self._text = text
            self.refresh()


class Form(VerticalScroll, inherit_bindings=False):
    """The fields of a form; the arrows are the dialog's."""

    can_focus = False

    def __init__(
        self, fields: Sequence[FieldDescription], values: Mapping[str, object], context: FormContext
    ) -> None:
        """Make a form; a field that ``values`` does not name begins empty."""
        self.rows: list[FieldRow] = [make_row(field, values.get(field.name), context) for field in fields]
        for row in self.rows:
            row.others = self.rows
        super().__init__(*self.rows)

    @property
    def changed(self) -> bool:
        """Answer whether anything would be lost by leaving."""
        return any(row.changed for row in self.rows)

    @property
    def focused_row(self) -> FieldRow | None:
        """Return the row that has the focus."""
        focused = self.screen.focused
        return next((row for row in self.rows if focused is not None and row in focused.ancestors), None)

    def collect(self, *, everything: bool) -> dict[str, object] | None:
        """Return the typed values by field name, or None after showing what is wrong.

        Args:
            everything: Every value that is there, rather than only what was changed.
        """
        values: dict[str, object] = {}
        wrong: FieldRow | None = None
        for row in self.rows:
            row.problem = ""
            try:
                value = row.checked_value()
            except FieldError as error:
                row.show_error(error)
                wrong = wrong or row
                continue
            if (everything and value is not None) or row.changed:
                values[row.field.name] = value
        if wrong is not None:
            wrong.focus_editor()
            return None
        return values

    def show_error(self, error: FieldError) -> bool:
        """Show an error at its field; answer whether the form has the field."""
        for row in self.rows:
            if error.field in (row.field.name, f"{row.field.name}_id"):
                row.show_error(error)
                row.focus_editor()
                return True
        return False

    def go_to_words(self, names: Sequence[str], words: str) -> None:
        """Give the first of these fields that has the words the focus, at them."""
        rows = {row.field.name: row for row in self.rows}
        for name in names:
            if name in rows and rows[name].go_to_words(words):
                return

    def move_focus(self, by: int) -> bool:
        """Give the next or the previous row the focus; answer whether there is one."""
        row = self.focused_row
        if row is not None and row.move_within(by):
            return True
        place = self.rows.index(row) + by if row is not None else 0
        if not 0 <= place < len(self.rows):
            return False
        self.rows[place].focus_editor()
        return True

    def on_field_row_entered(self, event: FieldRow.Entered) -> None:
        """Let the rows follow that depend on others."""
        event.stop()
        for row in self.rows:
            row.others_changed()

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        """Say what belongs in the field."""
        row = self.focused_row
        for help in self.screen.query(FormHelp):
            help.say(row.help if row is not None else "")
