"""The list of changes: which fit, in which order and groups, and how they spread over impact and likelihood."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from brm_tui.rules.change_states import AHEAD
from brm_tui.rules.filters import NO_FILTER, ListFilter
from brm_tui.rules.vocabulary import ChangeRisk, ChangeState, ChangeType
from brm_tui.store.queries.calendar_dates import linked_customers
from brm_tui.store.queries.convert import LocalMoment, build
from brm_tui.store.queries.filtering import FilterSql
from brm_tui.store.queries.series import chunks, marks

Cell = tuple[int, int]
"""Impact and likelihood."""


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What is listed: in which order, one of `SORTS`, turned around or not, and below which headings.

    Attributes:
        only: Which changes; what is over only where its state is asked for, or ``over``.
        customer_id: Only those that affect this customer; None: all.
        cell: Only those of this impact and likelihood; None: all.
        group: ``customer`` or ``service``, where a change stands below each of those it affects; empty: no headings.
    """

    only: ListFilter = NO_FILTER
    customer_id: str | None = None
    cell: Cell | None = None
    sort: str = "ahead"
    descending: bool = False
    group: str = ""


_HIGH = "h.risk IN ('very high', 'high')"
_RISK = "CASE h.risk WHEN 'very high' THEN 0 WHEN 'high' THEN 1 WHEN 'moderate' THEN 3 WHEN 'low' THEN 4 ELSE 2 END"
_STATES = " ".join(f"WHEN {state.value!r} THEN {place}" for place, state in enumerate(ChangeState))
SORTS: dict[str, str] = {
    "ahead": f"CASE WHEN {_HIGH} THEN 0 ELSE 1 END",
    "risk": _RISK,
    "window": "",
    "told": "CASE WHEN h.told IS NULL THEN 0 ELSE 1 END",
    "state": f"CASE h.state {_STATES} END",
    "title": "h.title_sort",
}
"""What changes can be sorted by; within it the next window comes first, and those without one last.

Windows are compared by their own clocks: within a day of each other, zones may stand otherwise. A risk that nobody
rated stands behind the high ones: it may be one.
"""

_NAMED_ELSEWHERE = (
    "EXISTS (SELECT 1 FROM change_customer l JOIN customer c ON c.id = l.customer_id WHERE l.change_id = h.id"
    " AND (c.name_sort {like} OR lower(c.code) {like}))",
    "EXISTS (SELECT 1 FROM change_service l JOIN service s ON s.id = l.service_id WHERE l.change_id = h.id"
    " AND s.name_sort {like})",
    "EXISTS (SELECT 1 FROM person p WHERE p.id = h.owner_id AND p.name_sort {like})",
)
_GROUPS = {
    "customer": (
        "LEFT JOIN change_customer g ON g.change_id = h.id LEFT JOIN customer x ON x.id = g.customer_id",
        "no customer",
    ),
    "service": (
        "LEFT JOIN change_service g ON g.change_id = h.id LEFT JOIN service x ON x.id = g.service_id",
        "no service",
    ),
}


_AHEAD = f"h.state IN ({', '.join(repr(state.value) for state in AHEAD)})"


def _fits(view: ChangeView, today: date, zone: str) -> FilterSql:
    fits = FilterSql("changes", today, zone)
    if not (view.only.asks("state") or view.only.flag("over")):
        fits.require(_AHEAD)
    _affecting(fits, view.customer_id)
    fits.add(view.only)
    if view.cell is not None:
        impact, likelihood = view.cell
        fits.require(
            "h.impact = :impact AND h.likelihood = :likelihood", impact=impact, likelihood=likelihood
        )
    # A row that an older step brings back has no sort form until it is written again.
    fits.add_words(
        view.only.text,
        ("COALESCE(NULLIF(h.title_sort, ''), lower(h.title))", "lower(COALESCE(h.code, ''))"),
        _NAMED_ELSEWHERE,
    )
    return fits


def _affecting(fits: FilterSql, customer_id: str | None) -> None:
    if customer_id is not None:
        fits.require(
            "h.id IN (SELECT l.change_id FROM change_customer l WHERE l.customer_id = :customer)",
            customer=customer_id,
        )


class ChangeHeading(NamedTuple):
    """The name above the changes of a customer or a service.

    Attributes:
        id: Of the line.
        name: Of whom, or of what.
        changes: How many stand below.
    """

    id: str
    name: str
    changes: int


Order = tuple[list[str], dict[str, ChangeHeading]]
"""The ids of the lines, and the headings among them; below headings a line is a change's id, ``/`` and the group's."""


def change_order(connection: sqlite3.Connection, view: ChangeView, today: date, zone: str) -> Order:
    """Return the lines of the changes that fit, in order."""
    fits = _fits(view, today, zone)
    direction = "DESC" if view.descending else "ASC"
    first = f"{SORTS[view.sort]} {direction}, " if SORTS[view.sort] else ""
    within = direction if not first else "ASC"
    order = f"{first}h.window_start IS NULL, h.window_start {within}, h.id"
    if not view.group:
        rows = connection.execute(f"SELECT h.id FROM change h{fits.where} ORDER BY {order}", fits.values)
        return [row[0] for row in rows], {}
    joined, nothing = _GROUPS[view.group]
    groups: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for change_id, group_id, name in connection.execute(
        f"SELECT h.id, COALESCE(x.id, ''), COALESCE(x.name, '') FROM change h {joined}{fits.where}"
        f" ORDER BY x.id IS NULL, x.name_sort, x.id, {order}",
        fits.values,
    ):
        groups.setdefault(group_id, []).append(f"{change_id}/{group_id}")
        names[group_id] = name or nothing
    lines: list[str] = []
    headings: dict[str, ChangeHeading] = {}
    for group_id, members in groups.items():
        heading = ChangeHeading(f"heading/{group_id}", names[group_id], len(members))
        headings[heading.id] = heading
        lines += [heading.id, *members]
    return lines, headings


