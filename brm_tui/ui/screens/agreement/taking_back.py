"""Taking one section of the working copy back to a version, after a look at what that changes."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content

from brm_tui.desk.agreement_diff import AgreementDiff
from brm_tui.ui import glyphs
from brm_tui.ui.commands import SAVE
from brm_tui.ui.dialogs.base import SCROLLS, Dialog
from brm_tui.ui.screens.agreement.diff_dialog import DiffScroll
from brm_tui.ui.screens.agreement.diff_text import WIDE, DiffText
from brm_tui.ui.screens.agreement.markdown_text import Block
from brm_tui.ui.screens.agreement.text_view import LaidOutText


class _Preview(DiffScroll):
    """Scrolls what is to be known, and below it what differs."""

    def __init__(self, notes: LaidOutText, text: DiffText) -> None:
        super().__init__(text)
        self._notes = notes

    def compose(self) -> ComposeResult:
        """Hold both texts."""
        yield self._notes
        yield from super().compose()


class TakeBackDialog(Dialog[bool]):
    """Shows what taking a section back changes; answers True when it is to be done."""

    COMMANDS = (
        SAVE.command("take_back.yes", "Take it back", "Change it.", action="yes", footer="take it back"),
    )

    def __init__(self, title: str, diff: AgreementDiff, notes: Sequence[str]) -> None:
        """Make a dialog.

        Args:
            title: Which section goes back to which version.
            diff: From the working copy to the version, this section only.
            notes: What the reader must know beside the difference.
        """
        super().__init__(title)
        self.add_class("-reading")
        self.diff = diff
        self.notes = notes

    def compose_content(self) -> ComposeResult:
        """Show what differs, and above it what else is to be known."""
        wide = self.app.size.width >= WIDE
        self.set_class(wide, "-beside")
        sign = Content.assemble((glyphs.ATTENTION.text, glyphs.ATTENTION.style), " ")
        notes = [Block(Content(note), sign, Content("  ")) for note in self.notes]
        if notes:
            notes.append(Block(Content("")))
        scroll = _Preview(LaidOutText(notes), DiffText(self.diff, wide=wide))
        scroll.add_class(SCROLLS)
        yield scroll

    def on_mount(self) -> None:
        """Begin at the text, so that the arrows scroll it."""
        self.query_one(_Preview).focus()

    def action_yes(self) -> None:
        """Answer that it is to be done."""
        self.dismiss(True)
