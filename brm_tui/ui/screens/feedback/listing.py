"""The lists of feedback: what is open, what has no action yet, everything, and the causes counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.widget import Widget

from brm_tui.desk.feedback_pages import (
    CauseCount,
    FeedbackFilter,
    FeedbackLine,
    FeedbackOrder,
    FeedbackPage,
    FeedbackSummary,
    FeedbackView,
    feedback_lines,
    feedback_page,
    feedback_summary,
    our_working_time,
    repeat_causes,
)
from brm_tui.rules.working_time import WorkingTime
from brm_tui.ui.following import Following
from brm_tui.ui.screens.feedback.filtering import (
    FeedbackFilterBar,
    facet_choices,
    facets_of,
    filter_words,
    plain,
    with_facets,
)
from brm_tui.ui.screens.feedback.preview import FeedbackPreview
from brm_tui.ui.screens.feedback.table import (
    CAUSE_COLUMNS,
    CauseTable,
    FeedbackTable,
    cause_id,
    cause_row,
    columns,
    feedback_row,
)
from brm_tui.ui.screens.list_pane import ListPane
from brm_tui.ui.widgets.empty_state import EmptyState
from brm_tui.ui.widgets.rows import FixedSource, RecordSource
from brm_tui.ui.widgets.table import Table
from brm_tui.ui.widgets.view_bar import View, ViewBar

_VIEWS = tuple(FeedbackView)
_ORDERS = {
    FeedbackOrder.DUE: "Due first",
    FeedbackOrder.NEWEST: "Newest first",
    FeedbackOrder.SEVERITY: "Severest first",
}


class FeedbackLists(Following, ListPane):
    """Shows, filters and sorts; acting on what is listed is its heir's."""

    KIND = "feedback"
    TABLE, FILTER_BAR = FeedbackTable, FeedbackFilterBar
    DEFAULT_CSS = """
    FeedbackLists CauseTable { display: none; }
    FeedbackLists.-causes CauseTable { display: block; }
    FeedbackLists.-causes FeedbackTable { display: none; }
    FeedbackLists.-empty CauseTable { display: none; }
    FeedbackLists.-empty ViewBar { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.wanted = FeedbackFilter()
        self.by_cause = False
        self._orders: dict[FeedbackView, FeedbackOrder] = {FeedbackView.EVERYTHING: FeedbackOrder.NEWEST}
        self.works = WorkingTime()
        self._summary = FeedbackSummary(0, 0, 0, 0, 0, 0)
        self._causes: Sequence[CauseCount] = ()
        self._page: FeedbackPage | None = None
        self.listed: dict[str, FeedbackLine] = {}

    def compose(self) -> ComposeResult:
        """Make the views, the filter, the lists and the preview."""
        yield ViewBar()
        yield FeedbackFilterBar()
        yield EmptyState(
            "Nobody said anything yet",
            "Compliments, complaints and suggestions: who said what, who answers for it by when, and what became of"
            " it. One line is enough while somebody speaks; a complaint gets its date from its severity.",
            [("n", "note the first one")],
        )
        nothing = "Nothing here. v shows another view, F takes the filter off."
        yield FeedbackTable(
            columns(of_one_customer=bool(self.owner.customer_id)), placeholder=nothing, id="feedback-table"
        )
        yield CauseTable(
            CAUSE_COLUMNS, placeholder="No cause was noted within twelve months.", id="feedback-causes"
        )
        yield FeedbackPreview()

    # What is there

    @property
    def causes(self) -> CauseTable:
        """Return the list of causes."""
        return self.query_one(CauseTable)

    @property
    def main(self) -> Widget:
        """Return what has the keys."""
        if self.has_class("-empty"):
            return self
        return self.causes if self.by_cause else self.table

    @property
    def order(self) -> FeedbackOrder:
        """How the view is sorted."""
        return self._orders.get(self.wanted.view, FeedbackOrder.DUE)

    @property
    def has_row(self) -> bool:
        """Whether there is feedback to act on."""
        return super().has_row and not self.by_cause

    @property
    def chosen(self) -> list[str]:
        """The ids of the marked feedback, else of that under the cursor."""
        return super().chosen if self.has_row else []

    @property
    def is_filtered(self) -> bool:
        """Whether less is listed than the view holds."""
        return self.wanted != plain(self.wanted)

    # Reading

    def seek(self, row_id: str, words: str = "") -> None:
        """Take the record that the tab is opened at, closed or not."""
        super().seek(row_id, words)
        self.wanted = FeedbackFilter(view=FeedbackView.EVERYTHING)

    async def load(self) -> None:
        """Read the lists again; the cursor stays where it is."""
        owner = self.owner
        self.wanted = replace(self.wanted, customer_id=owner.customer_id)
        self.works = await owner.gateway.read(our_working_time, owner.desk)
        self._list()
        self._summary = await owner.gateway.read(feedback_summary, owner.desk, owner.customer_id)
        if self.by_cause:
            await self._load_causes()
        self._say()

    def _list(self) -> None:
        today, one = self.owner.clock.today(), bool(self.owner.customer_id)
        self.listed.clear()

        def show(line: FeedbackLine) -> Any:
            self.listed[line.id] = line
            return feedback_row(line, today, self.works, of_one_customer=one)

        pages = feedback_lines(self.owner.desk, self.wanted, self.order)
        self.table.set_source(RecordSource(pages, show))
        self.put_cursor_on(self.table)
        self.follow_cursor()
        self.screen.refresh_bindings()

    async def _load_causes(self) -> None:
        owner = self.owner
        self._causes = await owner.gateway.read(repeat_causes, owner.desk, owner.customer_id)
        today = owner.clock.today()
        self.causes.set_source(FixedSource([cause_row(cause, today) for cause in self._causes]))

    def _say(self) -> None:
        found = self._summary
        self.set_class(found.total == 0, "-empty")
        parts = [f"{found.open} open", f"{found.late} late", f"{found.escalated} escalated"]
        parts = [part for part in parts if not part.startswith("0 ")] or ["nothing open"]
        if self.by_cause:
            often = sum(cause.count > 1 for cause in self._causes)
            again = {0: "no cause came up again", 1: "1 cause came up again"}
            parts.append(again.get(often, f"{often} causes came up again"))
        words = filter_words(self.wanted)
        state = (
            f"filter: {words} · {self.table.row_count} listed"
            if words
            else f"sort: {_ORDERS[self.order].lower()}"
        )
        if self.by_cause:
            state = "causes of twelve months"
        self.owner.say("" if found.total == 0 else " · ".join(parts), "" if found.total == 0 else state)
        counts = {
            FeedbackView.OPEN: None,
            FeedbackView.NO_ACTION: found.no_action,
            FeedbackView.EVERYTHING: found.total,
        }
        views = [View(view.value, counts[view]) for view in _VIEWS]
        self.query_one(ViewBar).show(views, "" if self.by_cause else self.wanted.view.value)

    @on(Table.Highlighted)
    def _highlighted(self) -> None:
        self.follow_cursor()

    @work(exclusive=True, group="beside")
    async def show_beside(self) -> None:
        """Show the preview of what is under the cursor."""
        shown = self.query_one(FeedbackPreview)
        if not shown.display:
            return
        here = self.table.cursor_id
        page = await self.owner.gateway.read(feedback_page, self.owner.desk, here) if here else None
        if page is None:
            shown.clear()
        else:
            shown.show(page, self.owner.clock.today())

    # Views, filters, order

    def action_view(self) -> None:
        """Go to the next view."""
        self.by_cause = False
        self.remove_class("-causes")
        self._show_view(_VIEWS[(_VIEWS.index(self.wanted.view) + 1) % len(_VIEWS)])

    @on(ViewBar.Chosen)
    def _view_chosen(self, event: ViewBar.Chosen) -> None:
        self.by_cause = False
        self.remove_class("-causes")
        self._show_view(FeedbackView(event.name))

    def _show_view(self, view: FeedbackView) -> None:
        self.wanted = replace(self.wanted, view=view)
        self._list()
        self._say()
        self.main.focus()

    @property
    def typed(self) -> str:
        """What the line holds."""
        return self.wanted.text

    def filter_by(self, typed: str) -> None:
        """List what fits another line."""
        self.wanted = replace(self.wanted, text=typed)
        self._list()
        self._say()

    @work
    async def choose_filters(self) -> None:
        """Let the user choose words of the filter."""
        from brm_tui.ui.dialogs.pick import PickManyDialog

        dialog = PickManyDialog("Show only", facet_choices(), chosen=facets_of(self.wanted))
        answer = await self.owner.ask(dialog)
        if answer is not None:
            self.wanted = with_facets(self.wanted, answer)
            self._list()
            self._say()

    def action_show_all(self) -> None:
        """Take the filter off."""
        self.wanted = plain(self.wanted)
        self._list()
        self._say()

    def sorts(self) -> Sequence[tuple[str, str]]:
        """Return what the view can be sorted by."""
        return [(order.value, name) for order, name in _ORDERS.items()]

    @property
    def sorted_by(self) -> str:
        """What the view is sorted by."""
        return self.order.value

    def sort_by(self, column: str) -> None:
        """Sort the view otherwise."""
        self._orders[self.wanted.view] = FeedbackOrder(column)
        self._list()
        self._say()

    @work
    async def action_group(self) -> None:
        """Count the causes, or go back to the feedback."""
        self.by_cause = not self.by_cause
        self.set_class(self.by_cause, "-causes")
        if self.by_cause:
            await self._load_causes()
        self.main.focus()
        self._say()
        self.screen.refresh_bindings()

    @on(Table.Opened)
    def _opened(self, event: Table.Opened) -> None:
        if not self.by_cause:
            self.open_feedback()
            return
        cause = next((cause for cause in self._causes if cause_id(cause) == event.row_id), None)
        if cause is not None:
            self.by_cause = False
            self.remove_class("-causes")
            self.wanted = replace(
                plain(self.wanted),
                view=FeedbackView.EVERYTHING,
                causes=cause.causes,
                service_id=cause.service_id or "",
                since=cause.since,
            )
            self._list()
            self._say()
            self.table.focus()

    def open_feedback(self) -> object:
        """Show all of what is under the cursor."""
