"""Zip files of other people: opened only where their list is short and sound, and read within bounds."""

from __future__ import annotations

import io
import re
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from brm_tui.errors import BrmError

LONGEST_LIST = 4_000_000
"""Bytes of the list of entries, some 50,000 of them."""
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DRIVE = re.compile(r"[A-Za-z]:")


class _Bounded(io.BufferedReader):
    """A file of which no more is read at once than a bound, while it has one."""

    bound: int | None = None

    def read(self, size: int | None = -1, /) -> bytes:
        if self.bound is not None and size is not None and size > self.bound:
            raise zipfile.BadZipFile("its list of entries is too long")
        return super().read(size)


@contextmanager
def opened_archive(
    file: BinaryIO, refused: Callable[[str], BrmError], largest: int
) -> Iterator[zipfile.ZipFile]:
    """Open a zip file that anybody may have made; nothing of it is unpacked yet.

    Args:
        file: The file.
        refused: Makes the error, given why: a clause such as ``it is damaged``.
        largest: How many bytes all entries may hold together, as they say themselves; no more is ever unpacked.

    Raises:
        BrmError: It is none, or not one to be opened.
    """
    bounded = _Bounded(cast(Any, file))
    bounded.bound = LONGEST_LIST
    try:
        with zipfile.ZipFile(bounded) as archive:
            bounded.bound = None
            _check(archive, refused, largest)
            yield archive
    except zipfile.BadZipFile as error:
        raise refused(f"it is no zip file, or it is damaged ({error})") from error
    finally:
        bounded.detach()


def _check(archive: zipfile.ZipFile, refused: Callable[[str], BrmError], largest: int) -> None:
    entries = archive.infolist()
    if len({entry.filename for entry in entries}) != len(entries):
        raise refused("it holds two files of one name")
    for entry in entries:
        name = entry.filename.replace("\\", "/")
        if name.startswith("/") or _DRIVE.match(name) or ".." in PurePosixPath(name).parts:
            raise refused(f"it holds {entry.filename[:80]!r}, which leads out of its folder")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise refused(f"it holds a link, {entry.filename[:80]!r}")
        if entry.flag_bits & 1:
            raise refused("it is locked with a password")
        if entry.compress_type not in _PACKED:
            raise refused("it is packed in a way that is not known here")
    if sum(entry.file_size for entry in entries) > largest:
        raise refused(f"unpacked it would take more than {largest // 1_000_000} MB")
