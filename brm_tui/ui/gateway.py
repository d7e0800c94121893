"""The only way from the screens to the desk: reads and writes, off the event loop.

Reads run one after another in a reader thread, writes one after another in a writer thread, so a slow
write never keeps a screen from reading; what is read ahead of the user has a thread of its own. After each
write every screen learns of it (`DeskChanged`); once a second, at most, the gateway asks whether another window
wrote.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import CancelledError, ThreadPoolExecutor
from functools import partial
from importlib import import_module
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from brm_tui.ui.collecting import IdleCollector, begin_collecting

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

Params = ParamSpec("Params")
Result = TypeVar("Result")

LOOK_SECONDS = 1.0
_REST_SECONDS = 0.9
"""Seconds without a key until what takes long, and nobody waits for, is done."""
_GIVEN_WAY = 0.3
"""Seconds without a key until what is read ahead goes on with its next query."""
_LOOK_AGAIN = 0.02
"""Seconds until it is looked again whether somebody waits for it."""
_TURN = 0.0005
"""Seconds that a thread computes before another one has its turn."""


class Gateway:
    """Runs the desk's functions in threads and tells the program of changes.

    Attributes:
        desk: The desk, the first argument of its functions: ``await gateway.write(undo, gateway.desk)``.
        after_write: Called on the event loop after a write.
        before_close: Awaited when all writes are done, before the desk is closed.
    """

    def __init__(
        self, desk: Desk, on_change: Callable[[bool], None], on_error: Callable[[Exception], None]
    ) -> None:
        """Make a gateway.

        Args:
            desk: The open desk; `close` closes it.
            on_change: Called on the event loop after a write; its argument: was it another window's?
            on_error: Called on the event loop with an error that nobody waits for any more.
        """
        self.desk = desk
        self._on_change = on_change
        self._on_error = on_error
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="desk-reader")
        self._reader_ahead = ThreadPoolExecutor(
            1, "desk-reader-ahead", initializer=desk.before_queries, initargs=(self._give_way,)
        )
        self._waited_for = False
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="desk-writer")
        self._writes: set[asyncio.Task[Any]] = set()
        self._watching: asyncio.Task[None] | None = None
        # Asked for before any screen reads, so that nothing which is written behind what was read goes unseen.
        self._version_at_first = self._reader.submit(desk.data_version)
        self._version: int | None = None
        self._day = desk.today
        self._closed = False
        self._used_at = 0.0
        self.after_write: Callable[[], None] | None = None
        self.before_close: Callable[[], Awaitable[None]] | None = None

    async def read(
        self, function: Callable[Params, Result], *args: Params.args, **options: Params.kwargs
    ) -> Result:
        """Run a reading function of the desk and return what it returns.

        Cancelling the awaiting worker drops a read that has not begun.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._reader, partial(function, *args, **options))

    async def read_ahead(
        self, function: Callable[Params, Result], *args: Params.args, **options: Params.kwargs
    ) -> Result:
        """Run a reading function whose result nobody waits for yet: it holds up no `read`, and hardly a key."""
        self._waited_for = False
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._reader_ahead, partial(function, *args, **options))

    def wait_for_what_is_ahead(self) -> None:
        """Say that somebody waits now for what is being read ahead: it gives way no longer."""
        self._waited_for = True

    def _give_way(self) -> None:
        """Wait, in the thread that reads ahead, while keys come: each of both would have half of the time.

        Raises:
            CancelledError: The program ends, and nobody will look at what would be read.
        """
        while not self._closed:
            left = 0.0 if self._waited_for else self._used_at + _GIVEN_WAY - monotonic()
            if left <= 0:
                return
            sleep(min(left, _LOOK_AGAIN))
        raise CancelledError

    async def write(
        self, function: Callable[Params, Result], *args: Params.args, **options: Params.kwargs
    ) -> Result:
        """Run a writing function of the desk; once it is stored, all screens refresh.

        A write that was handed over is carried out, and its error shown, even when the awaiting worker
        is cancelled (its screen was closed).
        """
        write = asyncio.create_task(self._carry_out(partial(function, *args, **options)))
        self._writes.add(write)
        write.add_done_callback(self._writes.discard)
        try:
            return await asyncio.shield(write)
        except asyncio.CancelledError:
            write.add_done_callback(self._report)
            raise

    async def _carry_out(self, call: Callable[[], Result]) -> Result:
        result = await asyncio.get_running_loop().run_in_executor(self._writer, call)
        # Before the screens read again, so that what they read is at least as new as this version.
        self._version = await self.read(self.desk.data_version)
        self._on_change(False)
        if self.after_write is not None:
            self.after_write()
        return result

    def _report(self, write: asyncio.Task[Any]) -> None:
        error = None if write.cancelled() else write.exception()
        if isinstance(error, Exception):
            self._on_error(error)

    def used(self) -> None:
        """Note that somebody pressed a key, or moved the mouse."""
        self._used_at = monotonic()

    def watch(self) -> None:
        """Begin to look once a second whether another window wrote."""
        self._watching = asyncio.create_task(self._watch())

    async def _watch(self) -> None:
        collector = IdleCollector()
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            if monotonic() - self._used_at > _REST_SECONDS:
                collector.look()
            try:
                await self.look_for_other_writers()
                await self.look_at_the_day()
            except Exception as error:
                self._on_error(error)

    async def look_at_the_day(self) -> None:
        """Bring what has aged up to date when a day has begun since the last look."""
        today = self.desk.today
        if today != self._day:
            from brm_tui.desk.upkeep import upkeep

            self._day = today
            await self.write(upkeep, self.desk)

    async def look_for_other_writers(self) -> None:
        """Tell the program when another window wrote since the last look."""
        if self._writes:
            return
        version = await self.read(self.desk.data_version)
        if self._writes:
            return
        before = self._version_at_first.result() if self._version is None else self._version
        self._version = version
        if version != before:
            self._on_change(True)

    def warm(self, *modules: str) -> None:
        """Begin to load what writing needs, and some modules, behind what the user does.

        The thread is a daemon, so quitting at once does not wait for it.
        """
        loop = asyncio.get_running_loop()
        threading.Thread(target=self._warm, args=(loop, modules), name="desk-warm", daemon=True).start()

    def _warm(self, loop: asyncio.AbstractEventLoop, modules: tuple[str, ...]) -> None:
        try:
            for module in modules:
                import_module(module)
            self.desk.warm()
            begin_collecting()
            self.desk.keep_up_later()
        except Exception as error:
            if not (self._closed or loop.is_closed()):
                loop.call_soon_threadsafe(self._on_error, error)
            begin_collecting()

    async def close(self) -> None:
        """Finish the writes that were handed over, drop the reads that wait, and close the desk."""
        self._closed = True
        if self._watching is not None:
            self._watching.cancel()
        if self._writes:
            await asyncio.wait(self._writes)
        if self.before_close is not None:
            await self.before_close()
        for reader in (self._reader, self._reader_ahead):
            reader.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)
        self.desk.close()