class ChangeLine(NamedTuple):
    """A change as it is listed.

    Attributes:
        id: Of the line.
        change_id: Of the change, which may stand on several lines.
        told_by: Who told the customers; empty where nobody is named.
        owner: Who of IT answers for it; empty for nobody.
        customers: Codes of the customers that it affects.
        services: Names of the services that it affects.
    """

    id: str
    change_id: str
    code: str | None
    title: str
    type: ChangeType
    impact: int | None
    likelihood: int | None
    risk: ChangeRisk | None
    window_start: LocalMoment | None
    window_end: LocalMoment | None
    zone: str
    state: ChangeState
    told: date | None
    internal: bool
    told_by: str
    owner: str
    customers: tuple[str, ...]
    services: tuple[str, ...]


class _Row(NamedTuple):
    """A line's own columns, in the order of `ChangeLine`."""

    change_id: str
    code: str | None
    title: str
    type: ChangeType
    impact: int | None
    likelihood: int | None
    risk: ChangeRisk | None
    window_start: LocalMoment | None
    window_end: LocalMoment | None
    zone: str
    state: ChangeState
    told: date | None
    internal: bool
    told_by: str
    owner: str


def change_lines(connection: sqlite3.Connection, line_ids: Sequence[str]) -> dict[str, ChangeLine]:
    """Return changes by the ids of their lines."""
    ids = list(dict.fromkeys(line_id.partition("/")[0] for line_id in line_ids))
    customers = linked_customers(connection, "change_customer", "change_id", set(ids))
    services: dict[str, list[str]] = {}
    rows: dict[str, _Row] = {}
    for part in chunks(ids):
        for change_id, name in connection.execute(
            "SELECT l.change_id, s.name FROM change_service l JOIN service s ON s.id = l.service_id"
            f" WHERE l.change_id IN ({marks(part)}) ORDER BY s.name_sort, s.id",
            part,
        ):
            services.setdefault(change_id, []).append(name)
        found = connection.execute(
            "SELECT h.id, h.code, h.title, h.type, h.impact, h.likelihood, h.risk, h.window_start, h.window_end,"
            " h.zone, h.state, h.told, h.internal, COALESCE(t.name, ''), COALESCE(o.name, '') FROM change h"
            " LEFT JOIN person t ON t.id = h.told_by_id LEFT JOIN person o ON o.id = h.owner_id"
            f" WHERE h.id IN ({marks(part)})",
            part,
        )
        rows |= {row.change_id: row for row in build(_Row, found)}
    lines = {}
    for line_id in line_ids:
        row = rows.get(line_id.partition("/")[0])
        if row is not None:
            codes = tuple(code for _id, _name, code in customers.get(row.change_id, ()))
            lines[line_id] = ChangeLine(line_id, *row, codes, tuple(services.get(row.change_id, ())))
    return lines


class ChangeGrid(NamedTuple):
    """How changes spread.

    Attributes:
        counts: How many have an impact and a likelihood, by both.
        unrated: How many lack one of them.
    """

    counts: dict[Cell, int]
    unrated: int


def change_grid(connection: sqlite3.Connection, view: ChangeView, today: date, zone: str) -> ChangeGrid:
    """Return how the changes that fit spread, whichever cell is looked at."""
    fits = _fits(replace(view, cell=None), today, zone)
    counts: dict[Cell, int] = {}
    unrated = 0
    for impact, likelihood, count in connection.execute(
        f"SELECT h.impact, h.likelihood, COUNT(*) FROM change h{fits.where} GROUP BY h.impact, h.likelihood",
        fits.values,
    ):
        if impact is None or likelihood is None:
            unrated += count
        else:
            counts[impact, likelihood] = count
    return ChangeGrid(counts, unrated)


class ChangeSummary(NamedTuple):
    """The changes in figures, within one customer or all.

    Attributes:
        ahead: How many are still to be done.
        high: How many of these are of high or very high risk.
        untold: How many of the high ones their customers were not told of.
        waiting: How many are still to be done by their state although their window is over since yesterday or longer.
        over: How many are implemented, failed or cancelled.
    """

    ahead: int
    high: int
    untold: int
    waiting: int
    over: int


def change_summary(connection: sqlite3.Connection, customer_id: str | None, today: date) -> ChangeSummary:
    """Return the changes in figures."""
    fits = FilterSql("changes", today, "UTC")
    _affecting(fits, customer_id)
    row = connection.execute(
        f"SELECT COUNT(CASE WHEN {_AHEAD} THEN 1 END), COUNT(CASE WHEN {_AHEAD} AND {_HIGH} THEN 1 END),"
        f" COUNT(CASE WHEN {_AHEAD} AND {_HIGH} AND h.told IS NULL THEN 1 END),"
        f" COUNT(CASE WHEN {_AHEAD} AND COALESCE(h.window_end, h.window_start) < :yesterday THEN 1 END), COUNT(*)"
        f" FROM change h{fits.where}",
        fits.values | {"yesterday": (today - timedelta(days=1)).isoformat()},
    ).fetchone()
    ahead_now, high, untold, waiting, every_one = row
    return ChangeSummary(ahead_now, high, untold, waiting, every_one - ahead_now)
