"""The palette: everything that can be done now, by name."""

from __future__ import annotations

from collections.abc import Sequence

from brm_tui.ui.commands import Runnable
from brm_tui.ui.dialogs.pick import Choice, PickDialog
from brm_tui.ui.keys import shown_key


class PaletteDialog(PickDialog[int]):
    """Lists commands with their keys; answers the place of the chosen one."""

    def __init__(self, runnable: Sequence[Runnable]) -> None:
        choices = [
            Choice(
                place,
                entry.command.title,
                hint=shown_key(entry.keys[0]) if entry.keys else "",
                words=f"{entry.command.help} {entry.command.footer}",
            )
            for place, entry in enumerate(runnable)
            if entry.command.in_palette
        ]
        super().__init__("Commands", choices, placeholder="what do you want to do?", empty="No command fits.")
