"""What stands in the CSV file of feedback."""

from __future__ import annotations

from datetime import date

from brm_tui.desk.feedback_pages import FeedbackLine, age_of
from brm_tui.desk.list_export import ExportColumn
from brm_tui.rules.working_time import WorkingTime


def export_columns(today: date, works: WorkingTime) -> tuple[ExportColumn[FeedbackLine], ...]:
    """Return the columns as they are on a day.

    Args:
        today: The day.
        works: Whose weekends and holidays are left out where working days are counted.
    """
    return (
        ExportColumn("Customer", lambda line: line.customer),
        ExportColumn("Kind", lambda line: line.kind.value),
        ExportColumn("Feedback", lambda line: line.title),
        ExportColumn("Severity", lambda line: line.severity.value),
        ExportColumn("State", lambda line: line.state.value),
        ExportColumn("Escalation", lambda line: line.escalation),
        ExportColumn("Opened again", lambda line: line.reopened),
        ExportColumn("Received", lambda line: line.received),
        ExportColumn("Due", lambda line: line.due),
        ExportColumn("Closed", lambda line: line.closed),
        ExportColumn("Age", lambda line: age_of(line, today, works).age.value),
        ExportColumn("Days open", lambda line: age_of(line, today, works).days_open),
        ExportColumn("Working days late", lambda line: age_of(line, today, works).working_days_late),
        ExportColumn("Owner", lambda line: line.owner),
        ExportColumn("Service", lambda line: line.service),
        ExportColumn("Cause", lambda line: line.cause),
        ExportColumn("Resolution", lambda line: line.resolution),
        ExportColumn("Has an action", lambda line: line.action_id is not None),
    )
