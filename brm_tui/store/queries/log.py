"""The log as it is listed: opportunities and issues, and the successes that came of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from brm_tui.rules.filters import NO_FILTER, ListFilter
from brm_tui.rules.vocabulary import LogKind, LogState
from brm_tui.store.queries.convert import build
from brm_tui.store.queries.filtering import FilterSql, customer_named
from brm_tui.store.queries.paging import Connection, KeysetPager, OrderBy, sorted_pager, way

Line = TypeVar("Line")


class LogView(StrEnum):
    """What of the log is listed."""

    OPEN = "open"
    ENTRIES = "everything"
    SUCCESSES = "successes"


@dataclass(frozen=True, slots=True)
class LogWanted:
    """What is listed.

    Attributes:
        only: What fits this filter.
        customer_id: Only of this customer; empty: of all.
        part: Which part; of entries only what is open, unless a state is asked for.
        sort: One of `SORTS`; by value successes only.
        descending: The last or largest first.
    """

    only: ListFilter = NO_FILTER
    customer_id: str = ""
    part: LogView = LogView.OPEN
    sort: str = "date"
    descending: bool = True


@dataclass(frozen=True, slots=True)
class LogLine:
    """An opportunity or an issue as a list shows it.

    Attributes:
        successes: How many successes came of it.
    """

    id: str
    customer: str
    customer_code: str
    customer_id: str
    kind: LogKind
    title: str
    detail: str
    date: date | None
    state: LogState
    owner: str | None
    internal: bool
    successes: int


@dataclass(frozen=True, slots=True)
class SuccessLine:
    """A success as a list shows it.

    Attributes:
        value: The value shown, in minor units; None where nobody gave one.
        sources: How many opportunities and issues it came from.
    """

    id: str
    customer: str
    customer_code: str
    customer_id: str
    title: str
    story: str
    value: int | None
    currency: str
    value_shown: str
    evidence: str
    date: date | None
    internal: bool
    sources: int


@dataclass(frozen=True, slots=True)
class SuccessSource:
    """What a success came from."""

    id: str
    kind: LogKind
    title: str
    date: date | None
    internal: bool


@dataclass(frozen=True, slots=True)
class LogSummary:
    """The log in figures.

    Attributes:
        opportunities: Open ones.
        issues: Open ones.
        entries: All opportunities and issues.
        successes: All successes.
        unvalued: Successes without a value in money.
        values: What the others are worth, in minor units by currency, the largest first.
    """

    opportunities: int
    issues: int
    entries: int
    successes: int
    unvalued: int
    values: tuple[tuple[str, int], ...]


_OF = "(SELECT c.{0} FROM customer c WHERE c.id = t.customer_id)"
_CUSTOMER = f"{_OF.format('name')}, {_OF.format('code')}, t.customer_id"
_DAY = "COALESCE(t.date, '0001-01-01')"
_ENTRIES = f"""{_CUSTOMER}, t.kind, t.title, t.detail, t.date, t.state,
  (SELECT p.name FROM person p WHERE p.id = t.owner_id), t.internal,
  (SELECT COUNT(*) FROM success_source s WHERE s.log_entry_id = t.id)"""
_SUCCESSES = f"""{_CUSTOMER}, t.title, t.story, t.value, t.currency, t.value_shown, t.evidence,
  t.date, t.internal, (SELECT COUNT(*) FROM success_source s WHERE s.success_id = t.id)"""
SORTS = {
    "date": _DAY,
    "title": "lower(t.title)",
    "customer": _OF.format("name_sort"),
    "value": "COALESCE(t.value, -1)",
}
"""What the log can be sorted by; within it the newest come first."""
_ENTRY_COLUMNS, _SUCCESS_COLUMNS = 12, 13


def _entry(*row: object) -> LogLine:
    return build(LogLine, [row[:_ENTRY_COLUMNS]])[0]


def _success(*row: object) -> SuccessLine:
    return build(SuccessLine, [row[:_SUCCESS_COLUMNS]])[0]


def log_lines(connection: Connection, wanted: LogWanted, today: date, zone: str) -> KeysetPager[LogLine]:
    """Return the pages of opportunities and issues, the newest first."""
    found = _fits("log", wanted, ("t.title", "t.detail"), today, zone)
    if wanted.part is LogView.OPEN and not wanted.only.asks("state"):
        found.require("t.state = 'open'")
    return _pages(connection, _ENTRIES, "log_entry", wanted, found, _entry)


def success_lines(
    connection: Connection, wanted: LogWanted, today: date, zone: str
) -> KeysetPager[SuccessLine]:
    """Return the pages of successes, the newest first."""
    found = _fits("successes", wanted, ("t.title", "t.story", "t.value_shown"), today, zone)
    return _pages(connection, _SUCCESSES, "success", wanted, found, _success)


def _pages(
    connection: Connection,
    columns: str,
    table: str,
    wanted: LogWanted,
    found: FilterSql,
    record: Callable[..., Line],
) -> KeysetPager[Line]:
    direction = way(wanted.descending)
    by_day = OrderBy("day", direction if wanted.sort == "date" else "desc")
    return sorted_pager(
        connection,
        identity="t.id",
        columns=columns,
        source=f"{table} t",
        where=found.where,
        keys={"first_by": SORTS[wanted.sort], "day": _DAY},
        order=(OrderBy("first_by", direction), by_day, OrderBy("id", "desc")),
        record=record,
        values=found.values,
    )


def _fits(listed: str, wanted: LogWanted, texts: tuple[str, ...], today: date, zone: str) -> FilterSql:
    found = FilterSql(listed, today, zone)
    if wanted.customer_id:
        found.require("t.customer_id = :customer", customer=wanted.customer_id)
    found.add(wanted.only)
    found.add_words(wanted.only.text, (), (customer_named("t.customer_id"),), texts)
    return found


def log_line(connection: sqlite3.Connection, entry_id: str) -> LogLine | None:
    """Return one opportunity or issue, None where it is gone."""
    row = connection.execute(
        f"SELECT t.id, {_ENTRIES} FROM log_entry t WHERE t.id = ?", (entry_id,)
    ).fetchone()
    return None if row is None else _entry(*row)


def success_line(connection: sqlite3.Connection, success_id: str) -> SuccessLine | None:
    """Return one success, None where it is gone."""
    row = connection.execute(
        f"SELECT t.id, {_SUCCESSES} FROM success t WHERE t.id = ?", (success_id,)
    ).fetchone()
    return None if row is None else _success(*row)


def success_sources(connection: sqlite3.Connection, success_id: str) -> list[SuccessSource]:
    """Return what a success came from, the oldest first."""
    rows = connection.execute(
        "SELECT e.id, e.kind, e.title, e.date, e.internal FROM success_source s"
        " JOIN log_entry e ON e.id = s.log_entry_id WHERE s.success_id = ? ORDER BY e.date, e.id",
        (success_id,),
    )
    return build(SuccessSource, rows)


def successes_of(connection: sqlite3.Connection, entry_id: str) -> list[SuccessLine]:
    """Return the successes that came of an opportunity or issue, the newest first."""
    rows = connection.execute(
        f"SELECT t.id, {_SUCCESSES} FROM success t"
        " WHERE t.id IN (SELECT s.success_id FROM success_source s WHERE s.log_entry_id = ?)"
        " ORDER BY t.date DESC, t.id",
        (entry_id,),
    ).fetchall()
    return [_success(*row) for row in rows]


def log_summary(connection: sqlite3.Connection, customer_id: str) -> LogSummary:
    """Return the log of a customer, or of all where none is named, in figures."""
    where = " WHERE customer_id = :customer" if customer_id else ""
    parameters = {"customer": customer_id}
    opportunities, issues, entries = connection.execute(
        "SELECT COALESCE(SUM(CASE WHEN state = 'open' AND kind = 'opportunity' THEN 1 ELSE 0 END), 0),"
        " COALESCE(SUM(CASE WHEN state = 'open' AND kind = 'issue' THEN 1 ELSE 0 END), 0), COUNT(*)"
        f" FROM log_entry{where}",
        parameters,
    ).fetchone()
    successes, unvalued = connection.execute(
        f"SELECT COUNT(*), COUNT(*) - COUNT(value) FROM success{where}", parameters
    ).fetchone()
    values = connection.execute(
        f"SELECT currency, SUM(value) AS shown FROM success{where}{' AND' if where else ' WHERE'} value IS NOT NULL"
        " GROUP BY currency ORDER BY shown DESC, currency",
        parameters,
    ).fetchall()
    worth = tuple((currency, value) for currency, value in values)
    return LogSummary(opportunities, issues, entries, successes, unvalued, worth)


def entries_to_choose(connection: sqlite3.Connection, customer_id: str) -> list[tuple[str, str]]:
    """Return id and label of a customer's opportunities and issues, the newest first, for a success to name."""
    rows = connection.execute(
        "SELECT id, kind || ': ' || title FROM log_entry WHERE customer_id = ? ORDER BY date DESC, id DESC",
        (customer_id,),
    )
    return [(row_id, label) for row_id, label in rows]


def customers_of_entries(connection: sqlite3.Connection, entry_ids: Sequence[str]) -> list[tuple[str, str]]:
    """Return id and code of the customers that some opportunities and issues belong to."""
    marks = ", ".join("?" * len(entry_ids))
    return connection.execute(
        "SELECT c.id, c.code FROM customer c WHERE c.id IN"
        f" (SELECT e.customer_id FROM log_entry e WHERE e.id IN ({marks})) ORDER BY c.code",
        tuple(entry_ids),
    ).fetchall()
