"""Excel files (.xlsx): what a sheet holds as texts, and a list as a sheet that runs nothing."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

from brm_tui.errors import BrmError
from brm_tui.interchange.csv_reading import CsvRow, CsvTable
from brm_tui.interchange.documents.model import printable

_UNREADABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML holds."""
_LARGEST = 500_000_000
"""Bytes that the parts of a file may take, unpacked."""
_MOST_ROWS, _MOST_COLUMNS = 200_000, 500
_LONGEST_SHEET_NAME = 31
_LONGEST_CELL = 32_767


def read_excel(data: bytes) -> CsvTable:
    """Return what the first sheet of a file holds, as texts that are read like those of a CSV file.

    Raises:
        BrmError: It is no such file, or it is too large.
    """
    _check_size(data)
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        found: list[CsvRow] = []
        for line, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            if line > _MOST_ROWS:
                raise BrmError(
                    "Too large", f"The sheet has more than {_MOST_ROWS:,} rows. Nothing was imported."
                )
            row = tuple(_text(cell) for cell in cells[:_MOST_COLUMNS])
            while row and not row[-1]:
                row = row[:-1]
            if row:
                found.append(CsvRow(line, row))
        names = book.sheetnames
    except BrmError:
        raise
    except Exception as error:  # openpyxl tells a damaged file by whatever its parts raise
        raise BrmError(
            "Not read", f"The file is no Excel file (.xlsx), or it is damaged: {error}. Nothing was imported."
        ) from error
    if not found:
        raise BrmError("Nothing there", "The first sheet has no head line and no rows. Nothing was imported.")
    wide = len(found[0].cells)
    rows = tuple(CsvRow(row.line, row.cells + ("",) * (wide - len(row.cells))) for row in found[1:])
    notes = (f"Only the first of {len(names)} sheets, {names[0]}, was read.",) if len(names) > 1 else ()
    return CsvTable(found[0].cells, rows, ",", notes)


def _check_size(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            size = sum(part.file_size for part in parts.infolist())
    except zipfile.BadZipFile as error:
        raise BrmError(
            "Not read", "The file is no Excel file (.xlsx), or it is damaged. Nothing was imported."
        ) from error
    if size > _LARGEST:
        raise BrmError(
            "Too large",
            f"Unpacked, the file takes more than {_LARGEST // 1_000_000} MB. Nothing was imported.",
        )


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
    for row in rows:
        sheet.append([cell(value) for value in row])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()
