"""Opportunities, issues, and the successes that came of them: a tab of the mode and of each customer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.app import ComposeResult

from brm_tui.desk.log_pages import (
    LogSummary,
    LogView,
    LogWanted,
    entries_to_choose,
    entry_page,
    log_lines,
    log_summary,
    success_lines,
    success_page,
)
from brm_tui.rules.filter_fields import LOG, SUCCESSES, FilterList
from brm_tui.rules.filters import NO_FILTER
from brm_tui.rules.numbers import amount_words
from brm_tui.ui.record_form import Offers, delete_records, edit_record, new_record, references
from brm_tui.ui.screens.log.doing import SUCCESS_FIELDS, make_success
from brm_tui.ui.screens.log.keys import COMMANDS, LogFilterLine
from brm_tui.ui.screens.log.table import (
    SORTS,
    LogTable,
    entry_columns,
    entry_row,
    success_columns,
    success_row,
)
from brm_tui.ui.screens.view_pane import ViewPane
from brm_tui.ui.widgets.empty_state import EmptyState
from brm_tui.ui.widgets.rows import RecordSource
from brm_tui.ui.widgets.table import Table
from brm_tui.ui.widgets.view_bar import View, ViewBar

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

_VIEWS = tuple(LogView)
_ENTRY = ("title", "kind", "customer", "date", "owner", "state", "detail", "internal")


class LogPane(ViewPane):
    """The tab of the log."""

    USUAL_SORT = "date"
    NAME = "log"
    TABLE = LogTable
    COMMANDS = COMMANDS
    DEFAULT_CSS = "LogPane.-empty ViewBar { display: none; }"

    def __init__(self) -> None:
        super().__init__()
        self.view = LogWanted()
        self._summary = LogSummary(0, 0, 0, 0, 0, ())
        self._sought = ""

    def compose(self) -> ComposeResult:
        """Make the views and the list."""
        yield ViewBar()
        yield LogFilterLine(LOG.example)
        yield EmptyState(
            "Nothing noted yet",
            "Opportunities and issues that one sees at a customer, who follows each, and the successes that came of"
            " them: with the value shown and the evidence, ready to be told.",
            [("n", "note the first one")],
        )
        nothing = "Nothing here. v shows another view, F takes the filter off, n makes one."
        yield LogTable(self._columns, placeholder=nothing, id="log-table")

    @property
    def _columns(self) -> Any:
        made = success_columns if self.of_successes else entry_columns
        return made(of_one_customer=bool(self.owner.customer_id))

    @property
    def of_successes(self) -> bool:
        """Whether successes are listed."""
        return self.view.part is LogView.SUCCESSES

    @property
    def has_entry(self) -> bool:
        """Whether there is an opportunity or issue to act on."""
        return self.has_row and not self.of_successes

    @property
    def filters(self) -> FilterList:
        """What the view can be filtered by."""
        return SUCCESSES if self.of_successes else LOG

    @property
    def record_here(self) -> tuple[str, str] | None:
        """The entry or success under the cursor."""
        here = self.table.cursor_id if self.has_row else None
        return None if here is None else (self._kind, here)

    @property
    def _kind(self) -> str:
        return "successes" if self.of_successes else "log"

    # Reading

    def seek(self, row_id: str, words: str = "") -> None:
        """Take the record that the tab is opened at, of whichever view."""
        super().seek(row_id, words)
        self._sought = row_id

    async def load(self) -> None:
        """Read the list again; the cursor stays where it is."""
        owner = self.owner
        self.view = replace(self.view, customer_id=owner.customer_id)
        if self._sought:
            found = await owner.gateway.read(success_page, owner.desk, self._sought)
            self._turn_to(LogView.SUCCESSES if found else LogView.ENTRIES)
            self._sought = ""
        self._list()
        self._summary = await owner.gateway.read(log_summary, owner.desk, owner.customer_id)
        self._say()

    def _pages(self) -> Any:
        return (success_lines if self.of_successes else log_lines)(self.owner.desk, self.view)

    def list_again(self) -> None:
        """List what fits, and say so."""
        self._list()
        self._say()

    def _list(self) -> None:
        self.read_filter_again()
        today, one = self.owner.clock.today(), bool(self.owner.customer_id)
        show: Any = success_row if self.of_successes else entry_row
        source: Any = RecordSource(self._pages(), lambda line: show(line, today, of_one_customer=one))
        if self.table.columns != self._columns:
            self.table.set_columns(self._columns, source)
        else:
            self.table.set_source(source)
        self.put_cursor_on(self.table)
        self.screen.refresh_bindings()

    def _say(self) -> None:
        found = self._summary
        nothing = found.entries + found.successes == 0
        self.set_class(nothing, "-empty")
        parts = [
            _count(found.opportunities, "open opportunity", "open opportunities"),
            _count(found.issues, "open issue", "open issues"),
            _count(found.successes, "success", "successes"),
        ]
        parts += [f"{amount_words(value, currency)} shown" for currency, value in found.values]
        (state,) = self.filter_states(self.table.row_count) or [self.sort_said or "newest first"]
        self.owner.say("" if nothing else " · ".join(filter(None, parts)), "" if nothing else state)
        counts = {
            LogView.OPEN: found.opportunities + found.issues,
            LogView.ENTRIES: found.entries,
            LogView.SUCCESSES: found.successes,
        }
        views = [View(view.value, counts[view]) for view in _VIEWS]
        self.query_one(ViewBar).show(views, self.view.part.value)

    # Views

    def action_view(self) -> None:
        """Go to the next view."""
        self._show_view(_VIEWS[(_VIEWS.index(self.view.part) + 1) % len(_VIEWS)])

    @on(ViewBar.Chosen)
    def _view_chosen(self, event: ViewBar.Chosen) -> None:
        self._show_view(LogView(event.name))

    def _show_view(self, view: LogView) -> None:
        self.table.clear_marks()
        self._turn_to(view)
        self.list_again()

    def _turn_to(self, part: LogView) -> None:
        """Look at another view; a filter of entries means nothing among successes."""
        before = self.filters
        self.view = replace(self.view, part=part)
        if self.filters is not before:
            self.view = replace(self.view, sort="date", descending=True)
            self.only, self.filter_name = NO_FILTER, ""
            self.query_one(LogFilterLine).show_example(self.filters.example)

    @property
    def orders(self) -> Mapping[str, tuple[str, bool]]:
        """What the part can be sorted by; on the page of a customer not by the customer."""
        left_out = {"value"} if not self.of_successes else set()
        left_out |= {"customer"} if self.owner.customer_id else set()
        return {column: order for column, order in SORTS.items() if column not in left_out}

    # Acting

    @on(Table.Opened)
    @work
    async def _opened(self) -> None:
        from brm_tui.ui.dialogs.sheet import SheetDialog
        from brm_tui.ui.screens.log import reading

        owner, today, here = self.owner, self.owner.clock.today(), self.table.cursor_id
        if here is None:
            return
        if self.of_successes:
            told = await owner.gateway.read(success_page, owner.desk, here)
            if told is not None:
                build = reading.success_lines
                await owner.ask(SheetDialog(told.line.title, lambda width: build(told, today, width)))
            return
        page = await owner.gateway.read(entry_page, owner.desk, here)
        if page is not None:
            await owner.ask(
                SheetDialog(page.line.title, lambda width: reading.entry_lines(page, today, width))
            )

    @work
    async def action_explain(self) -> None:
        """Show how the value of the successes adds up."""
        from brm_tui.ui.dialogs.sheet import SheetDialog
        from brm_tui.ui.screens.log.reading import summary_lines

        found = self._summary
        await self.owner.ask(SheetDialog("Value shown", lambda width: summary_lines(found, width)))

    @work
    async def action_new(self) -> None:
        """Note an opportunity or issue, or tell a success."""
        values: dict[str, object] = {"date": self.owner.clock.today()}
        code = await self._code()
        if code:
            values["customer"] = code
        if self.of_successes:
            offers = Offers(references=self._offering(self.owner.customer_id))
            made = await new_record(self.owner, "successes", values, names=SUCCESS_FIELDS, offers=offers)
        else:
            made = await new_record(self.owner, "log", values, names=_ENTRY)
        if made is not None:
            self.put_cursor_on(self.table, made)

    async def _code(self) -> str:
        """Return the code of the customer whose page it is, empty in the mode."""
        from brm_tui.desk.choices import choice_of

        owner = self.owner
        if not owner.customer_id:
            return ""
        return (await owner.gateway.read(choice_of, owner.desk, "customers", owner.customer_id))[0]

    def _offering(self, customer_id: str) -> Any:
        """Return what gives a success what it may have come from: of its customer only, where that is known."""
        usual = references(self.owner)

        async def given(kind: str) -> Sequence[tuple[str, str]]:
            if kind == "log" and customer_id:
                return await self.owner.gateway.read(entries_to_choose, self.owner.desk, customer_id)
            found: Sequence[tuple[str, str]] = await usual(kind)
            return found

        return given

    @work
    async def action_edit(self) -> None:
        """Change it."""
        here = self.table.cursor_id
        if here is None:
            return
        if not self.of_successes:
            await edit_record(self.owner, "log", here, names=_ENTRY)
            return
        page = await self.owner.gateway.read(success_page, self.owner.desk, here)
        if page is not None:
            offers = Offers(references=self._offering(page.line.customer_id))
            await edit_record(self.owner, "successes", here, names=SUCCESS_FIELDS, offers=offers)

    @work
    async def action_make_success(self) -> None:
        """Tell the success that came of what is chosen, and close that."""
        if await make_success(self.owner, self.chosen, self._offering):
            self.table.clear_marks()

    @work
    async def action_complete(self) -> None:
        """Close what is chosen, or open it again."""
        if self.chosen:
            label = await self.owner.gateway.write(_close, self.owner.desk, self.chosen)
            self.table.clear_marks()
            self.owner.toast(f"{label} · u takes it back")

    @work
    async def action_delete(self) -> None:
        """Delete what is chosen."""
        await delete_records(self.owner, self._kind, self.chosen)

    @work
    async def action_export(self) -> None:
        """Write what is listed as a CSV file."""
        from brm_tui.ui.list_export import export_list
        from brm_tui.ui.screens.log.exporting import ENTRIES, SUCCESSES

        columns: Any = SUCCESSES if self.of_successes else ENTRIES
        name = "successes" if self.of_successes else "opportunities and issues"
        await export_list(self.owner, name, self._pages(), columns, internal=lambda line: line.internal)


def _count(number: int, one: str, several: str) -> str:
    return "" if number == 0 else f"1 {one}" if number == 1 else f"{number} {several}"


# The models load with these, in the thread that runs them.


def _close(desk: Desk, entry_ids: Sequence[str]) -> str:
    from brm_tui.desk.log import close_entries

    return close_entries(desk, entry_ids)
