"""A customer's actions: what both sides promised, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult

from brm_tui.desk.customer_pages import CustomerAction, customer_actions
from brm_tui.rules.dates import due_in_list, show_date
from brm_tui.rules.short_lists import CUSTOMER_ACTIONS
from brm_tui.rules.vocabulary import ActionStatus, PromiseSide
from brm_tui.ui.arranging import NOTHING_FITS, arranging_commands, export_command
from brm_tui.ui.commands import COMPLETE, DELETE, EDIT, EXPLAIN, NEW, Command, Commanding
from brm_tui.ui.glyphs import BAD, DONE, DUE, UNKNOWN
from brm_tui.ui.record_form import delete_records, edit_record, new_record
from brm_tui.ui.screens.arranged_pane import ArrangedPane
from brm_tui.ui.screens.customer.exporting import ACTIONS
from brm_tui.ui.screens.customer.pane import Pane
from brm_tui.ui.screens.portfolio.words import NOTHING
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.empty_state import EmptyState
from brm_tui.ui.widgets.filter_line import FilterLine, words_line_commands
from brm_tui.ui.widgets.rows import Cell, FixedSource, RecordSource, Row, StyleName
from brm_tui.ui.widgets.table import Table

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.ui.screens.customer.screen import CustomerScreen

COLUMNS = (
    Column("sign", "", 1, sortable=False),
    Column("title", "Action", 30, minimum_width=28, weight=4, sortable=False),
    Column("assignee", "Who", 18, minimum_width=12, weight=1, sortable=False, priority=2),
    Column("promised", "Promise", 7, sortable=False, priority=3),
    Column("due", "Due", 14, sortable=False),
    Column("status", "Status", 11, sortable=False),
    Column("objective", "Objective", 24, minimum_width=12, weight=2, sortable=False, priority=4),
)
_FIELDS = (
    "title", "assignee", "promised_by", "due", "priority", "status", "objective", "detail", "start",
    "status_reason", "internal",
)  # fmt: skip
_SOON = 7


async def new_action(screen: CustomerScreen) -> str | None:
    """Let the user enter an action for the customer. Only inside ``@work``."""
    values = {"customer": screen.page.head.code, "status": ActionStatus.PLANNED.value}
    return await new_record(
        screen, "actions", values, names=_FIELDS, title=f"New action: {screen.page.head.name}"
    )


def action_row(action: CustomerAction, today: date) -> Row:
    """Return an action as a line."""
    late = not action.finished and action.due is not None and action.due < today
    soon = not action.finished and action.due is not None and 0 <= (action.due - today).days <= _SOON
    if action.finished:
        sign = Cell(DONE.text, "good") if action.status is ActionStatus.DONE else Cell(UNKNOWN.text, "dim")
        due = Cell(show_date(action.done, today) if action.done else NOTHING, "dim")
    else:
        sign = Cell(BAD.text, "bad") if late else Cell(DUE.text, "attention") if soon else Cell("")
        style: StyleName = "bad" if late else "attention" if soon else ""
        due = Cell(due_in_list(action.due, today), style) if action.due else Cell("no date", "dim")
    faint: StyleName = "dim" if action.finished else ""
    sides = {PromiseSide.IT: "IT→B", PromiseSide.BUSINESS: "B→IT", None: NOTHING}
    return Row(
        action.id,
        (
            sign,
            Cell(action.title, faint),
            Cell(action.assignee or "nobody", faint if action.assignee else "dim"),
            Cell(sides[action.promised_by], "dim"),
            due,
            Cell(action.status.value, "attention" if action.status is ActionStatus.BLOCKED else faint),
            Cell(action.objective or "", "dim"),
        ),
    )


class ActionTable(Commanding, Table):
    """The list of actions."""


class ActionFilterLine(FilterLine):
    """The line above the actions."""

    COMMANDS = words_line_commands("customer.action_")


class ActionsPane(ArrangedPane, Pane):
    """The tab of actions."""

    NAME = "actions"
    TABLE, FILTERS, EXPORTED = ActionTable, CUSTOMER_ACTIONS, ACTIONS
    USUAL_ORDER = "The longest overdue first"
    COMMANDS = (
        NEW.command("customer.action_new", "New action", "Note what is to be done."),
        EDIT.command(
            "customer.action_edit",
            "Edit action",
            "Change the action, or one field of all marked ones.",
            condition=lambda pane: pane.has_row,
        ),
        COMPLETE.command(
            "customer.action_complete",
            "Complete action",
            "Mark the action, or all marked ones, as done; a done one is taken up again.",
            condition=lambda pane: pane.has_row,
        ),
        DELETE.command(
            "customer.action_delete",
            "Delete action",
            "Delete the action, or all marked ones; u takes it back.",
            condition=lambda pane: pane.has_row,
        ),
        EXPLAIN.command(
            "customer.action_explain",
            "Explain the promises kept",
            "Show how many promises each side kept in time, and from which days that is counted.",
            condition=lambda pane: pane.has_row,
        ),
        *arranging_commands("customer.action_", lambda pane: pane.has_list),
        export_command("customer.action_export", "actions", lambda pane: pane.has_row),
        Command(
            "customer.action_unmark", "escape", "unmark", "Take all marks off", "Take all marks off.",
            footer="unmark", in_footer=True, condition=lambda pane: bool(pane.table.marked),
        ),
    )  # fmt: skip

    def compose(self) -> ComposeResult:
        """Make the list, the filter above it."""
        yield ActionFilterLine(CUSTOMER_ACTIONS.example)
        yield EmptyState(
            "No actions yet",
            "What IT promised this customer, and what the customer promised IT: who does what by when.",
            [("n", "note the first one")],
        )
        yield ActionTable(COLUMNS, placeholder=NOTHING_FITS, id="customer-actions-table")

    async def load(self) -> None:
        """Read the list again."""
        owner = self.owner
        self.take(await owner.gateway.read(_all_actions, owner.desk, owner.customer_id))

    def show_listed(self) -> None:
        """List what fits the words."""
        today = self.owner.clock.today()
        self.table.set_source(RecordSource(FixedSource(self.listed), lambda one: action_row(one, today)))
        self.put_cursor_on(self.table)
        self.say_arranged()

    @on(Table.Opened)
    def _opened(self) -> None:
        self.action_edit()

    @work
    async def action_new(self) -> None:
        """Note what is to be done."""
        made = await new_action(self.owner)
        if made is not None:
            self.put_cursor_on(self.table, made)

    @work
    async def action_edit(self) -> None:
        """Change the action, or one field of all marked ones."""
        from brm_tui.ui.bulk_editing import edit_marked

        if self.table.marked:
            await edit_marked(self.owner, "actions", sorted(self.table.marked))
        elif self.table.cursor_id is not None:
            await edit_record(self.owner, "actions", self.table.cursor_id, names=_FIELDS)

    @work
    async def action_explain(self) -> None:
        """Show how many promises each side kept in time."""
        from brm_tui.ui.dialogs.sheet import SheetDialog
        from brm_tui.ui.screens.customer.figures import rate_lines

        rates, today = self.page.rates, self.owner.clock.today()
        await self.owner.ask(
            SheetDialog(self.page.head.name, lambda width: list(rate_lines(rates, today, width)))
        )

    @work
    async def action_export(self) -> None:
        """Write the actions as a file, without what is internal."""
        from brm_tui.ui.list_export import export_list

        await export_list(
            self.owner, "actions", self.listed_pages, ACTIONS, internal=lambda action: action.internal
        )

    @work
    async def action_complete(self) -> None:
        """Mark as done, or take up again."""
        chosen = self.chosen
        if chosen:
            label = await self.owner.gateway.write(_complete, self.owner.desk, chosen)
            self.table.clear_marks()
            self.owner.toast(f"{label} · u takes it back")

    @work
    async def action_delete(self) -> None:
        """Delete what is chosen."""
        await delete_records(self.owner, "actions", self.table.chosen)


def _all_actions(desk: Desk, customer_id: str) -> Sequence[CustomerAction]:
    pages = customer_actions(desk, customer_id)
    return pages.fetch(0, pages.count())


def _complete(desk: Desk, action_ids: Sequence[str]) -> str:
    from brm_tui.desk.customer_writes import complete_actions

    return complete_actions(desk, action_ids)
