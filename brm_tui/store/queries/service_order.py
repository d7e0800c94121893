"""In which order services are listed, and which: ids in pages, judged in SQL as the rule judges them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Protocol

from brm_tui.rules.services import DISSATISFIED_BELOW, LOST_AT_MOST, NEARLY, SATISFIED_FROM, stale_before
from brm_tui.rules.vocabulary import Priority, ServiceState
from brm_tui.store.queries.paging import Connection, Direction, KeysetPager, OrderBy
from brm_tui.store.queries.service_records import ServiceFilter, ServiceView
from brm_tui.text import clean_line, sort_form

_STANDINGS = {"red": 0, "amber": 1, "unknown": 2, "green": 3}
_UNKNOWN_RANK = 9


def _newest(figure: str) -> str:
    return (
        f"(SELECT x.id FROM service_measure x WHERE x.subscription_id = s.id AND x.{figure} IS NOT NULL"
        " ORDER BY x.period DESC LIMIT 1)"
    )


LEVEL = f"LEFT JOIN service_measure l ON l.id = {_newest('level')}"
SATISFACTION = f"LEFT JOIN service_measure n ON n.id = {_newest('satisfaction')}"
_TARGET = "COALESCE(l.target, s.level_target)"
DATA = "(SELECT MAX(x.period) FROM service_measure x WHERE x.subscription_id = s.id)"
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
    "data": (("data", DATA, "NULL"),),
}
"""By what each order sorts: name, of what is taken, of what is not. The last of them may be unknown."""
_JUDGED = frozenset({"standing", "level", "satisfaction", "data"})
"""Orders that look at the measures of everything that is listed."""
_MAY_BE_UNKNOWN = frozenset({"cost", "level", "satisfaction", "data"})
ENDED = "s.active_until IS NOT NULL AND s.active_until < :today"


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
        conditions = [] if wanted.ended else [f"NOT ({ENDED})"]
        if wanted.priorities:
            conditions.append(self._one_of("s.priority", "priority", wanted.priorities))
        if wanted.standings:
            ranks = [_STANDINGS[standing] for standing in wanted.standings]
            conditions.append(self._one_of(STANDING, "standing", ranks))
        if wanted.stale:
            conditions.append(f"{DATA} < :stale_before")
        return conditions

    def _one_of(self, column: str, name: str, values: Sequence[object]) -> str:
        names = {f"{name}{number}": value for number, value in enumerate(values)}
        self.parameters |= names
        return f"{column} IN ({', '.join(f':{item}' for item in names)})"

    def _taken(self, view: ServiceView, conditions: Sequence[str]) -> str:
        keys = self._keys(view, taken=True)
        judged = view.sort in ("standing", "level") or bool(view.filter.standings)
        asked = view.sort in ("standing", "satisfaction") or bool(view.filter.standings)
        joins = f"{LEVEL if judged else ''} {SATISFACTION if asked else ''}"
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
            f" AND NOT ({ENDED}))",
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
