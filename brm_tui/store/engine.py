"""The writing side's engine: the only place, with search.py, that knows the database's dialect."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event

from brm_tui.store.reading import busy_seconds


def writing_engine(path: Path) -> Engine:
    """Return an engine on the desk's file whose transactions take the write lock at once.

    Every commit is on the disk when it returns (``synchronous=FULL``), and foreign keys are enforced at commit.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"isolation_level": None, "timeout": busy_seconds()},
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
