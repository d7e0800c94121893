"""Picking what a new agreement starts from."""

from __future__ import annotations

from collections.abc import Sequence

from brm_tui.desk.agreement_sources import Source
from brm_tui.text import one_line
from brm_tui.ui.dialogs.pick import Choice, PickDialog


class StartFromDialog(PickDialog[Source]):
    """Lets the user choose a template or another customer's agreement; each says what it brings."""

    def __init__(self, sources: Sequence[Source]) -> None:
        """Make a dialog.

        Args:
            sources: What there is to start from.
        """
        choices = [
            Choice(source, one_line(source.label), hint=one_line(source.brings), words=source.template)
            for source in sources
        ]
        super().__init__("Start the partnership agreement from", choices)
