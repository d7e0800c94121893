"""Entering a record: a form made from the descriptions of its fields.

::

    dialog = FormDialog(
        "New customer", fields, {"status": "active"},
        references=self.references,          # async: KIND -> [(value, label), ...]
        make_new=self.make_new,              # async: (KIND, typed) -> (value, label) | None; optional
        save=self.save,                      # async: {name: typed value} -> anything; may raise
        new=True,
    )
    saved = await self.ask(dialog)           # the dict that was saved, None when it was left
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from textual import work
from textual.app import ComposeResult

from brm_tui.errors import FieldError
from brm_tui.rules.fields import FieldDescription
from brm_tui.ui.commands import EDITOR, SAVE, Command, Key
from brm_tui.ui.dialogs.base import SCROLLS, Dialog
from brm_tui.ui.dialogs.message import ConfirmDialog
from brm_tui.ui.widgets.form import Form, FormHelp, label_width
from brm_tui.ui.widgets.form_fields.long_text import LongTextRow
from brm_tui.ui.widgets.form_fields.row import FormContext, LookAround, MakeNew, References

Save = Callable[[dict[str, object]], Awaitable[object]]

_UP = Key("up", "move(-1)", "up", in_footer=False, in_palette=False)
_DOWN = Key("down", "move(1)", "down", in_footer=False, in_palette=False)


class FormDialog(Dialog[dict[str, object]]):
    """Lets the user fill in fields, hands them to ``save``, and stays open until that succeeds."""

    COMMANDS = (
        SAVE.command("form.save", "Save", "Save what is entered."),
        EDITOR.command(
            "form.editor",
            "Editor",
            "Open the text in your own editor.",
            priority=True,
            condition=lambda dialog: dialog.in_long_text,
        ),
        Command("form.next", "enter", "next", "Next field", "Go to the next field, or save after the last."),
        _UP.command("form.up", "Field above", "Go to the field above."),
        _DOWN.command("form.down", "Field below", "Go to the field below."),
    )
    BELOW = 3

    def __init__(
        self,
        title: str,
        fields: Sequence[FieldDescription],
        values: Mapping[str, object],
        *,
        save: Save,
        references: References | None = None,
        make_new: MakeNew | None = None,
        surroundings: LookAround | None = None,
        new: bool = False,
    ) -> None:
        """Make a form.

        Args:
            title: What is entered.
            fields: The fields, in the order in which a person thinks.
            values: Typed values by field name; for a new record what is known already.
            save: Stores the values. A FieldError it raises is shown at its field, any other error in a
                dialog; what was entered stays. It answers False when the user wants to go on entering.
            references: Gives what references can name.
            make_new: Makes what a reference lacks.
            surroundings: Gives what the next dates of a series depend on.
            new: Whether the record is new: defaults stand in the fields, and ``save`` gets every value that
                is there. Otherwise it gets the changed ones only, None for a cleared one.
        """
        super().__init__(title)
        self.fields = tuple(fields)
        self._values = dict(values)
        self._save = save
        self._references = references
        self._make_new = make_new
        self._surroundings = surroundings
        self._new = new
        self._saving = False
        self._sought: tuple[Sequence[str], str] = ((), "")
        if new:
            for field in self.fields:
                self._values.setdefault(field.name, field.default)

    def compose_content(self) -> ComposeResult:
        """Show the fields, and below them what belongs in the one that has the focus."""
        clock = self.shell.clock
        context = FormContext(
            clock.today(),
            clock.zone,
            label_width(self.fields),
            self._references,
            self._make_new,
            self._surroundings,
        )
        form = Form(self.fields, self._values, context)
        form.add_class(SCROLLS)
        yield form
        yield FormHelp()

    def seek(self, names: Sequence[str], words: str) -> None:
        """Begin at the first of these fields that has the words, with the cursor at them."""
        self._sought = names, words

    def on_mount(self) -> None:
        """Begin where something is sought."""
        names, words = self._sought
        if words:
            self.form.go_to_words(names, words)

    @property
    def form(self) -> Form:
        """Return the form."""
        return self.query_one(Form)

    @property
    def in_long_text(self) -> bool:
        """Answer whether a text of several lines has the focus."""
        return isinstance(self.form.focused_row, LongTextRow)

    def action_move(self, by: int) -> None:
        """Go to the next or the previous field."""
        self.form.move_focus(by)

    def action_next(self) -> None:
        """Go to the next field; save behind the last one."""
        if not self.form.move_focus(1):
            self.action_save()

    def action_editor(self) -> None:
        """Open the long text in the user's editor."""
        row = self.form.focused_row
        if isinstance(row, LongTextRow):
            row.area.call_later(self.call_later, row.edit_outside)  # behind the letters on their way there

    @work
    async def action_save(self) -> None:
        """Hand the values over; close once they are stored."""
        values = None if self._saving else self.form.collect(everything=self._new)
        if values is None:
            return
        if not values:
            self.dismiss(None)
            return
        self._saving = True
        try:
            if await self._save(values) is False:
                return
        except FieldError as error:
            if not self.form.show_error(error):
                raise
            return
        finally:
            self._saving = False
        self.dismiss(values)

    @work
    async def action_back(self) -> None:
        """Leave; ask first when something would be lost."""
        if self.form.changed:
            question = ConfirmDialog(
                "Not saved", "Leave without saving what you entered?", yes="leave", no="go on"
            )
            if not await self.app.push_screen_wait(question):
                return
        self.dismiss(None)
