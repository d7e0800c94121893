"""Measures as they are entered: a month's sheet, and what an import is compared with."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from brm_tui.rules.dates import last_of_month
from brm_tui.store.queries.convert import build
from brm_tui.store.queries.series import chunks, marks


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A service of a customer in a month's sheet.

    Attributes:
        subscription_id: The subscription.
        agreed: The level agreed now, in percent.
        agreed_currency: The currency of what was agreed.
        revision: The measure's revision; None where the month has none yet.
        target: The level promised in that month, in percent.
        cost: What it cost in that month, in minor units.
    """

    subscription_id: str
    service: str
    customer: str
    agreed: float | None
    agreed_currency: str
    revision: int | None
    level: float | None
    target: float | None
    satisfaction: float | None
    cost: int | None
    currency: str | None


_TAKEN = """FROM subscription s JOIN service v ON v.id = s.service_id JOIN customer c ON c.id = s.customer_id
WHERE (((s.active_from IS NULL OR s.active_from <= :last) AND (s.active_until IS NULL OR s.active_until >= :first))
  OR EXISTS (SELECT 1 FROM service_measure m WHERE m.subscription_id = s.id AND m.period = :period))"""
_ROWS = """SELECT s.id, v.name, c.name, s.level_target, s.currency, m.revision, m.level, m.target, m.satisfaction,
  m.cost, m.currency
FROM subscription s JOIN service v ON v.id = s.service_id JOIN customer c ON c.id = s.customer_id
LEFT JOIN service_measure m ON m.subscription_id = s.id AND m.period = ?"""


def sheet_ids(connection: sqlite3.Connection, period: str, customer_id: str) -> list[str]:
    """Return the ids of the subscriptions of a month's sheet in its order, of one customer or (empty) of all."""
    first = date(int(period[:4]), int(period[5:7]), 1)
    whose = " AND s.customer_id = :customer" if customer_id else ""
    rows = connection.execute(
        f"SELECT s.id {_TAKEN}{whose} ORDER BY c.name_sort, v.name_sort, s.id",
        {
            "period": period,
            "first": first.isoformat(),
            "last": last_of_month(first).isoformat(),
            "customer": customer_id,
        },
    )
    return [row[0] for row in rows.fetchall()]


def sheet_rows(connection: sqlite3.Connection, period: str, ids: Sequence[str]) -> list[SheetRow]:
    """Return subscriptions, in the order of their ids, with what is known of a month."""
    found: dict[str, SheetRow] = {}
    for some in chunks(list(ids)):
        rows = connection.execute(f"{_ROWS} WHERE s.id IN ({marks(some)})", [period, *some])
        found |= {row.subscription_id: row for row in build(SheetRow, rows)}
    return [found[row_id] for row_id in ids if row_id in found]


@dataclass(frozen=True, slots=True)
class KnownMeasure:
    """A measure as it is in the desk; amounts are minor units."""

    id: str
    subscription_id: str
    period: str
    level: float | None
    target: float | None
    satisfaction: float | None
    cost: int | None
    currency: str
    revision: int


def measures_of(
    connection: sqlite3.Connection, subscriptions: Iterable[str], periods: Collection[str]
) -> dict[tuple[str, str], KnownMeasure]:
    """Return the measures of these subscriptions by subscription and period, between the first period and the last."""
    found: dict[tuple[str, str], KnownMeasure] = {}
    if not periods:
        return found
    for some in chunks(sorted(set(subscriptions))):
        rows = connection.execute(
            "SELECT id, subscription_id, period, level, target, satisfaction, cost, currency, revision"
            f" FROM service_measure WHERE subscription_id IN ({marks(some)}) AND period BETWEEN ? AND ?",
            [*some, min(periods), max(periods)],
        )
        found |= {(known.subscription_id, known.period): known for known in build(KnownMeasure, rows)}
    return found


@dataclass(frozen=True, slots=True)
class KnownSubscription:
    """A subscription as an import names it."""

    id: str
    service_id: str
    service: str
    customer_id: str
    customer: str
    code: str
    target: float | None
    currency: str


def subscriptions(connection: sqlite3.Connection) -> list[KnownSubscription]:
    """Return all subscriptions, with the names by which they are found."""
    rows = connection.execute(
        "SELECT s.id, v.id, v.name, c.id, c.name, c.code, s.level_target, s.currency FROM subscription s"
        " JOIN service v ON v.id = s.service_id JOIN customer c ON c.id = s.customer_id ORDER BY s.id"
    )
    return build(KnownSubscription, rows)


def services_of(connection: sqlite3.Connection, subscriptions: Iterable[str]) -> set[str]:
    """Return the ids of the services of these subscriptions, those that are gone left out."""
    found: set[str] = set()
    for some in chunks(sorted(set(subscriptions))):
        rows = connection.execute(f"SELECT service_id FROM subscription WHERE id IN ({marks(some)})", some)
        found |= {row[0] for row in rows}
    return found
