"""What the database says when it cannot, told to the user."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from brm_tui.errors import BrmError

_TAKEN = re.compile(r"UNIQUE constraint failed: (.+)")
_RULE = re.compile(r"CHECK constraint failed: (.+)")
_EMPTY = re.compile(r"NOT NULL constraint failed: (.+)")


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Tell what the database raises inside, bare or wrapped by SQLAlchemy, as an error for the user.

    Raises:
        BrmError: The database refused.
    """
    try:
        yield
    except Exception as error:
        if isinstance(error, sqlite3.Error) or isinstance(getattr(error, "orig", None), sqlite3.Error):
            raise explain(error, path) from error
        raise


def explain(error: Exception, path: Path) -> BrmError:
    """Return the error to show for a failure of the database.

    Args:
        error: What sqlite3 or the system raised, or what SQLAlchemy wrapped around it.
        path: The desk's file.
    """
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, OSError):
        return _system(cause, path)
    said = str(cause)
    low = said.lower()
    if found := _TAKEN.search(said):
        columns = ", ".join(_field(part) for part in found[1].split(","))
        return BrmError(
            "Already there", f"{columns}: another row has that value already. Nothing was changed."
        )
    if found := _EMPTY.search(said):
        return BrmError("Not accepted", f"{_field(found[1])}: a value is needed. Nothing was changed.")
    if found := _RULE.search(said):
        return BrmError("Not accepted", f"The rule {found[1]} does not allow that. Nothing was changed.")
    if "foreign key" in low:
        return BrmError(
            "Still needed",
            "Something that this names is not in the desk, or is still needed. Nothing was changed.",
        )
    if "locked" in low or "busy" in low:
        return BrmError(
            "The desk is busy",
            f"Another program holds {path}. Nothing was changed; try again in a moment, or close that program.",
        )
    if "not a database" in low or "file is encrypted" in low:
        return BrmError(
            "Not a desk",
            f"{path} is no brm-tui desk. It was left as it is; move it away, or name another folder with --home.",
        )
    if "malformed" in low or "corrupt" in low:
        return BrmError(
            "The desk is damaged",
            f"{path} is damaged ({said}). It was left as it is. Restore a backup: brm-tui restore FILE "
            f"(backups stand in {path.parent / 'backups'}).",
        )
    if "readonly" in low or "read-only" in low or "attempt to write" in low:
        return BrmError(
            "The desk is read-only", f"{path} may not be written. Nothing was changed; mend its permissions."
        )
    if "disk is full" in low:
        return _full(path)
    if "unable to open" in low and path.exists() and not os.access(path.parent, os.W_OK):
        return BrmError(
            "The desk is read-only",
            f"The folder {path.parent} may not be written, and a desk cannot be opened without. Nothing was changed; "
            "mend its permissions, or copy the folder to where you may write.",
        )
    if "unable to open" in low or "disk i/o" in low:
        return BrmError("The desk cannot be opened", f"{path}: {said}. Nothing was changed.")
    if isinstance(cause, sqlite3.DatabaseError):
        return BrmError("The database refused", f"{path}: {said}. Nothing was changed.")
    return BrmError("The database refused", f"{said}. Nothing was changed.")


def _field(column: str) -> str:
    """Return what a person calls a column: ``table.email_sort`` is the field ``email``."""
    return column.strip().split(".")[-1].removesuffix("_sort").removesuffix("_id")


def _system(error: OSError, path: Path) -> BrmError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _full(path)
    return BrmError(
        "The desk cannot be opened",
        f"{path}: {error.strerror or error}. Nothing was changed; mend it and repeat.",
    )


def _full(path: Path) -> BrmError:
    return BrmError(
        "The disk is full", f"There is no room to write {path}. Nothing was changed; make room and repeat."
    )
