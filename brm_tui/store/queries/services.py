"""The services that customers take: in the order one asked for, with the figures of those that are seen.

The list's ids are paged by their order alone; what stands on their lines is read for a page at a time. Services that
are offered and not taken have no row of their own: their id is ``service/customer``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Protocol

from brm_tui.rules.services import (
    DISSATISFIED_BELOW,
    LOST_AT_MOST,
    NEARLY,
    SATISFIED_FROM,
    stale_before,
    trend_periods,
)
from brm_tui.rules.vocabulary import Criticality, Priority, ServiceState
from brm_tui.store.queries.convert import build
from brm_tui.store.queries.paging import Connection, Direction, KeysetPager, OrderBy
from brm_tui.store.queries.series import chunks, marks
from brm_tui.store.queries.service_records import (
    MonthFigures,
    ServiceFilter,
    ServiceHead,
    ServiceLine,
    ServiceSummary,
    ServiceView,
)
from brm_tui.text import clean_line, sort_form

TREND_MONTHS = 12
_STANDINGS = {"red": 0, "amber": 1, "unknown": 2, "green": 3}
_UNKNOWN_RANK = 9


def _newest(figure: str) -> str:
    return (
        f"(SELECT x.id FROM service_measure x WHERE x.subscription_id = s.id AND x.{figure} IS NOT NULL"
        " ORDER BY x.period DESC LIMIT 1)"
    )


_LEVEL = f"LEFT JOIN service_measure l ON l.id = {_newest('level')}"
_SATISFACTION = f"LEFT JOIN service_measure n ON n.id = {_newest('satisfaction')}"
_TARGET = "COALESCE(l.target, s.level_target)"
_DATA = "(SELECT MAX(x.period) FROM service_measure x WHERE x.subscription_id = s.id)"
_LEVEL_RANK = f"""CASE WHEN l.level IS NULL OR l.period < :stale_before OR {_TARGET} IS NULL THEN {_UNKNOWN_RANK}
  WHEN l.level >= {_TARGET} - {NEARLY} THEN 3
  WHEN 100 - l.level < {LOST_AT_MOST} * (100 - {_TARGET}) - {NEARLY} THEN 1 ELSE 0 END"""
_SATISFACTION_RANK = f"""CASE WHEN n.satisfaction IS NULL OR n.period < :stale_before THEN {_UNKNOWN_RANK}
  WHEN n.satisfaction >= {SATISFIED_FROM} THEN 3 WHEN n.satisfaction < {DISSATISFIED_BELOW} THEN 0 ELSE 1 END"""
STANDING = f"""CASE WHEN {_LEVEL_RANK} = {_UNKNOWN_RANK} AND {_SATISFACTION_RANK} = {_UNKNOWN_RANK} THEN 2
  WHEN {_LEVEL_RANK} < {_SATISFACTION_RANK} THEN {_LEVEL_RANK} ELSE {_SATISFACTION_RANK} END"""
"""The rule of ``rules/services.py`` once more, for lists that are sorted and filtered by it; a test compares them."""

_PRIORITY = (
    "CASE s.priority " + " ".join(f"WHEN '{word}' THEN {rank}" for rank, word in enumerate(Priority)) + " END"
)
_ORDERS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "customer": (),
    "service": (),
    "standing": (("standing_rank", STANDING, "2"),),
    "priority": (("priority_rank", _PRIORITY, "9"),),
    "cost": (("currency", "s.currency", "''"), ("amount", "s.cost", "NULL")),
    "level": (("gap", f"l.level - {_TARGET}", "NULL"),),
    "satisfaction": (("satisfied", "n.satisfaction", "NULL"),),
    "data": (("data", _DATA, "NULL"),),
}
"""By what each order sorts: name, of what is taken, of what is not. The last of them may be unknown."""
_JUDGED = frozenset({"standing", "level", "satisfaction", "data"})
"""Orders that look at the measures of everything that is listed."""
_MAY_BE_UNKNOWN = frozenset({"cost", "level", "satisfaction", "data"})
_ENDED = "s.active_until IS NOT NULL AND s.active_until < :today"


class _Asked:
    """A view as SQL: what is listed, by which keys, and the values that are bound."""

    def __init__(self, view: ServiceView, today: date) -> None:
        self.parameters: dict[str, Any] = {"today": today.isoformat(), "stale_before": stale_before(today)}
        wanted = view.filter
        named = self._named(wanted)
        parts = []
        if wanted.untaken != "only":
            parts.append(self._taken(view, [*named, *self._of_taken(wanted)]))
        if wanted.untaken != "no":
            parts.append(self._untaken(view, named))
        self.select = " UNION ALL ".join(parts)
        direction: Direction = "desc" if view.descending else "asc"
        names = ["service", "customer"] if view.sort == "service" else ["customer", "service"]
        order = [OrderBy("untaken")] if len(parts) > 1 else []
        if view.sort in _MAY_BE_UNKNOWN:
            order.append(OrderBy("not_known"))
        order += [
            OrderBy(name, direction if name != "currency" else "asc") for name, _t, _u in _ORDERS[view.sort]
        ]
        leading: Direction = direction if view.sort in ("customer", "service") else "asc"
        self.order = [*order, OrderBy(names[0], leading), OrderBy(names[1]), OrderBy("id")]

    def _named(self, wanted: ServiceFilter) -> list[str]:
        conditions = []
        for number, word in enumerate(sort_form(clean_line(wanted.text)).split()):
            escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            self.parameters[f"word{number}"] = f"%{escaped}%"
            fits = [
                f"{column} LIKE :word{number} ESCAPE '\\'"
                for column in ("v.name_sort", "c.name_sort", "lower(c.code)")
            ]
            conditions.append(f"({' OR '.join(fits)})")
        if wanted.customers:
            conditions.append(self._one_of("c.id", "customer", wanted.customers))
        return conditions

    def _of_taken(self, wanted: ServiceFilter) -> list[str]:
        conditions = [] if wanted.ended else [f"NOT ({_ENDED})"]
        if wanted.priorities:
            conditions.append(self._one_of("s.priority", "priority", wanted.priorities))
        if wanted.standings:
            ranks = [_STANDINGS[standing] for standing in wanted.standings]
            conditions.append(self._one_of(STANDING, "standing", ranks))
        if wanted.stale:
            conditions.append(f"{_DATA} < :stale_before")
        return conditions

    def _one_of(self, column: str, name: str, values: Sequence[object]) -> str:
        names = {f"{name}{number}": value for number, value in enumerate(values)}
        self.parameters |= names
        return f"{column} IN ({', '.join(f':{item}' for item in names)})"

    def _taken(self, view: ServiceView, conditions: Sequence[str]) -> str:
        keys = self._keys(view, taken=True)
        judged = view.sort in ("standing", "level") or bool(view.filter.standings)
        asked = view.sort in ("standing", "satisfaction") or bool(view.filter.standings)
        joins = f"{_LEVEL if judged else ''} {_SATISFACTION if asked else ''}"
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        return (
            f"SELECT s.id AS id, 0 AS untaken, c.name_sort AS customer, v.name_sort AS service{keys}"
            f" FROM subscription s JOIN customer c ON c.id = s.customer_id JOIN service v ON v.id = s.service_id"
            f" {joins}{where}"
        )

    def _untaken(self, view: ServiceView, conditions: Sequence[str]) -> str:
        keys = self._keys(view, taken=False)
        offered = [
            f"v.state = '{ServiceState.LIVE}'",
            "c.status <> 'closed'",
            "NOT EXISTS (SELECT 1 FROM subscription s WHERE s.service_id = v.id AND s.customer_id = c.id"
            f" AND NOT ({_ENDED}))",
            *conditions,
        ]
        return (
            f"SELECT v.id || '/' || c.id AS id, 1 AS untaken, c.name_sort AS customer, v.name_sort AS service{keys}"
            f" FROM customer c CROSS JOIN service v WHERE {' AND '.join(offered)}"
        )

    @staticmethod
    def _keys(view: ServiceView, *, taken: bool) -> str:
        """Return the order's own keys; a key that may be unknown stands behind whether it is, and is never NULL."""
        keys = ""
        may_be_unknown = view.sort in _MAY_BE_UNKNOWN
        for number, (name, of_taken, of_untaken) in enumerate(_ORDERS[view.sort], start=1):
            value = of_taken if taken else of_untaken
            if may_be_unknown and number == len(_ORDERS[view.sort]):
                nothing = "''" if name == "data" else "0"
                keys += f", CASE WHEN {value} IS NULL THEN 1 ELSE 0 END AS not_known"
                value = f"COALESCE({value}, {nothing})" if taken else nothing
            keys += f", {value} AS {name}"
        return keys


