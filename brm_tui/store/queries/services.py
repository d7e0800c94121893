"""The services that customers take: the figures of those that are seen, and all of them summed up.

The list's ids are paged by their order alone; what stands on their lines is read for a page at a time. Services that
are offered and not taken have no row of their own: their id is ``service/customer``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Any

from brm_tui.rules.services import stale_before, trend_periods
from brm_tui.rules.vocabulary import Criticality, ServiceState
from brm_tui.store.queries.convert import build
from brm_tui.store.queries.series import chunks, marks
from brm_tui.store.queries.service_records import MonthFigures, ServiceHead, ServiceLine, ServiceSummary
from brm_tui.store.queries.service_sql import DATA, ENDED, LEVEL, SATISFACTION, STANDING

TREND_MONTHS = 6
"""Months of the trends in the list; a service's own page has more."""
_HEAD = f"""SELECT s.id, 1, v.id, v.name, v.state, v.criticality, c.id, c.name, c.code, s.priority, s.cost, s.currency,
  s.users, s.level_target, s.active_from, s.active_until, l.level, l.period, l.target, n.satisfaction, n.period, {DATA}
FROM subscription s JOIN customer c ON c.id = s.customer_id JOIN service v ON v.id = s.service_id
{LEVEL} {SATISFACTION}"""
_MONTHS = """SELECT m.id, m.subscription_id, m.period, m.level, m.target, m.satisfaction, m.cost, m.currency, m.revision
FROM service_measure m"""


def lines(connection: sqlite3.Connection, ids: Sequence[str], today: date) -> list[ServiceLine]:
    """Return the lines of these ids, in their order, with a trend of `TREND_MONTHS`."""
    taken = [row_id for row_id in ids if "/" not in row_id]
    since = trend_periods(today, TREND_MONTHS)[0]
    found: dict[str, ServiceLine] = {}
    for some in chunks(taken):
        months: dict[str, list[MonthFigures]] = {}
        rows = connection.execute(
            f"{_MONTHS} WHERE m.subscription_id IN ({marks(some)}) AND m.period >= ?"
            " ORDER BY m.subscription_id, m.period",
            [*some, since],
        )
        for month in build(MonthFigures, rows):
            months.setdefault(month.subscription_id, []).append(month)
        heads = build(ServiceHead, connection.execute(f"{_HEAD} WHERE s.id IN ({marks(some)})", some))
        found |= {head.id: ServiceLine(head, tuple(months.get(head.id, ()))) for head in heads}
    found |= _untaken_lines(connection, [row_id for row_id in ids if "/" in row_id])
    return [found[row_id] for row_id in ids if row_id in found]


def _untaken_lines(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, ServiceLine]:
    services = _named(
        connection, "SELECT id, name, state, criticality FROM service", {i.split("/")[0] for i in ids}
    )
    customers = _named(connection, "SELECT id, name, code FROM customer", {i.split("/")[1] for i in ids})
    found = {}
    for row_id in ids:
        service_id, customer_id = row_id.split("/")
        if service_id in services and customer_id in customers:
            name, state, criticality = services[service_id]
            customer, code = customers[customer_id]
            head = ServiceHead(
                row_id, False, service_id, name, ServiceState(state), Criticality(criticality), customer_id, customer,
                code, None, None, "", None, None, None, None, None, None, None, None, None, None,
            )  # fmt: skip
            found[row_id] = ServiceLine(head)
    return found


def _named(connection: sqlite3.Connection, select: str, ids: set[str]) -> dict[str, tuple[Any, ...]]:
    return {
        row[0]: row[1:]
        for some in chunks(sorted(ids))
        for row in connection.execute(f"{select} WHERE id IN ({marks(some)})", some)
    }


def months_of(connection: sqlite3.Connection, subscription_id: str, most: int) -> list[MonthFigures]:
    """Return what was measured of a subscription in its newest months, the oldest of them first."""
    rows = connection.execute(
        f"{_MONTHS} WHERE m.subscription_id = ? ORDER BY m.period DESC LIMIT ?", [subscription_id, most]
    ).fetchall()
    return build(MonthFigures, reversed(rows))


def summary(connection: sqlite3.Connection, customer_id: str, today: date) -> ServiceSummary:
    """Return what is taken in figures, of one customer or (empty) of all."""
    parameters = {
        "today": today.isoformat(),
        "stale_before": stale_before(today),
        "customer": customer_id,
    }
    whose = " AND s.customer_id = :customer" if customer_id else ""
    rows = connection.execute(
        f"SELECT {STANDING} AS rank, COUNT(*), SUM(CASE WHEN {DATA} < :stale_before THEN 1 ELSE 0 END)"
        f" FROM subscription s {LEVEL} {SATISFACTION} WHERE NOT ({ENDED}){whose} GROUP BY rank",
        parameters,
    ).fetchall()
    counts = {rank: count for rank, count, _stale in rows}
    customers, without_cost, ended = connection.execute(
        f"SELECT COUNT(DISTINCT CASE WHEN NOT ({ENDED}) THEN s.customer_id END),"
        f" COALESCE(SUM(CASE WHEN s.cost IS NULL AND NOT ({ENDED}) THEN 1 ELSE 0 END), 0),"
        f" COALESCE(SUM(CASE WHEN {ENDED} THEN 1 ELSE 0 END), 0) FROM subscription s WHERE 1 = 1{whose}",
        parameters,
    ).fetchone()
    costs = connection.execute(
        f"SELECT s.currency, SUM(s.cost) FROM subscription s WHERE s.cost IS NOT NULL AND NOT ({ENDED}){whose}"
        " GROUP BY s.currency ORDER BY COUNT(*) DESC, s.currency",
        parameters,
    ).fetchall()
    return ServiceSummary(
        taken=sum(counts.values()),
        customers=customers,
        red=counts.get(0, 0),
        amber=counts.get(1, 0),
        green=counts.get(3, 0),
        stale=sum(stale or 0 for _rank, _count, stale in rows),
        ended=ended,
        costs=tuple(costs),
        without_cost=without_cost,
    )
