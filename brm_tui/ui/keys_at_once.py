"""Keys of a list run their command at once."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

from brm_tui.ui.widgets.list_style import StyledList


class KeysAtOnce(App[Any], inherit_bindings=False):
    """Mixin for a program whose lists have nothing but commands.

    Textual hands every key to what has the focus and on from parent to parent, six turns of the event loop, before it
    looks for a command. A list makes nothing of a key itself, so the command is looked for first, as long as nothing
    waits on that way that should come before the key.
    """

    async def on_event(self, event: events.Event) -> None:
        """Take a key to its command; everything else goes Textual's way."""
        if isinstance(event, events.Key) and not event.is_forwarded and self._nothing_between:
            self.screen._clear_tooltip()
            for first in (True, False):
                if await self._check_bindings(event.key, priority=first):
                    return
        await super().on_event(event)

    @property
    def _nothing_between(self) -> bool:
        """Whether a list has the focus that makes nothing of keys, and nothing waits from there to the program."""
        here = self.focused
        if not isinstance(here, StyledList) or hasattr(here, "on_key"):
            return False
        if self.screen.maximized is not None or not self.app_focus:
            return False
        way: MessagePump | None = here
        while way is not None and way is not self:
            if way.message_queue_size or way._pending_message is not None:
                return False
            way = way._parent
        return True
