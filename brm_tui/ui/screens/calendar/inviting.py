"""Writing an invitation to a meeting from the calendar."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from brm_tui.errors import FieldError
from brm_tui.rules.dates import show_full_date
from brm_tui.ui.dialogs.message import MessageDialog
from brm_tui.ui.dialogs.pick import Choice, PickDialog
from brm_tui.ui.dialogs.text import TextDialog
from brm_tui.ui.output_path import checked_path, may_replace

if TYPE_CHECKING:
    from brm_tui.desk.calendar import CalendarEntry
    from brm_tui.desk.desk import Desk
    from brm_tui.desk.invitations import WrittenInvitation
    from brm_tui.ui.screens.base import DeskScreen

_UNSAFE = re.compile(r"[^\w-]+")


async def invite(screen: DeskScreen, entry: CalendarEntry) -> None:
    """Ask which occurrences are meant and where the file goes, and write the invitation.

    Args:
        screen: Where the dialogs open.
        entry: An occurrence of an event.
    """
    occurrence = None
    if entry.recurring:
        day = show_full_date(entry.start.date(), screen.clock.today())
        which = await screen.ask(
            PickDialog(
                "Invite to what?",
                [Choice("occurrence", "This occurrence", hint=day), Choice("series", "The series")],
            )
        )
        if which is None:
            return
        occurrence = (entry.original_start or entry.start) if which == "occurrence" else None
    name = _UNSAFE.sub("-", entry.title).strip("-")[:60] or "meeting"
    text = await screen.ask(
        TextDialog("Write the invitation to", value=f"~/{name}-{entry.start:%Y-%m-%d}.ics", meaning=_meaning)
    )
    if text is None:
        return
    path = checked_path(text)
    if not await may_replace(screen, path):
        return
    written = await screen.gateway.write(_invite, screen.desk, entry.source_id, path, occurrence)
    said = f"{written.organizer} invites {', '.join(written.guests)}: {written.path}"
    guide = "Open the file with your calendar program, or send it by mail: it asks everybody for an answer."
    await screen.ask(MessageDialog("Invitation written", said, detail="\n".join([*written.notes, guide])))


def _meaning(text: str) -> str:
    path = checked_path(text)
    if path.suffix.casefold() != ".ics":
        raise FieldError("path", path, "a name that ends in .ics")
    return str(path)


def _invite(desk: Desk, event_id: str, path: Path, occurrence: datetime | None) -> WrittenInvitation:
    from brm_tui.desk.invitations import invite as write

    return write(desk, event_id, path, occurrence=occurrence)
