"""The last line: the keys that work now, or for a few seconds what was just done."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import events
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from brm_tui.text import one_line
from brm_tui.ui.commands import Runnable, footer_commands, runnable_commands
from brm_tui.ui.keys import shown_key

if TYPE_CHECKING:
    from brm_tui.ui.app import BrmApp

_BETWEEN = "  "


class KeyBar(Widget):
    """The footer of a screen.

    What was done is said here, in place of the keys, because here it never covers the cursor.
    """

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[tuple[Runnable, str, str]] = []

    def on_mount(self) -> None:
        """Follow what can run, and what is said."""
        shell = cast("BrmApp", self.app)
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)
        self.watch(shell, "notice", self._notice_changed, init=False)
        self.call_after_refresh(self._bindings_changed, self.screen)

    def render(self) -> Content:
        """Return the line."""
        notice: str = cast("BrmApp", self.app).notice
        width = self.size.width - 1
        if notice:
            return Content.assemble(" ", (one_line(notice), "bold")).truncate(width, ellipsis=True)
        line = Content(" ")
        for _entry, key, word in self._entries:
            part = Content.assemble((key, "bold $foreground"), (f" {word}", "$muted"))
            if line.cell_length + part.cell_length > width:
                break
            line = Content.assemble(line, part, _BETWEEN)
        return line

    def on_click(self, event: events.Click) -> None:
        """Run the command under the mouse."""
        left = 1
        for entry, key, word in self._entries:
            right = left + Content(f"{key} {word}").cell_length
            if left <= event.x < right:
                self.app.run_worker(self.app.run_action(entry.command.action, entry.node))
            left = right + len(_BETWEEN)

    def _bindings_changed(self, screen: Screen[object]) -> None:
        if not (self.is_attached and screen is self.app.screen):
            return
        entries = [
            (entry, shown_key(entry.keys[0]), entry.command.footer or entry.command.title.lower())
            for entry in footer_commands(runnable_commands(screen))
        ]
        if entries != self._entries:
            self._entries = entries
            self.refresh()

    def _notice_changed(self) -> None:
        self.refresh()
