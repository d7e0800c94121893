"""Excel files (.xlsx): what a sheet holds as texts, and a list as a sheet that runs nothing."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Any, BinaryIO

from brm_tui.errors import BrmError
from brm_tui.interchange.archive import opened_archive
from brm_tui.interchange.csv_reading import CsvRow, CsvTable
from brm_tui.interchange.documents.model import printable
from brm_tui.text import one_line, shortened

_UNREADABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML holds."""
LARGEST = 1_000_000_000
"""Bytes that the parts of a file may take, unpacked; they are read as a stream."""
MOST_LINES, _MOST_COLUMNS = 1_048_576, 500
_LONGEST_SHEET_NAME = 31
_LONGEST_CELL = 32_767


def read_excel(file: BinaryIO) -> CsvTable:
    """Return what the first sheet of a file holds, as texts that are read like those of a CSV file.

    It is to be read while the file is open.

    Raises:
        BrmError: It is no such file, or it is too large. Reading the rows raises it too.
    """
    notes: list[str] = []
    rows = _rows(file, notes)
    head = next(rows, None)
    if head is None:
        raise BrmError("Nothing there", "The first sheet has no head line and no rows. Nothing was imported.")
    wide = len(head.cells)
    return CsvTable(
        head.cells,
        (CsvRow(row.line, row.cells + ("",) * (wide - len(row.cells))) for row in rows),
        ",",
        notes,
    )


def _rows(file: BinaryIO, notes: list[str]) -> Iterator[CsvRow]:
    """Yield the rows of the first sheet that have something in them."""
    from brm_tui.interchange.excel_parts import opened_book

    with opened_archive(file, _refused, LARGEST) as archive:
        try:
            book = opened_book(archive)
            sheet, names = book.worksheets[0], book.sheetnames
            # What the file says of its own size is not believed.
            sheet.reset_dimensions()
            if len(names) > 1:
                notes.append(
                    f"Only the first of {len(names)} sheets, {shortened(one_line(names[0]), 40)}, was read."
                )
            for line, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
                if line > MOST_LINES:
                    raise _refused(f"its sheet has more than {MOST_LINES:,} rows")
                row = [_text(cell) for cell in cells[:_MOST_COLUMNS]]
                while row and not row[-1]:
                    row.pop()
                if row:
                    yield CsvRow(line, tuple(row))
        except BrmError:
            raise
        except Exception as error:  # openpyxl tells a damaged file by whatever its parts raise
            raise _refused(
                f"it is no Excel file (.xlsx), or it is damaged: {shortened(one_line(str(error)), 200)}"
            ) from error


def _refused(why: str) -> BrmError:
    return BrmError("Not read", f"The file is not taken: {why}. Nothing was imported.")


def _text(cell: Any) -> str:
    """Return a cell as a person would type it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, float):
        if cell == int(cell):
            return str(int(cell))
        return f"{cell:.2f}" if round(cell, 2) == cell else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(timespec="minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.isoformat(timespec="minutes")
    return str(cell).strip()


def excel_bytes(title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a list as an Excel file: numbers and dates as such, texts as texts, whatever they begin with."""
    import openpyxl
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = openpyxl.Workbook(write_only=True)
    name = "".join(sign for sign in printable(title) if sign not in "[]:*?/\\'")[:_LONGEST_SHEET_NAME]
    sheet = book.create_sheet(name or "List")
    sheet.freeze_panes = "A2"

    def cell(value: object, *, bold: bool = False) -> Any:
        if isinstance(value, datetime) and value.tzinfo is not None:
            value = value.isoformat()
        if isinstance(value, list | tuple):
            value = ", ".join(map(str, value))
        if value is None or isinstance(value, bool | int | float | date):
            made = WriteOnlyCell(sheet, value=value)
        else:
            made = WriteOnlyCell(sheet, value="")
            made.value = _UNREADABLE.sub("", str(value))[:_LONGEST_CELL]
            # A text is a text, also one that begins like a formula.
            made.data_type = "s"
        if bold:
            made.font = Font(bold=True)
        return made

    sheet.append([cell(head, bold=True) for head in heads])
    try:
        for row in rows:
            sheet.append([cell(value) for value in row])
    except BaseException:
        # Given up: openpyxl keeps rows in a file of its own, which goes only once the sheet is whole.
        sheet.close()
        sheet._writer.cleanup()
        raise
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()
