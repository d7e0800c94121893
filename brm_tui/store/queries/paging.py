"""Pages of a long sorted list, each read from the nearest known key on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, Protocol, TypeVar

Direction = Literal["asc", "desc"]
Key = tuple[object, ...]
RecordT = TypeVar("RecordT")

_NAME = re.compile(r"[a-z_][a-z0-9_]*\Z")
_IDS_AT_ONCE = 500
_REVERSED: dict[Direction, Direction] = {"asc": "desc", "desc": "asc"}


class Result(Protocol):
    """What a statement returned."""

    def fetchall(self) -> Sequence[Any]:
        """Return all rows, each a sequence of its values."""
        ...


class Connection(Protocol):
    """Runs statements with named parameters, as ``sqlite3.Connection`` does."""

    def execute(self, statement: str, parameters: Mapping[str, Any], /) -> Result:
        """Run one statement."""
        ...


@dataclass(frozen=True, slots=True)
class OrderBy:
    """One column of an order: a name from the select, never from outside."""

    column: str
    direction: Direction = "asc"

    def __post_init__(self) -> None:
        if not _NAME.match(self.column):
            raise ValueError(f"not a column name of ours: {self.column!r}")


class KeysetPager(Generic[RecordT]):
    """Counts, pages and finds the rows of one sorted select.

    The keys of both ends of every page read are remembered, and the list's own two ends are known. A page
    is read from the nearest of these, forwards or backwards: paging down or up and jumping to either end
    skips no row; only a jump into the unknown middle skips rows, from the nearest known key on. What is
    remembered holds for one reading; ``count`` begins the next one.

    Each order that a long list offers needs an index on its columns and directions: without one the database
    sorts the whole list for every page.
    """

    def __init__(
        self,
        connection: Connection,
        select: str,
        order: Sequence[OrderBy],
        record: Callable[..., RecordT],
        parameters: Mapping[str, Any] | None = None,
        *,
        narrow: str = "",
    ) -> None:
        """Prepare the pager; nothing is read yet.

        Args:
            connection: Where to read.
            select: A select without ORDER BY, our own SQL; values from outside are named parameters.
            order: The order: columns of the select that are never NULL, the last one a unique id.
            record: Makes a record of a row's values, given in the select's order.
            parameters: The values of the select's parameters; names that begin with ``pager_`` are taken.
            narrow: A select of the same rows with the order's columns only, to count and find rows by where
                that is cheaper; empty: the select itself.
        """
        if not order:
            raise ValueError("an order needs at least a unique id")
        self._connection = connection
        self._select = select
        self._narrow = narrow or select
        self._order = tuple(order)
        self._record = record
        self._parameters = dict(parameters or {})
        self._total: int | None = None
        self._keys: dict[int, Key] = {}
        self._known: list[int] = []

    def count(self) -> int:
        """Begin a new reading and return how many rows there are now."""
        self._keys.clear()
        self._known.clear()
        self._total = int(self._rows(f"SELECT count(*) FROM ({self._narrow}) AS listed")[0][0])
        return self._total

    def fetch(self, start: int, count: int) -> list[RecordT]:
        """Return up to ``count`` records from position ``start``."""
        total = self._total if self._total is not None else self.count()
        start, stop = max(0, start), min(start + count, total)
        if start >= stop:
            return []
        place = bisect_left(self._known, start)
        before = self._known[place - 1] if place else -1
        place = bisect_left(self._known, stop)
        after = self._known[place] if place < len(self._known) else total
        skip_forwards, skip_backwards = start - before - 1, after - stop
        if skip_forwards <= skip_backwards:
            rows = self._read(self._order, self._keys.get(before), skip_forwards, stop - start)
        else:
            rows = self._read(self._reversed_order(), self._keys.get(after), skip_backwards, stop - start)
            rows.reverse()
        width = len(self._order)
        if rows:
            self._remember(start, rows[0][-width:])
            self._remember(start + len(rows) - 1, rows[-1][-width:])
        return [self._record(*row[:-width]) for row in rows]

    def index_of(self, row_id: str) -> int | None:
        """Return the position of the row with this id, or None where it is not in the list."""
        keys = ", ".join(f"listed.{by.column}" for by in self._order)
        unique = f"listed.{self._order[-1].column}"
        rows = self._rows(
            f"SELECT {keys} FROM ({self._narrow}) AS listed WHERE {unique} = :pager_id", {"pager_id": row_id}
        )
        if not rows:
            return None
        key = tuple(rows[0])
        condition, values = _after(self._reversed_order(), key)
        before = self._rows(f"SELECT count(*) FROM ({self._narrow}) AS listed WHERE {condition}", values)
        index = int(before[0][0])
        self._remember(index, key)
        return index

    def ids(self) -> frozenset[str]:
        """Return the ids of all rows."""
        column = self._order[-1].column
        rows = self._rows(f"SELECT listed.{column} FROM ({self._narrow}) AS listed")
        return frozenset(row[0] for row in rows)

    def present(self, row_ids: Collection[str]) -> frozenset[str]:
        """Return those of the ids that are in the list."""
        wanted = list(row_ids)
        column = self._order[-1].column
        found: set[str] = set()
        for start in range(0, len(wanted), _IDS_AT_ONCE):
            values = {
                f"pager_id_{number}": value for number, value in enumerate(wanted[start:][:_IDS_AT_ONCE])
            }
            names = ", ".join(f":{name}" for name in values)
            rows = self._rows(
                f"SELECT listed.{column} FROM ({self._narrow}) AS listed WHERE listed.{column} IN ({names})",
                values,
            )
            found.update(row[0] for row in rows)
        return frozenset(found)

    def _read(
        self, order: Sequence[OrderBy], key: Key | None, skip: int, limit: int
    ) -> list[tuple[Any, ...]]:
        """Return rows after a key (or from the order's beginning), their own keys appended to the values."""
        keys = ", ".join(f"listed.{by.column}" for by in order)
        condition, values = _after(order, key) if key is not None else ("", {})
        where = f" WHERE {condition}" if condition else ""
        by_columns = ", ".join(f"listed.{by.column} {by.direction.upper()}" for by in order)
        rows = self._rows(
            f"SELECT listed.*, {keys} FROM ({self._select}) AS listed{where} "
            f"ORDER BY {by_columns} LIMIT :pager_limit OFFSET :pager_skip",
            {**values, "pager_limit": limit, "pager_skip": skip},
        )
        return [tuple(row) for row in rows]

    def _rows(self, statement: str, values: Mapping[str, Any] | None = None) -> Sequence[Any]:
        return self._connection.execute(statement, {**self._parameters, **(values or {})}).fetchall()

    def _reversed_order(self) -> tuple[OrderBy, ...]:
        return tuple(OrderBy(by.column, _REVERSED[by.direction]) for by in self._order)

    def _remember(self, index: int, key: Key) -> None:
        if any(value is None for value in key):
            names = ", ".join(by.column for by in self._order)
            raise ValueError(f"a key of ({names}) is NULL; pages can only be told apart by keys with values")
        if index not in self._keys:
            self._known.insert(bisect_left(self._known, index), index)
        self._keys[index] = key


def _after(order: Sequence[OrderBy], key: Key) -> tuple[str, dict[str, object]]:
    """Return the condition for the rows that come after a key, and its values.

    In one direction that is a comparison of row values. In mixed directions it is written out, with the first
    column's bound once more in front: that is the part for which a database can use an index.
    """
    values: dict[str, object] = {f"pager_key_{number}": value for number, value in enumerate(key)}
    columns = [f"listed.{by.column}" for by in order]
    names = [f":{name}" for name in values]
    signs = [">" if by.direction == "asc" else "<" for by in order]
    if len(set(signs)) == 1:
        return f"{_row_value(columns)} {signs[0]} {_row_value(names)}", values
    choices = []
    for depth, sign in enumerate(signs):
        same = [f"{column} = {name}" for column, name in zip(columns[:depth], names, strict=False)]
        choices.append(" AND ".join([*same, f"{columns[depth]} {sign} {names[depth]}"]))
    written_out = " OR ".join(f"({choice})" for choice in choices)
    return f"{columns[0]} {signs[0]}= {names[0]} AND ({written_out})", values


def _row_value(parts: Iterable[str]) -> str:
    return f"({', '.join(parts)})"


def sorted_pager(
    connection: Connection,
    *,
    identity: str,
    columns: str,
    source: str,
    where: str,
    keys: Mapping[str, str],
    order: Sequence[OrderBy],
    record: Callable[..., RecordT],
    values: Mapping[str, Any],
    joins: str = "",
) -> KeysetPager[RecordT]:
    """Return the pages of rows that are sorted by expressions; they are counted and found by these alone.

    Args:
        connection: Where to read.
        identity: The expression of the unique id; it is the first column.
        columns: The columns behind it.
        source: The table, or what else stands behind FROM.
        where: The WHERE clause with a space before it, or nothing.
        keys: The expressions by the names that ``order`` has for them; ``id`` is known. They are the last columns.
        order: The order.
        record: Makes a record of a row's values.
        values: The values of the named parameters.
        joins: What only the columns need, with a space before it.
    """
    keyed = ", ".join(f"{expression} AS {name}" for name, expression in keys.items())
    return KeysetPager(
        connection,
        f"SELECT {identity} AS id, {columns}, {keyed} FROM {source}{joins}{where}",
        order,
        record,
        values,
        narrow=f"SELECT {identity} AS id, {keyed} FROM {source}{where}",
    )


def way(descending: bool) -> Direction:
    """Return the direction of an order."""
    return "desc" if descending else "asc"
