"""The health of a relationship: one figure in the overview; its terms, and those of other figures, a key away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from brm_tui.ui.commands import DOWN, PAGE_DOWN, PAGE_UP, UP, Command
from brm_tui.ui.dialogs.base import SCROLLS, Dialog
from brm_tui.ui.glyphs import UNKNOWN, bar, sparkline
from brm_tui.ui.screens.portfolio.words import health_glyph
from brm_tui.ui.widgets.sheet import Build, Sheet, cut, wrapped

if TYPE_CHECKING:
    from brm_tui.desk.health import HealthPage
    from brm_tui.rules.health import Term

_INDENT, _NAME, _BAR = 7, 24, 10


def health_line(page: HealthPage) -> Content:
    """Return the figure with its trend, and how much is known."""
    score, coverage = page.now.score, page.now.coverage
    sign = health_glyph(score)
    if score is None:
        return Content.assemble((sign.text, sign.style), " too little is known")
    trend = sparkline([None if value is None else float(value) for value in page.trend], low=0, high=100)
    known = "" if coverage == 100 else f"  {coverage} % known"
    return Content.assemble((sign.text, sign.style), f" {score}  ", (f"{trend}{known}", "$muted"))


class HealthDialog(Dialog[bool]):
    """Shows what the figures of a relationship are made of: its health, promises kept, topics."""

    COMMANDS = (
        Command("health.close", "enter,q,i", "back", "Close", "Close it."),
        UP.command("health.up", "Up", "Scroll up.", action="scroll(-1)"),
        DOWN.command("health.down", "Down", "Scroll down.", action="scroll(1)"),
        PAGE_UP.command("health.page_up", "Page up", "Scroll a page up.", action="scroll(-10)"),
        PAGE_DOWN.command("health.page_down", "Page down", "Scroll a page down.", action="scroll(10)"),
    )

    def __init__(self, customer: str, page: HealthPage, more: Build | None = None) -> None:
        """Make the dialog.

        Args:
            customer: What the customer is called.
            page: The health of the relationship.
            more: Lays out the terms of other figures below.
        """
        super().__init__(f"Health of the relationship: {customer}")
        self._page = page
        self._more = more

    def compose_content(self) -> ComposeResult:
        """Show the terms."""
        with VerticalScroll(classes=SCROLLS, can_focus=False):
            yield Sheet(self._lines)

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def _lines(self, width: int) -> list[Content]:
        health = self._page.now
        figures = [(_figure(term), Content.styled(term.reason, "$muted")) for term in health.terms]
        lines = [cut(health_line(self._page), width), Content("")]
        if all(figure.cell_length + 2 + reason.cell_length <= width for figure, reason in figures):
            lines += [Content.assemble(figure, "  ", reason) for figure, reason in figures]
        else:
            for figure, reason in figures:
                lines += [cut(figure, width), cut(Content.assemble(" " * _INDENT, reason), width)]
        known = health.coverage
        said = (
            "The figure is the mean of the terms by their weights; 0 is bad, 100 is good."
            if known == 100
            else f"{known} % of the weights are known; the others are raised to make up for what is not."
        )
        lines += [Content(""), *wrapped(said, width, style="$muted")]
        return lines if self._more is None else [*lines, Content(""), *self._more(width)]


def _figure(term: Term) -> Content:
    """Return a term's weight, name, value and bar."""
    name = f"{term.weight:>3} %  {term.name.value.ljust(_NAME)} "
    if term.percent is None or term.value is None:
        return Content.assemble(name, (f"{UNKNOWN.text.rjust(4)}  {' ' * _BAR}", "$muted"))
    return Content.assemble(
        name, f"{term.percent:>4}  ", (bar(term.value, _BAR), health_glyph(term.percent).style)
    )
