"""Writing a bundle."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import IO, Any

FORMAT, VERSION = "brm-tui bundle", 1
_MADE = (1980, 1, 1, 0, 0, 0)
_ABOUT = """\
This file was written by brm-tui: `brm-tui bundle import FILE` takes it into another desk.

manifest.json      what this is: the format and its version, the desk's schema, when it was made, whose rows it holds,
                   and each file below with its SHA-256 and its number of lines
rows/TABLE.jsonl   the rows of one table, a JSON object a line, in UTF-8:
                     row   the columns as the desk stores them: dates 2026-11-24, moments in UTC
                           2026-11-24 08:00:00.000000, money in minor units, lists as JSON text
                     past  fingerprints of what the row was before, oldest first

It holds everything that was written of its customers, notes and what is marked internal too: hand it only to
somebody who may read your desk.
"""


@dataclass(frozen=True, slots=True)
class BundleRow:
    """One row.

    Attributes:
        row: Its columns as they are stored.
        past: Fingerprints of what it was before, oldest first.
    """

    row: Mapping[str, Any]
    past: tuple[str, ...] = ()


def write_bundle(
    file: IO[bytes],
    *,
    schema: str,
    made: str,
    holds: str,
    tables: Iterable[tuple[str, Iterable[BundleRow]]],
) -> dict[str, int]:
    """Write a bundle; the same rows give the same bytes.

    Args:
        file: Where to write.
        schema: The version of the desk's schema.
        made: The moment, in ISO form.
        holds: ``everything``, or the code of the one customer.
        tables: Each table with its rows; one without rows is left out.

    Returns:
        How many rows each table has.
    """
    counts: dict[str, int] = {}
    listed = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr(_entry("about.txt"), _ABOUT)
        for table, rows in tables:
            name = f"rows/{table}.jsonl"
            digest, count = hashlib.sha256(), 0
            waiting = iter(rows)
            first = next(waiting, None)
            if first is None:
                continue
            with bundle.open(_entry(name), "w", force_zip64=True) as part:
                line: BundleRow | None = first
                while line is not None:
                    text = json.dumps({"row": dict(line.row), "past": list(line.past)}, ensure_ascii=False)
                    data = text.encode() + b"\n"
                    digest.update(data)
                    part.write(data)
                    count += 1
                    line = next(waiting, None)
            counts[table] = count
            listed[name] = {"sha256": digest.hexdigest(), "lines": count}
        manifest = {
            "format": FORMAT, "version": VERSION, "schema": schema, "made": made, "holds": holds, "files": listed,
        }  # fmt: skip
        bundle.writestr(_entry("manifest.json"), json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")
    return counts


def _entry(name: str) -> zipfile.ZipInfo:
    """Return an entry with a fixed date: the same rows are to give the same bytes."""
    entry = zipfile.ZipInfo(name, _MADE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry
