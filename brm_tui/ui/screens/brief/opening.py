"""Opening the brief from wherever a customer or a meeting is listed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from brm_tui.ui.screens.base import DeskScreen


def open_customer_brief(screen: DeskScreen, customer_id: str, *, trail: tuple[str, ...]) -> None:
    """Show the brief for the next meeting with a customer; escape comes back.

    Args:
        screen: Where it was asked for.
        customer_id: Which customer.
        trail: Names of the screens above it.
    """
    from brm_tui.desk.brief import brief_of_customer
    from brm_tui.ui.screens.brief.screen import BriefScreen

    screen.show(BriefScreen(brief_of_customer, customer_id, trail=trail))


def open_meeting_brief(
    screen: DeskScreen,
    event_id: str,
    original_start: datetime,
    *,
    trail: tuple[str, ...],
    from_meeting: bool = False,
) -> None:
    """Show the brief for one occurrence of an event; escape comes back.

    Args:
        screen: Where it was asked for.
        event_id: The event.
        original_start: Which of its occurrences: the naive local start that the series gives it.
        trail: Names of the screens above it.
        from_meeting: Whether the meeting itself is the screen below, which escape shows.
    """
    from brm_tui.desk.brief import brief_of_meeting
    from brm_tui.ui.screens.brief.screen import BriefScreen

    screen.show(
        BriefScreen(brief_of_meeting, event_id, original_start, trail=trail, from_meeting=from_meeting)
    )
