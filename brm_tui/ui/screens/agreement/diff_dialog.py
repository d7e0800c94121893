"""A dialog that compares two versions of an agreement, or a version and the working copy."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from textual import events, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from brm_tui.desk.agreement_diff import AgreementDiff, DiffSide
from brm_tui.ui.commands import Command
from brm_tui.ui.dialogs.base import SCROLLS, Dialog
from brm_tui.ui.screens.agreement.diff_text import WIDE, DiffText
from brm_tui.ui.screens.agreement.text_view import TextView
from brm_tui.ui.screens.agreement.words import counted

Compare = Callable[[int, int], Awaitable[AgreementDiff]]
"""Reads what differs between the states of two numbers."""


class DiffScroll(TextView):
    """Scrolls what differs."""

    def __init__(self, text: DiffText) -> None:
        super().__init__(id="diff-text")
        self._text = text

    def compose(self) -> ComposeResult:
        """Hold the text."""
        yield self._text


class DiffDialog(Dialog[bool]):
    """Shows what differs until it is closed; both sides are chosen in it."""

    BELOW = 2

    COMMANDS = (
        Command("diff.from", "f", "choose_old", "Compare from", "Choose the older side.", "from", True),
        Command("diff.to", "t", "choose_new", "Compare to", "Choose the newer side.", "to", True),
        Command("diff.swap", "x", "swap", "Swap the sides", "Compare the other way round.", "swap", True),
        Command("diff.close", "enter,q", "back", "Close", "Close it."),
    )

    def __init__(self, diff: AgreementDiff, compare: Compare, words: Mapping[int, str]) -> None:
        """Make a dialog.

        Args:
            diff: What is compared first.
            compare: Reads another comparison.
            words: How each version stands, by number.
        """
        super().__init__("What was changed")
        self.add_class("-reading")
        self.diff = diff
        self._compare, self._words = compare, words

    def compose_content(self) -> ComposeResult:
        """Show which sides are compared, and what differs."""
        wide = self._wide(self.app.size.width)
        yield Static(self._headline(), id="diff-head", markup=False)
        scroll = DiffScroll(DiffText(self.diff, wide=wide))
        scroll.add_class(SCROLLS)
        yield scroll

    def on_mount(self) -> None:
        """Begin at the text, so that the arrows scroll it."""
        self.query_one(DiffScroll).focus()

    def on_resize(self, event: events.Resize) -> None:
        """Put the sides beside each other where there is room for that."""
        self._show(self._wide(event.size.width))

    def action_swap(self) -> None:
        """Compare the other way round."""
        self._read(self.diff.new.number, self.diff.old.number)

    @work
    async def action_choose_old(self) -> None:
        """Choose the side that is compared from."""
        number = await self._choose("Compare from", self.diff.old)
        if number is not None:
            self._read(number, self.diff.new.number)

    @work
    async def action_choose_new(self) -> None:
        """Choose the side that is compared to."""
        number = await self._choose("Compare to", self.diff.new)
        if number is not None:
            self._read(self.diff.old.number, number)

    async def _choose(self, title: str, chosen: DiffSide) -> int | None:
        from brm_tui.ui.dialogs.pick import Choice, PickDialog

        choices = [Choice(side.number, self._called(side)) for side in self.diff.sides]
        return await self.app.push_screen_wait(PickDialog(title, choices, chosen=chosen.number))

    @work(exclusive=True)
    async def _read(self, old: int, new: int) -> None:
        self.diff = await self._compare(old, new)
        self.query_one("#diff-head", Static).update(self._headline())
        self._show(self._wide(self.app.size.width))
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def _show(self, wide: bool) -> None:
        self.query_one(DiffText).show(self.diff, wide=wide)

    def _wide(self, width: int) -> bool:
        wide = width >= WIDE
        self.set_class(wide, "-beside")
        return wide

    def _headline(self) -> Content:
        many = counted(self.diff.changes, "change") if self.diff.changes else "nothing changed"
        sides = f"{self._called(self.diff.old)} → {self._called(self.diff.new)}"
        return Content.assemble((sides, "bold"), (f": {many}", "bold"))

    def _called(self, side: DiffSide) -> str:
        words = self._words.get(side.number, "")
        return f"{side.name}, {words}" if words else side.name
