"""The first line: the eight modes and the time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, cast

from textual import events
from textual.content import Content
from textual.widget import Widget

from brm_tui.rules.dates import show_date
from brm_tui.ui.modes import Mode

if TYPE_CHECKING:
    from brm_tui.ui.app import BrmApp

_WIDE = 116


def mode_cells(modes: Sequence[Mode], width: int) -> list[tuple[Mode, str]]:
    """Return each mode with the text that it has at a width."""
    if width >= _WIDE:
        return [(mode, f" {mode.number} {mode.title} ") for mode in modes]
    return [(mode, f"{mode.number} {mode.short} ") for mode in modes]


def header_content(modes: Sequence[Mode], active: str, now: datetime, width: int) -> Content:
    """Return the header line for a width."""
    wide = width >= _WIDE
    left = Content.assemble(
        (" brm  " if wide else " ", "bold $muted"),
        *(
            (text, "bold $foreground on $panel") if mode.name == active else (text, "$muted")
            for mode, text in mode_cells(modes, width)
        ),
    )
    day = show_date(now.date(), now.date()) if wide else f"{now:%a}"
    right = Content.assemble((day, "$muted"), " ", (f"{now:%H:%M}", "$foreground"), " ")
    gap = width - left.cell_length - right.cell_length
    return Content.assemble(left, " " * gap, right) if gap > 0 else left.truncate(width)


class Header(Widget):
    """The header line of a screen; a click on a mode opens it."""

    ALLOW_SELECT = False

    def on_mount(self) -> None:
        """Follow the clock."""
        self._follow_clock()

    def render(self) -> Content:
        """Return the line."""
        shell = self._shell
        return header_content(shell.modes, shell.current_mode, shell.clock.local_now(), self.size.width)

    def on_click(self, event: events.Click) -> None:
        """Open the mode under the mouse."""
        left = 6 if self.size.width >= _WIDE else 1
        for mode, text in mode_cells(self._shell.modes, self.size.width):
            if left <= event.x < left + len(text):
                self._shell.action_mode(mode.name)
            left += len(text)

    @property
    def _shell(self) -> BrmApp:
        return cast("BrmApp", self.app)

    def _follow_clock(self) -> None:
        """Draw again when the minute is over; a pinned clock stands still."""
        clock = self._shell.clock
        self.refresh()
        if clock.pinned is None:
            self.set_timer(60.05 - clock.now().second - clock.now().microsecond / 1e6, self._follow_clock)
