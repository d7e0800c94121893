"""The desk: one open file with its clock; the handle that every use case takes first."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from brm_tui.clock import Clock
from brm_tui.config import Settings, local_zone, read_settings
from brm_tui.errors import BrmError
from brm_tui.paths import Home
from brm_tui.store.failures import explain
from brm_tui.store.opening import reader_of
from brm_tui.store.reading import reading_connection

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from brm_tui.desk.history import StepRecord
    from brm_tui.store.history import RowChange
    from brm_tui.store.step import Step


SECONDS_BEFORE_BACKUP = 30.0

_Reader = tuple[sqlite3.Connection, threading.RLock]
"""A thread's connection, and what is held while it reads."""


class Desk:
    """One open desk.

    Reading needs no model and works from any thread, each with a connection of its own. Writing loads the models
    once and runs one step at a time.

    Attributes:
        home: Where it lies.
        clock: What time it is.
        settings: What the user set.
        calendar_touched: Whether a step changed what calendar files say since this was last set to False.
    """

    def __init__(self, home: Home, clock: Clock, settings: Settings) -> None:
        self.home = home
        self.clock = clock
        self.settings = settings
        self.calendar_touched = False
        self._local = threading.local()
        self._readers: list[_Reader] = []
        self._engine: Engine | None = None
        self._shares_engine = False
        self._writing = threading.RLock()
        self._closing = threading.Event()

    @classmethod
    def open(cls, home: Home, clock: Clock | None = None) -> Desk:
        """Open the desk at a home, making an empty one where there is none.

        Args:
            home: Where it lies.
            clock: What time it is; None for the machine's clock in the user's zone.

        Raises:
            BrmError: The file or its settings cannot be used; nothing was overwritten.
        """
        home.make()
        settings = read_settings(home.settings)
        clock = clock or Clock(zone=local_zone(settings))
        reader = reader_of(home, clock.today())
        desk = cls(home, clock, settings)
        if reader is not None:
            desk._keep_reader(reader)
        return desk

    @property
    def today(self) -> date:
        """The date in the user's zone."""
        return self.clock.today()

    @property
    def reader(self) -> sqlite3.Connection:
        """This thread's reading connection."""
        return self._own_reader()[0]

    def _own_reader(self) -> _Reader:
        own: _Reader | None = getattr(self._local, "reader", None)
        if own is None:
            try:
                own = self._keep_reader(reading_connection(self.home.database))
            except sqlite3.Error as error:
                raise explain(error, self.home.database) from error
        return own

    def _keep_reader(self, connection: sqlite3.Connection) -> _Reader:
        """Let this thread read with a connection from now on."""
        own = connection, threading.RLock()
        self._local.reader = own
        self._readers.append(own)
        return own

    def read(self, query: Callable[..., Any], *args: Any, **named: Any) -> Any:
        """Run a query of the store with this thread's connection first, its failures told as BrmError."""
        self.give_way()
        connection, reading = self._own_reader()
        try:
            with reading:
                return query(connection, *args, **named)
        except sqlite3.Error as error:
            raise explain(error, self.home.database) from error

    def before_queries(self, give_way: Callable[[], None]) -> None:
        """Let this thread do something before each query: one that reads ahead gives way to the user."""
        self._local.give_way = give_way

    def give_way(self) -> None:
        """Do what this thread does before a query, where it has computed for long since the last one."""
        give_way: Callable[[], None] | None = getattr(self._local, "give_way", None)
        if give_way is not None:
            give_way()

    def data_version(self) -> int:
        """Return a number that changes whenever another connection has written."""
        return int(self.read(lambda connection: connection.execute("PRAGMA data_version").fetchone()[0]))

    def warm(self) -> None:
        """Load what writing needs, so that the first write does not wait for it, and do what is due now and then."""
        from importlib import import_module

        for module in (
            "brm_tui.desk.actions",
            "brm_tui.desk.records",
            "brm_tui.desk.derived",
            "brm_tui.store.step",
        ):
            import_module(module)
        with self.engine.connect():
            pass
        from brm_tui.desk.upkeep import upkeep

        if not self._closing.is_set():
            upkeep(self)

    def keep_up_later(self) -> None:
        """Wait until the user has settled to work, or has left; make the backup that is due, read for the search."""
        from brm_tui.desk.search import follow_desk
        from brm_tui.desk.upkeep import back_up_when_due

        if not self._closing.wait(SECONDS_BEFORE_BACKUP):
            back_up_when_due(self)
            follow_desk(self)

    @property
    def engine(self) -> Engine:
        """The writing engine, made on first use."""
        with self._writing:
            if self._engine is None:
                from brm_tui.store.engine import writing_engine

                self._engine = writing_engine(self.home.database)
            return self._engine

    def share_engine(self, engine: Engine) -> None:
        """Write through the engine of another desk on the same file, which closes it."""
        self._engine = engine
        self._shares_engine = True

    @contextlib.contextmanager
    def step(self, label: str) -> Iterator[Step]:
        """Run one use case: all of it is kept as one step of the history, or nothing is.

        Raises:
            BrmError: It was refused; nothing was changed.
        """
        from brm_tui.store import step as stepping

        self.check_writable()
        with (
            self._writing,
            stepping.step(self.engine, self.home.database, label, self.clock.now(), self._finish) as running,
        ):
            yield running

    def rest(self, seconds: float) -> bool:
        """Let others have their turn between two parts of long work; answer whether the desk is being closed."""
        return self._closing.wait(seconds)

    def writing(self) -> contextlib.AbstractContextManager[bool]:
        """Return the lock under which this window writes, one step at a time."""
        return self._writing

    def check_writable(self) -> None:
        """See that the desk may be written.

        Raises:
            BrmError: It may not.
        """
        path = self.home.database
        if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
            raise BrmError(
                "The desk is read-only",
                f"{path} may not be written. Nothing was changed; mend its permissions.",
            )

    def undo(self) -> StepRecord:
        """Take back the desk's last step; see ``desk/history.py``."""
        from brm_tui.desk.history import undo

        return undo(self)

    def redo(self) -> StepRecord:
        """Bring back the last step that was undone; see ``desk/history.py``."""
        from brm_tui.desk.history import redo

        return redo(self)

    def _finish(self, running: Step, changes: list[RowChange]) -> None:
        from brm_tui.desk.derived import refresh

        refresh(self, running.session.connection(), changes, running.now)

    def close(self) -> None:
        """Let go of every connection."""
        self._closing.set()
        for connection, reading in self._readers:
            # Another thread may be in the midst of reading: SQLite would fall over a connection that goes.
            while not reading.acquire(timeout=0.01):
                connection.interrupt()
            with contextlib.suppress(sqlite3.Error):
                connection.close()
            reading.release()
        self._readers.clear()
        self._local = threading.local()
        if self._engine is not None and not self._shares_engine:
            self._engine.dispose()
        self._engine = None
