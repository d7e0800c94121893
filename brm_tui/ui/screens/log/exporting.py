"""What stands in the log's CSV files."""

from __future__ import annotations

from brm_tui.desk.list_export import ExportColumn, amount
from brm_tui.desk.log_pages import LogLine, SuccessLine

ENTRIES: tuple[ExportColumn[LogLine], ...] = (
    ExportColumn("Customer", lambda line: line.customer),
    ExportColumn("Kind", lambda line: line.kind.value),
    ExportColumn("Opportunity or issue", lambda line: line.title),
    ExportColumn("Detail", lambda line: line.detail),
    ExportColumn("Seen", lambda line: line.date),
    ExportColumn("State", lambda line: line.state.value),
    ExportColumn("Owner", lambda line: line.owner),
    ExportColumn("Successes", lambda line: line.successes),
)
SUCCESSES: tuple[ExportColumn[SuccessLine], ...] = (
    ExportColumn("Customer", lambda line: line.customer),
    ExportColumn("Success", lambda line: line.title),
    ExportColumn("Story", lambda line: line.story),
    ExportColumn("Value shown", lambda line: amount(line.value)),
    ExportColumn("Currency", lambda line: line.currency if line.value is not None else None),
    ExportColumn("Value in words", lambda line: line.value_shown),
    ExportColumn("Came from so many", lambda line: line.sources),
    ExportColumn("Evidence", lambda line: line.evidence),
    ExportColumn("Achieved", lambda line: line.date),
)
