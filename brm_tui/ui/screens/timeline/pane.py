"""A customer's timeline: everything that happened, the newest first; enter opens what it comes from."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from textual import on, work
from textual.app import ComposeResult

from brm_tui.desk.timeline import TimelineEntry, TimelineKind, timeline
from brm_tui.rules.dates import relative_date, show_date
from brm_tui.ui.commands import EXPLAIN, EXPORT, FILTER, NEW, OPEN, Command, Commanding
from brm_tui.ui.glyphs import ATTENTION, BAD, DONE, DRAFT, GOOD, UNKNOWN, Glyph
from brm_tui.ui.messages import OpenRecord
from brm_tui.ui.screens.customer.pane import Pane
from brm_tui.ui.screens.list_pane import ListPane
from brm_tui.ui.screens.portfolio.words import glyph_cell
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.empty_state import EmptyState
from brm_tui.ui.widgets.rows import Cell, RecordSource, Row
from brm_tui.ui.widgets.table import Table
from brm_tui.ui.widgets.title_bar import FILTERED

COLUMNS = (
    Column("day", "Day", 11, sortable=False),
    Column("time", "Time", 5, sortable=False, priority=3),
    Column("sign", "", 1, sortable=False),
    Column("kind", "What", 11, sortable=False),
    Column("title", "", 30, minimum_width=24, weight=4, sortable=False),
    Column("said", "How", 16, minimum_width=12, weight=1, sortable=False),
    Column("who", "Who", 16, minimum_width=10, weight=1, sortable=False, priority=2),
    Column("ago", "Ago", 13, sortable=False, priority=4),
)
_SIGNS: dict[str, Glyph] = {
    "held": DONE,
    "not held": BAD,
    "cancelled": UNKNOWN,
    "done": DONE,
    "done in time": DONE,
    "done late": ATTENTION,
    "compliment received": GOOD,
    "complaint received": BAD,
    "suggestion received": ATTENTION,
    "complaint closed": DONE,
    "compliment closed": DONE,
    "suggestion closed": DONE,
    "in force": GOOD,
    "signed": DONE,
    "declined": BAD,
    "terminated": BAD,
}
_KIND_SIGNS: dict[TimelineKind, Glyph] = {
    TimelineKind.AGREEMENT: DRAFT,
    TimelineKind.SUCCESS: GOOD,
}


def entry_row(entry: TimelineEntry, today: date, zone: ZoneInfo) -> Row:
    """Return what happened as a line."""
    local = entry.at.astimezone(zone)
    day = local.date() if entry.timed else entry.at.date()
    sign = _SIGNS.get(entry.said) or _KIND_SIGNS.get(entry.kind)
    if entry.kind is TimelineKind.TOUCH and entry.said.endswith("negative"):
        sign = ATTENTION
    return Row(
        entry.id,
        (
            Cell(show_date(day, today)),
            Cell(f"{local:%H:%M}" if entry.timed else "", "dim"),
            glyph_cell(sign) if sign is not None else Cell(""),
            Cell(entry.kind.value, "dim"),
            Cell(entry.title),
            Cell(entry.said, "dim"),
            Cell(entry.who, "dim"),
            Cell(relative_date(day, today), "dim"),
        ),
    )


class TimelineTable(Commanding, Table):
    """The list of what happened."""

    COMMANDS = (
        OPEN.command(
            "timeline.open",
            "Open",
            "Open the record that the line comes from.",
            condition=lambda table: table.cursor_id is not None,
        ),
    )


class TimelinePane(ListPane, Pane):
    """The tab of the timeline."""

    NAME = "timeline"
    TABLE = TimelineTable
    COMMANDS = (
        NEW.command("timeline.new", "New touch", "Note a contact with the customer."),
        FILTER.command("timeline.filter", "Filter by kind", "Tell only of some kinds of what happened."),
        EXPLAIN.command(
            "timeline.explain",
            "Explain the contacts",
            "Show how often IT talks to the customer, who, how, and what could wait.",
            condition=lambda pane: pane.is_mounted and not pane.has_class("-empty"),
        ),
        EXPORT.command(
            "timeline.export",
            "Export the timeline",
            "Write what is told as a CSV file.",
            condition=lambda pane: pane.is_mounted and pane.table.row_count > 0,
        ),
        Command(
            "timeline.filter_off",
            "F",
            "show_all",
            "Tell everything",
            "Take the filter off.",
            condition=lambda pane: bool(pane.kinds),
        ),
    )

    def __init__(self) -> None:
        super().__init__()
        self.kinds: tuple[TimelineKind, ...] = ()
        self._entries: dict[str, TimelineEntry] = {}

    def compose(self) -> ComposeResult:
        """Make the list."""
        yield EmptyState(
            "Nothing has happened yet",
            "Contacts, meetings that were held, actions made and done, versions of the agreement and their"
            " signatures, feedback, changes that the customer was told of, successes, the log and surveys: all"
            " in order of time.",
            [("n", "note the first contact")],
        )
        yield TimelineTable(
            COLUMNS, placeholder="Nothing of these kinds. F shows everything.", id="timeline-table"
        )

    async def load(self) -> None:
        """Read the list again; the cursor stays on its line."""
        owner = self.owner
        pages = timeline(owner.desk, owner.customer_id, self.kinds)
        today, zone = owner.clock.today(), ZoneInfo(owner.clock.zone)
        self._entries.clear()

        def row(entry: TimelineEntry) -> Row:
            self._entries[entry.id] = entry
            return entry_row(entry, today, zone)

        self.table.set_source(RecordSource(pages, row))
        self.put_cursor_on(self.table)
        self.set_class(self.table.row_count == 0 and not self.kinds, "-empty")
        words = ", ".join(kind.value for kind in self.kinds)
        owner.say("", f"{FILTERED}{words}" if words else "")

    @work
    async def action_explain(self) -> None:
        """Show how often IT talks to the customer."""
        from brm_tui.ui.screens.customer.cadence import explain_contacts

        await explain_contacts(self.owner, self.owner.customer_id)

    @on(Table.Opened)
    @work
    async def _opened(self) -> None:
        entry = self._entries.get(self.table.cursor_id or "")
        if entry is None:
            return
        if entry.occurrence is not None:
            from brm_tui.ui.screens.meeting.opening import open_meeting

            trail = (*self.owner.trail, self.page.head.name)
            open_meeting(self.owner, entry.record_id, entry.occurrence, trail=trail)
        elif entry.record_kind == "agreements":
            self.post_message(OpenRecord("agreements", entry.record_id))
        else:
            from brm_tui.ui.record_form import edit_record

            await edit_record(self.owner, entry.record_kind, entry.record_id)

    @work
    async def action_filter(self) -> None:
        """Choose the kinds that are told."""
        from brm_tui.ui.dialogs.pick import Choice, PickManyDialog

        choices = [Choice(kind, kind.value) for kind in TimelineKind]
        chosen = await self.owner.ask(PickManyDialog("Tell only of", choices, chosen=self.kinds))
        if chosen is not None:
            self._tell(tuple(chosen))

    def action_show_all(self) -> None:
        """Tell everything."""
        self._tell(())

    def _tell(self, kinds: tuple[TimelineKind, ...]) -> None:
        self.kinds = kinds
        self.owner.reload()

    @work
    async def action_export(self) -> None:
        """Write what is told as a file, without what is internal."""
        from brm_tui.ui.list_export import export_list
        from brm_tui.ui.screens.timeline.exporting import export_columns

        owner = self.owner
        pages = timeline(owner.desk, owner.customer_id, self.kinds)
        columns = export_columns(ZoneInfo(owner.clock.zone))
        await export_list(owner, "timeline", pages, columns, internal=lambda entry: entry.internal)

    @work
    async def action_new(self) -> None:
        """Note a contact."""
        made = await self.owner.note_touch()
        if made is not None:
            self.put_cursor_on(self.table, f"touches/{made}/{TimelineKind.TOUCH.value}")
