"""The portfolio: its customers in the order one asked for, and the figures of those that are seen."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from brm_tui.rules.filters import ListFilter
from brm_tui.rules.portfolio import AgreementStanding, Need, Situation, needs
from brm_tui.rules.relationship_steps import relationship_steps
from brm_tui.rules.vocabulary import CustomerStatus
from brm_tui.store.queries import portfolio_sql as sql
from brm_tui.store.queries.convert import read_instant
from brm_tui.store.queries.filtering import FilterSql
from brm_tui.store.queries.portfolio_managers import manager_headings
from brm_tui.store.queries.portfolio_records import (
    AgreementFigures,
    ManagerHeading,
    Moment,
    PortfolioCustomer,
    PortfolioLine,
    PortfolioSummary,
    PortfolioView,
)
from brm_tui.store.queries.relationship_steps import step_facts
from brm_tui.store.queries.series import chunks

NEEDS_YOU = "needs you"
"""The one thing to filter by that is judged by the rules, behind the SQL."""

_SEARCHED = ("c.name_sort", "lower(c.code)", "COALESCE(m.name_sort, '')", "c.status", sql.STANDING)
"""Where the words of a filter are looked for."""


@dataclass(frozen=True, slots=True)
class _Entry:
    id: str
    parent_id: str | None
    manager_id: str | None
    status: CustomerStatus
    needs: tuple[Need, ...]

    @property
    def gravity(self) -> int:
        return sum(1000 if need.grave else 1 for need in self.needs)


def _entries(connection: sqlite3.Connection, view: PortfolioView, moment: Moment) -> list[_Entry]:
    """Return all customers that fit, in order, with no more than ordering them takes."""
    condition, values = _condition(view.filter, moment)
    rows = connection.execute(
        f"SELECT c.id, c.parent_id, m.id, c.status, {sql.LATE}, {sql.STANDING}, f.expires, q.last_contact_at,"
        f" c.maximum_days {sql.FROM} WHERE {condition} ORDER BY {sql.order(view)}",
        {**moment.parameters(), **values},
    )
    found = [
        _Entry(
            row_id,
            parent_id,
            manager_id,
            CustomerStatus(status),
            _needs(status, late, standing, expires, moment.day(contact), maximum_days, moment.today),
        )
        for row_id, parent_id, manager_id, status, late, standing, expires, contact, maximum_days in rows
    ]
    if view.filter.flag(NEEDS_YOU):
        found = [entry for entry in found if entry.needs]
    if view.sort == "needs":
        found.sort(key=lambda entry: entry.gravity, reverse=view.descending)
    return found


def _condition(wanted: ListFilter, moment: Moment) -> tuple[str, dict[str, Any]]:
    """Return the condition of a filter, and the values it is bound to."""
    found = FilterSql("portfolio", moment.today, moment.zone.key)
    if not wanted.asks("status"):
        found.conditions.append(f"c.status <> '{CustomerStatus.CLOSED}'")
    found.add(wanted)
    found.add_words(wanted.text, _SEARCHED)
    return found.condition, found.values


def _needs(
    status: str,
    late: int,
    standing: str,
    expires: str | None,
    contact: date | None,
    most: int | None,
    today: date,
) -> tuple[Need, ...]:
    last_day = date.fromisoformat(expires) if expires else None
    return needs(
        Situation(CustomerStatus(status), late, AgreementStanding(standing), last_day, contact, most), today
    )


def _as_tree(entries: Sequence[_Entry]) -> Iterator[tuple[_Entry, int]]:
    """Return the entries with parts below what they are a part of, as deep as they hang there, each once."""
    listed = {entry.id for entry in entries}
    parts: dict[str | None, list[_Entry]] = {}
    for entry in entries:
        above = entry.parent_id if entry.parent_id in listed else None
        parts.setdefault(above, []).append(entry)
    waiting = [(entry, 0) for entry in reversed(parts.get(None, []))]
    while waiting:
        entry, depth = waiting.pop()
        yield entry, depth
        waiting.extend((part, depth + 1) for part in reversed(parts.get(entry.id, [])))


class PortfolioPages:
    """The portfolio's lines: their order is read at once, what they say when they are seen.

    The order holds a few words a customer, since parts hang below what they are a part of and managers stand
    above theirs; a page then reads only its own customers.
    """

    def __init__(
        self,
        read: Callable[..., Any],
        view: PortfolioView,
        moment: Moment,
    ) -> None:
        """Prepare the pages; nothing is read yet.

        Args:
            read: Runs a query with the reading connection first.
            view: What is listed, and how.
            moment: What dates are judged by.
        """
        self._read = read
        self._view = view
        self._moment = moment
        self._ahead: list[_Entry] | None = None
        self._lines: list[tuple[str, int]] = []
        self._headings: dict[str, ManagerHeading] = {}
        self._places: dict[str, int] = {}
        self.customers = 0

    def read_ahead(self) -> PortfolioSummary:
        """Read the order for the next ``count``, as in a thread that may wait; return the portfolio in figures."""
        self._ahead = self._read(_entries, self._view, self._moment)
        if not self._view.filter:
            closed: int = self._read(_closed)
            return _summary(self._ahead, closed)
        summary: PortfolioSummary = self._read(portfolio_summary, self._moment)
        return summary

    def count(self) -> int:
        """Begin a new reading and return how many lines there are now, headings included."""
        entries: list[_Entry] = self._ahead or self._read(_entries, self._view, self._moment)
        self._ahead = None
        self.customers = len(entries)
        self._headings = {}
        if self._view.grouped:
            self._lines = list(self._grouped(entries))
        else:
            self._lines = list(self._ordered(entries))
        self._places = {line_id: place for place, (line_id, _depth) in enumerate(self._lines)}
        return len(self._lines)

    def fetch(self, start: int, count: int) -> list[PortfolioLine]:
        """Return up to ``count`` lines from position ``start``."""
        lines = self._lines[start : start + count]
        depths = {line_id: depth for line_id, depth in lines if line_id not in self._headings}
        customers: dict[str, PortfolioCustomer] = self._read(portfolio_customers, depths, self._moment)
        found = [self._headings.get(line_id) or customers.get(line_id) for line_id, _depth in lines]
        return [line for line in found if line is not None]

    def index_of(self, record_id: str) -> int | None:
        """Return where a line is, or None where it is not listed."""
        return self._places.get(record_id)

    def ids(self) -> frozenset[str]:
        """Return the ids of all customers that are listed."""
        return frozenset(self._places.keys() - self._headings.keys())

    def present(self, record_ids: Collection[str]) -> frozenset[str]:
        """Return those of the ids that are listed."""
        return frozenset(self._places.keys() & set(record_ids))

    def _ordered(self, entries: Sequence[_Entry]) -> Iterator[tuple[str, int]]:
        hanging = _as_tree(entries) if self._view.sort == "name" else ((entry, 0) for entry in entries)
        return ((entry.id, depth) for entry, depth in hanging)

    def _grouped(self, entries: Sequence[_Entry]) -> Iterator[tuple[str, int]]:
        groups: dict[str | None, list[_Entry]] = {}
        for entry in entries:
            groups.setdefault(entry.manager_id, []).append(entry)
        if not groups:
            return
        sizes = {manager_id: len(group) for manager_id, group in groups.items()}
        headings: dict[str | None, ManagerHeading] = self._read(manager_headings, sizes, self._moment)
        for manager_id, heading in headings.items():
            self._headings[heading.id] = heading
            yield heading.id, 0
            yield from self._ordered(groups[manager_id])


def portfolio_customers(
    connection: sqlite3.Connection, depths: dict[str, int], moment: Moment
) -> dict[str, PortfolioCustomer]:
    """Return customers by id as the portfolio shows them.

    Args:
        connection: Where to read.
        depths: Which customers, and how deep each hangs.
        moment: What dates are judged by.
    """
    found: dict[str, PortfolioCustomer] = {}
    for ids in chunks(depths):
        names = {f"id_{position}": row_id for position, row_id in enumerate(ids)}
        for row in connection.execute(
            f"SELECT c.id, c.name, c.code, c.tier, c.status, m.name, {sql.STANDING}, f.number, p.number,"
            " (SELECT COUNT(*) FROM signature s WHERE s.version_id = p.id AND s.state = 'signed'),"
            f" g.changes_since, f.expires, COALESCE(g.complete, 0), COALESCE(q.open_actions, 0), {sql.LATE},"
            f" q.last_contact_at, {sql.MEETING}, c.maximum_days, a.id, q.health, q.health_trend {sql.FROM}"
            f" WHERE c.id IN ({', '.join(f':{name}' for name in names)})",
            {**moment.parameters(), **names},
        ):
            found[row[0]] = _customer(row, depths[row[0]], moment)
    for customer_id, facts in step_facts(connection, found, moment.today).items():
        found[customer_id] = replace(found[customer_id], steps=relationship_steps(facts))
    return found


def _customer(row: Sequence[Any], depth: int, moment: Moment) -> PortfolioCustomer:
    (
        row_id, name, code, tier, status, manager, standing, in_force, proposed, signed, changes, expires,
        complete, open_actions, late, contact, meeting, most, agreement_id, health, trend,
    ) = row  # fmt: skip
    return PortfolioCustomer(
        row_id,
        name,
        code,
        tier,
        CustomerStatus(status),
        manager,
        AgreementFigures(
            AgreementStanding(standing),
            in_force,
            proposed,
            signed,
            changes,
            date.fromisoformat(expires) if expires else None,
            complete,
            agreement_id,
        ),
        open_actions,
        late,
        read_instant(contact).astimezone(moment.zone) if contact else None,
        read_instant(meeting).astimezone(moment.zone) if meeting else None,
        _needs(status, late, standing, expires, moment.day(contact), most, moment.today),
        depth,
        health,
        _figures(trend),
    )


@lru_cache(maxsize=4096)
def _figures(trend: str | None) -> tuple[int | None, ...]:
    """Return the figures of a stored trend, which is a short list of numbers and nulls."""
    words = (trend or "").strip("[]").split(", ")
    return tuple(None if word == "null" else int(word) for word in words if word)


def portfolio_summary(connection: sqlite3.Connection, moment: Moment) -> PortfolioSummary:
    """Return the portfolio in figures."""
    return _summary(_entries(connection, PortfolioView(), moment), _closed(connection))


def _summary(here: Sequence[_Entry], closed: int) -> PortfolioSummary:
    return PortfolioSummary(
        len(here),
        sum(bool(entry.needs) for entry in here),
        sum(entry.manager_id is None for entry in here),
        closed,
    )


def _closed(connection: sqlite3.Connection) -> int:
    query = "SELECT COUNT(*) FROM customer WHERE status = ?"
    return int(connection.execute(query, (CustomerStatus.CLOSED.value,)).fetchone()[0])
