"""How the agreement with a customer stands, section by section; enter opens it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from brm_tui.desk.agreement_pages import AgreementPage, agreement_page
from brm_tui.rules.agreements import Section
from brm_tui.rules.dates import relative_date, show_date
from brm_tui.text import one_line
from brm_tui.ui import glyphs
from brm_tui.ui.commands import EXPLAIN, NEW, NEW_FROM, OPEN, Commanding
from brm_tui.ui.messages import OpenRecord
from brm_tui.ui.screens.agreement.words import mark_of, said
from brm_tui.ui.screens.customer.pane import Pane
from brm_tui.ui.screens.portfolio.words import agreement_cell
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.empty_state import EmptyState
from brm_tui.ui.widgets.rows import Cell, FixedSource, Row, StyleName
from brm_tui.ui.widgets.sheet import Sheet, cut
from brm_tui.ui.widgets.table import Table

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.desk.portfolio import AgreementFigures

COLUMNS = (
    Column("number", "", 1, align="right", sortable=False),
    Column("mark", "", 1, sortable=False),
    Column("section", "Section", 31, sortable=False),
    Column("rows", "Holds", 12, sortable=False, priority=2),
    Column("lacking", "What is missing", 30, minimum_width=16, weight=1, sortable=False),
)
_LABEL = 12
_BAR = 20
_MARK_STYLES: dict[str, StyleName] = {
    "$good": "good",
    "$attention": "attention",
    "$bad": "bad",
    "$muted": "dim",
}
_STYLES = {"attention": "$attention", "bad": "$bad", "dim": "$muted", "": ""}


def summary_lines(
    page: AgreementPage, figures: AgreementFigures, today: date, width: int
) -> Iterator[Content]:
    """Return how the agreement stands."""

    def fact(label: str, value: Content | str) -> Content:
        shown = value if isinstance(value, Content) else Content(value)
        return cut(Content.assemble((label.ljust(_LABEL), "$muted"), shown), width)

    def day(value: date | None) -> str:
        return show_date(value, today) if value else "open"

    cell = agreement_cell(figures, today)
    yield fact("Stands", Content.styled(cell.text, _STYLES.get(cell.style, "")))
    percent = page.completeness.percent
    yield fact("Complete", Content.assemble((glyphs.bar(percent / 100, _BAR), "$muted"), f" {percent} %"))
    head = page.head
    yield fact("Term", f"{day(head.term_start)} – {day(head.term_end)}")
    if head.review_date is not None:
        late = head.review_date < today and not page.ended
        words = f"{show_date(head.review_date, today)}, {relative_date(head.review_date, today)}"
        yield fact("Review", Content.styled(words, "$attention" if late else ""))
    if page.proposed is not None:
        pending = ", ".join(
            f"{one_line(line.person)} ({line.role.value})" if line.person else line.role.value
            for line in page.proposed.pending
        )
        yield fact("Waits for", Content.styled(pending or "nobody", "$attention"))


def section_rows(page: AgreementPage) -> list[Row]:
    """Return the seven sections a line each."""
    return [_section_row(page, section) for section in Section]


def _section_row(page: AgreementPage, section: Section) -> Row:
    mark = mark_of(page.mark(section))
    findings = page.completeness.of(section)
    lacking = Cell("")
    if findings:
        more = f", and {len(findings) - 1} more" if len(findings) > 1 else ""
        style: StyleName = "attention" if findings[0].mandatory else "dim"
        lacking = Cell(f"{said(findings[0])}{more}", style)
    return Row(
        str(section.value),
        (
            Cell(str(section.value), "dim"),
            Cell(mark.text, _MARK_STYLES.get(mark.style, "")),
            section.title,
            Cell(_holds(page, section), "dim"),
            lacking,
        ),
    )


def _holds(page: AgreementPage, section: Section) -> str:
    rows = page.rows
    counts = {
        Section.STAFF: (len(rows.staff), "person", "people"),
        Section.FORUMS: (len(rows.forums), "forum", "forums"),
        Section.OBJECTIVES: (len(rows.objectives), "objective", "objectives"),
        Section.ACTIONS: (len(rows.actions), "action", "actions"),
        Section.APPENDICES: (len(rows.appendices), "appendix", "appendices"),
    }
    if section is Section.ACCEPTANCE:
        return f"{4 - len(page.proposed.pending)} of 4" if page.proposed is not None else ""
    if section not in counts:
        return f"{len(page.head.philosophy.split())} words" if page.head.philosophy.strip() else ""
    number, one, many = counts[section]
    return f"{number} {one if number == 1 else many}" if number else ""


class SectionTable(Commanding, Table):
    """The list of sections."""

    COMMANDS = (OPEN.command("customer.agreement_open", "Open agreement", "Read and change the agreement."),)


class AgreementPane(Pane):
    """The tab of the agreement."""

    NAME = "agreement"
    COMMANDS = (
        NEW.command(
            "customer.agreement_new",
            "Start agreement",
            "Start the partnership agreement with the customer.",
            footer="start",
            condition=lambda pane: pane.can_start,
        ),
        NEW_FROM.command(
            "customer.agreement_from",
            "Start agreement from…",
            "Start the partnership agreement from a template, or from another customer's agreement.",
            condition=lambda pane: pane.can_start,
        ),
        EXPLAIN.command(
            "customer.agreement_explain",
            "Explain how complete it is",
            "List what the agreement lacks.",
            condition=lambda pane: pane.has_agreement,
        ),
    )

    def __init__(self) -> None:
        super().__init__()
        self._page: AgreementPage | None = None

    def compose(self) -> ComposeResult:
        """Make the summary and the list of sections."""
        yield EmptyState(
            "No partnership agreement yet",
            "What both sides agreed: how they work together, who is in it, when they meet, what they want to"
            " achieve and who does what by when; frozen and signed by four, amended when things change.",
            [("n", "start it blank"), ("N", "start it from a template or another customer's agreement")],
        )
        yield Sheet(id="customer-agreement-summary")
        yield SectionTable(COLUMNS, id="customer-agreement-table")

    @property
    def has_agreement(self) -> bool:
        """Whether there is an agreement to explain."""
        return self._page is not None

    @property
    def can_start(self) -> bool:
        """Whether no agreement runs."""
        return self._page is None or self._page.ended

    async def load(self) -> None:
        """Read the agreement again."""
        owner = self.owner
        figures = owner.page.customer.agreement
        self._page = None
        if figures.id is not None:
            self._page = await owner.gateway.read(agreement_page, owner.desk, figures.id)
        page, today = self._page, owner.clock.today()
        self.set_class(page is None, "-empty")
        sheet = self.query_one(Sheet)
        sheet.display = page is not None
        if page is not None:
            shown = page
            sheet.show(lambda width: list(summary_lines(shown, figures, today, width)))
            self.query_one(SectionTable).set_source(FixedSource(section_rows(shown)))

    @property
    def main(self) -> Widget:
        """Return the sections, or the tab where there is no agreement."""
        return self if self._page is None else self.query_one(SectionTable)

    @on(Table.Opened)
    def _opened(self) -> None:
        if self._page is not None:
            self.post_message(OpenRecord("agreements", self._page.head.id))

    @work
    async def action_explain(self) -> None:
        """List what the agreement lacks."""
        from brm_tui.ui.screens.agreement.read_dialog import ReadDialog
        from brm_tui.ui.screens.agreement.version_text import findings_text

        page = self._page
        if page is not None:
            await self.owner.ask(ReadDialog(f"Complete {page.completeness.percent} %", findings_text(page)))

    @work
    async def action_new(self) -> None:
        """Start the agreement, and open it."""
        owner = self.owner
        agreement_id = await owner.gateway.write(_start, owner.desk, owner.customer_id)
        owner.toast("Partnership agreement started · u takes it back")
        self.post_message(OpenRecord("agreements", agreement_id))

    @work
    async def action_new_from(self) -> None:
        """Start the agreement from what is picked, say what is left to do, and open it."""
        from brm_tui.desk.agreement_sources import sources, start_from
        from brm_tui.ui.dialogs.message import MessageDialog
        from brm_tui.ui.screens.customer.start_from_dialog import StartFromDialog

        owner = self.owner
        found = await owner.gateway.read(sources, owner.desk, owner.customer_id)
        source = await owner.ask(StartFromDialog(found))
        if source is None:
            return
        started = await owner.gateway.write(start_from, owner.desk, owner.customer_id, source)
        owner.toast("Partnership agreement started · u takes it back")
        if started.told:
            await owner.ask(MessageDialog("Partnership agreement started", "\n\n".join(started.told)))
        self.post_message(OpenRecord("agreements", started.agreement_id))


def _start(desk: Desk, customer_id: str) -> str:
    from brm_tui.desk.agreements import new_agreement

    return new_agreement(desk, customer_id)
