"""What a brief says beyond what the meeting's own page knows: projects, levels, coming changes and dates."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from brm_tui.rules.vocabulary import ChangeRisk, ProjectStatus, Rag
from brm_tui.store.queries.convert import LocalMoment, bind_date, build, fetch
from brm_tui.store.queries.meeting_since import first_step
from brm_tui.store.queries.series import marks


@dataclass(frozen=True, slots=True)
class BriefProject:
    """A project that is not over, as it stands.

    Attributes:
        code: What it is called for short; None where it has none.
        time: How its time stands; None: not known. So with resource and scope.
        moved: Whether one of these three is not what it was.
        time_was: How it stood before, as the history says. So with resource and scope.
    """

    id: str
    code: str | None
    name: str
    status: ProjectStatus
    time: Rag | None
    resource: Rag | None
    scope: Rag | None
    forecast_end: date | None
    moved: bool
    time_was: Rag | None
    resource_was: Rag | None
    scope_was: Rag | None


@dataclass(frozen=True, slots=True)
class BriefLevel:
    """A month in which a service did not reach its level.

    Attributes:
        period: The month, ``2026-10``.
        level: In percent.
        target: In percent.
    """

    subscription_id: str
    service: str
    customer: str
    period: str
    level: float
    target: float


@dataclass(frozen=True, slots=True)
class BriefChange:
    """A change of high risk that comes.

    Attributes:
        window_start: When it begins, by its own clock.
        told: The day on which the customers were told; None: nobody told them.
        told_by: Who did.
    """

    id: str
    code: str | None
    title: str
    risk: ChangeRisk
    window_start: LocalMoment
    told: date | None
    told_by: str | None


@dataclass(frozen=True, slots=True)
class BriefDate:
    """A date that comes: a milestone, the end or the review of an agreement.

    Attributes:
        kind: The KIND of what opens: projects or agreements.
        what: ``milestone``, ``agreement ends``, ``agreement review``.
        name: What it is called.
    """

    kind: str
    id: str
    what: str
    name: str
    day: date


_RAGS = ("time_rag", "resource_rag", "scope_rag")


def running_projects(
    connection: sqlite3.Connection, customer_ids: Sequence[str], since: datetime
) -> list[BriefProject]:
    """Return the customers' projects that are not over, with how they stood at a moment where that was otherwise."""
    rows = connection.execute(
        "SELECT DISTINCT p.id, p.code, p.name, p.status, p.time_rag, p.resource_rag, p.scope_rag, p.forecast_end,"
        " p.name_sort FROM project p JOIN project_customer l ON l.project_id = p.id"
        f" WHERE l.customer_id IN ({marks(customer_ids)}) AND p.status IN ('running', 'on hold')"
        " ORDER BY p.name_sort, p.id",
        tuple(customer_ids),
    ).fetchall()
    before = _rags_before(connection, [row[0] for row in rows], since)
    was = [before.get(row[0], row[4:7]) for row in rows]
    return build(
        BriefProject, [(*row[:-1], old != row[4:7], *old) for row, old in zip(rows, was, strict=True)]
    )


def _rags_before(
    connection: sqlite3.Connection, ids: Sequence[str], since: datetime
) -> dict[str, tuple[str | None, ...]]:
    """Return time, resource and scope of projects as they were before the first change since a moment."""
    found: dict[str, tuple[str | None, ...]] = {}
    for row_id, was in connection.execute(
        "SELECT row_id, before FROM history_change WHERE table_name = 'project' AND operation = 'update'"
        f" AND row_id IN ({marks(ids)}) AND step_number >= ? ORDER BY step_number",
        (*ids, first_step(connection, since)),
    ):
        columns = json.loads(was)
        found.setdefault(row_id, tuple(columns[name] for name in _RAGS))
    return found


def missed_levels(
    connection: sqlite3.Connection, customer_ids: Sequence[str], since: date, limit: int
) -> list[BriefLevel]:
    """Return the months from that of a day on in which a service stayed below its level, the newest first."""
    return fetch(
        connection,
        BriefLevel,
        "SELECT s.id, v.name, c.code, m.period, m.level, COALESCE(m.target, s.level_target) FROM subscription s"
        " JOIN service_measure m ON m.subscription_id = s.id JOIN service v ON v.id = s.service_id"
        f" JOIN customer c ON c.id = s.customer_id WHERE s.customer_id IN ({marks(customer_ids)})"
        " AND m.period >= ? AND m.level < COALESCE(m.target, s.level_target)"
        " ORDER BY m.period DESC, v.name_sort, s.id LIMIT ?",
        (*customer_ids, bind_date(since)[:7], limit),
    )


def coming_changes(
    connection: sqlite3.Connection, customer_ids: Sequence[str], local_now: datetime, limit: int
) -> list[BriefChange]:
    """Return the changes of high and very high risk that are still to come, the next one first."""
    return fetch(
        connection,
        BriefChange,
        "SELECT h.id, h.code, h.title, h.risk, h.window_start, h.told, p.name FROM change h"
        " LEFT JOIN person p ON p.id = h.told_by_id"
        " WHERE h.window_start >= ? AND h.risk IN ('high', 'very high')"
        " AND h.state IN ('requested', 'approved', 'scheduled') AND EXISTS (SELECT 1 FROM change_customer l"
        f"   WHERE l.change_id = h.id AND l.customer_id IN ({marks(customer_ids)}))"
        " ORDER BY h.window_start, h.id LIMIT ?",
        (local_now, *customer_ids, limit),
    )


def coming_dates(
    connection: sqlite3.Connection, customer_ids: Sequence[str], today: date, until: date, limit: int
) -> list[BriefDate]:
    """Return milestones of the customers' projects and dates of their agreements between two days."""
    span = (today, until)
    whose = marks(customer_ids)
    return fetch(
        connection,
        BriefDate,
        "SELECT kind, id, what, name, day FROM ("
        "SELECT 'projects' AS kind, p.id AS id, 'milestone' AS what, m.title || ' (' || p.name || ')' AS name,"
        " m.forecast AS day FROM milestone m JOIN project p ON p.id = m.project_id WHERE m.reached IS NULL"
        " AND m.forecast >= ? AND m.forecast <= ? AND p.status IN ('running', 'on hold') AND EXISTS"
        f" (SELECT 1 FROM project_customer l WHERE l.project_id = p.id AND l.customer_id IN ({whose}))"
        " UNION ALL SELECT 'agreements', a.id, 'agreement ends', a.title, v.expires FROM agreement a"
        " JOIN agreement_version v ON v.agreement_id = a.id AND v.state = 'accepted'"
        f" WHERE v.expires >= ? AND v.expires <= ? AND a.customer_id IN ({whose})"
        " UNION ALL SELECT 'agreements', a.id, 'agreement review', a.title, a.review_date FROM agreement a"
        f" WHERE a.ended IS NULL AND a.review_date >= ? AND a.review_date <= ? AND a.customer_id IN ({whose})"
        ") dated ORDER BY day, what, name, id LIMIT ?",
        (*span, *customer_ids, *span, *customer_ids, *span, *customer_ids, limit),
    )