_HEAD = f"""SELECT s.id, 1, v.id, v.name, v.state, v.criticality, c.id, c.name, c.code, s.priority, s.cost, s.currency,
  s.users, s.level_target, s.active_from, s.active_until, l.level, l.period, l.target, n.satisfaction, n.period, {_DATA}
FROM subscription s JOIN customer c ON c.id = s.customer_id JOIN service v ON v.id = s.service_id
{_LEVEL} {_SATISFACTION}"""
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


def _id_of(*row: Any) -> str:
    return str(row[0])


class Ids(Protocol):
    """Pages of ids in an order."""

    def count(self) -> int:
        """Begin a new reading and return how many there are now."""
        ...

    def fetch(self, start: int, count: int) -> Sequence[str]:
        """Return up to ``count`` of them from position ``start``."""
        ...

    def index_of(self, row_id: str) -> int | None:
        """Return where one is, or None where it is not there."""
        ...

    def present(self, row_ids: Collection[str]) -> frozenset[str]:
        """Return those that are there."""
        ...


class _OrderedIds:
    """All ids in an order that no index has: worked out once a reading, as every page would work it out again."""

    def __init__(self, connection: Connection, asked: _Asked) -> None:
        self._connection, self._asked = connection, asked
        self._places: dict[str, int] | None = None
        self._ids: list[str] = []

    def count(self) -> int:
        """Begin a new reading and return how many there are now."""
        by = ", ".join(f"listed.{key.column} {key.direction.upper()}" for key in self._asked.order)
        rows = self._connection.execute(
            f"SELECT listed.id FROM ({self._asked.select}) AS listed ORDER BY {by}", self._asked.parameters
        )
        self._ids = [row[0] for row in rows.fetchall()]
        self._places = {row_id: place for place, row_id in enumerate(self._ids)}
        return len(self._ids)

    def _known(self) -> dict[str, int]:
        if self._places is None:
            self.count()
        return self._places or {}

    def fetch(self, start: int, count: int) -> Sequence[str]:
        """Return up to ``count`` of them from position ``start``."""
        self._known()
        return self._ids[max(0, start) : start + count]

    def index_of(self, row_id: str) -> int | None:
        """Return where one is, or None where it is not there."""
        return self._known().get(row_id)

    def present(self, row_ids: Collection[str]) -> frozenset[str]:
        """Return those that are there."""
        return frozenset(self._known().keys() & set(row_ids))


