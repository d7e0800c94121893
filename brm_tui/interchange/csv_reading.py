"""CSV as other programs write it: any of the usual encodings and separators, and rows that do not fit told apart.

A file is read as a stream: only the row that is asked for is in memory, whatever the file holds.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from brm_tui.errors import BrmError
from brm_tui.interchange.text_reading import Lines, text_of

SEPARATORS = (";", ",", "\t", "|")
"""Of those that a head line has equally often, the first is taken: a decimal comma makes more commas."""
_DEFUSED = ("'=", "'+", "'-", "'@", "'\t", "'\r")
_LONGEST_ROW = 4_000_000
"""Characters of a row that goes on over several lines."""
_MOST_COLUMNS = 2_000


@dataclass(frozen=True, slots=True)
class CsvRow:
    """A row of a file.

    Attributes:
        line: The line on which it ends, from 1.
        cells: Its texts, without white space at their ends.
        reason: Why it cannot be read; then it has no cells.
    """

    line: int
    cells: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CsvTable:
    """What a file holds.

    Attributes:
        heads: The head line's texts.
        rows: The rows below it, once, empty ones left out; a row may have more or fewer cells than there are heads.
        separator: What stands between two cells.
        notes: What holds for the whole file, whole sentences; complete behind the last row.
    """

    heads: tuple[str, ...]
    rows: Iterator[CsvRow]
    separator: str
    notes: list[str] = field(default_factory=list)

    @property
    def decimal_comma(self) -> bool:
        """Whether commas stand before decimals: they do not where they stand between cells."""
        return self.separator != ","


def read_csv(file: BinaryIO) -> CsvTable:
    """Return what a file of CSV holds, to be read while the file is open.

    Raises:
        BrmError: It is no text, or has no head line. Reading the rows raises it too, where they are no CSV.
    """
    text, notes = text_of(file)
    lines = Lines(text)
    separator = _separator(lines)
    rows = _rows(lines, separator)
    head = next(rows, None)
    if head is None:
        raise BrmError("Nothing there", "The file has no head line and no rows. Nothing was imported.")
    if head.reason:
        raise BrmError("Not read", f"The head line cannot be read: {head.reason}. Nothing was imported.")
    if len(head.cells) > _MOST_COLUMNS:
        raise BrmError(
            "Too large", f"The file has more than {_MOST_COLUMNS:,} columns. Nothing was imported."
        )
    return CsvTable(head.cells, rows, separator, list(notes))


class _Record:
    """The lines of one record after another, as the CSV reader asks for them."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self.begin()

    def begin(self) -> None:
        """A new record begins."""
        self._began, self._size = self._lines.number + 1, 0

    def __iter__(self) -> _Record:
        return self

    def __next__(self) -> str:
        line = self._lines.take()
        if line == "":
            raise StopIteration
        self._size += len(line or "")
        if line is None or self._size > _LONGEST_ROW:
            raise BrmError(
                "Not read",
                f"A quote that is opened in line {self._began} is not closed for very long, up to line"
                f" {self._lines.number}. Nothing was imported.",
            )
        return line


def _rows(lines: Lines, separator: str) -> Iterator[CsvRow]:
    record = _Record(lines)
    reader = csv.reader(record, delimiter=separator)
    while (ahead := lines.ahead()) != "":
        if ahead is None:
            lines.take()
            yield CsvRow(lines.number, (), f"the line has more than {lines.longest:,} characters")
            continue
        record.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise BrmError(
                "Not read", f"Line {lines.number} is no CSV: {error}. Nothing was imported."
            ) from error
        row = tuple(_plain(cell) for cell in cells)
        if any(row):
            yield CsvRow(lines.number, row)


def _separator(lines: Lines) -> str:
    """Return what separates cells, the lines taken that say nothing or only that."""
    first = lines.ahead() or ""
    if first.strip().casefold().startswith("sep=") and len(first.strip()) == 5:
        lines.take()
        return first.strip()[4]
    while (head := lines.ahead()) and not head.strip():
        lines.take()
    quoted = False
    counts = dict.fromkeys(SEPARATORS, 0)
    for sign in head or "":
        if sign == '"':
            quoted = not quoted
        elif not quoted and sign in counts:
            counts[sign] += 1
    most = max(counts.values())
    return next(sign for sign, count in counts.items() if count == most) if most else ","


def _plain(cell: str) -> str:
    """Return a cell's text, the mark taken off by which a formula was defused."""
    text = cell.lstrip().lstrip("\ufeff")
    text = text[1:] if text.startswith(_DEFUSED) else text
    return text.strip().strip("\ufeff")
