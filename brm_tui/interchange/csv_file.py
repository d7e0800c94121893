"""CSV that spreadsheets read and do not run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

_RUN_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value: object) -> str:
    """Return a value as a cell: lists with commas, what a spreadsheet would run as a formula defused."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, datetime):
        form = "minutes" if value.tzinfo is None else "auto"
        return value.isoformat(timespec=form)
    if isinstance(value, date):
        return value.isoformat()
    text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return f"'{text}" if text.startswith(_RUN_AS_FORMULA) else text


def csv_text(names: Sequence[str], rows: Sequence[Mapping[str, object]]) -> str:
    """Return rows as CSV (RFC 4180) with a head line."""
    return _written(names, ([cell(row[name]) for name in names] for row in rows))


def csv_bytes(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return rows as a file of CSV, with the mark by which spreadsheets know that it is UTF-8."""
    cells = ([cell(value) for value in row] for row in rows)
    return _written([cell(head) for head in heads], cells).encode("utf-8-sig")


def _written(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return out.getvalue()
