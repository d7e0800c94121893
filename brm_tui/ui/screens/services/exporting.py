"""The list of services as a file: a column for each figure."""

from __future__ import annotations

from datetime import date

from brm_tui.desk.list_export import ExportColumn, amount
from brm_tui.desk.services import ServiceLine
from brm_tui.rules.services import is_stale, standing


def export_columns(today: date) -> tuple[ExportColumn[ServiceLine], ...]:
    """Return the columns; what is not known is empty.

    Args:
        today: What the figures are judged by.
    """

    def judged(line: ServiceLine) -> str:
        if not line.head.taken:
            return "not taken"
        rag = standing(line.known, today).rag
        return rag.value if rag is not None else "unknown"

    return (
        ExportColumn("Customer", lambda line: line.head.customer),
        ExportColumn("Code", lambda line: line.head.code),
        ExportColumn("Service", lambda line: line.head.service),
        ExportColumn("Standing", judged),
        ExportColumn("Priority", lambda line: line.head.priority.value if line.head.priority else None),
        ExportColumn("Level, %", lambda line: line.head.level),
        ExportColumn("Target, %", lambda line: line.known.target),
        ExportColumn("Level of", lambda line: line.head.level_period),
        ExportColumn("Satisfaction, 1 to 5", lambda line: line.head.satisfaction),
        ExportColumn("Satisfaction of", lambda line: line.head.satisfaction_period),
        ExportColumn("Cost a month", lambda line: amount(line.head.cost)),
        ExportColumn("Currency", lambda line: line.head.currency if line.head.cost is not None else None),
        ExportColumn("Users", lambda line: line.head.users),
        ExportColumn("From", lambda line: line.head.active_from),
        ExportColumn("Until", lambda line: line.head.active_until),
        ExportColumn("Newest data", lambda line: line.head.newest),
        ExportColumn("Stale", lambda line: line.head.newest and is_stale(line.head.newest, today)),
    )
