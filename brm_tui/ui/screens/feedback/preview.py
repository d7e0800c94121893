"""The feedback under the cursor at a glance: what it is, its life, what was said and done."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.widget import Widget

from brm_tui.desk.feedback_pages import FeedbackPage
from brm_tui.ui.screens.feedback.reading import facts, life, said_and_done
from brm_tui.ui.widgets.sheet import Sheet

_MOST = 4


class FeedbackPreview(Widget):
    """Three columns below the list on a wide terminal."""

    # It follows the size of the screen, which stands above it.
    SCOPED_CSS = False
    DEFAULT_CSS = """
    FeedbackPreview {
        display: none; layout: horizontal; height: 12; width: 1fr; border-top: solid $faint; padding: 0 1 0 3;
    }
    .-wide.-tall FeedbackPreview { display: block; }
    .-wide.-tall .-empty FeedbackPreview, .-wide.-tall .-causes FeedbackPreview { display: none; }
    FeedbackPreview > Sheet { width: 5fr; height: 1fr; margin: 0 4 0 0; }
    FeedbackPreview > .feedback--said { width: 6fr; margin: 0; }
    """

    def compose(self) -> ComposeResult:
        """Make the three columns."""
        yield Sheet(classes="feedback--facts")
        yield Sheet(classes="feedback--life")
        yield Sheet(classes="feedback--said")

    def clear(self) -> None:
        """Show nothing."""
        for sheet in self.query(Sheet):
            sheet.show(lambda _width: ())

    def show(self, page: FeedbackPage, today: date) -> None:
        """Show one piece of feedback."""
        self.query_one(".feedback--facts", Sheet).show(lambda width: facts(page, today, width))
        self.query_one(".feedback--life", Sheet).show(lambda width: life(page, today, width))
        self.query_one(".feedback--said", Sheet).show(
            lambda width: said_and_done(page, today, width, most=_MOST)
        )
