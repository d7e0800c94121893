"""One use case, one transaction, one step of the history: the recorder that every write goes through."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import object_session
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Session, SQLModel

from brm_tui.errors import StaleError
from brm_tui.model.base import Entity, columns_of
from brm_tui.model.tables import NOT_IN_HISTORY, TABLES
from brm_tui.rules.vocabulary import HistoryKind
from brm_tui.store.driver import driver_of
from brm_tui.store.failures import explain
from brm_tui.store.history import RowChange, append_step, raw_row, raw_rows
from brm_tui.text import sort_form

Row = TypeVar("Row", bound=Entity)


@dataclass
class Step:
    """A running use case.

    Attributes:
        session: Where rows are added, changed and deleted; flushed explicitly.
        now: The moment of the step, aware UTC; every row it touches is stamped with it.
        label: What the history calls it; may be made more exact while it runs.
        number: Its place in the history once it is committed; None while it runs and when nothing changed.
        before: What each touched row was before the step.
        last_positions: By table, the position of the row that was added last in this step.
        along: By the id of a row, the id that the row is to have which it makes, where that is known before.
    """

    session: Session
    now: datetime
    label: str
    number: int | None = None
    before: dict[tuple[str, str], dict[str, Any] | None] = field(default_factory=dict)
    last_positions: dict[str, float] = field(default_factory=dict)
    along: dict[str, str] = field(default_factory=dict)

    @property
    def raw(self) -> sqlite3.Connection:
        """The driver's connection of the running transaction, for the queries of the store."""
        return driver_of(self.session.connection())

    def get(self, model: type[Row], row_id: str) -> Row | None:
        """Return the row of that id, or None."""
        return self.session.get(model, row_id)

    def add(self, row: Row) -> Row:
        """Add a row and write it."""
        self.session.add(row)
        self.session.flush()
        return row

    def remove(self, row: Entity) -> None:
        """Delete one row; what hangs on it is the desk's business."""
        self.session.delete(row)
        self.session.flush()

    def flush(self) -> None:
        """Write what was changed so far."""
        self.session.flush()

    def changes(self) -> list[RowChange]:
        """Return what the step has done to each row, net, in the order rows were first touched."""
        connection = self.session.connection()
        touched: dict[str, list[str]] = {}
        for table, row_id in self.before:
            touched.setdefault(table, []).append(row_id)
        after = {table: raw_rows(connection, table, ids) for table, ids in touched.items()}
        return [
            RowChange(table, row_id, before, after[table].get(row_id))
            for (table, row_id), before in self.before.items()
            if before != after[table].get(row_id)
        ]


Finish = Callable[[Step, list[RowChange]], None]


@contextlib.contextmanager
def step(engine: Engine, path: Path, label: str, now: datetime, finish: Finish) -> Iterator[Step]:
    """Run one use case: everything in it is kept, or nothing is.

    Args:
        engine: The writing engine.
        path: The desk's file, for messages.
        label: What the history calls the step.
        now: The moment it happens.
        finish: Refreshes what is derived from the changed rows, inside the same transaction.

    Raises:
        BrmError: The database refused; nothing was changed.
        StaleError: A row was changed by another window; nothing was changed.
    """
    session = Session(engine, autoflush=False, expire_on_commit=False)
    running = Step(session, now, label)
    _record(session, running)
    try:
        session.connection()
        yield running
        session.flush()
        changes = running.changes()
        if changes:
            running.number = append_step(
                session.connection(), HistoryKind.DO, running.label, now, changes, target=None
            )
            finish(running, changes)
            session.flush()
            session.commit()
        else:
            session.rollback()
    except StaleDataError as error:
        session.rollback()
        raise StaleError("What you changed") from error
    except (SQLAlchemyError, sqlite3.Error) as error:
        session.rollback()
        raise explain(error, path) from error
    except BaseException:
        session.rollback()
        raise
    finally:
        session.close()


def _record(session: Session, running: Step) -> None:
    @event.listens_for(session, "before_flush")
    def _before(_session: Any, _context: Any, _instances: Any) -> None:
        changed = [row for row in session.dirty if session.is_modified(row)]
        touched = [*session.new, *changed, *session.deleted]
        for root in _roots(session, touched):
            root.updated_at = running.now
            flag_modified(root, "updated_at")  # also when the clock stands still
            if root not in session.new and root not in changed:
                changed.append(root)
        connection = session.connection()
        for row in [*changed, *session.deleted]:
            _remember(running, connection, row)
        for row in session.new:
            _remember(running, None, row)
        for row in [*session.new, *changed]:
            _stamp(row, running.now, new=row in session.new)


def _remember(running: Step, connection: Connection | None, row: Any) -> None:
    """Keep what a row was before the step first touched it; a new row was nothing."""
    key = (str(row.__tablename__), str(row.id))
    if key[0] not in NOT_IN_HISTORY and key not in running.before:
        running.before[key] = None if connection is None else raw_row(connection, *key)


def _stamp(row: Any, now: datetime, *, new: bool) -> None:
    """Set the moment and the casefolded forms of a row that is about to be written."""
    if not isinstance(row, Entity):
        return
    if new:
        row.created_at = now
    row.updated_at = now
    for column in columns_of(type(row)):
        if column.name.endswith("_sort"):
            value = getattr(row, column.name.removesuffix("_sort"))
            setattr(row, column.name, None if value is None else sort_form(value))


def _roots(session: Session, rows: list[Any]) -> list[Entity]:
    """Return the roots of the rows' aggregates, up to the top, without those that are being deleted."""
    found: dict[str, Entity] = {}
    waiting = list(rows)
    while waiting:
        row = waiting.pop()
        for column in columns_of(type(row)):
            if not column.info.get("root"):
                continue
            model: type[SQLModel] = TABLES[column.info["refers_to"]]
            root = session.get(model, getattr(row, column.name))
            if isinstance(root, Entity) and root.id not in found and root not in session.deleted:
                if object_session(root) is session:
                    found[root.id] = root
                waiting.append(root)
    return list(found.values())
