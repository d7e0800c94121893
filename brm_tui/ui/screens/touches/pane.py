"""The contacts with a customer: what each was about, with whom and by whom; the newest first."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from textual import on, work
from textual.app import ComposeResult

from brm_tui.desk.touch_pages import TouchPages, TouchView
from brm_tui.rules.filter_fields import TOUCHES
from brm_tui.ui.commands import DELETE, EDIT, EXPLAIN, EXPORT, NEW, SORT, Command
from brm_tui.ui.filtering import filtering_commands
from brm_tui.ui.record_form import delete_records, edit_record
from brm_tui.ui.screens.customer.pane import Pane
from brm_tui.ui.screens.touches.table import COLUMNS, SORTS, TouchTable, export_columns, touch_row
from brm_tui.ui.screens.view_pane import ViewPane
from brm_tui.ui.widgets.empty_state import EmptyState
from brm_tui.ui.widgets.filter_line import FilterLine, filter_line_commands
from brm_tui.ui.widgets.rows import RecordSource
from brm_tui.ui.widgets.table import Sort, Table


class TouchFilterLine(FilterLine):
    """The line above the contacts."""

    COMMANDS = filter_line_commands("touches")


class TouchesPane(ViewPane, Pane):
    """The tab of touches."""

    NAME = "touches"
    KIND = "touches"
    TABLE, FILTERS = TouchTable, TOUCHES
    SORTS, USUAL_SORT = SORTS, "at"
    COMMANDS = (
        NEW.command("touches.new", "New touch", "Note a contact with the customer."),
        EDIT.command("touches.edit", "Edit touch", "Change the contact.", condition=lambda pane: pane.has_row),
        DELETE.command(
            "touches.delete",
            "Delete touch",
            "Delete the contact, or all marked ones; u takes it back.",
            condition=lambda pane: pane.has_row,
        ),
        *filtering_commands("touches", lambda pane: pane.has_list),
        SORT.command(
            "touches.sort",
            "Sort",
            "Choose what the list is sorted by; the same again turns it around.",
            condition=lambda pane: pane.has_list,
        ),
        EXPLAIN.command(
            "touches.explain",
            "Explain the contacts",
            "Show how often IT talks to the customer, who, how, and what could wait.",
            condition=lambda pane: pane.has_row,
        ),
        EXPORT.command(
            "touches.export",
            "Export the list",
            "Write what is listed as a CSV file.",
            condition=lambda pane: pane.has_row,
        ),
        Command(
            "touches.unmark", "escape", "unmark", "Take all marks off", "Take all marks off.",
            footer="unmark", in_footer=True, condition=lambda pane: bool(pane.marked),
        ),
    )  # fmt: skip

    view: TouchView

    def __init__(self) -> None:
        super().__init__()
        self.view = TouchView()

    def compose(self) -> ComposeResult:
        """Make the list, the filter above it."""
        yield TouchFilterLine(TOUCHES.example)
        yield EmptyState(
            "Nobody spoke to them yet",
            "Every contact, whatever its channel: what it was about, with whom, and which topics were touched. A"
            " meeting that was held counts too.",
            [("n", "note the first one")],
        )
        yield TouchTable(COLUMNS, placeholder="No contact fits. F shows all.", id="touches-table")

    def _pages(self) -> TouchPages:
        return TouchPages(self.owner.desk, replace(self.view, customer_id=self.owner.customer_id))

    async def load(self) -> None:
        """Read the list again; the cursor stays on its contact."""
        self.read_filter_again()
        today, zone = self.owner.clock.today(), ZoneInfo(self.owner.clock.zone)
        self.table.sort = Sort(self.view.sort, self.view.descending)
        self.table.set_source(RecordSource(self._pages(), lambda line: touch_row(line, today, zone)))
        self.put_cursor_on(self.table)
        self.set_class(not self.table.row_count and not self.only, "-empty")
        self.owner.say("", (*self.filter_states(self.table.row_count), self.sort_said))
        self.screen.refresh_bindings()

    @on(Table.Opened)
    def _opened(self) -> None:
        self.action_edit()

    @work
    async def action_new(self) -> None:
        """Note a contact."""
        made = await self.owner.note_touch()
        if made is not None:
            self.put_cursor_on(self.table, made)

    @work
    async def action_edit(self) -> None:
        """Change the contact."""
        if self.table.cursor_id is not None:
            await edit_record(self.owner, "touches", self.table.cursor_id)

    @work
    async def action_explain(self) -> None:
        """Show how often IT talks to the customer."""
        from brm_tui.ui.screens.customer.cadence import explain_contacts

        await explain_contacts(self.owner, self.owner.customer_id)

    @work
    async def action_delete(self) -> None:
        """Delete what is chosen."""
        await delete_records(self.owner, "touches", self.chosen)

    @work
    async def action_export(self) -> None:
        """Write what is listed as a file, without what is internal."""
        from brm_tui.ui.list_export import export_list

        columns = export_columns(ZoneInfo(self.owner.clock.zone))
        await export_list(
            self.owner, "touches", self._pages(), columns, internal=lambda line: line.head.internal
        )
