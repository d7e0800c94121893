"""In which order services are listed, and which: ids in pages, judged in SQL as the rule judges them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any, Protocol

from brm_tui.rules.filters import ListFilter, Term
from brm_tui.rules.services import stale_before
from brm_tui.rules.vocabulary import Priority, ServiceState
from brm_tui.store.queries.filtering import FilterSql, customer_named, service_named
from brm_tui.store.queries.paging import Connection, Direction, KeysetPager, OrderBy
from brm_tui.store.queries.service_records import ServiceView
from brm_tui.store.queries.service_sql import DATA, ENDED, LEVEL, SATISFACTION, STANDING, TARGET

_PRIORITY = (
    "CASE s.priority " + " ".join(f"WHEN '{word}' THEN {rank}" for rank, word in enumerate(Priority)) + " END"
)
_ORDERS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "customer": (),
    "service": (),
    "standing": (("standing_rank", STANDING, "2"),),
    "priority": (("priority_rank", _PRIORITY, "9"),),
    "cost": (("currency", "s.currency", "''"), ("amount", "s.cost", "NULL")),
    "level": (("gap", f"l.level - {TARGET}", "NULL"),),
    "satisfaction": (("satisfied", "n.satisfaction", "NULL"),),
    "data": (("data", DATA, "NULL"),),
}
"""By what each order sorts: name, of what is taken, of what is not. The last of them may be unknown."""
_MAY_BE_UNKNOWN = frozenset({"cost", "level", "satisfaction", "data"})
_OF_OFFERED = frozenset({"not taken", "ended", "customer", "owner", "criticality", "state"})
"""What can be asked of a service that is offered and not taken."""


class _Asked:
    """A view as SQL: what is listed, by which keys, and the values that are bound.

    What is offered and not taken is listed alone where it is asked for, and below what a customer takes on its page.
    """

    def __init__(self, view: ServiceView, today: date, zone: str) -> None:
        found = FilterSql("services", today, zone)
        self.parameters: dict[str, Any] = found.values
        found.values |= {"today": today.isoformat(), "stale_before": stale_before(today)}
        if view.customer_id:
            found.require("c.id = :customer", customer=view.customer_id)
        found.add(_with(view.only, lambda term: term.field.name in _OF_OFFERED))
        of_both = tuple(found.conditions)
        narrowed = _with(view.only, lambda term: term.field.name not in _OF_OFFERED)
        found.add(narrowed)
        parts = []
        if not view.untaken_alone:
            ended = [] if view.only.flag("ended") else [f"NOT ({ENDED})"]
            # Not by their indexes, one row at a time: a first letter fits them all.
            words = _words(found, view, "(s.service_id || '')", "(s.customer_id || '')")
            parts.append(self._taken(view, [*found.conditions, *words, *ended]))
        if view.untaken_alone or (view.customer_id and not narrowed.terms):
            words = _words(found, view, "v.id", "c.id")
            parts.append(self._untaken(view, [*of_both, *words, *(["1 = 0"] if narrowed.terms else [])]))
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

    def _taken(self, view: ServiceView, conditions: Sequence[str]) -> str:
        keys = self._keys(view, taken=True)
        needed = {view.sort, *(term.field.name for term in view.only.terms)}
        joins = " ".join(
            join for join, figure in ((LEVEL, "level"), (SATISFACTION, "satisfaction"))
            if needed & {"standing", figure}
        )  # fmt: skip
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


def _words(found: FilterSql, view: ServiceView, service: str, customer: str) -> list[str]:
    """Return the conditions that every word of the filter is in the name of the service or of the customer.

    Names are looked through once, not once for every customer that takes the service.
    """
    before = len(found.conditions)
    found.add_words(view.only.text, (), (service_named(service), customer_named(customer)))
    words = found.conditions[before:]
    del found.conditions[before:]
    return words


def _with(only: ListFilter, fits: Callable[[Term], bool]) -> ListFilter:
    return ListFilter(tuple(term for term in only.terms if fits(term)))


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


def service_ids(connection: Connection, view: ServiceView, today: date, zone: str) -> Ids:
    """Return the pages of the ids in the view's order."""
    asked = _Asked(view, today, zone)
    if view.untaken_alone:  # every service times every customer: too many to hold
        return KeysetPager(connection, asked.select, asked.order, _id_of, asked.parameters)
    return _OrderedIds(connection, asked)