def service_ids(connection: Connection, view: ServiceView, today: date) -> Ids:
    """Return the pages of the ids in the view's order."""
    asked = _Asked(view, today)
    judged = view.sort in _JUDGED or bool(view.filter.standings)
    if judged and view.filter.untaken != "only":
        return _OrderedIds(connection, asked)
    return KeysetPager(connection, asked.select, asked.order, _id_of, asked.parameters)


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
        f"SELECT {STANDING} AS rank, COUNT(*), SUM(CASE WHEN {_DATA} < :stale_before THEN 1 ELSE 0 END)"
        f" FROM subscription s {_LEVEL} {_SATISFACTION} WHERE NOT ({_ENDED}){whose} GROUP BY rank",
        parameters,
    ).fetchall()
    counts = {rank: count for rank, count, _stale in rows}
    customers, without_cost, ended = connection.execute(
        f"SELECT COUNT(DISTINCT CASE WHEN NOT ({_ENDED}) THEN s.customer_id END),"
        f" COALESCE(SUM(CASE WHEN s.cost IS NULL AND NOT ({_ENDED}) THEN 1 ELSE 0 END), 0),"
        f" COALESCE(SUM(CASE WHEN {_ENDED} THEN 1 ELSE 0 END), 0) FROM subscription s WHERE 1 = 1{whose}",
        parameters,
    ).fetchone()
    costs = connection.execute(
        f"SELECT s.currency, SUM(s.cost) FROM subscription s WHERE s.cost IS NOT NULL AND NOT ({_ENDED}){whose}"
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


def customers_with_services(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return id and name of the customers that take any service, by name."""
    return connection.execute(
        "SELECT c.id, c.name FROM customer c WHERE EXISTS"
        " (SELECT 1 FROM subscription s WHERE s.customer_id = c.id) ORDER BY c.name_sort, c.id"
    ).fetchall()
