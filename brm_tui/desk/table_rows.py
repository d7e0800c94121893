"""What an importer of a KIND is given and what it answers: rows of a table, and what becomes of each."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from brm_tui.desk.table_columns import Head

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.store.step import Step

Counting = Callable[[int, int], None]
"""Is told how many of how many are done; may raise to give up."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a file.

    Attributes:
        line: Its line in the file.
        texts: Its texts by field; a column that the file does not have is not there.
        decimal_comma: Whether commas in numbers stand before decimals.
    """

    line: int
    texts: Mapping[str, str]
    decimal_comma: bool


@dataclass(frozen=True, slots=True)
class ImportLine:
    """What becomes of one row.

    Attributes:
        line: Its line in the file.
        verb: create, update, unchanged or skip.
        name: What the row is about.
        reason: What changes, or why it is left out.
    """

    line: int
    verb: str
    name: str
    reason: str = ""


class Importer(Protocol):
    """Brings the rows of one KIND into the desk; made anew for each import."""

    heads: Sequence[Head]
    noun: str
    plural: str

    def plan(
        self, desk: Desk, connection: sqlite3.Connection, rows: Sequence[TableRow], count: Counting
    ) -> list[ImportLine]:
        """Return what becomes of each row, in order, and keep what `write` needs.

        Args:
            desk: The desk, for its clock.
            connection: Where what is there is looked up.
            rows: The rows that have as many cells as there are heads.
            count: Is told how far it is.
        """
        ...

    def write(self, step: Step, count: Counting) -> None:
        """Write what was planned within a running step."""
        ...
