"""The full text of the desk in a file of its own, beside it: made from the rows, followed by the history, disposable.

The desk's file knows nothing of it. What a step changed is read from the history, so that undo, other windows and
imports need not think of it; a file that does not fit the desk's history (after a restore, say) is made anew.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from brm_tui.store.reading import busy_seconds
from brm_tui.store.search.texts import OF_TABLE, SEARCHED, Searched

_VERSION = "1"
"""Raised whenever what is indexed, or how, changes."""

_CHUNK = 500
_SCHEMA = (
    "CREATE TABLE known (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE document (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, row_id TEXT NOT NULL,"
    " UNIQUE (kind, row_id))",
    'CREATE VIRTUAL TABLE words USING fts5(label, body, tokenize = "unicode61 remove_diacritics 2",'
    " prefix = '2 3 4')",
)
# Scripts that put no spaces between words: each character is searched as a word.
_UNSPACED = re.compile(
    "([\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff"
    "\\U00020000-\\U0003ffff])"
)
JOINT = "\u200b"
"""Parts the words of scripts without spaces; takes no room where the text is shown."""


def parted(text: str) -> str:
    """Return a text whose characters of scripts without spaces are words of their own."""
    return _UNSPACED.sub(f"{JOINT}\\1{JOINT}", text)


def index_path(database: Path) -> Path:
    """Return where the index of a desk lies."""
    return database.with_name("search.sqlite3")


def connect(database: Path) -> sqlite3.Connection:
    """Return a connection to a desk's index, made empty where there is none or it is damaged.

    Raises:
        sqlite3.Error: The folder cannot be written.
    """
    path = index_path(database)
    for last_try in (False, True):
        try:
            return _open(path)
        except sqlite3.DatabaseError as error:
            damaged = not isinstance(error, sqlite3.OperationalError)
            if last_try or not damaged:
                raise
            for suffix in ("", "-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
    raise AssertionError("the second try returns or raises")


def _open(path: Path) -> sqlite3.Connection:
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    connection = sqlite3.connect(path, timeout=busy_seconds(), isolation_level=None, check_same_thread=False)
    try:
        # It can be made again at any time: it need not survive a power cut.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = OFF")
        if _known(connection).get("version") != _VERSION:
            _make(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _make(connection: sqlite3.Connection) -> None:
    with _transaction(connection):
        for table in ("known", "document", "words"):
            connection.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in _SCHEMA:
            connection.execute(statement)
        connection.execute("INSERT INTO known VALUES ('version', ?)", (_VERSION,))


@contextlib.contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _known(connection: sqlite3.Connection) -> dict[str, str]:
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'known'").fetchone() is None:
        return {}
    return dict(connection.execute("SELECT name, value FROM known").fetchall())


def follow(index: sqlite3.Connection, desk: sqlite3.Connection) -> int:
    """Bring the index up to date with the desk.

    Args:
        index: The index.
        desk: A reading connection to the desk.

    Returns:
        How many rows were read anew.
    """
    newest = desk.execute("SELECT id, number FROM history_step ORDER BY number DESC LIMIT 1").fetchone()
    step_id, number = newest if newest is not None else ("", 0)
    known = _known(index)
    if known.get("step") == step_id and "step" in known:
        return 0
    with _transaction(index):
        known = _known(index)
        seen = int(known.get("number", "-1"))
        if seen >= 0 and _is_of(desk, known.get("step", ""), seen):
            changed = _follow_steps(index, desk, seen)
        else:
            changed = _read_all(index, desk)
        index.executemany(
            "INSERT OR REPLACE INTO known VALUES (?, ?)", [("step", step_id), ("number", str(number))]
        )
    return changed


def _is_of(desk: sqlite3.Connection, step_id: str, number: int) -> bool:
    """Answer whether the step that the index last read is in the desk's history."""
    if number == 0:
        return True
    found = desk.execute("SELECT id FROM history_step WHERE number = ?", (number,)).fetchone()
    return found is not None and found[0] == step_id


def _follow_steps(index: sqlite3.Connection, desk: sqlite3.Connection, seen: int) -> int:
    touched: dict[str, set[str]] = {}
    for table, row_id in desk.execute(
        "SELECT DISTINCT table_name, row_id FROM history_change WHERE step_number > ?", (seen,)
    ):
        if table in OF_TABLE:
            touched.setdefault(table, set()).add(row_id)
    for table, ids in touched.items():
        searched = OF_TABLE[table]
        for part in _chunks(sorted(ids)):
            _forget(index, searched.kind, part)
            marks = ", ".join("?" for _ in part)
            _keep(index, searched, desk.execute(f"{searched.texts} WHERE t.id IN ({marks})", part))
    return sum(map(len, touched.values()))


def _read_all(index: sqlite3.Connection, desk: sqlite3.Connection) -> int:
    index.execute("DELETE FROM document")
    index.execute("DELETE FROM words")
    return sum(
        _keep(index, searched, desk.execute(f"{searched.texts} ORDER BY t.id"))
        for searched in SEARCHED.values()
    )


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]


def _forget(index: sqlite3.Connection, kind: str, ids: Sequence[str]) -> None:
    for row_id in ids:
        found = index.execute(
            "SELECT number FROM document WHERE kind = ? AND row_id = ?", (kind, row_id)
        ).fetchone()
        if found is not None:
            index.execute("DELETE FROM words WHERE rowid = ?", found)
            index.execute("DELETE FROM document WHERE number = ?", found)


def _keep(index: sqlite3.Connection, searched: Searched, rows: sqlite3.Cursor) -> int:
    number = before = index.execute("SELECT COALESCE(MAX(number), 0) FROM document").fetchone()[0]
    while part := rows.fetchmany(_CHUNK):
        documents, words = [], []
        for row_id, label, *texts in part:
            number += 1
            given = zip(searched.columns, texts, strict=True)
            body = "\n".join(_text(column, text) for column, text in given if text)
            documents.append((number, searched.kind, row_id))
            words.append((number, parted(label or ""), parted(body)))
        index.executemany("INSERT INTO document VALUES (?, ?, ?)", documents)
        index.executemany("INSERT INTO words (rowid, label, body) VALUES (?, ?, ?)", words)
    return int(number - before)


def _text(column: str, text: str) -> str:
    """Return a column's text; lists are stored as JSON."""
    return ", ".join(json.loads(text)) if column == "tags" else text
