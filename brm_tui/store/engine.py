"""The writing side's engine: the only place, with search.py, that knows the database's dialect."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event

BUSY_MILLISECONDS = 5_000


def writing_engine(path: Path) -> Engine:
    """Return an engine on the desk's file whose transactions take the write lock at once.

    Every commit is on the disk when it returns (``synchronous=FULL``), and foreign keys are enforced at commit.
    """
    engine = create_engine(
        f"sqlite:///{path.as_posix()}",
        connect_args={"isolation_level": None, "timeout": BUSY_MILLISECONDS / 1000},
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
