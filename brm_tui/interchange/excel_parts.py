"""The parts of an Excel file, watched while they are read: XML takes many times its bytes once it is understood."""

from __future__ import annotations

import io
import re
import zipfile
from typing import IO, Any

from brm_tui.errors import BrmError

_LARGEST_PART = 200_000_000
"""Bytes of a part that is kept whole, such as the list of texts."""
MOST_TEXTS, _MOST_IN_TEXTS = 1_000_000, 6_000_000
"""Texts that such a list may have, and elements and their ends in it."""
MOST_IN_A_ROW, LARGEST_ROW = 500_000, 16_000_000
"""Elements and their ends, and bytes, between two rows; also of a part that has none."""
_ROW = re.compile(rb"<(?:\w+:)?(row|si)[\s>/]")
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_OVERLAP = 40
"""More bytes than what is looked for may take, so that nothing is cut between two readings."""


class _Watched(io.RawIOBase):
    """A part that is given up as soon as it would take more memory than a bound."""

    def __init__(self, part: IO[bytes], name: str) -> None:
        self._part, self._name = part, name
        self._tail = b""
        self._elements = self._bytes = self._all_elements = self._all_bytes = 0
        self._texts = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        """Return the next bytes; all of them where no size is given."""
        if size is None or size < 0:
            parts = []
            while data := self.read(1 << 20):
                parts.append(data)
            return b"".join(parts)
        data = self._part.read(min(size, 1 << 20))
        self._watch(data)
        return data

    def readinto(self, buffer: Any, /) -> int:
        """Read into a buffer."""
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the part."""
        self._part.close()
        super().close()

    def _watch(self, data: bytes) -> None:
        # What was kept of the reading before is looked through again, but counted once.
        seen = self._tail + data
        self._tail = seen[-_OVERLAP:]
        if b"\0" in data or _DECLARED.search(seen):
            raise self._refused("holds what no sheet holds")
        place = 0
        before = len(seen) - len(data)
        for found in _ROW.finditer(seen):
            if found.end() <= before:
                continue
            start = max(found.start() - before, 0)
            self._count(data[place:start])
            self._texts += found[1] == b"si"
            self._elements = self._bytes = 0
            place = start
        self._count(data[place:])

    def _count(self, data: bytes) -> None:
        elements = data.count(b"<")
        self._elements += elements
        self._bytes += len(data)
        self._all_elements += elements
        self._all_bytes += len(data)
        if self._elements > MOST_IN_A_ROW or self._bytes > LARGEST_ROW:
            raise self._refused("holds too much in one row, or beside its rows")
        if self._texts > MOST_TEXTS or (
            self._texts and (self._all_elements > _MOST_IN_TEXTS or self._all_bytes > _LARGEST_PART)
        ):
            raise self._refused("holds too many texts")

    def _refused(self, why: str) -> BrmError:
        return BrmError(
            "Not read",
            f"The file is not taken: its part {self._name[:80]!r} {why}. Nothing was imported. A CSV file has no such"
            " bounds.",
        )


class _Parts:
    """An archive whose parts are watched, with what openpyxl asks of one."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def open(self, name: str, mode: str = "r") -> _Watched:
        """Open a part for reading."""
        return _Watched(self._archive.open(name), name)

    def read(self, name: str) -> bytes:
        """Return a part whole."""
        with self.open(name) as part:
            return part.read()

    def namelist(self) -> list[str]:
        """Return the names of all parts."""
        return self._archive.namelist()

    def close(self) -> None:
        """Leave the archive to who opened it."""


def opened_book(archive: zipfile.ZipFile) -> Any:
    """Return the book of an archive for reading row by row; its archive stays open as long as it is read."""
    from openpyxl.reader import excel

    class _Reader(excel.ExcelReader):  # type: ignore[misc]  # openpyxl has no types
        def __init__(self) -> None:
            self.archive = _Parts(archive)
            self.valid_files = archive.namelist()
            self.read_only = self.data_only = True
            self.keep_vba = self.keep_links = self.rich_text = False
            self.shared_strings: list[str] = []

    reader = _Reader()
    reader.read()
    return reader.wb
