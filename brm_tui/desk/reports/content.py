"""What a report consists of before it is a document: its tables know their rows, so that two packs can be compared."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from brm_tui.clock import Clock
from brm_tui.desk.desk import Desk
from brm_tui.interchange.documents.model import Block, Heading, Note, Paragraph, Run, Table
from brm_tui.rules.report_periods import Period

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class ReportCustomer:
    """A customer that a report is about."""

    id: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table whose rows have keys that last.

    Attributes:
        key: What tells it from the other tables of the report.
        caption: What it shows.
        heads: The columns' names.
        rows: Each row's key, such as an id, and its cells.
        weights: How wide the columns are in relation to each other.
        empty: What stands there where there is no row.
    """

    key: str
    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    weights: tuple[int, ...] = ()
    empty: str = "Nothing in this period."


@dataclass(frozen=True, slots=True)
class Withheld:
    """Something that stays in the house.

    Attributes:
        kind: What it is.
        name: What it is called.
    """

    kind: str
    name: str


@dataclass(slots=True)
class Content:
    """A report as it is built.

    Attributes:
        blocks: Its text.
        withheld: What was left out because it is marked internal.
    """

    blocks: list[Block | ReportTable] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)

    def section(self, title: str, level: int = 1) -> None:
        """Begin a section."""
        self.blocks.append(Heading(level, title))

    def say(self, text: str) -> None:
        """Add a paragraph."""
        self.blocks.append(Paragraph((Run(text),)))

    def note(self, text: str) -> None:
        """Add a remark."""
        self.blocks.append(Note(text))

    def table(
        self,
        key: str,
        caption: str,
        heads: Sequence[str],
        rows: Sequence[tuple[str, Sequence[str]]],
        weights: Sequence[int] = (),
        empty: str = "Nothing in this period.",
    ) -> None:
        """Add a table."""
        given = tuple((row_key, tuple(cells)) for row_key, cells in rows)
        self.blocks.append(ReportTable(key, caption, tuple(heads), given, tuple(weights), empty))

    def outward(self, kind: str, rows: Sequence[Any], name: str = "title") -> list[Any]:
        """Return the rows that may leave the house, and note the others."""
        kept = []
        for row in rows:
            if row["internal"]:
                self.withheld.append(Withheld(kind, str(row[name])))
            else:
                kept.append(row)
        return kept


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is asked for.

    Attributes:
        desk: The desk, for what is read by its own functions.
        connection: Where the report reads, one moment of the desk.
        customers: Whom it is about.
        alone: Whether one customer was named.
        period: Of what time.
        today: The day it is made.
    """

    desk: Desk
    connection: sqlite3.Connection
    customers: tuple[ReportCustomer, ...]
    alone: bool
    period: Period
    today: date

    @property
    def clock(self) -> Clock:
        """The desk's clock."""
        return self.desk.clock

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the customers."""
        return tuple(customer.id for customer in self.customers)

    def rows(self, query: str, **parameters: Any) -> list[dict[str, Any]]:
        """Run a query of ``store/queries/reports``.

        ``{customers}`` in it becomes the ids of the customers, ``:first`` and ``:last`` are the period's days,
        ``:after`` the day behind it and ``:today`` today.
        """
        from brm_tui.store.queries.reports import rows_of

        return rows_of(self.connection, query, self.ids, self.period, self.today, parameters)


Builder = Callable[[Asked], Content]


def marked(table: ReportTable, before: Mapping[str, Any] | None, since: str) -> list[Block]:
    """Return a table as a document has it, with what has changed since an earlier pack.

    Args:
        table: The table.
        before: What ``kept`` said of it then; None where there was no such pack.
        since: The day of that pack, in words.
    """
    if not table.rows:
        return [*([Note(f"{table.caption}: {table.empty}")] if table.caption else [Note(table.empty)])]
    if before is None:
        return [Table(table.caption, table.heads, tuple(cells for _key, cells in table.rows), table.weights)]
    known: Mapping[str, Sequence[str]] = before.get("rows", {})
    heads = list(before.get("heads", ()))
    rows = tuple((*cells, _change(table.heads, cells, heads, known.get(key))) for key, cells in table.rows)
    weights = table.weights or (1,) * len(table.heads)
    blocks: list[Block] = [
        Table(table.caption, (*table.heads, f"Since {since}"), rows, (*weights, max(2, sum(weights) // 5)))
    ]
    present = {key for key, _cells in table.rows}
    gone = [str(cells[0]) for key, cells in known.items() if key not in present and cells]
    if gone:
        shown = ", ".join(gone[:8]) + (f" and {len(gone) - 8} more" if len(gone) > 8 else "")
        blocks.append(Note(f"No longer here since {since}: {shown}."))
    return blocks


def _change(
    heads: Sequence[str], cells: Sequence[str], heads_before: Sequence[str], before: Sequence[str] | None
) -> str:
    if before is None:
        return "▲ new"
    was = dict(zip(heads_before, before, strict=False))
    told = [
        f"{head} was {was[head].splitlines()[0] if was[head] else NOTHING}"
        for head, cell in zip(heads, cells, strict=True)
        if head in was and was[head] != cell
    ]
    return "\n".join(f"▲ {line}" for line in told[:3]) or "="


def kept(content: Content) -> dict[str, Any]:
    """Return what a pack said, to be compared with the next one."""
    return {
        block.key: {"heads": list(block.heads), "rows": {key: list(cells) for key, cells in block.rows}}
        for block in content.blocks
        if isinstance(block, ReportTable)
    }
