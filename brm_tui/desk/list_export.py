"""Lists as they are shown, as CSV or Excel: the rows that are listed, in their order, under the heads given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from brm_tui.config import write_atomically
from brm_tui.desk.progress import Progress, telling

RecordT = TypeVar("RecordT")
RecordT_co = TypeVar("RecordT_co", covariant=True)

_AT_ONCE = 500


class Pages(Protocol[RecordT_co]):
    """Pages of records, as the desk returns them for lists."""

    def count(self) -> int:
        """Begin a new reading and return how many records there are now."""
        ...

    def fetch(self, start: int, count: int) -> Sequence[RecordT_co]:
        """Return up to ``count`` records from position ``start``."""
        ...


class AtOnce(Generic[RecordT]):
    """The pages of a list that is read as one."""

    def __init__(self, records: Sequence[RecordT]) -> None:
        self._records = records

    def count(self) -> int:
        """Return how many records there are."""
        return len(self._records)

    def fetch(self, start: int, count: int) -> Sequence[RecordT]:
        """Return up to ``count`` records from position ``start``."""
        return self._records[start : start + count]


@dataclass(frozen=True, slots=True)
class ExportColumn(Generic[RecordT]):
    """A column of the file.

    Attributes:
        head: Its head, with the unit.
        value: The value of a record: a text, a number, a date or None for what is not known. Amounts are given in
            whole units of their currency (``48200.5``), with the currency in a column of its own.
    """

    head: str
    value: Callable[[RecordT], object]


@dataclass(frozen=True, slots=True)
class WrittenList:
    """What was written.

    Attributes:
        path: Where.
        rows: How many rows, the head not counted.
        withheld: How many rows were left out because they are internal.
    """

    path: Path
    rows: int
    withheld: int


def amount(minor_units: int | None) -> float | None:
    """Return an amount in whole units of its currency."""
    return None if minor_units is None else minor_units / 100


def write_list(
    path: Path,
    pages: Pages[Any],
    columns: Sequence[ExportColumn[Any]],
    internal: Callable[[Any], bool] | None = None,
    progress: Progress | None = None,
) -> WrittenList:
    """Write a list, in the format that the file's name asks for; what was there is replaced in one move.

    Args:
        path: Where.
        pages: What is listed; pages of their own, not those that a table reads at the same time.
        columns: What stands in each row.
        internal: Whether a record must not leave the house; None: all of them may.
        progress: Is told how many hundredths are done; it may raise to give up, and then nothing was written.

    Raises:
        BrmError: It cannot be written; what was there is unchanged.
    """
    kept: list[list[object]] = []
    withheld = 0
    total = pages.count()
    for record in telling(_all(pages, total), total, progress, 0, 60):
        if internal is not None and internal(record):
            withheld += 1
        else:
            kept.append([column.value(record) for column in columns])
    heads = [column.head for column in columns]
    told = telling(kept, len(kept), progress, 60, 95)
    if path.suffix.casefold() == ".xlsx":
        from brm_tui.interchange.excel_file import excel_bytes

        content = excel_bytes(path.stem, heads, told)
    else:
        from brm_tui.interchange.csv_file import csv_bytes

        content = csv_bytes(heads, told)
    write_atomically(path, content)
    return WrittenList(path, len(kept), withheld)


def _all(pages: Pages[RecordT], total: int) -> Iterator[RecordT]:
    for start in range(0, total, _AT_ONCE):
        yield from pages.fetch(start, min(_AT_ONCE, total - start))
