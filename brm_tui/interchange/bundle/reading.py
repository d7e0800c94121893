"""Reading a bundle that anybody may have made: nothing in it is believed before it was checked."""

from __future__ import annotations

import hashlib
import json
import re
import sys
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from brm_tui.errors import BrmError
from brm_tui.interchange.archive import opened_archive
from brm_tui.interchange.bundle.writing import FORMAT, VERSION, BundleRow

LARGEST = 500_000_000
"""Bytes that all files of a bundle may hold together, unpacked; twice what the largest desk has that was measured."""
_LONGEST_LINE = 120_000_000
"""Bytes of one row; a frozen version of an agreement may hold 50 million characters."""
_LARGEST_MANIFEST = 1_000_000
_ROWS = re.compile(r"rows/([a-z_]{1,60})\.jsonl")
_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of signs, which JSON can say and no text holds."""
_LARGEST_NUMBER = 1 << 63
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
_MOST_PAST = 100_000
MOST_ROWS = 1_000_000
"""Rows that all files of a bundle may hold together."""
SHORT = 1_000_000
"""Bytes of a line of which it does not matter what it says."""
_STRINGS = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)


@dataclass(frozen=True, slots=True)
class BundleFile:
    """A bundle whose manifest was read and whose files all have the hashes it gives.

    Attributes:
        path: Where it lies.
        schema: The version of the desk's schema that wrote it.
        made: When, in ISO form.
        holds: ``everything``, or the code of the one customer.
        lines: How many rows each table has.
    """

    path: Path
    schema: str
    made: str
    holds: str
    lines: Mapping[str, int]

    def rows(self, table: str) -> Iterator[BundleRow]:
        """Yield the rows of a table, one at a time.

        Raises:
            BrmError: A line is no row.
        """
        if table not in self.lines:
            return
        name = f"rows/{table}.jsonl"
        with _opened(self.path) as bundle, bundle.open(name) as part:
            number = 0
            while line := part.readline(_LONGEST_LINE + 1):
                number += 1
                yield _row(self.path, name, number, line)


def read_bundle(path: Path) -> BundleFile:
    """Return a bundle after checking that it is one, whole and unaltered.

    Raises:
        BrmError: It is none, it is damaged, or it would take too much room.
    """
    with _opened(path) as bundle:
        manifest = _manifest(path, bundle)
        names, lines = set(bundle.namelist()), {}
        for name, said in manifest["files"].items():
            table = _ROWS.fullmatch(name)
            if table is None or name not in names:
                raise _refused(path, f"its manifest names {name[:80]!r}, which does not stand in it")
            lines[table[1]] = _checked(path, bundle, name, said)
        if sum(lines.values()) > MOST_ROWS:
            raise _refused(path, f"it holds more than {MOST_ROWS:,} rows")
    return BundleFile(path, manifest["schema"], manifest["made"], manifest["holds"], lines)


def _manifest(path: Path, bundle: zipfile.ZipFile) -> dict[str, Any]:
    if "manifest.json" not in bundle.namelist():
        raise _refused(path, "it has no manifest.json")
    try:
        with bundle.open("manifest.json") as part:
            text = part.read(_LARGEST_MANIFEST + 1)
        manifest = json.loads(text) if len(text) <= _LARGEST_MANIFEST else None
    except (
        ValueError,
        RecursionError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
    ) as error:
        raise _refused(path, f"its manifest cannot be read ({error})") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise _refused(path, "its manifest is not that of a brm-tui bundle")
    if manifest.get("version") != VERSION:
        raise BrmError(
            "Bundle not read",
            f"{path} is written in version {manifest.get('version')} of the format; this program reads version"
            f" {VERSION}. Nothing was changed. A newer brm-tui reads it.",
        )
    words = all(isinstance(manifest.get(name), str) for name in ("schema", "made", "holds"))
    files = manifest.get("files")
    sound = isinstance(files, dict) and all(
        isinstance(said, dict) and isinstance(said.get("sha256"), str) and isinstance(said.get("lines"), int)
        for said in files.values()
    )
    if not words or not sound:
        raise _refused(path, "its manifest lacks something")
    return manifest


def _checked(path: Path, bundle: zipfile.ZipFile, name: str, said: Mapping[str, Any]) -> int:
    """See that a file is what the manifest says, and return how many lines it has."""
    digest, lines = hashlib.sha256(), 0
    try:
        with bundle.open(name) as part:
            while data := part.read(1 << 20):
                digest.update(data)
                lines += data.count(b"\n")
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise _refused(path, f"{name} is damaged ({error})") from error
    if digest.hexdigest() != said["sha256"] or lines != said["lines"]:
        raise _refused(path, f"{name} is not what the manifest says: it was cut or altered")
    return lines


def _plain_value(value: object) -> bool:
    """Return whether a database can hold a value."""
    if isinstance(value, str):
        return value.isascii() or not _HALVES.search(value)
    return value is None or (isinstance(value, int | float) and -_LARGEST_NUMBER <= value < _LARGEST_NUMBER)


def _is_plain(line: bytes) -> bool:
    """Return whether a long line is long by its texts: what else it holds takes many times its bytes once read."""
    beside = end = 0
    for found in _STRINGS.finditer(line):
        beside += found.start() - end + 1
        end = found.end()
        if beside > SHORT:
            return False
    return beside + len(line) - end <= SHORT


def _row(path: Path, name: str, number: int, line: bytes) -> BundleRow:
    where = f"line {number} of {name}"
    if len(line) > _LONGEST_LINE or (len(line) > SHORT and not _is_plain(line)):
        raise _refused(path, f"{where} is too long, or holds too much for one row")
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _refused(path, f"{where} is no JSON") from error
    row, past = (found.get("row"), found.get("past", [])) if isinstance(found, dict) else (None, None)
    if not isinstance(row, dict) or not isinstance(row.get("id"), str):
        raise _refused(path, f"{where} is no row")
    if not all(_plain_value(value) for value in row.values()):
        raise _refused(path, f"{where} holds something that is no plain value")
    if not isinstance(past, list) or len(past) > _MOST_PAST:
        raise _refused(path, f"{where} has no list of fingerprints")
    if not all(isinstance(item, str) and _FINGERPRINT.fullmatch(item) for item in past):
        raise _refused(path, f"{where} has a fingerprint that is none")
    # Each row would have its columns' names anew: two fifths of the memory of a large bundle were theirs.
    return BundleRow({sys.intern(name): value for name, value in row.items()}, tuple(past))


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        file = path.open("rb")
    except OSError as error:
        raise BrmError(
            "Bundle not read", f"{path} cannot be read: {error.strerror or error}. Nothing was changed."
        ) from error
    with file, opened_archive(file, lambda why: _refused(path, why), LARGEST) as archive:
        yield archive


def _refused(path: Path, why: str) -> BrmError:
    return BrmError("Bundle not read", f"{path} is not taken: {why}. Nothing was changed.")
