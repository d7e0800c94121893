"""Keeps the calendar files that follow the desk up to date, behind what the user does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from brm_tui.errors import BrmError

if TYPE_CHECKING:
    from pathlib import Path

    from brm_tui.desk.desk import Desk
    from brm_tui.ui.gateway import Gateway

QUIET_SECONDS = 1.0
"""How long nothing may have changed before the files are looked at."""
FIRST_SECONDS = 8.0
"""How long after the start, when the user has begun to work."""
AGAIN_SECONDS = 60.0
"""How long until a file that could not be written is tried again."""


class TargetKeeper:
    """Rewrites the desk's calendar files a moment after their content may have changed.

    A file that cannot be written is told once, calmly, and tried again.
    """

    def __init__(self, gateway: Gateway, tell: Callable[[str], None]) -> None:
        """Make a keeper, which the gateway calls after each write and before it closes the desk.

        Args:
            gateway: The way to the desk.
            tell: Says in the footer what waits, and what was caught up with.
        """
        gateway.after_write = self.changed
        gateway.before_close = self.close
        self._desk = gateway.desk
        self._tell = tell
        self._timer: asyncio.TimerHandle | None = None
        self._running: asyncio.Task[None] | None = None
        self._thread: ThreadPoolExecutor | None = None
        self._waiting: set[Path] = set()
        self._closed = False

    def begin(self) -> None:
        """Look once the user has begun to work: time has passed, or a folder has come back."""
        self._look_in(FIRST_SECONDS)

    def changed(self) -> None:
        """Look soon: something was written."""
        if self._desk.calendar_touched:
            self._look_in(QUIET_SECONDS)

    def _look_in(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if not self._closed:
            self._timer = asyncio.get_running_loop().call_later(seconds, self._look)

    def _look(self) -> None:
        self._timer = None
        if self._running is not None and not self._running.done():
            self._look_in(QUIET_SECONDS)
            return
        self._running = asyncio.create_task(self._write())

    async def _write(self) -> None:
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="desk-targets")
        problems = await asyncio.get_running_loop().run_in_executor(self._thread, _write_targets, self._desk)
        if self._closed:
            return
        for path, problem in problems.items():
            if path not in self._waiting:
                self._tell(f"{path.name} waits: {problem}; it is tried again")
        for path in self._waiting - problems.keys():
            self._tell(f"{path.name} is up to date again")
        self._waiting = set(problems)
        if problems and self._timer is None:
            self._look_in(AGAIN_SECONDS)

    async def close(self) -> None:
        """Write what changed last; wait for what is being written."""
        self._closed = True
        if self._timer is not None:
            self._timer.cancel()
        if self._running is not None:
            await asyncio.wait([self._running])
        if self._desk.calendar_touched:
            await self._write()
        if self._thread is not None:
            self._thread.shutdown(wait=True)


def _write_targets(desk: Desk) -> dict[Path, str]:
    """Rewrite what has changed; return what could not be written, and why."""
    from brm_tui.store.queries.calendar_targets import any_target

    desk.calendar_touched = False
    try:
        if not desk.read(any_target):
            return {}
        from brm_tui.desk.calendar_targets import write_targets

        return {target.path: target.problem for target in write_targets(desk) if target.problem}
    except BrmError:
        # The desk itself cannot be read or written now: whatever the user does next says so.
        desk.calendar_touched = True
        return {}
