"""The verb calendar invite."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from brm_tui.cli.opening import day, opened
from brm_tui.cli.output import say


def invite(options: Any) -> None:
    """Write an invitation to a meeting."""
    from brm_tui.desk import invitations

    with opened(options) as desk:
        written = invitations.invite(
            desk,
            options.event,
            Path(options.output),
            occurrence=day(desk, "--occurrence", options.occurrence),
            organizer=options.organizer or "",
        )
    say(f"{written.path}: {written.organizer} invites {', '.join(written.guests)}.")
    for note in written.notes:
        say(note)
