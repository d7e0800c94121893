"""A file that holds a table, in whichever format its name says: opened, and read row by row."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from brm_tui.errors import BrmError
from brm_tui.interchange.csv_reading import CsvTable

_LARGEST_STREAM = 200_000_000
"""Bytes of what is no file, such as a pipe: it has to be kept to be read twice."""
_AT_ONCE = 1 << 20


@contextmanager
def opened_table(path: Path) -> Iterator[tuple[CsvTable, Callable[[], float]]]:
    """Open a file and give its table, with what tells how much of the file was read, from 0 to 1.

    Raises:
        BrmError: It cannot be read. Reading the rows raises it too.
    """
    suffix = path.suffix.casefold()
    if suffix in (".xls", ".ods"):
        raise BrmError("Not read", f"{path.name}: save it as .xlsx or .csv first. Nothing was imported.")
    try:
        with _opened(path) as file:
            size = max(1, os.fstat(file.fileno()).st_size)
            yield _table(file, suffix), lambda: min(1.0, file.tell() / size)
    except OSError as error:
        raise BrmError(
            "Not read", f"{path} cannot be read: {error.strerror or error}. Nothing was imported."
        ) from error


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    with path.open("rb") as file:
        if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            yield file
            return
        with tempfile.TemporaryFile() as kept:
            while data := file.read(_AT_ONCE):
                kept.write(data)
                if kept.tell() > _LARGEST_STREAM:
                    raise BrmError(
                        "Too large",
                        f"{path} is no file and gives more than {_LARGEST_STREAM // 1_000_000} MB. Nothing was"
                        " imported. Write it to a file first.",
                    )
            kept.seek(0)
            yield kept


def _table(file: BinaryIO, suffix: str) -> CsvTable:
    if suffix == ".xlsx":
        from brm_tui.interchange.excel_file import read_excel

        return read_excel(file)
    if suffix == ".vcf":
        from brm_tui.interchange.vcard_file import read_vcards

        return read_vcards(file)
    from brm_tui.interchange.csv_reading import read_csv

    return read_csv(file)
