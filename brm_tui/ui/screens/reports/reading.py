"""One report, whole: to read it through before it is handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from brm_tui.ui.commands import EXPORT
from brm_tui.ui.screens.base import DeskScreen
from brm_tui.ui.screens.reports.asking import write_report
from brm_tui.ui.screens.reports.preview import preview_lines
from brm_tui.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from brm_tui.desk.report import BuiltReport


class ReportText(VerticalScroll, can_focus=True):
    """Scrolls the report."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", "Down", show=False),
        Binding("k", "scroll_up", "Up", show=False),
        Binding("space", "page_down", "Page down", show=False),
    ]


class ReportScreen(DeskScreen):
    """A report as it would be handed over."""

    CSS_PATH = "reports.tcss"
    AUTO_FOCUS = "ReportText"
    HELP = "The report as it would be handed over now. x writes it into a file."
    COMMANDS = (
        EXPORT.command(
            "report.export", "Hand over", "Write the report into a file and remember what it said."
        ),
    )

    def __init__(self, built: BuiltReport) -> None:
        """Make the screen.

        Args:
            built: The report.
        """
        super().__init__()
        self.built = built
        self.trail = ("Reports",)
        self.title = built.report.title

    def compose_body(self) -> ComposeResult:
        """Show the text."""
        with ReportText(id="report-text"):
            yield Sheet(lambda width: preview_lines(self.built, width))

    async def load(self) -> None:
        """Build it again; what was written meanwhile is in it."""
        from brm_tui.desk.report import build_report

        old = self.built
        customer = old.customer.id if old.customer is not None else ""
        self.built = await self.gateway.read(
            build_report, self.desk, old.report.name, customer, old.period.text
        )
        self.answer = self.built.customer.name if self.built.customer is not None else "all customers"
        self.state = self.built.period.words
        self.query_one(Sheet).show(lambda width: preview_lines(self.built, width))

    @work
    async def action_export(self) -> None:
        """Write the report into a file."""
        await write_report(self, self.built)
