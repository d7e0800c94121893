"""Opening a desk's file: made when new, checked cheaply, migrated when old, refused when not ours."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from datetime import date
from pathlib import Path

from brm_tui.errors import BrmError
from brm_tui.paths import Home
from brm_tui.store.failures import explain
from brm_tui.store.reading import reading_connection
from brm_tui.store.schema import HEAD, SCHEMA_FILE

HORIZON = "calendar horizon"
"""The setting that says how far the calendar reaches."""
HORIZON_ID = "00000000-0000-7000-8000-000000000001"
MAGIC = b"SQLite format 3\x00"
KNOWN_VERSIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009")
"""Every schema version that this program can read or migrate, oldest first."""


def open_desk(home: Home, today: date) -> None:
    """Make the desk's file where there is none, and see that it is a desk of this version.

    Args:
        home: Where it lies.
        today: A new desk's calendar reaches to 31 December two years on.

    Raises:
        BrmError: The home cannot be made, or the file is no desk, newer, damaged, locked or not readable.
    """
    reader = reader_of(home, today)
    if reader is not None:
        reader.close()


def reader_of(home: Home, today: date) -> sqlite3.Connection | None:
    """Do what `open_desk` does, and return the reading connection that it took.

    To connect and to read the schema takes a millisecond or two, which a program that opens need not spend twice.

    Args:
        home: Where the desk lies.
        today: A new desk's calendar reaches to 31 December two years on.

    Returns:
        The connection; None where the file was made or brought up to date, which is done by another one.

    Raises:
        BrmError: As `open_desk`.
    """
    home.make()
    path = home.database
    try:
        if not path.exists():
            _refuse_leftovers(path)
            _make_new(path, today)
            return None
        reader, version = _look(path)
    except (sqlite3.Error, OSError) as error:
        raise explain(error, path) from error
    if version == HEAD:
        return reader
    reader.close()
    if version not in KNOWN_VERSIONS:
        raise BrmError(
            "The desk is newer than this program",
            f"{path} has schema {version}; this program knows up to {HEAD}. It was left as it is. "
            "Install the newer brm-tui.",
        )
    from brm_tui.store.migrating import migrate

    migrate(home, version)
    return None


def stored_version(path: Path) -> str:
    """Return the schema version that a file names.

    Raises:
        BrmError: The file is no desk.
        sqlite3.Error: The file cannot be read.
    """
    reader, version = _look(path)
    reader.close()
    return version


def _look(path: Path) -> tuple[sqlite3.Connection, str]:
    """Return a reading connection to a file, and the schema version that the file names."""
    path = path.absolute()
    with path.open("rb") as file:
        start = file.read(len(MAGIC))
    if start != MAGIC:
        raise explain(sqlite3.DatabaseError("file is not a database"), path)
    reader = reading_connection(path)
    try:
        row = _version_row(reader)
        if row is None:
            raise explain(sqlite3.DatabaseError("file is not a database"), path)
    except BaseException:
        reader.close()
        raise
    return reader, str(row[0])


def _version_row(reader: sqlite3.Connection) -> tuple[object, ...] | None:
    """Return the row that names the version; None where the file has no table for it."""
    try:
        found: tuple[object, ...] | None = reader.execute(
            "SELECT version_num FROM alembic_version"
        ).fetchone()
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):
            raise
        return None
    return found


def _refuse_leftovers(path: Path) -> None:
    """Refuse to make a desk beside the log of one that is gone: SQLite would write that log into the new one."""
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size and not path.exists():
        raise BrmError(
            "The desk is missing",
            f"{path} is not there, but the last changes of a desk stand in {log}. Nothing was written; put the desk "
            "back beside it, or move that file away to start with an empty desk.",
        )


def _make_new(path: Path, today: date) -> None:
    """Make an empty desk beside its place, whole, and then put it there unless another program was first."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    temporary.unlink(missing_ok=True)
    os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with contextlib.closing(sqlite3.connect(temporary, isolation_level=None)) as connection:
            connection.executescript(
                f"BEGIN;\n{SCHEMA_FILE.read_text(encoding='utf-8')}\n"
                "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
                "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));\n"
                f"INSERT INTO alembic_version VALUES ('{HEAD}');\nCOMMIT;"
            )
            now = f"{today.isoformat()} 00:00:00.000000"
            connection.execute(
                "INSERT INTO desk_setting (id, created_at, updated_at, revision, name, value)"
                " VALUES (?, ?, ?, 1, ?, ?)",
                (HORIZON_ID, now, now, HORIZON, date(today.year + 2, 12, 31).isoformat()),
            )
            connection.execute("PRAGMA journal_mode=WAL")
        try:
            os.link(temporary, path)
        except FileExistsError:
            return
        except OSError:
            # No links here (FAT, some network folders).
            if not path.exists():
                temporary.rename(path)
    finally:
        temporary.unlink(missing_ok=True)
        for suffix in ("-wal", "-shm"):
            temporary.with_name(temporary.name + suffix).unlink(missing_ok=True)
