"""Opening a meeting from wherever it is listed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from brm_tui.ui.screens.base import DeskScreen


def open_meeting(
    screen: DeskScreen,
    event_id: str,
    original_start: datetime,
    *,
    trail: tuple[str, ...],
    writing: bool = False,
) -> None:
    """Show an occurrence as a meeting; escape comes back.

    Args:
        screen: Where it was listed.
        event_id: The event.
        original_start: Which of its occurrences: the naive local start that the series gives it.
        trail: Names of the screens above it.
        writing: Whether its minutes are to be written at once.
    """
    from brm_tui.ui.screens.meeting.screen import MeetingScreen

    screen.show(MeetingScreen(event_id, original_start, trail=trail, writing=writing))
