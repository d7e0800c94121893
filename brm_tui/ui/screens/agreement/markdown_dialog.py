"""Writing Markdown with what it will look like beside it, where the terminal is wide enough for both."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widgets import TextArea

from brm_tui.ui.dialogs.long_text import LongTextDialog
from brm_tui.ui.screens.agreement.markdown_text import markdown_blocks
from brm_tui.ui.screens.agreement.text_view import TextView

WIDE = 110
"""From so many columns on the preview is shown."""

_PAUSE = 0.15


class MarkdownDialog(LongTextDialog):
    """Edits a Markdown text and shows beside it how it will read, a moment after one stops typing."""

    _waiting: Timer | None = None

    def compose_content(self) -> ComposeResult:
        """Show the text, and what it will look like."""
        with Horizontal(id="markdown-sides"):
            yield from super().compose_content()
            preview = TextView(markdown_blocks(self._before), id="markdown-preview")
            preview.can_focus = False
            yield preview

    def on_mount(self) -> None:
        """Show the preview where there is room."""
        self.set_class(self.app.size.width >= WIDE, "-wide")

    def on_resize(self, event: events.Resize) -> None:
        """Show the preview where there is room; the base class fits the rest."""
        self.set_class(event.size.width >= WIDE, "-wide")

    @on(TextArea.Changed)
    def _text_changed(self) -> None:
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self.set_timer(_PAUSE, self._show)

    def _show(self) -> None:
        if self.has_class("-wide"):
            self.query_one("#markdown-preview", TextView).show(markdown_blocks(self.text))
