"""The list of contacts: its columns, how a line is filled, and what stands in its file."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from brm_tui.desk.list_export import ExportColumn
from brm_tui.desk.touch_pages import TouchLine
from brm_tui.rules.dates import relative_date, show_date
from brm_tui.rules.vocabulary import Sentiment
from brm_tui.ui.commands import OPEN, Commanding
from brm_tui.ui.glyphs import ATTENTION, GOOD, UNKNOWN, Glyph
from brm_tui.ui.screens.portfolio.words import NOTHING, glyph_cell
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.rows import Cell, Row
from brm_tui.ui.widgets.table import Table

COLUMNS = (
    Column("sentiment", "", 1),
    Column("at", "Day", 11),
    Column("time", "Time", 5, sortable=False, priority=5),
    Column("channel", "How", 7),
    Column("summary", "What it was about", 26, minimum_width=20, weight=4, sortable=False),
    Column("topics", "Topics", 22, minimum_width=14, weight=2, sortable=False),
    Column("people", "With", 18, minimum_width=10, weight=1, sortable=False, priority=2),
    Column("by", "By", 14, minimum_width=10, weight=1, sortable=False, priority=3),
    Column("ago", "Ago", 13, sortable=False, priority=4),
)
SORTS = {
    "at": ("When, the newest first", True),
    "channel": ("How", False),
    "sentiment": ("How it felt, the worst first", False),
}
_SIGNS: dict[Sentiment | None, Glyph] = {
    Sentiment.POSITIVE: GOOD,
    Sentiment.NEGATIVE: ATTENTION,
    Sentiment.NEUTRAL: UNKNOWN,
}


class TouchTable(Commanding, Table):
    """The list of contacts."""

    COMMANDS = (
        OPEN.command(
            "touches.open",
            "Open touch",
            "Show and change the contact.",
            condition=lambda table: table.cursor_id is not None,
        ),
    )


def touch_row(line: TouchLine, today: date, zone: ZoneInfo) -> Row:
    """Return a contact as a line."""
    head = line.head
    local = head.at.astimezone(zone)
    sign = _SIGNS.get(head.sentiment)
    by = head.by or NOTHING
    return Row(
        line.id,
        (
            glyph_cell(sign) if sign is not None else Cell(""),
            Cell(show_date(local.date(), today)),
            Cell(f"{local:%H:%M}", "dim"),
            Cell(head.channel.value),
            Cell(head.summary or NOTHING, "" if head.summary else "dim"),
            Cell(", ".join(head.topics) or NOTHING, "" if head.topics else "dim"),
            Cell(", ".join(line.people) or NOTHING, "dim"),
            Cell(by, "dim"),
            Cell(relative_date(local.date(), today), "dim"),
        ),
    )


def export_columns(zone: ZoneInfo) -> tuple[ExportColumn[TouchLine], ...]:
    """Return the columns of the file, moments in a zone."""
    return (
        ExportColumn("Day", lambda line: line.head.at.astimezone(zone).date()),
        ExportColumn("Time", lambda line: f"{line.head.at.astimezone(zone):%H:%M}"),
        ExportColumn("Channel", lambda line: line.head.channel.value),
        ExportColumn("Direction", lambda line: line.head.direction.value),
        ExportColumn("Summary", lambda line: line.head.summary),
        ExportColumn("Topics", lambda line: ", ".join(line.head.topics)),
        ExportColumn("With", lambda line: ", ".join(line.people)),
        ExportColumn("By", lambda line: line.head.by),
        ExportColumn("Sentiment", lambda line: line.head.sentiment.value if line.head.sentiment else None),
        ExportColumn("Meeting held", lambda line: "yes" if line.head.of_meeting else "no"),
    )
