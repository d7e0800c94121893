"""Surveys and the maturity of relationships: a tab of the mode and of each customer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from textual import on, work
from textual.app import ComposeResult

from brm_tui.desk.satisfaction import (
    BY_CUSTOMER,
    SatisfactionSummary,
    SatisfactionView,
    gap_of,
    maturity_lines,
    maturity_page,
    satisfaction_summary,
    survey_lines,
    survey_page,
)
from brm_tui.rules.filter_fields import MATURITY as MATURITY_FIELDS
from brm_tui.rules.filter_fields import SURVEYS as SURVEY_FIELDS
from brm_tui.rules.filter_fields import FilterList
from brm_tui.rules.filters import NO_FILTER
from brm_tui.ui.record_form import delete_records, edit_record, new_record
from brm_tui.ui.screens.satisfaction.keys import COMMANDS, SatisfactionFilterLine
from brm_tui.ui.screens.satisfaction.table import (
    MATURITY_COLUMNS,
    MATURITY_SORTS,
    SURVEY_COLUMNS,
    SURVEY_SORTS,
    MaturityTable,
    SurveyTable,
    maturity_row,
    survey_row,
)
from brm_tui.ui.screens.view_pane import ViewPane
from brm_tui.ui.widgets.empty_state import EmptyState
from brm_tui.ui.widgets.rows import RecordSource
from brm_tui.ui.widgets.table import Table
from brm_tui.ui.widgets.view_bar import View, ViewBar

SURVEYS, MATURITY = "surveys", "maturity"
_SURVEY = ("name", "customer", "service", "method", "question", "date", "sample", "invited")
_VIEW = ("customer", "side", "level", "date", "note")


class SatisfactionPane(ViewPane):
    """The tab of satisfaction."""

    NAME = "satisfaction"
    COMMANDS = COMMANDS
    DEFAULT_CSS = """
    SatisfactionPane MaturityTable { display: none; }
    SatisfactionPane.-maturity MaturityTable { display: block; }
    SatisfactionPane.-maturity SurveyTable { display: none; }
    SatisfactionPane.-empty ViewBar, SatisfactionPane.-empty Table { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.of_maturity = False
        self.view = SatisfactionView()
        self._summary = SatisfactionSummary(0, 0, 0, 0)
        self._sought = ""

    def compose(self) -> ComposeResult:
        """Make the views and the lists."""
        yield ViewBar()
        yield SatisfactionFilterLine(SURVEY_FIELDS.example)
        yield EmptyState(
            "Nobody was asked yet",
            "Surveys with how many were asked and answered, what they say and how sure that is; and how mature each"
            " side sees the relationship, from order taker to strategic partner, with the next step.",
            [("n", "enter the first survey"), ("v", "go to the maturity of the relationships")],
        )
        yield SurveyTable(
            SURVEY_COLUMNS,
            placeholder="No survey here yet. n enters one, F takes the filter off.",
            id="satisfaction-surveys",
        )
        yield MaturityTable(
            MATURITY_COLUMNS,
            placeholder="Nobody said yet how mature such a relationship is. n enters a view, F takes the filter off.",
            id="satisfaction-maturity",
        )

    @property
    def record_here(self) -> tuple[str, str] | None:
        """The survey under the cursor, or the customer whose maturity is."""
        here = self.table.cursor_id if self.has_row else None
        return None if here is None else ("customers" if self.of_maturity else "surveys", here)

    @property
    def table(self) -> Table:
        """Return the list that is shown."""
        return self.query_one(MaturityTable) if self.of_maturity else self.query_one(SurveyTable)

    @property
    def filters(self) -> FilterList:
        """What the view can be filtered by."""
        return MATURITY_FIELDS if self.of_maturity else SURVEY_FIELDS

    # Reading

    def seek(self, row_id: str, words: str = "") -> None:
        """Take the survey that the tab is opened at."""
        super().seek(row_id, words)
        self._show(of_maturity=False)

    async def load(self) -> None:
        """Read the list again; the cursor stays where it is."""
        owner = self.owner
        self._list()
        self._summary = await owner.gateway.read(satisfaction_summary, owner.desk, owner.customer_id)
        self._say()

    def _pages(self) -> Any:
        made: Any = maturity_lines if self.of_maturity else survey_lines
        return made(self.owner.desk, replace(self.view, customer_id=self.owner.customer_id))

    def list_again(self) -> None:
        """List what fits, and say so."""
        self._list()
        self._say()

    def _list(self) -> None:
        self.read_filter_again()
        desk, today = self.owner.desk, self.owner.clock.today()

        def show(line: Any) -> Any:
            return maturity_row(line, gap_of(desk, line)) if self.of_maturity else survey_row(line, today)

        self.table.set_source(RecordSource(self._pages(), show))
        self.put_cursor_on(self.table)
        self.screen.refresh_bindings()

    def _say(self) -> None:
        found = self._summary
        nothing = found.surveys + found.seen == 0
        self.set_class(nothing and not self.of_maturity, "-empty")
        of_customer = bool(self.owner.customer_id)
        parts = [
            "1 survey" if found.surveys == 1 else f"{found.surveys} surveys",
            "1 answer" if found.answers == 1 else f"{found.answers} answers",
        ]
        if not of_customer:
            parts.append(f"{found.seen} of {found.customers} relationships seen")
        state = self.sort_said or ("by name" if self.of_maturity else "newest first")
        if of_customer and not self.of_maturity:
            state = f"its own answers, {state}"
        (state,) = self.filter_states(self.table.row_count) or [state]
        self.owner.say("" if nothing else " · ".join(parts), "" if nothing else state)
        views = [View(SURVEYS, found.surveys), View(MATURITY, found.seen)]
        self.query_one(ViewBar).show(views, MATURITY if self.of_maturity else SURVEYS)

    @property
    def orders(self) -> Mapping[str, tuple[str, bool]]:
        """What the view can be sorted by; on the page of a customer not by the customer."""
        orders = MATURITY_SORTS if self.of_maturity else SURVEY_SORTS
        left_out = "customer" if self.owner.customer_id and not self.of_maturity else ""
        return {column: order for column, order in orders.items() if column != left_out}

    @property
    def usual_sort(self) -> str:
        """The column that need not be said."""
        return "customer" if self.of_maturity else "date"

    # Views

    def _show(self, *, of_maturity: bool) -> None:
        if of_maturity != self.of_maturity:
            self.only, self.filter_name = NO_FILTER, ""
            self.view = BY_CUSTOMER if of_maturity else SatisfactionView()
        self.of_maturity = of_maturity
        self.set_class(of_maturity, "-maturity")

    def action_view(self) -> None:
        """Go to the next view."""
        self._turn_to(of_maturity=not self.of_maturity)

    @on(ViewBar.Chosen)
    def _view_chosen(self, event: ViewBar.Chosen) -> None:
        self._turn_to(of_maturity=event.name == MATURITY)

    def _turn_to(self, *, of_maturity: bool) -> None:
        self._show(of_maturity=of_maturity)
        self.query_one(SatisfactionFilterLine).show_example(self.filters.example)
        self.list_again()
        self.main.focus()

    # Acting

    @on(Table.Opened)
    def _opened(self) -> None:
        self._open()

    @work
    async def _open(self) -> None:
        if self.of_maturity:
            await self._read_dialog()
            return
        from brm_tui.desk.capture import known_names
        from brm_tui.ui.screens.satisfaction.answers_dialog import AnswersDialog

        owner, here = self.owner, self.table.cursor_id
        page = await owner.gateway.read(survey_page, owner.desk, here, owner.customer_id) if here else None
        if page is not None:
            known = await owner.gateway.read(known_names, owner.desk)
            await owner.ask(AnswersDialog(owner, page, owner.customer_id, known))

    @work
    async def action_explain(self) -> None:
        """Show what the figure is made of."""
        await self._read_dialog()

    async def _read_dialog(self) -> None:
        from brm_tui.ui.dialogs.sheet import SheetDialog
        from brm_tui.ui.screens.satisfaction import reading

        owner, today, here = self.owner, self.owner.clock.today(), self.table.cursor_id
        if here is None:
            return
        if self.of_maturity:
            seen = await owner.gateway.read(maturity_page, owner.desk, here)
            if seen is not None:
                title = f"Maturity of the relationship: {seen.line.customer}"
                await owner.ask(SheetDialog(title, lambda width: reading.maturity_lines(seen, today, width)))
            return
        page = await owner.gateway.read(survey_page, owner.desk, here, owner.customer_id)
        if page is not None:
            await owner.ask(
                SheetDialog(page.line.head.name, lambda width: reading.explained(page, today, width))
            )

    @work
    async def action_new(self) -> None:
        """Enter a survey, or how one side sees a relationship."""
        from brm_tui.desk.choices import choice_of

        owner = self.owner
        values: dict[str, object] = {"date": owner.clock.today()}
        customer_id = owner.customer_id or (self.table.cursor_id or "" if self.of_maturity else "")
        if customer_id:
            values["customer"] = (await owner.gateway.read(choice_of, owner.desk, "customers", customer_id))[
                0
            ]
        if self.of_maturity:
            await new_record(owner, "maturity", values, names=_VIEW, title="How one side sees it")
            return
        made = await new_record(owner, "surveys", values, names=_SURVEY)
        if made is not None:
            self.put_cursor_on(self.table, made)

    @work
    async def action_edit(self) -> None:
        """Change the survey."""
        if self.table.cursor_id is not None:
            await edit_record(self.owner, "surveys", self.table.cursor_id, names=_SURVEY)

    @work
    async def action_delete(self) -> None:
        """Delete the survey with its answers."""
        await delete_records(self.owner, "surveys", self.chosen)

    @work
    async def action_export(self) -> None:
        """Write what is listed as a CSV file."""
        from brm_tui.ui.list_export import export_list
        from brm_tui.ui.screens.satisfaction import exporting

        desk = self.owner.desk
        columns: Any = exporting.SURVEYS
        if self.of_maturity:
            columns = exporting.maturity_columns(lambda line: gap_of(desk, line))
        await export_list(
            self.owner, "maturity of relationships" if self.of_maturity else "surveys", self._pages(), columns
        )
