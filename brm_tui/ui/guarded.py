"""Keeps a screen alive when one of its handlers fails: the error goes to the one place that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import events, on
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen

if TYPE_CHECKING:
    from brm_tui.ui.app import BrmApp


class Guarded(MessagePump):
    """Mixin for screens and dialogs; Textual would end the program at the first failed handler."""

    @on(events.ScreenResume)
    def _come_at_once(self, event: events.ScreenResume) -> None:
        """Paint now what Textual styles anew, though nothing changed, and paints a frame later.

        A screen is styled when it is made, and by the program when the theme changes.
        """
        event.refresh_styles = False
        if isinstance(self, Screen):
            self.call_next(self._on_timer_update)

    @property
    def shell(self) -> BrmApp:
        """Return the program, as what it is."""
        return cast("BrmApp", self.app)

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            self.shell.show_error(error)
