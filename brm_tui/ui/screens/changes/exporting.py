"""The list of changes as a file: a change a row, whatever it is grouped by on the screen."""

from __future__ import annotations

from brm_tui.desk.change_pages import ChangeHeading, ChangeLine
from brm_tui.desk.list_export import ExportColumn


def is_internal(line: ChangeLine | ChangeHeading) -> bool:
    """Answer whether a change stays in the house."""
    return isinstance(line, ChangeLine) and line.internal


COLUMNS: tuple[ExportColumn[ChangeLine], ...] = (
    ExportColumn("Code", lambda line: line.code),
    ExportColumn("Change", lambda line: line.title),
    ExportColumn("Customers", lambda line: line.customers),
    ExportColumn("Services", lambda line: line.services),
    ExportColumn("Type", lambda line: line.type.value),
    ExportColumn("Impact, 1 to 5", lambda line: line.impact),
    ExportColumn("Likelihood, 1 to 5", lambda line: line.likelihood),
    ExportColumn("Risk", lambda line: line.risk.value if line.risk else "unknown"),
    ExportColumn("Window starts", lambda line: line.window_start),
    ExportColumn("Window ends", lambda line: line.window_end),
    ExportColumn("Time zone", lambda line: line.zone or None),
    ExportColumn("State", lambda line: line.state.value),
    ExportColumn("Customers told", lambda line: line.told),
    ExportColumn("Told by", lambda line: line.told_by or None),
    ExportColumn("Owner", lambda line: line.owner or None),
)
"""What is not known is empty; a risk that nobody rated says so."""
