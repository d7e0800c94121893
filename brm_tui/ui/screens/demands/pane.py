"""The demands of all customers, or of one: the ranked list or the plot, and the demand under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from textual import on, work
from textual.app import ComposeResult
from textual.widget import Widget

from brm_tui.desk.demand_pages import (
    DemandView,
    RankedPages,
    ScoredPage,
    demand_page,
    ranked_demands,
    summary,
)
from brm_tui.desk.demand_weights import marked_demands
from brm_tui.desk.saved_filters import only_customer
from brm_tui.rules.filter_fields import DEMANDS
from brm_tui.rules.filters import read_filter
from brm_tui.rules.vocabulary import DemandState
from brm_tui.ui.commands import OPEN as OPEN_KEY
from brm_tui.ui.commands import Commanding
from brm_tui.ui.messages import OpenRecord
from brm_tui.ui.record_form import delete_records
from brm_tui.ui.screens.demands import doing
from brm_tui.ui.screens.demands.detail import DemandPreview
from brm_tui.ui.screens.demands.keys import COMMANDS, DemandFilterLine
from brm_tui.ui.screens.demands.plot import DemandPlot
from brm_tui.ui.screens.demands.table import SORTS, columns, demand_row
from brm_tui.ui.screens.list_pane import FilteredPane
from brm_tui.ui.widgets.empty_state import EmptyState
from brm_tui.ui.widgets.rows import RecordSource
from brm_tui.ui.widgets.table import Sort, Table
from brm_tui.ui.working import work_anew

if TYPE_CHECKING:
    from brm_tui.desk.demand_pages import DemandSummary
    from brm_tui.desk.desk import Desk


class DemandTable(Commanding, Table):
    """The list of demands."""

    COMMANDS = (OPEN_KEY.command("demand.open", "Open demand", "Show all of the demand."),)


class DemandPane(FilteredPane):
    """The tab of demand, and the whole of its mode."""

    NAME = "demand"
    TABLE, FILTERS = DemandTable, DEMANDS
    DEFAULT_CSS = """
    DemandPane > DemandPlot { display: none; }
    DemandPane.-plot > DemandPlot { display: block; }
    DemandPane.-plot > Table { display: none; }
    DemandPane.-empty > DemandPlot { display: none; }
    """
    COMMANDS = COMMANDS

    def __init__(self) -> None:
        super().__init__()
        self.of_customer = ""
        self._sort = "rank"
        self._backwards = False
        self._summary: DemandSummary | None = None
        self._page: ScoredPage | None = None
        self._wants_closed = False

    def compose(self) -> ComposeResult:
        """Make the list, the plot, and the filter above them and the preview below."""
        yield DemandFilterLine(DEMANDS.example)
        yield EmptyState(
            "Nothing is asked for yet",
            "Wants, needs and information needs in the customer's words, from the first words to fulfilled: ranked by"
            " value, volume, size and risk, and put on the plan once they are approved.",
            [("n", "enter the first one")],
        )
        yield DemandTable(
            columns(one_customer=bool(self.owner.customer_id)),
            placeholder="No demand fits the filter. F shows all open ones.",
            id="demand-table",
        )
        yield DemandPlot()
        yield DemandPreview()

    # What is shown

    @property
    def plot(self) -> DemandPlot:
        """Return the plot."""
        return self.query_one(DemandPlot)

    @property
    def plotted(self) -> bool:
        """Whether the plot is shown in place of the list."""
        return self.has_class("-plot")

    @property
    def main(self) -> Widget:
        """Return what has the keys."""
        return self if self.has_class("-empty") else self.plot if self.plotted else self.table

    @property
    def record_here(self) -> tuple[str, str] | None:
        """The demand under the cursor."""
        here = self.cursor_id if self.is_mounted else None
        return None if here is None else ("demands", here)

    @property
    def cursor_id(self) -> str | None:
        """The demand under the cursor."""
        return self.plot.cursor_id if self.plotted else self.table.cursor_id

    @property
    def has_row(self) -> bool:
        """Whether there is a demand to act on."""
        return self.is_mounted and self.cursor_id is not None

    @property
    def chosen(self) -> list[str]:
        """The ids of the marked demands of the list, else of the one under the cursor."""
        if self.plotted:
            return [self.plot.cursor_id] if self.plot.cursor_id else []
        return super().chosen

    @property
    def one_customer(self) -> bool:
        """Whether the list is one customer's, so that its own order means something."""
        return bool(self.of_customer)

    @property
    def view(self) -> DemandView:
        """Which demands are listed."""
        return DemandView(self.only, self.of_customer)

    @property
    def pages(self) -> RankedPages:
        """The list as it is filtered and sorted."""
        return ranked_demands(self.owner.desk, self.view, self._sort, backwards=self._backwards)

    def seek(self, row_id: str, words: str = "") -> None:
        """Begin at a demand, a closed one perhaps."""
        super().seek(row_id, words)
        self._wants_closed = True

    async def load(self) -> None:
        """Read the list again; the cursor stays on its demand."""
        owner = self.owner
        if self._wants_closed:
            self._wants_closed = False
            self.only = read_filter("closed", DEMANDS, owner.clock.today())
        self._summary = await owner.gateway.read(summary, owner.desk, owner.customer_id)
        nothing = self._summary.open + self._summary.closed == 0
        self.set_class(nothing, "-empty")
        await self._list()

    async def _list(self) -> None:
        self.read_filter_again()
        owner = self.owner
        named = await owner.gateway.read(only_customer, owner.desk, self.only) if self.only else ""
        self.of_customer = owner.customer_id or named
        own = self.one_customer
        wanted = columns(one_customer=own)
        source = RecordSource(self.pages, lambda ranked: demand_row(ranked, one_customer=own))
        self.table.sort = Sort(self._sort, self._backwards)
        if self.table.columns == wanted:
            self.table.set_source(source)
        else:
            self.table.set_columns(wanted, source)
        self.put_cursor_on(self.table)
        if self.plotted:
            await self._plot()
        self._say()
        self.follow_cursor()
        self.screen.refresh_bindings()

    async def _plot(self, demand_id: str | None = None) -> None:
        owner = self.owner
        demands = await owner.gateway.read(marked_demands, owner.desk, self.view)
        self.plot.show(demands, demand_id)

    def _say(self) -> None:
        found = self._summary
        if found is None:
            return
        parts = ["1 open demand" if found.open == 1 else f"{found.open} open demands"]
        if found.to_screen:
            parts.append(f"{found.to_screen} to screen")
        if found.approved:
            parts.append(f"{found.approved} approved")
        if found.unmatched:
            parts.append(f"{found.unmatched} mapped to none yet")
        if found.unscored:
            parts.append(f"{found.unscored} without a score")
        states = []
        if self.only:
            parts = [f"{self.table.row_count} listed", f"{found.open} open"]
            states.append(self.filter_said)
        if self._sort != "rank" or self._backwards:
            arrow = " ↓" if self._backwards else ""
            states.append(f"sort: {SORTS[self._sort].partition(',')[0].casefold()}{arrow}")
            parts = parts[:2]
        self.owner.say(" · ".join(parts) if found.open + found.closed else "", tuple(states))

    def list_again(self) -> None:
        """List what fits the filter."""
        work_anew(self, self._list, "list")

    # The preview

    @on(DemandPlot.Moved)
    def _cursor_in_plot(self) -> None:
        self.follow_cursor()

    @work(exclusive=True, group="beside")
    async def show_beside(self) -> None:
        """Show the preview of what is under the cursor."""
        shown = self.query_one(DemandPreview)
        if not shown.display:
            return
        page = await self._read_page()
        if page is None:
            shown.clear()
        else:
            shown.show(page, self.owner.clock.today(), ZoneInfo(self.owner.clock.zone))

    async def _read_page(self) -> ScoredPage | None:
        demand_id, owner = self.cursor_id, self.owner
        return await owner.gateway.read(demand_page, owner.desk, demand_id) if demand_id else None

    # Sorting, the plot

    def sorts(self) -> Sequence[tuple[str, str]]:
        """Return what it can be sorted by."""
        return tuple(SORTS.items())

    @property
    def sorted_by(self) -> str:
        """The column that the list is sorted by."""
        return self._sort

    def sort_by(self, column: str) -> None:
        """Sort by a column; by the same again the other way round."""
        self._backwards = column == self._sort and not self._backwards
        self._sort = column
        self.list_again()

    @work
    async def action_export(self) -> None:
        """Write what is listed as a file, without what is internal."""
        from brm_tui.ui.list_export import export_list
        from brm_tui.ui.screens.demands.exporting import COLUMNS

        await export_list(
            self.owner, "demands", self.pages, COLUMNS, internal=lambda row: row.demand.internal
        )

    @work
    async def action_view(self) -> None:
        """Show the plot, or the list again, with the cursor on the same demand."""
        here = self.cursor_id
        if self.plotted:
            self.remove_class("-plot")
            if here is not None:
                self.table.move_cursor_to(here)
        else:
            await self._plot(here)
            self.add_class("-plot")
        self.main.focus()
        self.follow_cursor()
        self.screen.refresh_bindings()

    # Acting on demands

    @on(Table.Opened)
    @on(DemandPlot.Opened)
    @work
    async def _opened(self) -> None:
        await self._show_page(only_score=False)

    @work
    async def action_explain(self) -> None:
        """Show every term of the score."""
        await self._show_page(only_score=True)

    async def _show_page(self, *, only_score: bool) -> None:
        from brm_tui.ui.screens.demands.detail import DemandDialog

        page, owner = await self._read_page(), self.owner
        if page is not None:
            zone = ZoneInfo(owner.clock.zone)
            dialog = DemandDialog(page, owner.clock.today(), zone, only_score=only_score)
            if await owner.ask(dialog) == "edit":
                await doing.edit(owner, page.page.demand.id)

    @work
    async def action_customer(self) -> None:
        """Go to the page of who asks."""
        page = await self._read_page()
        if page is not None:
            self.owner.post_message(OpenRecord("customers", page.page.demand.customer_id))

    @work
    async def action_new(self) -> None:
        """Enter a demand, and go to it."""
        made = await doing.enter(self.owner, await self._code())
        if made is not None:
            self.put_cursor_on(self.table, made)

    async def _code(self) -> str:
        """Return the code of the customer whose list this is, empty where it is everybody's."""
        owner = self.owner
        if not self.one_customer:
            return ""
        return await owner.gateway.read(_customer, owner.desk, self.of_customer)

    @work
    async def action_edit(self) -> None:
        """Change the demand."""
        if self.cursor_id is not None:
            await doing.edit(self.owner, self.cursor_id)

    @work
    async def action_advance(self, back: bool) -> None:
        """Bring on, or send back."""
        if self.chosen:
            await doing.advance(self.owner, self.chosen, back=back)

    @work
    async def action_state(self) -> None:
        """Choose what follows."""
        page = await self._read_page()
        if page is not None:
            await doing.choose_state(self.owner, self.chosen, DemandState(page.page.demand.state))

    @work
    async def action_plan(self) -> None:
        """Make it an objective or an action, or open what came of it."""
        page = await self._read_page()
        if page is not None:
            await doing.convert(self.owner, page.page)

    @work
    async def action_match(self) -> None:
        """Say what answers it."""
        if self.chosen:
            await doing.match(self.owner, self.chosen)

    @work
    async def action_weigh(self) -> None:
        """Try other weights on the open demands of the list."""
        await doing.weigh(self.owner, replace(self.view, open_only=True))

    @work
    async def action_reorder(self, down: bool) -> None:
        """Move in the customer's own order, which the list is sorted by then."""
        if self.cursor_id is not None:
            if self._sort != "customer order" or self._backwards:
                self._sort, self._backwards = "customer order", False
            await doing.reorder(self.owner, self.cursor_id, down=down)

    @work
    async def action_delete(self) -> None:
        """Delete what is chosen."""
        await delete_records(self.owner, "demands", self.chosen)


def _customer(desk: Desk, customer_id: str) -> str:
    from brm_tui.desk.choices import choice_of

    return choice_of(desk, "customers", customer_id)[0]
