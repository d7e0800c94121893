"""The demands of all customers, or of one: the ranked list or the plot, and the demand under the cursor."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget

from brm_tui.desk.demand_pages import (
    DemandFilter,
    RankedPages,
    ScoredPage,
    demand_page,
    ranked_demands,
    summary,
)
from brm_tui.desk.demand_weights import marked_demands
from brm_tui.rules.demand_states import OPEN
from brm_tui.rules.vocabulary import DemandState
from brm_tui.ui.commands import (
    DELETE,
    EDIT,
    EXPLAIN,
    EXPORT,
    FILTER,
    MOVE_DOWN,
    MOVE_LEFT,
    MOVE_RIGHT,
    MOVE_UP,
    NEW,
    SORT,
    Command,
    Commanding,
)
from brm_tui.ui.commands import (
    OPEN as OPEN_KEY,
)
from brm_tui.ui.messages import OpenRecord
from brm_tui.ui.screens.demands import doing
from brm_tui.ui.screens.demands.detail import DemandPreview
from brm_tui.ui.screens.demands.filters import (
    DemandFilterBar,
    facet_choices,
    facets_of,
    filter_words,
    with_facets,
)
from brm_tui.ui.screens.demands.plot import DemandPlot
from brm_tui.ui.screens.demands.table import SORTS, columns, demand_row
from brm_tui.ui.screens.panes import Pane
from brm_tui.ui.widgets.empty_state import EmptyState
from brm_tui.ui.widgets.filter_bar import FilterBar
from brm_tui.ui.widgets.rows import RecordSource
from brm_tui.ui.widgets.table import Sort, Table

if TYPE_CHECKING:
    from brm_tui.desk.demand_pages import DemandSummary
    from brm_tui.desk.desk import Desk

_PREVIEW_AFTER = 0.12
"""Seconds that the cursor rests before the preview follows, so that holding a key stays cheap."""


class DemandTable(Commanding, Table):
    """The list of demands."""

    COMMANDS = (OPEN_KEY.command("demand.open", "Open demand", "Show all of the demand."),)


def _has_demand(pane: DemandPane) -> bool:
    return pane.is_mounted and pane.cursor_id is not None


class DemandPane(Pane):
    """The tab of demand, and the whole of its mode."""

    NAME = "demand"
    DEFAULT_CSS = """
    DemandPane > DemandPlot { display: none; }
    DemandPane.-plot > DemandPlot { display: block; }
    DemandPane.-plot > Table { display: none; }
    DemandPane.-empty > DemandPlot { display: none; }
    """
    COMMANDS = (
        NEW.command("demand.new", "New demand", "Enter what a customer asks for."),
        EDIT.command(
            "demand.edit", "Edit demand", "Change the demand.", in_footer=False, condition=_has_demand
        ),
        MOVE_RIGHT.command(
            "demand.on", "Move on", "Bring the demand, or all marked ones, to the next state.",
            action="advance(False)", footer="on", in_footer=True, condition=_has_demand,
        ),
        MOVE_LEFT.command(
            "demand.back", "Send back", "Send the demand, or all marked ones, back by one state.",
            action="advance(True)", condition=_has_demand,
        ),
        Command(
            "demand.state", "w", "state", "What becomes of it",
            "Choose what follows: on, back, deferred or rejected with a reason.",
            footer="state", in_footer=True, condition=_has_demand,
        ),
        Command(
            "demand.plan", "p", "plan", "Put on the plan",
            "Make an approved demand an objective of the agreement or an action; open what came of it.",
            footer="plan", in_footer=True, condition=_has_demand,
        ),
        Command(
            "demand.match", "M", "match", "Match", "Say which project or service answers the demand, or all marked.",
            footer="match", condition=_has_demand,
        ),
        Command(
            "demand.view", "v", "view", "List or plot", "Show value against size, or the ranked list again.",
            footer="plot", in_footer=True, condition=lambda pane: not pane.has_class("-empty"),
        ),
        Command(
            "demand.weigh", "percent_sign", "weigh", "Weigh otherwise",
            "Try other weights and see the order move before anything is kept.",
            footer="weights", in_footer=True, condition=lambda pane: not pane.has_class("-empty"),
        ),
        FILTER.command(
            "demand.filter", "Filter", "List only some demands.",
            condition=lambda pane: not pane.has_class("-empty"),
        ),
        SORT.command(
            "demand.sort", "Sort", "Order the list otherwise.", in_footer=False,
            condition=lambda pane: not pane.has_class("-empty"),
        ),
        EXPORT.command(
            "demand.export", "Export the list", "Write what is listed as a CSV file.", in_footer=False,
            condition=lambda pane: not pane.has_class("-empty"),
        ),
        EXPLAIN.command("demand.explain", "Explain the score", "Show every term of the score.", condition=_has_demand),
        DELETE.command(
            "demand.delete", "Delete demand", "Delete the demand, or all marked ones; u takes it back.",
            in_footer=False, condition=_has_demand,
        ),
        MOVE_UP.command(
            "demand.up", "Up in their order", "Move the demand up in the customer's own order.",
            action="reorder(False)", condition=lambda pane: _has_demand(pane) and pane.one_customer,
        ),
        MOVE_DOWN.command(
            "demand.down", "Down in their order", "Move the demand down in the customer's own order.",
            action="reorder(True)", condition=lambda pane: _has_demand(pane) and pane.one_customer,
        ),
        Command(
            "demand.customer", "o", "customer", "Open the customer", "Go to the page of who asks.",
            condition=lambda pane: _has_demand(pane) and not pane.owner.customer_id,
        ),
        Command(
            "demand.filter_off", "F", "show_all", "Show all open demands", "Take the filter off.",
            condition=lambda pane: pane.wanted != pane.whole,
        ),
        Command(
            "demand.unmark", "escape", "unmark", "Take all marks off", "Take all marks off.",
            footer="unmark", in_footer=True, condition=lambda pane: pane.is_mounted and bool(pane.table.marked),
        ),
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.wanted = DemandFilter()
        self._sort = ""
        self._backwards = False
        self._summary: DemandSummary | None = None
        self._names: dict[str, str] = {}
        self._preview_timer: Timer | None = None
        self._page: ScoredPage | None = None

    def compose(self) -> ComposeResult:
        """Make the list, the plot, and the filter above them and the preview below."""
        yield DemandFilterBar()
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
    def table(self) -> DemandTable:
        """Return the list."""
        return self.query_one(DemandTable)

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
    def cursor_id(self) -> str | None:
        """The demand under the cursor."""
        return self.plot.cursor_id if self.plotted else self.table.cursor_id

    @property
    def whole(self) -> DemandFilter:
        """The filter that lists all open demands."""
        own = self.owner.customer_id
        return DemandFilter(customers=(own,) if own else ())

    @property
    def one_customer(self) -> bool:
        """Whether the list is one customer's, so that its own order means something."""
        return self.is_mounted and len(self.wanted.customers) == 1

    @property
    def sort(self) -> str:
        """What the list is sorted by."""
        return self._sort or "rank"

    @property
    def pages(self) -> RankedPages:
        """The list as it is filtered and sorted."""
        return ranked_demands(self.owner.desk, self.wanted, self.sort, backwards=self._backwards)

    def seek(self, row_id: str, words: str = "") -> None:
        """Begin at a demand, a closed one perhaps."""
        super().seek(row_id, words)
        self.wanted = replace(self.wanted, closed=True)

    async def load(self) -> None:
        """Read the list again; the cursor stays on its demand."""
        owner = self.owner
        if owner.customer_id and not self.wanted.customers:
            self.wanted = replace(self.wanted, customers=(owner.customer_id,))
        self._summary = await owner.gateway.read(summary, owner.desk, owner.customer_id)
        nothing = self._summary.open + self._summary.closed == 0
        self.set_class(nothing, "-empty")
        await self._list()

    async def _list(self) -> None:
        own = self.one_customer
        wanted = columns(one_customer=own)
        source = RecordSource(self.pages, lambda ranked: demand_row(ranked, one_customer=own))
        self.table.sort = Sort(self.sort, self._backwards)
        if self.table.columns == wanted:
            self.table.set_source(source)
        else:
            self.table.set_columns(wanted, source)
        self.put_cursor_on(self.table)
        if self.plotted:
            await self._plot()
        self._say()
        self._follow_cursor()
        self.screen.refresh_bindings()

    async def _plot(self, demand_id: str | None = None) -> None:
        owner = self.owner
        demands = await owner.gateway.read(marked_demands, owner.desk, self.wanted)
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
        words = filter_words(self.wanted, {} if self.owner.customer_id else self._names)
        if words:
            parts = [f"{self.table.row_count} listed", f"{found.open} open"]
            states.append(f"filter: {words}")
        if self.sort != "rank" or self._backwards:
            arrow = " ↓" if self._backwards else ""
            states.append(f"sort: {SORTS[self.sort].partition(',')[0].casefold()}{arrow}")
            parts = parts[:2]
        state = Content.styled("   ".join(states), "$muted")
        self.owner.say(" · ".join(parts) if found.open + found.closed else "", state)

    def _change(self, wanted: DemandFilter) -> None:
        self.wanted = wanted
        self._list_again()

    @work(exclusive=True, group="list")
    async def _list_again(self) -> None:
        await self._list()

    # The preview

    @on(Table.Highlighted)
    @on(DemandPlot.Moved)
    def _moved(self) -> None:
        self._follow_cursor()
        self.screen.refresh_bindings()

    @on(Table.MarksChanged)
    def _marked(self) -> None:
        self.screen.refresh_bindings()

    def _follow_cursor(self) -> None:
        if self._preview_timer is not None:
            self._preview_timer.stop()
        self._preview_timer = self.set_timer(_PREVIEW_AFTER, self._load_preview)

    @work(exclusive=True, group="preview")
    async def _load_preview(self) -> None:
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

    def on_resize(self) -> None:
        """Fill the preview where it finds room now."""
        self._follow_cursor()

    # Filtering, sorting, the plot

    def action_filter(self) -> None:
        """Type what to list."""
        self.query_one(DemandFilterBar).open(self.wanted.text)

    @on(FilterBar.Typed)
    def _typed(self, event: FilterBar.Typed) -> None:
        self._change(replace(self.wanted, text=event.text))

    @on(FilterBar.Left)
    def _left_filter(self, event: FilterBar.Left) -> None:
        self.query_one(DemandFilterBar).display = False
        self.main.focus()
        if event.how == "clear":
            self.action_show_all()
        elif event.how == "choose":
            self.choose_filters()

    def action_show_all(self) -> None:
        """Take the filter off."""
        self._change(self.whole)

    @work
    async def choose_filters(self) -> None:
        """Let the user choose customers, kinds, horizons and states."""
        from brm_tui.ui.dialogs.pick import PickManyDialog

        owner = self.owner
        if not owner.customer_id:
            self._names = dict(await owner.gateway.read(_customers, owner.desk))
        choices = facet_choices(list(self._names.items()))
        chosen = await owner.ask(
            PickManyDialog(
                "Show only", choices, chosen=facets_of(self.wanted), placeholder="type to find a filter"
            )
        )
        if chosen is not None:
            after = with_facets(self.wanted, chosen)
            self._change(replace(after, customers=self.whole.customers) if owner.customer_id else after)

    @work
    async def action_sort(self) -> None:
        """Let the user choose what to sort by."""
        from brm_tui.ui.dialogs.pick import Choice, PickDialog

        choices = [Choice(key, title) for key, title in SORTS.items()]
        chosen = await self.owner.ask(PickDialog("Sort by", choices, chosen=self.sort))
        if chosen is not None:
            self._sort_by(chosen)

    @on(Table.SortRequested)
    def _header_clicked(self, event: Table.SortRequested) -> None:
        self._sort_by(event.column)

    def _sort_by(self, column: str) -> None:
        self._backwards = column == self.sort and not self._backwards
        self._sort = column
        self._change(self.wanted)

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
        self._follow_cursor()
        self.screen.refresh_bindings()

    # Acting on demands

    def _chosen(self) -> list[str]:
        marked = [] if self.plotted else sorted(self.table.marked)
        return marked or ([self.cursor_id] if self.cursor_id else [])

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

    def action_unmark(self) -> None:
        """Take all marks off."""
        self.table.clear_marks()

    def action_customer(self) -> None:
        """Go to the page of who asks."""
        self.go_to_customer()

    @work
    async def go_to_customer(self) -> None:
        """Open the customer of the demand under the cursor."""
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
        return await owner.gateway.read(_customer, owner.desk, self.wanted.customers[0])

    @work
    async def action_edit(self) -> None:
        """Change the demand."""
        if self.cursor_id is not None:
            await doing.edit(self.owner, self.cursor_id)

    @work
    async def action_advance(self, back: bool) -> None:
        """Bring on, or send back."""
        if self._chosen():
            await doing.advance(self.owner, self._chosen(), back=back)

    @work
    async def action_state(self) -> None:
        """Choose what follows."""
        page = await self._read_page()
        if page is not None:
            await doing.choose_state(self.owner, self._chosen(), DemandState(page.page.demand.state))

    @work
    async def action_plan(self) -> None:
        """Make it an objective or an action, or open what came of it."""
        page = await self._read_page()
        if page is not None:
            await doing.convert(self.owner, page.page)

    @work
    async def action_match(self) -> None:
        """Say what answers it."""
        if self._chosen():
            await doing.match(self.owner, self._chosen())

    @work
    async def action_weigh(self) -> None:
        """Try other weights on the open demands of the list."""
        open_only = replace(self.wanted, closed=False, states=tuple(state.value for state in OPEN))
        await doing.weigh(self.owner, open_only)

    @work
    async def action_reorder(self, down: bool) -> None:
        """Move in the customer's own order, which the list is sorted by then."""
        if self.cursor_id is not None:
            if self.sort != "customer order" or self._backwards:
                self._sort, self._backwards = "customer order", False
            await doing.reorder(self.owner, self.cursor_id, down=down)

    @work
    async def action_delete(self) -> None:
        """Delete what is chosen."""
        if self._chosen():
            await doing.delete(self.owner, self._chosen())


def _customers(desk: Desk) -> list[tuple[str, str]]:
    from brm_tui.desk.demand_pages import customer_names

    return customer_names(desk)


def _customer(desk: Desk, customer_id: str) -> str:
    from brm_tui.desk.choices import choice_of

    return choice_of(desk, "customers", customer_id)[0]
