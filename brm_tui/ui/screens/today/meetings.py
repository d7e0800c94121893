"""Opening a meeting from Today: what the calendar shows of it, and what can be done with it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from brm_tui.desk.calendar import CalendarEntry
    from brm_tui.desk.desk import Desk
    from brm_tui.desk.today import Meeting
    from brm_tui.ui.screens.base import DeskScreen


async def open_meeting(screen: DeskScreen, meeting: Meeting) -> None:
    """Show a meeting, and do what the user wants with it. Only inside ``@work``."""
    from brm_tui.ui.screens.calendar import flows

    entry = await screen.gateway.read(_entry, screen.desk, meeting)
    if entry is None:
        screen.toast("This meeting is gone")
        return
    match await flows.open_entry(screen, entry):
        case "edit":
            await flows.edit_entry(screen, entry)
        case "move":
            await flows.ask_move(screen, entry)
        case "remove":
            await flows.remove_entry(screen, entry)
        case "restore":
            await flows.restore_entry(screen, entry)


def _entry(desk: Desk, meeting: Meeting) -> CalendarEntry | None:
    """Return the entry of the integrated calendar that a meeting is."""
    from brm_tui.desk.calendar import occurrences

    day = meeting.start.date()
    key = (meeting.line.event_id, meeting.line.original_start)
    found = occurrences(desk, day, day, layers=("meeting",))
    return next((entry for entry in found if (entry.source_id, entry.original_start) == key), None)
