"""CSV as other programs write it: any of the usual encodings and separators, and rows that do not fit told apart."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from brm_tui.errors import BrmError

SEPARATORS = (";", ",", "\t", "|")
"""Of those that a head line has equally often, the first is taken: a decimal comma makes more commas."""
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DEFUSED = ("'=", "'+", "'-", "'@", "'\t", "'\r")


@dataclass(frozen=True, slots=True)
class CsvRow:
    """A row of a file.

    Attributes:
        line: The line on which it ends, from 1.
        cells: Its texts, without white space at their ends.
    """

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CsvTable:
    """What a file holds.

    Attributes:
        heads: The head line's texts.
        rows: The rows below it, empty ones left out; a row may have more or fewer cells than there are heads.
        separator: What stands between two cells.
        notes: What holds for the whole file, whole sentences.
    """

    heads: tuple[str, ...]
    rows: tuple[CsvRow, ...]
    separator: str
    notes: tuple[str, ...] = ()

    @property
    def decimal_comma(self) -> bool:
        """Whether commas stand before decimals: they do not where they stand between cells."""
        return self.separator != ","


def read_csv(data: bytes) -> CsvTable:
    """Return what a file of CSV holds.

    Raises:
        BrmError: It is no text, or has no head line.
    """
    text, notes = _decoded(data)
    separator, text, skipped = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    found: list[CsvRow] = []
    try:
        for cells in reader:
            row = tuple(_plain(cell) for cell in cells)
            if any(row):
                found.append(CsvRow(reader.line_num + skipped, row))
    except csv.Error as error:
        line = reader.line_num + skipped
        raise BrmError("Not read", f"Line {line} is no CSV: {error}. Nothing was imported.") from error
    if not found:
        raise BrmError("Nothing there", "The file has no head line and no rows. Nothing was imported.")
    return CsvTable(found[0].cells, tuple(found[1:]), separator, notes)


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        pass
    if b"\0" in data:
        raise BrmError(
            "Not read",
            "The file is no text; save it as CSV (comma or semicolon separated). Nothing was imported.",
        )
    note = "The file is not UTF-8; it was read as Windows-1252, so look at names with accents."
    return data.decode("cp1252", errors="replace"), (note,)


def _separator(text: str) -> tuple[str, str, int]:
    """Return what separates cells, the text to read, and how many lines were left out before it."""
    first, _, rest = text.partition("\n")
    if first.strip().casefold().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[4], rest, 1
    head = next((line for line in text.splitlines() if line.strip()), "")
    quoted = False
    counts = dict.fromkeys(SEPARATORS, 0)
    for sign in head:
        if sign == '"':
            quoted = not quoted
        elif not quoted and sign in counts:
            counts[sign] += 1
    most = max(counts.values())
    return next(sign for sign, count in counts.items() if count == most) if most else ",", text, 0


def _plain(cell: str) -> str:
    """Return a cell's text, the mark taken off by which a formula was defused."""
    text = cell.strip().strip("\ufeff")
    return text[1:] if text.startswith(_DEFUSED) else text
