"""Keys take effect one after the other, each on what the one before it brought, however fast they are typed."""

from __future__ import annotations

import asyncio
from collections import deque
from time import monotonic
from typing import Any
from weakref import WeakSet

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.worker import Worker, get_current_worker

from brm_tui.ui.coming import Coming
from brm_tui.ui.widgets.list_style import StyledList

_LONGEST_COMMAND = 1.0
"""Seconds that keys wait for the command before them: what takes longer goes on beside them."""
_LONGEST = {Coming.NOTHING: 0.0, Coming.SCREEN: 2.0, Coming.TAB: 2.0, Coming.CHANGE: 1.0}
"""Seconds that keys wait for what comes to a screen; a list can be acted upon only when it is there."""
_LOOK_AGAIN = 0.001
"""Seconds until it is looked again whether the next key can go."""
_COMMANDS = frozenset({"default", "pick"})
"""The groups of workers that come of keys: Textual's of actions, and that of fields which one picks for."""


class KeysInOrder(App[Any], inherit_bindings=False):
    """Mixin for the program.

    Textual hands a key to whatever has the focus when it comes: typed behind one that opens a screen or a dialog, it
    meets the screen before, or a list that is not read yet, and does something else or nothing. Here it waits for
    what the keys before it brought.

    Textual also hands every key to what has the focus and on from parent to parent, six turns of the event loop,
    before it looks for a command. A list makes nothing of a key itself, so its command is looked for at once.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._typed: deque[events.Key | events.Paste] = deque()
        self._next: events.Key | events.Paste | None = None
        self._waiting_since = 0.0
        self._looks: asyncio.TimerHandle | None = None
        self._last_key = ""
        self._asking: WeakSet[Worker[Any]] = WeakSet()
        self._let_go: WeakSet[Worker[Any]] = WeakSet()

    async def on_event(self, event: events.Event) -> None:
        """Take a key when it is its turn; everything else goes Textual's way."""
        if not isinstance(event, (events.Key, events.Paste)) or event.is_forwarded:
            await super().on_event(event)
        elif event is self._next:
            self._next = None
            if self._must_wait(event):
                self._typed.appendleft(event)
                self._look_later()
            else:
                try:
                    await self._take(event)
                finally:
                    if self._typed:
                        self._wait()
        elif self._next is not None or self._typed:
            self._typed.append(event)
        elif self._must_wait(event):
            self._typed.append(event)
            self._wait()
        else:
            await self._take(event)

    async def push_screen_wait(self, screen: Screen[Any] | str, *, mode: str | None = None) -> Any:
        """Ask in a dialog: keys are meant for it, and no longer wait for who asks."""
        worker = get_current_worker()
        self._asking.add(worker)
        try:
            return await super().push_screen_wait(screen, mode=mode)
        finally:
            self._asking.discard(worker)

    async def _take(self, event: events.Key | events.Paste) -> None:
        """Let a key, or a paste, do what it does."""
        if isinstance(event, events.Key):
            self._last_key = event.key
            if self._goes_through_a_list:
                self.screen._clear_tooltip()
                for first in (True, False):
                    if await self._check_bindings(event.key, priority=first):
                        return
        await super().on_event(event)

    @property
    def _goes_through_a_list(self) -> bool:
        here = self.focused
        return (
            isinstance(here, StyledList)
            and not hasattr(here, "on_key")
            and self.screen.maximized is None
            and self.app_focus
        )

    # Waiting

    @property
    def keys_wait(self) -> bool:
        """Whether what was typed has not all had its effect."""
        return bool(self._typed) or self._next is not None

    def _wait(self) -> None:
        self._waiting_since = monotonic()
        self._look_later()

    def _look_later(self) -> None:
        if self._looks is None:
            self._looks = asyncio.get_running_loop().call_later(_LOOK_AGAIN, self._look)

    def _look(self) -> None:
        """Let the next key go when what it waits for has come."""
        self._looks = None
        if self._next is not None or not self._typed or not self.is_running:
            return
        if self.message_queue_size or self._must_wait(self._typed[0]):
            self._look_later()
        else:
            self._next = self._typed.popleft()
            self.post_message(self._next)

    def _must_wait(self, event: events.Key | events.Paste) -> bool:
        """Whether something is still to come that a key is meant for."""
        if not self._screen_stack:
            return False
        waited = monotonic() - self._waiting_since if self._typed else 0.0
        return self._something_comes(event, waited) or self._messages_wait

    def _something_comes(self, event: events.Key | events.Paste, waited: float) -> bool:
        """Whether a screen is being read, or a command has not come to its end or its question."""
        from brm_tui.ui.screens.base import DeskScreen

        screen = self.screen
        if isinstance(screen, DeskScreen):
            if waited > _LONGEST[screen.coming]:
                screen.has_come()
            # Turning on is no answer to what comes.
            turns_on = isinstance(event, events.Key) and event.key == self._last_key
            if screen.coming is not Coming.NOTHING and not (screen.coming is Coming.TAB and turns_on):
                return True
        commands = [
            worker
            for worker in self.workers._workers
            if worker.group in _COMMANDS
            and not (worker.is_finished or worker in self._asking or worker in self._let_go)
        ]
        if commands and waited > _LONGEST_COMMAND:
            self._let_go.update(commands)
            return False
        return bool(commands)

    @property
    def _messages_wait(self) -> bool:
        """Whether something that came before the key still waits between what has the focus and the program."""
        way: MessagePump | None = self.focused or self.screen
        while way is not None and way is not self:
            if way.message_queue_size or way._pending_message is not None:
                return True
            way = way._parent
        return False
