"""A field that is typed on one line: texts, dates, numbers, amounts, lengths, words."""

from __future__ import annotations

from datetime import date, datetime

from textual import on
from textual.widget import Widget

from brm_tui.clock import zone_named
from brm_tui.errors import FieldError
from brm_tui.rules.dates import show_full_date
from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.rules.numbers import show_minutes
from brm_tui.rules.values import read_value, show_value
from brm_tui.ui.widgets.form_fields.row import FieldRow, FormContext
from brm_tui.ui.widgets.line_input import LineInput

_WITH_MEANING = {FieldKind.DATE, FieldKind.LOCAL_MOMENT, FieldKind.MOMENT, FieldKind.MINUTES, FieldKind.TIME}
_PLACEHOLDERS = {
    FieldKind.DATE: "fri, +2w, 1 dec",
    FieldKind.LOCAL_MOMENT: "fri 10:00",
    FieldKind.TIME: "9:30",
    FieldKind.MINUTES: "45m, 1h30",
    FieldKind.MONEY: "1234.50",
    FieldKind.ZONE: "Europe/Berlin",
    FieldKind.WORDS: "separated by commas",
}


def meaning(value: object, today: date, kind: FieldKind, zone: str = "UTC") -> str:
    """Return what a typed value is, as a person says it; a moment by the clocks of a zone."""
    if isinstance(value, datetime):
        value = value.astimezone(zone_named(zone)) if value.tzinfo is not None else value
        return f"→ {show_full_date(value.date(), today)} {value:%H:%M}"
    if isinstance(value, date):
        return f"→ {show_full_date(value, today)}"
    if isinstance(value, int) and kind is FieldKind.MINUTES:
        return f"→ {show_minutes(value)}"
    return f"→ {value}" if isinstance(value, str) else ""


class LineRow(FieldRow):
    """Enters one line of text and says beside it what a date or a length means."""

    def __init__(self, field: FieldDescription, value: object, context: FormContext) -> None:
        if field.kind in _WITH_MEANING:
            self.NOTE_WIDTH = 25
        super().__init__(field, value, context)
        self._say_meaning()

    def make_editor(self) -> Widget:
        """Return the line."""
        self.text = self._text_before = show_value(self.field, self.initial, self.context.zone)
        return LineInput(self.text, placeholder=_PLACEHOLDERS.get(self.field.kind, ""))

    def value(self) -> object:
        """Return what is typed as a typed value."""
        return read_value(self.field, self.text, self.context.today, self.context.zone)

    @property
    def changed(self) -> bool:
        """Answer whether another text than at first is entered."""
        return self.text != self._text_before and super().changed

    @on(LineInput.Changed)
    def _typed(self, event: LineInput.Changed) -> None:
        event.stop()
        if event.value != self.text:
            self.text = event.value
            self.problem = ""
            self._say_meaning()
            self.post_message(self.Entered())

    def _say_meaning(self) -> None:
        if self.field.kind not in _WITH_MEANING:
            return
        try:
            value = self.value()
        except FieldError:
            self.note = "…"
            return
        context = self.context
        self.note = "" if value is None else meaning(value, context.today, self.field.kind, context.zone)
