"""A customer's timeline as a file."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from brm_tui.desk.list_export import ExportColumn
from brm_tui.desk.timeline import TimelineEntry


def export_columns(zone: ZoneInfo) -> tuple[ExportColumn[TimelineEntry], ...]:
    """Return the columns of the file, moments in a zone."""

    def day(entry: TimelineEntry) -> date:
        return (entry.at.astimezone(zone) if entry.timed else entry.at).date()

    return (
        ExportColumn("Day", day),
        ExportColumn("Time", lambda entry: f"{entry.at.astimezone(zone):%H:%M}" if entry.timed else None),
        ExportColumn("What", lambda entry: entry.kind.value),
        ExportColumn("Title", lambda entry: entry.title),
        ExportColumn("How", lambda entry: entry.said),
        ExportColumn("Who", lambda entry: entry.who),
    )
