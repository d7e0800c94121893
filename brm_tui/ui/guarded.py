"""Keeps a screen alive when one of its handlers fails: the error goes to the one place that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import events, on
from textual.message import Message
from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from brm_tui.ui.app import BrmApp


class Guarded(MessagePump):
    """Mixin for screens and dialogs; Textual would end the program at the first failed handler."""

    _seen = False

    @on(events.ScreenResume)
    def _spare_second_styling(self, event: events.ScreenResume) -> None:
        """Spare a screen that was styled while it was made from being styled again at once."""
        if not self._seen:
            self._seen = True
            event.refresh_styles = False

    @property
    def shell(self) -> BrmApp:
        """Return the program, as what it is."""
        return cast("BrmApp", self.app)

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            self.shell.show_error(error)
