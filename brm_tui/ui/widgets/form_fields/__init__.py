"""One module a way of entering a value; `make_row` chooses it by the field's kind."""

from __future__ import annotations

from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.ui.widgets.form_fields.row import FieldRow, FormContext


def make_row(field: FieldDescription, value: object, context: FormContext) -> FieldRow:
    """Return the row that enters a field."""
    match field.kind:
        case FieldKind.LONG_TEXT:
            from brm_tui.ui.widgets.form_fields.long_text import LongTextRow

            return LongTextRow(field, value, context)
        case FieldKind.CHOICE | FieldKind.FLAG:
            from brm_tui.ui.widgets.form_fields.choice import ChoiceRow

            return ChoiceRow(field, value, context)
        case FieldKind.CHOICES | FieldKind.REFERENCE | FieldKind.REFERENCES:
            from brm_tui.ui.widgets.form_fields.pick import PickRow

            return PickRow(field, value, context)
        case FieldKind.ATTENDEES:
            from brm_tui.ui.widgets.form_fields.attendees import AttendeesRow

            return AttendeesRow(field, value, context)
        case FieldKind.RECURRENCE:
            from brm_tui.ui.widgets.form_fields.recurrence import RecurrenceRow

            return RecurrenceRow(field, value, context)
        case FieldKind.DAY_RULE:
            from brm_tui.ui.widgets.form_fields.recurrence import DayRuleRow

            return DayRuleRow(field, value, context)
    from brm_tui.ui.widgets.form_fields.line import LineRow

    return LineRow(field, value, context)
