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
    FeedbackLine,
    FeedbackOrder,
    FeedbackPage,
    FeedbackSummary,
    FeedbackView,
    FeedbackWanted,
    feedback_lines,
    feedback_page,
    feedback_summary,
    our_working_time,
    repeat_causes,
)
from brm_tui.rules.filter_fields import FEEDBACK
from brm_tui.rules.working_time import WorkingTime
from brm_tui.text import one_line
from brm_tui.ui.screens.feedback.keys import FeedbackFilterLine
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
from brm_tui.ui.screens.list_pane import FilteredPane
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


class FeedbackLists(FilteredPane):
    """Shows, filters and sorts; acting on what is listed is its heir's."""

    KIND = "feedback"
    TABLE, FILTERS = FeedbackTable, FEEDBACK
    DEFAULT_CSS = """
    FeedbackLists CauseTable { display: none; }
    FeedbackLists.-causes CauseTable { display: block; }
    FeedbackLists.-causes FeedbackTable { display: none; }
    FeedbackLists.-empty CauseTable { display: none; }
    FeedbackLists.-empty ViewBar { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.wanted = FeedbackWanted()
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
        yield FeedbackFilterLine(FEEDBACK.example)
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
        return bool(self.only) or self.wanted.cause is not None

    # Reading

    def seek(self, row_id: str, words: str = "") -> None:
        """Take the record that the tab is opened at, closed or not."""
        super().seek(row_id, words)
        self.wanted = FeedbackWanted(view=FeedbackView.EVERYTHING)

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

    def list_again(self) -> None:
        """List what fits, and say so."""
        self._list()
        self._say()

    def _list(self) -> None:
        self.read_filter_again()
        self.wanted = replace(self.wanted, only=self.only)
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
        (state,) = self.filter_states(self.table.row_count) or [f"sort: {_ORDERS[self.order].lower()}"]
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
        self.list_again()
        self.main.focus()

    @property
    def narrowed_by(self) -> str:
        """The filter in words, the cause with it."""
        cause = self.wanted.cause
        of_cause = f"cause “{one_line(cause.causes[0])}”" if cause is not None else ""
        return " · ".join(filter(None, (super().narrowed_by, of_cause)))

    def action_show_all(self) -> None:
        """Take the filter off, and the cause."""
        self.wanted = replace(self.wanted, cause=None)
        super().action_show_all()

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
        self.list_again()

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
            self.wanted = replace(self.wanted, view=FeedbackView.EVERYTHING, cause=cause)
            self.filter_by("")
            self.table.focus()

    def open_feedback(self) -> object:
        """Show all of what is under the cursor."""
