"""Calendar files that the desk rewrites whenever their content changes, so that a synced folder is a subscription.

They belong to this machine and are no part of the history: taking a step back rewrites them, it does not forget them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import Session

from brm_tui.config import write_atomically
from brm_tui.desk.calendar_files import calendar_bytes
from brm_tui.desk.calendar_selection import Selection, checked_layers
from brm_tui.desk.calendar_state import last_said, remember
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError, FieldError
from brm_tui.model.base import columns_of
from brm_tui.model.desk import ExportTarget
from brm_tui.store.failures import told
from brm_tui.store.queries.calendar_targets import TargetRow, any_target
from brm_tui.store.queries.calendar_targets import targets as target_rows
from brm_tui.store.queries.rows import find_id

__all__ = ["Target", "add_target", "any_target", "remove_target", "targets", "write_targets"]


@dataclass(frozen=True, slots=True)
class Target:
    """One file.

    Attributes:
        path: Where it is written.
        selection: What stands in it; the customer by its code.
        written_at: When its content last changed, or None.
        problem: Why it cannot be written now, or empty.
        changed: Whether it was written just now.
    """

    path: Path
    selection: Selection
    written_at: datetime | None
    problem: str = ""
    changed: bool = False


def targets(desk: Desk) -> list[Target]:
    """Return the files, by path, and which of them cannot be reached."""
    return [
        Target(path := Path(row.path), _selection(desk, row), row.written_at, _unreachable(path))
        for row in desk.read(target_rows)
    ]


def _selection(desk: Desk, row: TargetRow) -> Selection:
    code = desk.read(
        lambda connection: connection.execute(
            "SELECT code FROM customer WHERE id = ?", (row.customer_id,)
        ).fetchone()
    )
    return Selection(row.layers, code[0] if code else row.customer_id, row.first, row.last)


def _unreachable(path: Path) -> str:
    return "" if path.parent.is_dir() else f"the folder {path.parent} is not there"


def add_target(desk: Desk, path: Path, selection: Selection) -> Target:
    """Write a file now, and from now on whenever its content changes; a file that is one already changes what it holds.

    Raises:
        BrmError: A layer or customer is unknown, or the file cannot be written; it is no target then.
    """
    desk.check_writable()
    path = path.expanduser().absolute()
    if path.is_dir():
        raise FieldError("file", path, "the name of a file, not of a folder")
    if problem := _unreachable(path):
        raise BrmError("Not written", f"{path} cannot be written: {problem}. It was not made a target.")
    options = {
        "layers": list(checked_layers(selection.layers)),
        "customer": desk.read(find_id, "customers", selection.customer) if selection.customer else "",
        "first": selection.first.isoformat() if selection.first else None,
        "last": selection.last.isoformat() if selection.last else None,
    }
    row = _written(desk, TargetRow(str(path), tuple(selection.layers), str(options["customer"]),
                                   selection.first, selection.last, None, ""))  # fmt: skip
    if row.problem:
        raise BrmError("Not written", f"{row.problem}. It was not made a target.")
    now = desk.clock.now()
    with told(desk.home.database), desk.writing(), Session(desk.engine) as session:
        found = session.scalars(
            sa.select(ExportTarget).where(columns_of(ExportTarget).path == str(path))
        ).first()
        target = found or ExportTarget(path=str(path), created_at=now, updated_at=now)
        target.options, target.updated_at, target.written_at = options, now, now
        target.sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        session.add(target)
        session.commit()
    return Target(path, selection, now, changed=row.changed)


def remove_target(desk: Desk, path: Path) -> None:
    """Rewrite a file no longer; it stays where it is.

    Raises:
        BrmError: It is no target.
    """
    desk.check_writable()
    path = path.expanduser().absolute()
    with told(desk.home.database), desk.writing(), Session(desk.engine) as session:
        found = session.scalars(
            sa.select(ExportTarget).where(columns_of(ExportTarget).path == str(path))
        ).first()
        if found is None:
            known = ", ".join(row.path for row in desk.read(target_rows)) or "none yet"
            raise BrmError("No such target", f"{path} is not rewritten by the desk. Its targets: {known}.")
        session.delete(found)
        session.commit()


def write_targets(desk: Desk) -> list[Target]:
    """Rewrite the files whose content has changed; what cannot be written now says why, and is no error."""
    return [_written(desk, row) for row in desk.read(target_rows)]


def _written(desk: Desk, row: TargetRow) -> Target:
    path, selection = Path(row.path), _selection(desk, row)
    try:
        content, texts = calendar_bytes(desk, selection)
        if path.is_file() and path.read_bytes() == content:
            if not last_said(desk, path):
                remember(desk, path, texts, {}, whole=True)
            return Target(path, selection, row.written_at)
        if problem := _unreachable(path):
            return Target(path, selection, row.written_at, problem)
        write_atomically(path, content)
        remember(desk, path, texts, last_said(desk, path), whole=True)
        _note(desk, row.path, content)
    except BrmError as error:
        return Target(path, selection, row.written_at, error.message)
    except OSError as error:
        return Target(path, selection, row.written_at, f"{path} cannot be read: {error.strerror or error}")
    return Target(path, selection, desk.clock.now(), changed=True)


def _note(desk: Desk, path: str, content: bytes) -> None:
    """Keep when a target was last written."""
    with told(desk.home.database), desk.writing(), desk.engine.begin() as connection:
        connection.execute(
            sa.update(ExportTarget)
            .where(columns_of(ExportTarget).path == path)
            .values(written_at=desk.clock.now(), sha256=hashlib.sha256(content).hexdigest())
        )
