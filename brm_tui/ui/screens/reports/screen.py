"""Mode 8: the reports, each with a preview of what would be handed over now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll

from brm_tui.desk.reports import REPORTS, Report
from brm_tui.errors import NotFoundError
from brm_tui.rules.report_periods import Period, read_period, usual_period
from brm_tui.ui.commands import EXPORT, FILTER, NEXT, OPEN, PREVIOUS, Command, Commanding
from brm_tui.ui.following import Following
from brm_tui.ui.screens.base import DeskScreen
from brm_tui.ui.screens.reports.asking import ask_customer, ask_period, write_report
from brm_tui.ui.screens.reports.preview import preview_lines
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.rows import Cell, FixedSource, Row
from brm_tui.ui.widgets.sheet import Sheet
from brm_tui.ui.widgets.table import Table

if TYPE_CHECKING:
    from brm_tui.desk.report import BuiltReport


COLUMNS = (
    Column("title", "Report", 26, minimum_width=22, weight=1, sortable=False),
    Column("about", "What it is for", 40, minimum_width=28, weight=3, sortable=False, priority=2),
    Column("period", "Of", 8, sortable=False),
)


class ReportTable(Commanding, Table):
    """The reports there are."""

    COMMANDS = (
        OPEN.command("reports.open", "Read the report", "Show the report as it would be handed over."),
    )


class ReportsScreen(Following, DeskScreen):
    """The mode of reports."""

    TITLE = "Reports"
    CSS_PATH = "reports.tcss"
    AUTO_FOCUS = "ReportTable"
    HELP = (
        "What you hand to people who will never open this program. The preview shows what a report says now, with what"
        " stays in the house because it is marked internal. x writes it for Word, the browser or as plain text, and"
        " keeps what was handed over: the next pack marks what has changed since. ctrl+o takes data in, X writes"
        " records, and the palette has the bundle that carries a customer into another desk."
    )
    COMMANDS = (
        FILTER.command(
            "reports.customer", "Whose report", "Choose a customer, or all of them.", footer="customer"
        ),
        Command(
            "reports.period",
            "g",
            "period",
            "Of what time",
            "Type a month, a quarter or a year.",
            footer="period",
            in_footer=True,
        ),
        PREVIOUS.command(
            "reports.period_before",
            "The period before",
            "Go a month, quarter or year back.",
            action="turn(-1)",
            footer="back",
        ),
        NEXT.command(
            "reports.period_after",
            "The period after",
            "Go a month, quarter or year on.",
            action="turn(1)",
            footer="on",
        ),
        EXPORT.command(
            "reports.export", "Hand over", "Write the report into a file and remember what it said."
        ),
        Command(
            "reports.import",
            "ctrl+o",
            "import",
            "Import",
            "Take in a table (CSV, Excel, vCards) or a bundle of another desk.",
            footer="import",
            in_footer=True,
        ),
        Command(
            "reports.records",
            "X",
            "records",
            "Write records",
            "Write the records of one kind as CSV, Excel or vCards.",
        ),
        Command(
            "reports.bundle",
            "",
            "bundle",
            "Write a bundle",
            "Write everything, or one customer, for another desk.",
        ),
        Command(
            "reports.usual",
            "F",
            "usual",
            "The usual report again",
            "All customers, and of the usual time.",
            condition=lambda screen: bool(screen.customer or screen.periods),
        ),
    )

    def __init__(self) -> None:
        super().__init__()
        self.customer = ""
        self.periods: dict[str, str] = {}
        self._built: BuiltReport | None = None

    def compose_body(self) -> ComposeResult:
        """Show the list and, beside it, the report under the cursor."""
        with Horizontal():
            yield ReportTable(COLUMNS, id="reports-table")
            with VerticalScroll(id="reports-preview"):
                yield Sheet(id="reports-sheet")

    @property
    def report(self) -> Report:
        """The report under the cursor."""
        name = self.query_one(ReportTable).cursor_id if self.is_mounted else None
        return REPORTS[name or next(iter(REPORTS))]

    def period_of(self, report: Report) -> Period:
        """Return of what time a report is asked for."""
        given = self.periods.get(report.name)
        return read_period(given) if given else usual_period(report.span, self.clock.today())

    async def load(self) -> None:
        """List the reports; the preview is built once the cursor rests."""
        rows = [
            Row(one.name, (Cell(one.title), Cell(one.about, "dim"), Cell(self.period_of(one).text, "dim")))
            for one in REPORTS.values()
        ]
        self.query_one(ReportTable).set_source(FixedSource(rows))
        self._say()
        self.follow_cursor()

    def _say(self) -> None:
        report = self.report
        whom = (
            self._built.customer.name
            if self._built and self._built.customer
            else self.customer or "all customers"
        )
        self.answer = f"{whom} · {self.period_of(report).words}"
        self.state = report.about

    @on(Table.Highlighted)
    def _highlighted(self) -> None:
        self._say()
        self.follow_cursor()

    @work(exclusive=True, group="beside")
    async def show_beside(self) -> None:
        """Show the preview of what is under the cursor."""
        if self.has_class("-narrow"):
            return
        built = await self.build()
        if built is not None:
            self.query_one("#reports-sheet", Sheet).show(lambda width: preview_lines(built, width))
            self.query_one("#reports-preview").scroll_home(animate=False)
            self._say()

    async def build(self) -> BuiltReport | None:
        """Build the report under the cursor; None where its customer has gone meanwhile."""
        from brm_tui.desk.report import build_report

        report = self.report
        try:
            self._built = await self.gateway.read(
                build_report, self.desk, report.name, self.customer, self.period_of(report).text
            )
        except NotFoundError:
            self.customer, self._built = "", None
            self.reload()
        return self._built

    @on(Table.Opened)
    def _opened(self) -> None:
        self._read()

    @work
    async def _read(self) -> None:
        from brm_tui.ui.screens.reports.reading import ReportScreen

        built = await self.build()
        if built is not None:
            self.show(ReportScreen(built))

    @work
    async def action_filter(self) -> None:
        """Choose whose report it is."""
        chosen = await ask_customer(self, self.customer)
        if chosen is not None:
            self.customer, self._built = chosen, None
            self.reload()
            self.refresh_bindings()

    @work
    async def action_period(self) -> None:
        """Type of what time it is."""
        report = self.report
        text = await ask_period(self, self.period_of(report).text)
        if text is not None:
            self._set_period(report, read_period(text))

    def action_turn(self, by: int) -> None:
        """Go to the period before or after."""
        report = self.report
        period = self.period_of(report)
        self._set_period(report, period.before if by < 0 else period.after)

    def _set_period(self, report: Report, period: Period) -> None:
        self.periods[report.name] = period.text
        self.reload()
        self.refresh_bindings()

    def action_usual(self) -> None:
        """Go back to all customers and the usual time."""
        self.customer, self.periods, self._built = "", {}, None
        self.reload()
        self.refresh_bindings()

    @work
    async def action_import(self) -> None:
        """Take data in."""
        from brm_tui.ui.screens.reports.exchange import take_in

        await take_in(self)

    @work
    async def action_records(self) -> None:
        """Write records."""
        from brm_tui.ui.screens.reports.exchange import write_records

        await write_records(self)

    @work
    async def action_bundle(self) -> None:
        """Write a bundle."""
        from brm_tui.ui.screens.reports.exchange import give_away

        await give_away(self)

    @work
    async def action_export(self) -> None:
        """Write the report into a file."""
        built = await self.build()
        if built is not None:
            await write_report(self, built)
