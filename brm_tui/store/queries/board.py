"""The cards of the board: a page of a column at a time, and how many there are."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any, NamedTuple

from brm_tui.rules.filters import ListFilter
from brm_tui.store.queries.filtering import FilterSql
from brm_tui.store.queries.open_actions import OPEN
from brm_tui.store.queries.paging import Direction, KeysetPager, OrderBy

NEWEST_FIRST = ("done", "cancelled")
"""Columns whose cards are never taken up again: the last ones that came stand at the top."""


class BoardCard(NamedTuple):
    """An action as a card.

    Attributes:
        id: Which.
        title: What is to be done.
        customer_code: For whom, by code; empty for our own house.
        customer: The customer's name.
        customer_id: The customer.
        objective: The objective it serves.
        assignee: Who does it.
        promised_by: Which side promised it; empty where nobody did.
        due: Its last day.
        done: The day it was done.
        priority: How much it matters.
        reason: Why it is blocked or cancelled.
        carried_over: How often its due date was put off.
        demand: The demand that it came of.
        internal: Whether it stays in the house.
    """

    id: str
    title: str
    customer_code: str
    customer: str
    customer_id: str | None
    objective: str
    assignee: str
    promised_by: str
    due: date | None
    done: date | None
    priority: str
    reason: str
    carried_over: int
    demand: str = ""
    internal: bool = False


class Day(NamedTuple):
    """What dates are judged by.

    Attributes:
        today: The day.
        zone: Whose days an instant falls into.
    """

    today: date
    zone: str


def column_pager(
    connection: sqlite3.Connection, status: str, only: ListFilter, now: Day
) -> KeysetPager[BoardCard]:
    """Return the pages of one column, in the order of its cards."""
    conditions, parameters = _conditions(only, now)
    direction: Direction = "desc" if status in NEWEST_FIRST else "asc"
    rows = f"WHERE a.status = :status AND {conditions}"
    return KeysetPager(
        connection,
        "SELECT a.id, a.title, COALESCE(c.code, '') AS code, COALESCE(c.name, '') AS customer, a.customer_id,"
        " COALESCE(o.title, '') AS objective, COALESCE(p.name, '') AS assignee,"
        " COALESCE(a.promised_by, '') AS promised_by, a.due, a.done, a.priority, a.status_reason,"
        " a.carried_over, COALESCE((SELECT MIN(d.title) FROM demand d WHERE d.action_id = a.id), '') AS demand,"
        " a.internal, a.position FROM action a LEFT JOIN customer c ON c.id = a.customer_id"
        " LEFT JOIN objective o ON o.id = a.objective_id LEFT JOIN person p ON p.id = a.assignee_id"
        f" {rows}",
        [OrderBy("position", direction), OrderBy("id", direction)],
        _card,
        {"status": status, **parameters},
        narrow=f"SELECT a.id, a.position FROM action a {rows}",
    )


def _card(*row: Any) -> BoardCard:
    card = BoardCard._make(row[:-1])
    return card._replace(due=_date(row[8]), done=_date(row[9]), internal=bool(card.internal))


def _date(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _conditions(only: ListFilter, now: Day, *more: str) -> tuple[str, dict[str, Any]]:
    found = FilterSql("board", now.today, now.zone)
    found.add(only)
    found.add_words(only.text, ("a.title_sort",))
    found.conditions.extend(more)
    return found.condition, found.values


def count_cards(connection: sqlite3.Connection, only: ListFilter, now: Day) -> dict[str, int]:
    """Return how many cards each column has."""
    conditions, parameters = _conditions(only, now)
    return dict(
        connection.execute(
            f"SELECT a.status, COUNT(*) FROM action a WHERE {conditions} GROUP BY a.status", parameters
        ).fetchall()
    )


def count_late(connection: sqlite3.Connection, only: ListFilter, now: Day) -> int:
    """Return how many cards are overdue."""
    conditions, parameters = _conditions(only, now, f"a.due < :filter_today AND a.status IN {OPEN}")
    query = f"SELECT COUNT(*) FROM action a WHERE {conditions}"
    return int(connection.execute(query, parameters).fetchone()[0])


def status_of(connection: sqlite3.Connection, action_id: str) -> str | None:
    """Return the column that an action stands in, None where there is no such action."""
    found = connection.execute("SELECT status FROM action WHERE id = ?", (action_id,)).fetchone()
    return None if found is None else str(found[0])
