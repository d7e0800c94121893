"""Choosing one of the free slots that are offered; what a slot means for whom stands below the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from brm_tui.text import one_line
from brm_tui.ui.dialogs.pick import Choice, PickDialog
from brm_tui.ui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from brm_tui.desk.free_slots import Slot


class SlotDialog(PickDialog["Slot"]):
    """Offers free slots; answers the one that is chosen."""

    def __init__(self, title: str, slots: Sequence[Slot], labels: Sequence[str]) -> None:
        """Make a dialog.

        Args:
            title: What is moved.
            slots: What is offered.
            labels: When that is, by the user's clock.
        """
        choices = [
            Choice(slot, label, hint=slot.reason[0], words=" ".join(slot.reason[1:]))
            for slot, label in zip(slots, labels, strict=True)
        ]
        super().__init__(title, choices)

    def compose_content(self) -> ComposeResult:
        """Show the search field, the list, and more about what is under the cursor."""
        yield from super().compose_content()
        yield Static(self._about(self.choices[0]), classes="slot-dialog--about")

    @staticmethod
    def _about(choice: Choice[Slot] | None) -> Content:
        return Content(one_line(" · ".join(choice.value.reason[1:])) if choice is not None else "")

    def action_move(self, by: int) -> None:
        """Move the cursor, and say what the slot under it means."""
        super().action_move(by)
        self._say()

    @on(LineInput.Changed)
    def _say(self) -> None:
        self.call_after_refresh(self._show_about)

    def _show_about(self) -> None:
        self.query_one(".slot-dialog--about", Static).update(self._about(self.list.current))
