"""The portfolio: all customers, how they stand, who looks after them and what they need."""

from __future__ import annotations

from dataclasses import replace

from textual import on, work
from textual.app import ComposeResult

from brm_tui.desk.customer_pages import preview
from brm_tui.desk.portfolio import (
    PortfolioSummary,
    PortfolioView,
    managers,
    moment_of,
    portfolio_ahead,
    portfolio_pages,
)
from brm_tui.rules.filter_fields import CUSTOMERS
from brm_tui.ui.commands import (
    OPEN,
    Commanding,
)
from brm_tui.ui.filtering import Filtering
from brm_tui.ui.following import Following
from brm_tui.ui.messages import OpenRecord
from brm_tui.ui.record_form import delete_records
from brm_tui.ui.screens.base import DeskScreen
from brm_tui.ui.screens.portfolio.keys import COMMANDS, CustomerFilterLine
from brm_tui.ui.screens.portfolio.preview import CustomerPreview
from brm_tui.ui.screens.portfolio.table import COLUMNS, SORTS, line_row
from brm_tui.ui.sorting import SortedView
from brm_tui.ui.widgets.empty_state import EmptyState
from brm_tui.ui.widgets.rows import RecordSource
from brm_tui.ui.widgets.table import Sort, Table
from brm_tui.ui.working import work_anew


class CustomerTable(Commanding, Table):
    """The list of customers."""

    COMMANDS = (OPEN.command("portfolio.open", "Open customer", "Show everything about the customer."),)


