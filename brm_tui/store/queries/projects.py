"""The list of projects: which fit, in which order, and what is shown of those that are seen."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from brm_tui.rules.filters import NO_FILTER, ListFilter
from brm_tui.rules.project_order import PRIORITIES, Rank, ranks
from brm_tui.rules.project_rag import WORST_FIRST, worst
from brm_tui.rules.project_slip import slip_days
from brm_tui.rules.project_states import UNDER_WAY
from brm_tui.rules.project_value import Money, RatioName, ratio_named
from brm_tui.rules.vocabulary import Priority, ProjectStatus, Rag
from brm_tui.store.queries.calendar_dates import linked_customers
from brm_tui.store.queries.convert import build
from brm_tui.store.queries.filtering import FilterSql
from brm_tui.store.queries.project_order import UNDER_WAY_SQL, projects_in_order
from brm_tui.store.queries.series import chunks


@dataclass(frozen=True, slots=True)
class ProjectView:
    """What is listed, and in which order: one of `SORTS`, turned around or not.

    Attributes:
        only: Which projects; what is over only where its status is asked for, or ``over``.
        customer_id: Only this customer's; None: all.
    """

    only: ListFilter = NO_FILTER
    customer_id: str | None = None
    sort: str = "standing"
    descending: bool = False


class _Entry(NamedTuple):
    """What ordering takes of a project."""

    id: str
    name: str
    status: ProjectStatus
    priority: Priority
    time_rag: Rag | None
    resource_rag: Rag | None
    scope_rag: Rag | None
    baseline_end: date | None
    forecast_end: date | None
    budget: int | None
    spend: int | None
    expected_value: int | None
    realised_value: int | None

    @property
    def rags(self) -> tuple[Rag | None, ...]:
        return self.time_rag, self.resource_rag, self.scope_rag

    def ratio(self, name: RatioName) -> float | None:
        money = Money(self.budget, self.spend, self.expected_value, self.realised_value)
        return ratio_named(money, name).value


Key = Callable[[_Entry], Any]


def _standing(entry: _Entry) -> tuple[int, int, int]:
    rags = entry.rags
    rag = worst(rags)
    slip = slip_days(entry.baseline_end, entry.forecast_end) or 0
    return WORST_FIRST.index(rag), -rags.count(rag), -slip


SORTS: dict[str, Key] = {
    "standing": _standing,
    "priority": lambda entry: PRIORITIES.index(entry.priority),
    "name": lambda entry: entry.name,
    "status": lambda entry: tuple(ProjectStatus).index(entry.status),
    "end": lambda entry: entry.forecast_end or entry.baseline_end,
    "slip": lambda entry: slip_days(entry.baseline_end, entry.forecast_end),
    "spent": lambda entry: entry.ratio(RatioName.SPENT),
    "value": lambda entry: entry.ratio(RatioName.EXPECTED),
}
"""What projects can be sorted by; what is not known comes last, whichever way round."""


def project_order(connection: sqlite3.Connection, view: ProjectView, today: date, zone: str) -> list[str]:
    """Return the ids of the projects that fit, in order."""
    found = _entries(connection, view, today, zone)
    key = SORTS[view.sort]
    places: dict[str, int] = {}
    if view.sort == "priority" and view.customer_id:
        order = projects_in_order(connection, view.customer_id)
        places = {placed.id: place for place, placed in enumerate(order)}
    keyed = [(key(entry), entry.id) for entry in found]
    known = [(value, places.get(row_id, len(places)), row_id) for value, row_id in keyed if value is not None]
    known.sort(key=itemgetter(0, 1), reverse=view.descending)
    return [row_id for *_key, row_id in known] + [row_id for value, row_id in keyed if value is None]


_NAMED_ELSEWHERE = (
    "EXISTS (SELECT 1 FROM project_customer l JOIN customer c ON c.id = l.customer_id WHERE l.project_id = p.id"
    " AND (c.name_sort {like} OR lower(c.code) {like}))",
    "EXISTS (SELECT 1 FROM person m WHERE m.id = p.manager_id AND m.name_sort {like})",
)


def _entries(connection: sqlite3.Connection, view: ProjectView, today: date, zone: str) -> list[_Entry]:
    """Return the projects that fit, by name."""
    found = FilterSql("projects", today, zone)
    if not (view.only.asks("status") or view.only.flag("over")):
        found.require(UNDER_WAY_SQL)
    if view.customer_id is not None:
        found.require(
            "p.id IN (SELECT l.project_id FROM project_customer l WHERE l.customer_id = :customer)",
            customer=view.customer_id,
        )
    found.add(view.only)
    found.add_words(view.only.text, ("p.name_sort", "lower(COALESCE(p.code, ''))"), _NAMED_ELSEWHERE)
    rows = connection.execute(
        "SELECT p.id, p.name_sort, p.status, p.priority, p.time_rag, p.resource_rag, p.scope_rag,"
        " p.baseline_end, p.forecast_end, p.budget, p.spend, p.expected_value, p.realised_value"
        f" FROM project p{found.where} ORDER BY p.name_sort, p.id",
        found.values,
    )
    return build(_Entry, rows)


class ProjectLine(NamedTuple):
    """A project as it is listed.

    Attributes:
        manager: Who leads it; empty for nobody.
        milestone: The next milestone that is not reached; empty where there is none.
        milestone_day: Its day.
        customers: Codes of its customers.
        rank: Where it stands among the projects of the one customer that is listed; None elsewhere, and when over.
    """

    id: str
    name: str
    code: str | None
    status: ProjectStatus
    priority: Priority
    time_rag: Rag | None
    resource_rag: Rag | None
    scope_rag: Rag | None
    baseline_end: date | None
    forecast_end: date | None
    budget: int | None
    spend: int | None
    expected_value: int | None
    realised_value: int | None
    currency: str
    internal: bool
    manager: str
    milestone: str
    milestone_day: date | None
    customers: tuple[str, ...]
    rank: Rank | None

    @property
    def rag(self) -> Rag | None:
        """How the whole stands."""
        return worst((self.time_rag, self.resource_rag, self.scope_rag))

    @property
    def money(self) -> Money:
        """Its money."""
        return Money(self.budget, self.spend, self.expected_value, self.realised_value)

    @property
    def slip(self) -> int | None:
        """Days that its end has slipped."""
        return slip_days(self.baseline_end, self.forecast_end)


class _Row(NamedTuple):
    """A line's own columns, in the order of `ProjectLine`."""

    id: str
    name: str
    code: str | None
    status: ProjectStatus
    priority: Priority
    time_rag: Rag | None
    resource_rag: Rag | None
    scope_rag: Rag | None
    baseline_end: date | None
    forecast_end: date | None
    budget: int | None
    spend: int | None
    expected_value: int | None
    realised_value: int | None
    currency: str
    internal: bool
    manager: str
    milestone: str
    milestone_day: date | None


