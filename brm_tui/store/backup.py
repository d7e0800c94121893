"""Backups: online copies, verified before they count, kept on a rolling schedule; and bringing one back."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from datetime import datetime, timedelta
from pathlib import Path

from brm_tui.errors import BrmError
from brm_tui.paths import Home
from brm_tui.store.failures import explain
from brm_tui.store.opening import KNOWN_VERSIONS, open_desk, stored_version
from brm_tui.store.reading import busy_seconds

ABANDONED_SECONDS = 3_600
ROLLING_EVERY = timedelta(hours=20)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def verify(path: Path) -> list[str]:
    """Return what is wrong inside a database file; empty when it is sound."""
    with contextlib.closing(_reading(path)) as connection:
        try:
            said = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
            missing = connection.execute("PRAGMA foreign_key_check").fetchall()
        except sqlite3.DatabaseError as error:
            return [str(error)]
    findings = [] if said == ["ok"] else said
    return findings + [f"{row[0]} row {row[1]} names a row of {row[2]} that is not there" for row in missing]


def back_up(home: Home, target: Path) -> Path:
    """Write a verified copy of the desk to a file, in one move, while others may go on working.

    Raises:
        BrmError: The desk or the copy is damaged, or the file cannot be written. What stood there is unchanged.
    """
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary.unlink(missing_ok=True)
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with (
            contextlib.closing(_reading(home.database)) as source,
            contextlib.closing(sqlite3.connect(temporary)) as copy,
        ):
            copy_into(source, copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        findings = verify(temporary)
        if findings:
            raise BrmError(
                "No good copy",
                f"{home.database} is damaged ({findings[0]}), so no backup was kept; older backups are untouched.",
            )
        temporary.replace(target)
    except sqlite3.Error as error:
        raise explain(error, home.database) from error
    except OSError as error:
        raise BrmError(
            "No backup written",
            f"{target} cannot be written: {error.strerror or error}. Nothing was changed.",
        ) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    return target


def _reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=busy_seconds())


def copy_into(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy a whole database into another in one transaction of each.

    Raises:
        sqlite3.Error: Either is held by another program for too long, or damaged, or the disk is full.
    """
    patience = time.monotonic() + busy_seconds()

    def _step(status: int, _remaining: int, _total: int) -> None:
        # The driver would go on trying for ever.
        if status in _BUSY and time.monotonic() > patience:
            raise sqlite3.OperationalError("database is locked")

    source.backup(target, pages=-1, progress=_step, sleep=0.05)


def unused(path: Path) -> Path:
    """Return the path, or the first like it that nothing stands at."""
    count = 1
    found = path
    while found.exists():
        count += 1
        found = path.with_name(f"{path.stem}-{count}{path.suffix}")
    return found


def backup_name(moment: datetime, why: str) -> str:
    """Return the file name of a backup made at a moment for a reason."""
    return f"desk-{moment:%Y%m%dT%H%M%SZ}-{why}.sqlite3"


def rolling_backups(home: Home) -> list[Path]:
    """Return the rolling backups, oldest first."""
    return sorted(home.backups.glob("desk-*-rolling.sqlite3"))


def roll(home: Home, moment: datetime, keep: int) -> Path | None:
    """Make the rolling backup that is due, then let go of the oldest beyond ``keep``.

    Returns:
        The new backup, or None when none was due.
    """
    existing = rolling_backups(home)
    due = home.backups / backup_name(moment - ROLLING_EVERY, "rolling")
    if existing and existing[-1].name > due.name:
        return None
    _sweep(home)
    made = back_up(home, home.backups / backup_name(moment, "rolling"))
    for old in rolling_backups(home)[:-keep]:
        old.unlink(missing_ok=True)
    return made


def _sweep(home: Home) -> None:
    """Remove copies that were left half made, by a window that was closed meanwhile, an hour ago or more."""
    for left in home.backups.glob(".desk-*.tmp"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > ABANDONED_SECONDS:
                left.unlink()


def restore(home: Home, source: Path, moment: datetime) -> Path | None:
    """Bring a backup back into the desk, after keeping a copy of what is there now.

    Returns:
        Where the copy of the desk as it was is kept; None where there was none.

    Raises:
        BrmError: The file is no desk, newer, or damaged, or the desk is held by another program. The desk is
            unchanged.
    """
    if not source.is_file():
        raise BrmError("No such backup", f"There is no file {source}. The desk is unchanged.")
    try:
        version = stored_version(source)
        findings = verify(source)
    except sqlite3.Error as error:
        raise explain(error, source) from error
    except OSError as error:
        raise BrmError(
            "Backup not read", f"{source}: {error.strerror or error}. The desk is unchanged."
        ) from error
    if version not in KNOWN_VERSIONS:
        raise BrmError(
            "The backup is newer", f"{source} is of a newer brm-tui ({version}). The desk is unchanged."
        )
    if findings:
        raise BrmError("The backup is damaged", f"{source}: {findings[0]}. The desk is unchanged.")
    home.make()
    kept = _keep_as_it_is(home, unused(home.backups / backup_name(moment, "before-restore")))
    try:
        with (
            contextlib.closing(_reading(source)) as backup,
            contextlib.closing(sqlite3.connect(home.database, timeout=busy_seconds())) as desk,
        ):
            copy_into(backup, desk)
            desk.execute("PRAGMA journal_mode=WAL")
        home.database.chmod(0o600)
    except (sqlite3.Error, OSError) as error:
        raise explain(error, home.database) from error
    open_desk(home, moment.date())
    return kept


def _keep_as_it_is(home: Home, kept: Path) -> Path | None:
    """Keep the present file: as a sound copy, or moved away byte for byte when it is damaged or no desk."""
    parts = [home.database.with_name(home.database.name + suffix) for suffix in ("", "-wal", "-shm")]
    if not any(part.exists() for part in parts):
        return None
    if home.database.exists() and _is_sound(home.database):
        return back_up(home, kept)
    try:
        kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        for part, suffix in zip(parts, ("", "-wal", "-shm"), strict=True):
            if part.exists():
                part.rename(kept.with_name(kept.name + suffix))
    except OSError as error:
        raise explain(error, home.database) from error
    return kept


def _is_sound(path: Path) -> bool:
    """Return whether a file is a desk without damage.

    Raises:
        BrmError: That cannot be told now, because another program holds it.
    """
    try:
        stored_version(path)
    except sqlite3.OperationalError as error:
        raise explain(error, path) from error
    except (BrmError, sqlite3.Error):
        return False
    return not verify(path)
