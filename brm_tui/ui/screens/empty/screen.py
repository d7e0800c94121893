"""Modes whose lists are still to come: what belongs there, what there is, and how to enter it today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content

from brm_tui.ui.screens.base import DeskScreen
from brm_tui.ui.widgets.empty_state import EmptyState


class ComingScreen(DeskScreen):
    """Says honestly how far a mode is.

    Attributes:
        HEADING: What the mode will show, a few words.
        BELONGS: What belongs there and what it is good for.
        KINDS: The KINDs that it is about, with the word for several.
        EXAMPLES: Command lines that enter and show them today.
    """

    HEADING: ClassVar[str] = ""
    BELONGS: ClassVar[str] = ""
    KINDS: ClassVar[Mapping[str, str]] = {}
    EXAMPLES: ClassVar[tuple[str, ...]] = ()
    CSS_PATH = "empty.tcss"

    def compose_body(self) -> ComposeResult:
        """Show what belongs here."""
        yield EmptyState(self.HEADING, self.BELONGS, id="empty-state")

    async def load(self) -> None:
        """Count what is in the desk already."""
        from brm_tui.desk.counting import count_records

        counts = await self.gateway.read(count_records, self.desk, tuple(self.KINDS))
        held = [f"{count} {self.KINDS[kind]}" for kind, count in counts.items() if count]
        self.answer = " · ".join(held) if held else "nothing in the desk yet"
        self.query_one(EmptyState).show(self._lines())

    def _lines(self) -> list[Content]:
        lines = [
            Content.styled("Until this screen is there, the command line does it:", "$muted"),
            Content(""),
        ]
        lines += [Content.assemble("  ", line) for line in self.EXAMPLES]
        lines += [
            Content(""),
            Content.styled("What is entered so is in the desk: undo, history and backups have it.", "$muted"),
        ]
        return lines


class FeedbackScreen(ComingScreen):
    """The mode of feedback."""

    TITLE = "Feedback"
    HEADING = "Compliments, complaints and suggestions"
    BELONGS = (
        "Here what customers say of IT will be followed from received to closed, with who answers for it and "
        "by when; beside it the log of opportunities and issues, the successes and the surveys."
    )
    KINDS = {"feedback": "pieces of feedback", "log": "log entries", "successes": "successes",
             "surveys": "surveys"}  # fmt: skip
    EXAMPLES = (
        'brm-tui add feedback customer=HR kind=complaint title="Payroll late"',
        "brm-tui list feedback --customer HR",
        'brm-tui add log customer=HR kind=opportunity title="Self-service"',
    )
    HELP = "The list of feedback is still to come; the command line enters and shows it today."
