"""The tab of services: of all customers in mode 5, of one on its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual import on, work
from textual.app import ComposeResult

from brm_tui.desk.services import (
    ServiceSummary,
    ServiceView,
    service_line,
    service_pages,
    service_summary,
)
from brm_tui.rules.filter_fields import SERVICES
from brm_tui.rules.services import newest_period, standing
from brm_tui.ui.commands import DELETE, EDIT, EXPLAIN, EXPORT, NEW, OPEN, SORT, Command, Commanding
from brm_tui.ui.filtering import filtering_commands
from brm_tui.ui.record_form import delete_records, edit_record, new_record
from brm_tui.ui.screens.services.table import CUSTOMER_COLUMNS, PORTFOLIO_COLUMNS, SORTS, service_row
from brm_tui.ui.screens.services.words import cost_words, summary_words
from brm_tui.ui.screens.view_pane import ViewPane
from brm_tui.ui.widgets.empty_state import EmptyState
from brm_tui.ui.widgets.filter_line import FilterLine, filter_line_commands
from brm_tui.ui.widgets.rows import RecordSource
from brm_tui.ui.widgets.table import Sort, Table

FIELDS = (
    "service", "customer", "priority", "level_target", "cost", "currency", "users", "active_from", "active_until",
)  # fmt: skip


class ServiceTable(Commanding, Table):
    """The list of services."""

    COMMANDS = (OPEN.command("services.open", "Open service", "Show how the service did, month by month."),)


class ServiceFilterLine(FilterLine):
    """The line above the services."""

    COMMANDS = filter_line_commands("services")


class ServicesPane(ViewPane):
    """The tab of services."""

    NAME = "services"
    TABLE, FILTERS = ServiceTable, SERVICES
    SORTS, USUAL_SORT = SORTS, "customer"
    COMMANDS = (
        NEW.command("services.new", "New subscription", "Enter which service a customer takes."),
        EDIT.command(
            "services.edit", "Edit subscription", "Change what was agreed on the service.",
            condition=lambda pane: pane.is_taken,
        ),
        DELETE.command(
            "services.delete", "Delete subscription",
            "Delete the subscription with its measures, or all marked ones; u takes it back.",
            condition=lambda pane: pane.is_taken,
        ),
        *filtering_commands("services", lambda pane: pane.has_list),
        SORT.command("services.sort", "Sort", "Sort the services.", condition=lambda pane: pane.has_list),
        EXPLAIN.command(
            "services.explain", "Explain the standing", "Show why the service stands as it does.",
            condition=lambda pane: pane.is_taken,
        ),
        Command(
            "services.month", "E", "enter_month", "Enter a month's measures",
            "Enter what was measured of all services in a month, in one grid.",
            footer="enter month", in_footer=True,
            condition=lambda pane: pane.has_list,
        ),
        EXPORT.command(
            "services.export", "Export the list", "Write what is listed as a CSV file.",
            condition=lambda pane: pane.is_mounted and pane.table.row_count > 0,
        ),
        Command(
            "services.import", "ctrl+o", "import_measures", "Import measures",
            "Import a CSV file of measures, looked at before.",
            condition=lambda pane: pane.has_list,
        ),
        Command(
            "services.new_service", "", "new_service", "New service", "Enter a service of the catalogue.",
        ),
        Command(
            "services.unmark", "escape", "unmark", "Take all marks off", "Take all marks off.",
            footer="unmark", in_footer=True, condition=lambda pane: bool(pane.marked),
        ),
    )  # fmt: skip

    view: ServiceView

    def __init__(self) -> None:
        super().__init__()
        self.view = ServiceView()
        self._summary: ServiceSummary | None = None

    def compose(self) -> ComposeResult:
        """Make the list."""
        yield ServiceFilterLine(SERVICES.example)
        yield EmptyState(
            "No services yet",
            "Which services a customer takes, what was agreed on each, and how it did, month by month: the level"
            " against its target, satisfaction and cost.",
            [("n", "enter the first one; its service is made on the way")],
        )
        columns = CUSTOMER_COLUMNS if self.owner.customer_id else PORTFOLIO_COLUMNS
        yield ServiceTable(
            columns, placeholder="No service fits the filter. F shows all.", id="services-table"
        )

    @property
    def is_taken(self) -> bool:
        """Whether the cursor is on a service that is taken."""
        return self.is_mounted and "/" not in (self.table.cursor_id or "/")

    @property
    def record_here(self) -> tuple[str, str] | None:
        """The subscription under the cursor, or the customer who does not take the service."""
        here = self.table.cursor_id if self.has_row else None
        if here is None:
            return None
        _service, apart, customer_id = here.partition("/")
        return ("customers", customer_id) if apart else ("subscriptions", here)

    async def load(self) -> None:
        """Read the list again; the cursor stays on its service."""
        self.list_again()
        self._sum_up()

    def list_again(self) -> None:
        """List what the view asks for."""
        self.read_filter_again()
        today = self.owner.clock.today()
        of_customer = bool(self.owner.customer_id)
        pages = service_pages(self.owner.desk, self._asked())
        shown = self.view.sort if not (of_customer and self.view.sort == "customer") else "service"
        self.table.sort = Sort(shown, self.view.descending)
        self.table.set_source(
            RecordSource(pages, lambda line: service_row(line, today, of_customer=of_customer))
        )
        self.put_cursor_on(self.table)
        self.set_class(not self.table.row_count and not self.only, "-empty")
        self._say()
        self.screen.refresh_bindings()

    def _asked(self) -> ServiceView:
        """Return the view as the desk is asked for it: of the screen's customer, with what it could take."""
        return replace(self.view, customer_id=self.owner.customer_id)

    @work(exclusive=True, group="sum")
    async def _sum_up(self) -> None:
        """Add up behind the first frame: it reads every service."""
        owner = self.owner
        self._summary = await owner.gateway.read(service_summary, owner.desk, owner.customer_id)
        self._say()

    def _say(self) -> None:
        if self.owner.pane is not self:
            return
        summary = self._summary
        states = self.filter_states(self.table.row_count)
        if self.sort_said:
            states.append(self.sort_said)
        if not states and summary is not None:
            states.append(cost_words(summary))
        self.owner.say(summary_words(summary) if summary is not None else "", tuple(states))

    # Sorting

    def sorts(self) -> Sequence[tuple[str, str]]:
        """Return what it can be sorted by; of one customer, not by the customer."""
        return [one for one in super().sorts() if not (self.owner.customer_id and one[0] == "customer")]

    # Acting on services

    @on(Table.Opened)
    def _opened(self, event: Table.Opened) -> None:
        if "/" in event.row_id:
            self.action_new()
        else:
            from brm_tui.ui.messages import OpenRecord

            self.post_message(OpenRecord("subscriptions", event.row_id))

    @work
    async def action_new(self) -> None:
        """Enter which service a customer takes; on one that is not taken, that one."""
        owner = self.owner
        values: dict[str, object] = {"customer": owner.customer_id} if owner.customer_id else {}
        here = self.table.cursor_id or ""
        if "/" in here:
            service_id, customer_id = here.split("/")
            values = {"service": service_id, "customer": customer_id, "active_from": owner.clock.today()}
        made = await new_record(owner, "subscriptions", values, names=FIELDS)
        if made is not None:
            self.put_cursor_on(self.table, made)

    @work
    async def action_new_service(self) -> None:
        """Enter a service of the catalogue."""
        await new_record(self.owner, "services")

    @work
    async def action_edit(self) -> None:
        """Change what was agreed."""
        if self.table.cursor_id is not None:
            await edit_record(self.owner, "subscriptions", self.table.cursor_id, names=FIELDS)

    @work
    async def action_delete(self) -> None:
        """Delete the subscription under the cursor, or all marked ones."""
        chosen = sorted(row_id for row_id in self.marked if "/" not in row_id)
        if not chosen and self.is_taken:
            chosen = [self.table.cursor_id or ""]
        await delete_records(self.owner, "subscriptions", chosen)

    @work
    async def action_enter_month(self) -> None:
        """Enter what was measured in the newest month, or another."""
        from brm_tui.ui.screens.services.entering import enter_month

        owner = self.owner
        await enter_month(owner, newest_period(owner.clock.today()), owner.customer_id)

    @work
    async def action_import_measures(self) -> None:
        """Import a file of measures."""
        from brm_tui.ui.table_import import import_table

        columns = "Its columns: service, customer, period, level, target, satisfaction, cost, currency."
        await import_table(self.owner, "measures", columns)

    @work
    async def action_export(self) -> None:
        """Write what is listed as a file."""
        from brm_tui.ui.list_export import export_list
        from brm_tui.ui.screens.services.exporting import export_columns

        owner = self.owner
        pages = service_pages(owner.desk, self._asked())
        await export_list(owner, "services", pages, export_columns(owner.clock.today()))

    @work
    async def action_explain(self) -> None:
        """Show why the service under the cursor stands as it does."""
        from brm_tui.ui.screens.services.standing_dialog import StandingDialog

        owner = self.owner
        if self.table.cursor_id is None:
            return
        line = await owner.gateway.read(service_line, owner.desk, self.table.cursor_id)
        summary = await owner.gateway.read(service_summary, owner.desk, owner.customer_id)
        today = owner.clock.today()
        await owner.ask(StandingDialog(line.head, standing(line.known, today), summary, today))
