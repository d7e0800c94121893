"""A customer's risks: what may happen to the relationship, how heavy that is, who watches it and what is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult

from brm_tui.desk.risks import CustomerRisk, customer_risks, size_of
from brm_tui.rules.dates import due_in_list, show_date
from brm_tui.rules.relationship_risk import RiskSize
from brm_tui.rules.short_lists import CUSTOMER_RISKS
from brm_tui.rules.vocabulary import ChangeRisk, RiskState
from brm_tui.ui.arranging import NOTHING_FITS, arranging_commands, export_command
from brm_tui.ui.commands import DELETE, EDIT, EXPLAIN, NEW, OPEN, Command, Commanding
from brm_tui.ui.glyphs import ATTENTION, BAD, DONE, GOOD, UNKNOWN, Glyph
from brm_tui.ui.record_form import delete_records, edit_record, new_record
from brm_tui.ui.screens.arranged_pane import ArrangedPane
from brm_tui.ui.screens.customer.pane import Pane
from brm_tui.ui.screens.portfolio.words import NOTHING, glyph_cell
from brm_tui.ui.screens.risks.exporting import COLUMNS as EXPORT_COLUMNS
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.empty_state import EmptyState
from brm_tui.ui.widgets.filter_line import FilterLine, words_line_commands
from brm_tui.ui.widgets.rows import Cell, FixedSource, RecordSource, Row, StyleName
from brm_tui.ui.widgets.table import Table

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

COLUMNS = (
    Column("sign", "", 1, sortable=False),
    Column("title", "Risk", 28, minimum_width=22, weight=3, sortable=False),
    Column("owner", "Owner", 16, minimum_width=10, weight=1, sortable=False, priority=3),
    Column("size", "Impact × likelihood", 20, sortable=False),
    Column("response", "Response", 30, minimum_width=16, weight=3, sortable=False, priority=4),
    Column("state", "State", 8, sortable=False),
    Column("review", "Review", 13, sortable=False, priority=2),
)
_FIELDS = (
    "title", "impact", "likelihood", "owner", "response", "review", "state", "detail", "internal",
)  # fmt: skip
_SIGNS: dict[ChangeRisk, Glyph] = {
    ChangeRisk.LOW: GOOD,
    ChangeRisk.MODERATE: ATTENTION,
    ChangeRisk.HIGH: BAD,
    ChangeRisk.VERY_HIGH: BAD,
}


def risk_row(risk: CustomerRisk, today: date) -> Row:
    """Return a risk as a line."""
    size = RiskSize(risk.impact, risk.likelihood)
    is_open = risk.state is RiskState.OPEN
    word = size.word
    if not is_open:
        sign = DONE if risk.state is RiskState.CLOSED else UNKNOWN
    else:
        sign = _SIGNS[word] if word is not None else UNKNOWN
    impact, likelihood = risk.impact or "?", risk.likelihood or "?"
    said = f"{impact} × {likelihood}" + (f" = {size.product} {word.value}" if word is not None else "")
    faint: StyleName = "" if is_open else "dim"
    late = is_open and risk.review is not None and risk.review < today
    review = Cell(NOTHING, "dim")
    if risk.review is not None:
        shown = due_in_list(risk.review, today) if is_open else show_date(risk.review, today)
        review = Cell(shown, "attention" if late else "dim")
    return Row(
        risk.id,
        (
            glyph_cell(sign) if is_open else Cell(sign.text, "dim"),
            Cell(risk.title, faint),
            Cell(risk.owner or "nobody", faint if risk.owner else "dim"),
            Cell(said, faint if word is not None else "dim"),
            Cell(risk.response or NOTHING, "dim"),
            Cell(risk.state.value, faint),
            review,
        ),
    )


class RiskTable(Commanding, Table):
    """The list of risks."""

    COMMANDS = (
        OPEN.command(
            "risks.open",
            "Open risk",
            "Show and change the risk.",
            condition=lambda table: table.cursor_id is not None,
        ),
    )


class RiskFilterLine(FilterLine):
    """The line above the risks."""

    COMMANDS = words_line_commands("risks.")


class RisksPane(ArrangedPane, Pane):
    """The tab of risks."""

    NAME = "risks"
    TABLE, FILTERS, EXPORTED = RiskTable, CUSTOMER_RISKS, EXPORT_COLUMNS
    USUAL_ORDER = "The heaviest open one first"
    COMMANDS = (
        NEW.command("risks.new", "New risk", "Note what may happen to the relationship."),
        EDIT.command("risks.edit", "Edit risk", "Change the risk.", condition=lambda pane: pane.has_row),
        EXPLAIN.command(
            "risks.explain",
            "Explain the weight",
            "Show what impact and likelihood make of the risk.",
            condition=lambda pane: pane.has_row,
        ),
        *arranging_commands("risks.", lambda pane: pane.has_list),
        export_command("risks.export", "risks", lambda pane: pane.has_row),
        DELETE.command(
            "risks.delete",
            "Delete risk",
            "Delete the risk, or all marked ones; u takes it back.",
            condition=lambda pane: pane.has_row,
        ),
        Command(
            "risks.unmark", "escape", "unmark", "Take all marks off", "Take all marks off.",
            footer="unmark", in_footer=True, condition=lambda pane: bool(pane.table.marked),
        ),
    )  # fmt: skip

    def compose(self) -> ComposeResult:
        """Make the list, the filter above it."""
        yield RiskFilterLine(CUSTOMER_RISKS.example)
        yield EmptyState(
            "No risks yet",
            "What may happen to the relationship, how much that would hurt and how likely it is, who watches it,"
            " and what is done about it.",
            [("n", "note the first one")],
        )
        yield RiskTable(COLUMNS, placeholder=NOTHING_FITS, id="risks-table")

    async def load(self) -> None:
        """Read the list again."""
        owner = self.owner
        self.take(await owner.gateway.read(_all_risks, owner.desk, owner.customer_id))

    def show_listed(self) -> None:
        """List what fits the words."""
        today = self.owner.clock.today()
        self.table.set_source(RecordSource(FixedSource(self.listed), lambda risk: risk_row(risk, today)))
        self.put_cursor_on(self.table)
        self.say_arranged()

    @on(Table.Opened)
    def _opened(self) -> None:
        self.action_edit()

    @work
    async def action_new(self) -> None:
        """Note a risk."""
        head = self.page.head
        values = {"customer": head.code}
        made = await new_record(self.owner, "risks", values, names=_FIELDS, title=f"New risk: {head.name}")
        if made is not None:
            self.put_cursor_on(self.table, made)

    @work
    async def action_edit(self) -> None:
        """Change the risk."""
        if self.table.cursor_id is not None:
            await edit_record(self.owner, "risks", self.table.cursor_id, names=_FIELDS)

    @work
    async def action_explain(self) -> None:
        """Show what the weight comes from."""
        from brm_tui.ui.dialogs.message import MessageDialog

        if self.table.cursor_id is not None:
            size = await self.owner.gateway.read(size_of, self.owner.desk, self.table.cursor_id)
            await self.owner.ask(MessageDialog("Weight of the risk", size.reason))

    @work
    async def action_export(self) -> None:
        """Write the risks as a file, without what is internal."""
        from brm_tui.ui.list_export import export_list

        await export_list(
            self.owner, "risks", self.listed_pages, EXPORT_COLUMNS, internal=lambda risk: risk.internal
        )

    @work
    async def action_delete(self) -> None:
        """Delete what is chosen."""
        await delete_records(self.owner, "risks", self.table.chosen)


def _all_risks(desk: Desk, customer_id: str) -> Sequence[CustomerRisk]:
    pages = customer_risks(desk, customer_id)
    return pages.fetch(0, pages.count())