class PortfolioScreen(Following, Filtering, SortedView, DeskScreen):
    """The portfolio."""

    TITLE = "Portfolio"
    CSS_PATH = "portfolio.tcss"
    AUTO_FOCUS = "CustomerTable"
    FILTERS = CUSTOMERS
    SORTS, USUAL_SORT = SORTS, "name"
    HELP = (
        "All customers with their relationship manager, health, agreement, promises and meetings. The health"
        " is from 0 to 100, today and in the two months before; i explains it. The sign in front"
        " says whether a customer needs you: ■ something is overdue or expired, ▲ something soon will be."
        " Mark several with space, or all with ctrl+a, to change a field of theirs or delete them at once."
    )
    COMMANDS = COMMANDS

    def __init__(self) -> None:
        super().__init__()
        self.view = PortfolioView()
        self._summary = PortfolioSummary(0, 0, 0, 0)
        self._listed = 0
        self._wanted: str | None = None

    def compose_body(self) -> ComposeResult:
        """Show the list, the filter above and the preview below it."""
        yield CustomerFilterLine(CUSTOMERS.example)
        yield EmptyState(
            "No customers yet",
            "A customer is a part of the business, a company or a provider that IT serves. Everything else"
            " hangs on it: its people, the agreement with it, its meetings and what both sides promised.",
            [("n", "make the first one")],
        )
        yield CustomerTable(
            COLUMNS,
            sort=Sort("name"),
            placeholder="No customer fits the filter. F shows all.",
            id="portfolio-table",
        )
        yield CustomerPreview()

    @property
    def table(self) -> CustomerTable:
        """Return the list."""
        return self.query_one(CustomerTable)

    @property
    def marked(self) -> frozenset[str]:
        """The ids of the marked customers."""
        return self.table.marked if self.is_mounted else frozenset()

    @property
    def customer_id(self) -> str | None:
        """The customer under the cursor: whom an action or a touch is noted for."""
        return self.table.cursor_id if self.is_mounted else None

    @property
    def has_target(self) -> bool:
        """Whether there is a customer to act on."""
        return self.is_mounted and (self.table.cursor_id is not None or bool(self.table.marked))

    async def load(self) -> None:
        """Read the list again; the cursor stays on its customer."""
        self.read_filter_again()
        self.view = replace(self.view, filter=self.only)
        await self._list()

    async def _list(self) -> None:
        """Show the list as the view says; its order is read in the reader's thread, its pages when seen."""
        view = self.view
        pages, self._summary = await self.gateway.read(portfolio_ahead, self.desk, view)
        if view is not self.view:
            return
        self.set_class(self._summary.customers + self._summary.closed == 0, "-without-customers")
        today = self.clock.today()
        self.table.sort = Sort(view.sort, view.descending)
        self.table.set_source(RecordSource(pages, lambda line: line_row(line, today)))
        self._listed = pages.customers
        if self._wanted is not None and self.table.move_cursor_to(self._wanted):
            self._wanted = None
        if self.focused is None and self._summary.customers + self._summary.closed:
            # The list gave the focus up while it was hidden.
            self.table.focus()
        self._say()
        self.follow_cursor()
        self.refresh_bindings()

    def _say(self) -> None:
        summary = self._summary
        if not self.view.filter:
            parts = ["1 customer" if summary.customers == 1 else f"{summary.customers} customers"]
            if summary.need_you:
                parts.append(f"{summary.need_you} need{'s' * (summary.need_you == 1)} you")
            if summary.without_manager:
                parts.append(f"{summary.without_manager} without a relationship manager")
        else:
            total = summary.customers + summary.closed
            parts = [f"{self._listed} of {total} customers"]
        self.answer = " · ".join(parts) if summary.customers + summary.closed else ""
        states = [self.filter_said] if self.only else []
        if self.view.grouped:
            states.append("group: manager")
        if self.sort_said:
            states.append(self.sort_said)
        self.state = tuple(states)

    def change_view(self, view: PortfolioView) -> None:
        """List another view."""
        self.view = view
        work_anew(self, self._list, "list")

    # The preview

    @on(Table.Highlighted)
    def _highlighted(self) -> None:
        self.follow_cursor()

    @work(exclusive=True, group="beside")
    async def show_beside(self) -> None:
        """Show the preview of what is under the cursor."""
        shown = self.query_one(CustomerPreview)
        customer_id = self.table.cursor_id
        if not shown.display:
            return
        found = await self.gateway.read(preview, self.desk, customer_id) if customer_id else None
        if found is None:
            shown.clear()
        else:
            shown.show(found, self.clock.today(), moment_of(self.desk).zone)

    # Filtering, sorting, grouping

    def list_again(self) -> None:
        """Show what fits the filter."""
        self.change_view(replace(self.view, filter=self.only))

    def to_list(self) -> None:
        """Give the list the keys, at once: the next key is meant for it."""
        self.set_focus(self.table)

    async def filter_words(self) -> dict[str, list[str]]:
        """Return the managers and the tags that there are."""
        from brm_tui.desk.saved_filters import tags

        found = await self.gateway.read(managers, self.desk)
        known = await self.gateway.read(tags, self.desk, "customers")
        return {"manager": [name for _id, name in found], "tag": known}

    @work
    async def action_export(self) -> None:
        """Write what is listed as a file, without the headings of groups."""
        from brm_tui.ui.list_export import export_list
        from brm_tui.ui.screens.portfolio.exporting import export_columns

        pages = portfolio_pages(self.desk, replace(self.view, grouped=False))
        await export_list(self, "customers", pages, export_columns(moment_of(self.desk).zone))

    def action_group(self) -> None:
        """Group by relationship manager, or no longer."""
        self.change_view(replace(self.view, grouped=not self.view.grouped))

    # Acting on customers

    @on(Table.Opened)
    def _opened(self, event: Table.Opened) -> None:
        self.post_message(OpenRecord("customers", event.row_id))

    @on(Table.MarksChanged)
    def _marks_changed(self) -> None:
        self.refresh_bindings()

    def action_unmark(self) -> None:
        """Take all marks off."""
        self.table.clear_marks()

    def action_steps(self) -> None:
        """Show how far the relationship with the customer under the cursor has come."""
        from brm_tui.ui.screens.steps.screen import StepsScreen

        if self.customer_id is not None:
            self.show(StepsScreen(self.customer_id))

    def action_stakeholders(self) -> None:
        """Show the people of the customer under the cursor by influence and interest."""
        from brm_tui.ui.screens.stakeholders.screen import StakeholdersScreen

        if self.customer_id is not None:
            self.show(StakeholdersScreen(self.customer_id))

    @work
    async def action_new(self) -> None:
        """Make a customer, and go to it."""
        from brm_tui.ui.screens.portfolio.customer_forms import new_customer

        self._wanted = await new_customer(self)
        if self._wanted is not None and self.table.move_cursor_to(self._wanted):
            self._wanted = None

    @work
    async def action_edit(self) -> None:
        """Change the customer under the cursor, or all marked ones."""
        from brm_tui.ui.bulk_editing import edit_marked
        from brm_tui.ui.screens.portfolio.customer_forms import edit_customer

        marked = self.table.marked
        if marked:
            await edit_marked(self, "customers", sorted(marked))
        elif self.table.cursor_id is not None:
            await edit_customer(self, self.table.cursor_id)

    def action_brief(self) -> None:
        """Show the brief for the next meeting with the customer."""
        from brm_tui.ui.screens.brief.opening import open_customer_brief

        if self.table.cursor_id is not None:
            open_customer_brief(self, self.table.cursor_id, trail=("Portfolio",))

    @work
    async def action_explain(self) -> None:
        """Show what the health of the customer under the cursor is made of."""
        from brm_tui.desk.choices import choice_of
        from brm_tui.desk.health import health_of
        from brm_tui.ui.screens.customer.health import HealthDialog

        customer_id = self.table.cursor_id
        if customer_id is not None:
            _code, name = await self.gateway.read(choice_of, self.desk, "customers", customer_id)
            page = await self.gateway.read(health_of, self.desk, customer_id)
            await self.ask(HealthDialog(name, page))

    @work
    async def action_delete(self) -> None:
        """Delete the customer under the cursor, or all marked ones."""
        await delete_records(self, "customers", self.table.chosen)