_NEXT = (
    "(SELECT {what} FROM milestone m WHERE m.project_id = p.id AND m.reached IS NULL"
    " ORDER BY COALESCE(m.forecast, m.baseline, '9999'), m.id LIMIT 1)"
)
_LINE = (
    "SELECT p.id, p.name, p.code, p.status, p.priority, p.time_rag, p.resource_rag, p.scope_rag, p.baseline_end,"
    " p.forecast_end, p.budget, p.spend, p.expected_value, p.realised_value, p.currency, p.internal,"
    " COALESCE((SELECT m.name FROM person m WHERE m.id = p.manager_id), ''),"
    f" COALESCE({_NEXT.format(what='m.title')}, ''), {_NEXT.format(what='COALESCE(m.forecast, m.baseline)')}"
    " FROM project p WHERE p.id IN ({names})"
)


def project_lines(
    connection: sqlite3.Connection, ids: Sequence[str], customer_id: str | None
) -> dict[str, ProjectLine]:
    """Return projects by id as they are listed.

    Args:
        connection: Where to read.
        ids: Which projects.
        customer_id: The one customer whose projects are listed.
    """
    placed = ranks(projects_in_order(connection, customer_id)) if customer_id else {}
    customers = linked_customers(connection, "project_customer", "project_id", set(ids))
    found = {}
    for part in chunks(ids):
        rows = connection.execute(_LINE.format(names=", ".join("?" * len(part))), part)
        for row in build(_Row, rows):
            codes = tuple(code for _id, _name, code in customers.get(row.id, ()))
            found[row.id] = ProjectLine(*row, codes, placed.get(row.id))
    return found


class ProjectSummary(NamedTuple):
    """The projects in figures, within one customer or all.

    Attributes:
        under_way: How many are under way.
        red: How many of these are red as a whole.
        amber: How many are amber.
        unknown: How many are not known.
        over: How many are completed or cancelled.
        tied: How many of one customer's tie with another; 0 over all customers.
    """

    under_way: int
    red: int
    amber: int
    unknown: int
    over: int
    tied: int = 0


def project_summary(connection: sqlite3.Connection, customer_id: str | None) -> ProjectSummary:
    """Return the projects in figures."""
    whose = (
        " WHERE p.id IN (SELECT l.project_id FROM project_customer l WHERE l.customer_id = :customer)"
        if customer_id
        else ""
    )
    counts: Counter[Rag | None] = Counter()
    over = 0
    # Alike projects are counted by the database: there are a few hundred ways to stand, and many projects.
    for status, *rags, count in connection.execute(
        "SELECT p.status, p.time_rag, p.resource_rag, p.scope_rag, COUNT(*) FROM project p"
        f"{whose} GROUP BY p.status, p.time_rag, p.resource_rag, p.scope_rag",
        {"customer": customer_id} if customer_id else {},
    ):
        if status in UNDER_WAY:
            counts[worst([Rag(rag) if rag else None for rag in rags])] += count
        else:
            over += count
    tied = 0
    if customer_id:
        tied = sum(rank.tied > 1 for rank in ranks(projects_in_order(connection, customer_id)).values())
    return ProjectSummary(counts.total(), counts[Rag.RED], counts[Rag.AMBER], counts[None], over, tied)
