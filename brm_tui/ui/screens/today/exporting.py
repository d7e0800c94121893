"""What Today lists as a file: the meetings, then what needs her with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from brm_tui.desk.list_export import ExportColumn
from brm_tui.errors import NotFoundError
from brm_tui.ui.screens.today.lines import Line, MeetingRow, NeedRow
from brm_tui.ui.screens.today.needs import kind_of

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

Listed = MeetingRow | NeedRow


class ListedRow(NamedTuple):
    """One line with whether what it is about stays in the house."""

    line: Listed
    internal: bool


def listed(desk: Desk, lines: Sequence[Line]) -> list[ListedRow]:
    """Return the meetings and needs among the lines, in their order."""
    return [
        ListedRow(line, _is_internal(desk, line)) for line in lines if isinstance(line, MeetingRow | NeedRow)
    ]


def _is_internal(desk: Desk, line: Listed) -> bool:
    from brm_tui.desk.choices import record_of

    if isinstance(line, MeetingRow):
        kind, row_id = "events", line.meeting.line.event_id
    else:
        kind, row_id = kind_of(line.need), line.need.record_id
    try:
        return bool(getattr(record_of(desk, kind, row_id), "internal", False))
    except NotFoundError:
        return True  # it was deleted meanwhile: nobody can say any more that it may leave


def _what(line: Listed) -> str:
    return line.meeting.line.title if isinstance(line, MeetingRow) else line.need.what


def _customer(line: Listed) -> str:
    return line.meeting.line.customer if isinstance(line, MeetingRow) else line.need.customer


COLUMNS: tuple[ExportColumn[ListedRow], ...] = (
    ExportColumn("Section", lambda row: "next" if isinstance(row.line, MeetingRow) else "needs you"),
    ExportColumn(
        "Kind", lambda row: "meeting" if isinstance(row.line, MeetingRow) else row.line.need.kind.value
    ),
    ExportColumn("Customer", lambda row: _customer(row.line) or None),
    ExportColumn("What", lambda row: _what(row.line)),
    ExportColumn("Why", lambda row: row.line.need.why if isinstance(row.line, NeedRow) else None),
    ExportColumn(
        "Day", lambda row: row.line.meeting.start.date() if isinstance(row.line, MeetingRow) else None
    ),
    ExportColumn(
        "Time",
        lambda row: (
            f"{row.line.meeting.start:%H:%M}"
            if isinstance(row.line, MeetingRow) and not row.line.meeting.line.all_day
            else None
        ),
    ),
    ExportColumn(
        "Place", lambda row: row.line.meeting.line.place or None if isinstance(row.line, MeetingRow) else None
    ),
)
