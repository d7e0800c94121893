"""Feedback as it is listed: what is open by its date, what has no action yet, everything by when it came in."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from brm_tui.rules.filters import NO_FILTER, ListFilter
from brm_tui.rules.vocabulary import Criticality, FeedbackKind, FeedbackState
from brm_tui.store.queries.convert import build, read_instant
from brm_tui.store.queries.filter_columns import WAITS
from brm_tui.store.queries.filtering import FilterSql, customer_named
from brm_tui.store.queries.paging import Connection, KeysetPager, OrderBy, sorted_pager
from brm_tui.text import clean_line, sort_form


class FeedbackView(StrEnum):
    """What of the feedback is listed."""

    OPEN = "open"
    NO_ACTION = "no action yet"
    EVERYTHING = "everything"


class FeedbackOrder(StrEnum):
    """How the feedback is sorted."""

    DUE = "due"
    NEWEST = "newest"
    SEVERITY = "severity"


@dataclass(frozen=True, slots=True)
class FeedbackLine:
    """Feedback as a list shows it."""

    id: str
    customer: str
    customer_code: str
    customer_id: str
    kind: FeedbackKind
    title: str
    service: str | None
    severity: Criticality
    state: FeedbackState
    received: date | None
    due: date | None
    closed: date | None
    owner: str | None
    escalation: int
    reopened: int
    cause: str
    resolution: str
    action_id: str | None
    internal: bool


@dataclass(frozen=True, slots=True)
class FeedbackSummary:
    """Feedback in figures.

    Attributes:
        total: All there is.
        open: What the customer did not accept yet and is not closed.
        late: Open and past its date.
        complaints: Open complaints.
        escalated: Open and escalated.
        no_action: Open complaints and suggestions of which no action came yet.
    """

    total: int
    open: int
    late: int
    complaints: int
    escalated: int
    no_action: int


@dataclass(frozen=True, slots=True)
class CauseCount:
    """How often a cause came up with a service.

    Attributes:
        causes: As it was written, each way.
        since: From when on it was counted.
        service_id: The service, None for none.
        service: What it is called.
        count: How often it came up.
        open: How many of these are open.
        last: When it came up last.
    """

    causes: tuple[str, ...]
    since: date
    service_id: str | None
    service: str | None
    count: int
    open: int
    last: date


@dataclass(frozen=True, slots=True)
class FeedbackWanted:
    """What is listed.

    Attributes:
        only: What fits this filter.
        customer_id: Only of this customer; empty: of all.
        view: Which part.
        cause: Only what was counted for this cause; None: whatever the cause.
    """

    only: ListFilter = NO_FILTER
    customer_id: str = ""
    view: FeedbackView = FeedbackView.OPEN
    cause: CauseCount | None = None


_DUE = "CASE WHEN f.state = 'accepted by customer' THEN '9999-12-31' ELSE COALESCE(f.due, '9999-12-30') END"
"""What waits for nobody but to be closed comes last."""
_RECEIVED = "COALESCE(f.received, '0001-01-01')"
_SEVERITY = "CASE f.severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 ELSE 3 END"
_NO_ACTION = f"{WAITS} AND f.kind <> 'compliment' AND f.action_id IS NULL"

_COLUMNS = """(SELECT c.name FROM customer c WHERE c.id = f.customer_id),
  (SELECT c.code FROM customer c WHERE c.id = f.customer_id), f.customer_id, f.kind, f.title,
  (SELECT s.name FROM service s WHERE s.id = f.service_id), f.severity, f.state, f.received, f.due, f.closed,
  (SELECT p.name FROM person p WHERE p.id = f.owner_id), f.escalation, f.reopened, f.cause, f.resolution, f.action_id,
  f.internal"""
_COUNT = 19
_ORDERS: dict[FeedbackOrder, tuple[dict[str, str], tuple[OrderBy, ...]]] = {
    FeedbackOrder.DUE: ({"until": _DUE}, (OrderBy("until"), OrderBy("id"))),
    FeedbackOrder.NEWEST: ({"since": _RECEIVED}, (OrderBy("since", "desc"), OrderBy("id", "desc"))),
    FeedbackOrder.SEVERITY: (
        {"weight": _SEVERITY, "until": _DUE},
        (OrderBy("weight"), OrderBy("until"), OrderBy("id")),
    ),
}


def _record(*row: object) -> FeedbackLine:
    return build(FeedbackLine, [row[:_COUNT]])[0]


def feedback_lines(
    connection: Connection, wanted: FeedbackWanted, order: FeedbackOrder, today: date, zone: str
) -> KeysetPager[FeedbackLine]:
    """Return the pages of what is wanted."""
    conditions = _conditions(wanted, today, zone)
    keys, by = _ORDERS[order]
    return sorted_pager(
        connection,
        identity="f.id",
        columns=_COLUMNS,
        source="feedback f",
        where=conditions.where,
        keys=keys,
        order=by,
        record=_record,
        values=conditions.values,
    )


def _conditions(wanted: FeedbackWanted, today: date, zone: str) -> FilterSql:
    found = FilterSql("feedback", today, zone)
    if wanted.view is not FeedbackView.EVERYTHING:
        found.require("f.state <> 'closed'")
    if wanted.view is FeedbackView.NO_ACTION:
        found.require(_NO_ACTION)
    if wanted.customer_id:
        found.require("f.customer_id = :customer", customer=wanted.customer_id)
    found.add(wanted.only)
    found.add_words(
        wanted.only.text,
        ("f.title_sort",),
        (customer_named("f.customer_id"),),
    )
    if wanted.cause is not None:
        cause = wanted.cause
        written = {f"cause_{place}": text for place, text in enumerate(cause.causes)}
        found.require(f"f.cause IN ({', '.join(f':{name}' for name in written)})", **written)
        found.require("f.kind <> 'compliment' AND f.received >= :since", since=cause.since.isoformat())
        of_service = "f.service_id = :service" if cause.service_id else "f.service_id IS NULL"
        found.require(of_service, service=cause.service_id)
    return found


def feedback_summary(connection: sqlite3.Connection, customer_id: str, today: date) -> FeedbackSummary:
    """Return the feedback of a customer, or of all where none is named, in figures."""
    own = " AND f.customer_id = :customer" if customer_id else ""
    figures = ", ".join(
        f"COALESCE(SUM(CASE WHEN {condition} THEN 1 ELSE 0 END), 0)"
        for condition in (
            "f.due < :today", "f.kind = 'complaint'", "f.escalation > 0",
            "f.kind <> 'compliment' AND f.action_id IS NULL",
        )
    )  # fmt: skip
    parameters = {"customer": customer_id, "today": today.isoformat()}
    everything = "WHERE f.customer_id = :customer" if customer_id else ""
    total = connection.execute(f"SELECT COUNT(*) FROM feedback f {everything}", parameters).fetchone()[0]
    found = connection.execute(
        f"SELECT COUNT(*), {figures} FROM feedback f WHERE f.state <> 'closed' AND {WAITS}{own}", parameters
    ).fetchone()
    return FeedbackSummary(total, *found)


def feedback_line(connection: sqlite3.Connection, feedback_id: str) -> FeedbackLine | None:
    """Return one piece of feedback, None where it is gone."""
    row = connection.execute(
        f"SELECT f.id, {_COLUMNS} FROM feedback f WHERE f.id = ?", (feedback_id,)
    ).fetchone()
    return None if row is None else _record(*row)


def cause_counts(connection: sqlite3.Connection, customer_id: str, since: date) -> list[CauseCount]:
    """Return how often each cause came up with each service since a day, the most frequent first.

    A cause is the same in whatever letters it is written; compliments have none.
    """
    own = " AND f.customer_id = :customer" if customer_id else ""
    rows = connection.execute(
        "SELECT f.cause, f.service_id, (SELECT s.name FROM service s WHERE s.id = f.service_id), COUNT(*),"
        f" SUM(CASE WHEN {WAITS} THEN 1 ELSE 0 END), MAX(f.received) FROM feedback f"
        f" WHERE f.received >= :since AND f.cause <> '' AND f.kind <> 'compliment'{own}"
        " GROUP BY f.cause, f.service_id",
        {"customer": customer_id, "since": since.isoformat()},
    ).fetchall()
    found: dict[tuple[str, str | None], CauseCount] = {}
    for cause, service_id, service, count, waiting, last in rows:
        key = (sort_form(clean_line(cause)), service_id)
        day = date.fromisoformat(last)
        before = found.get(key)
        if before is not None:
            count, waiting = count + before.count, waiting + before.open
            day = max(day, before.last)
        causes = (*(before.causes if before is not None else ()), cause)
        found[key] = CauseCount(causes, since, service_id, service, count, waiting, day)
    return sorted(
        found.values(),
        key=lambda item: (-item.count, -item.last.toordinal(), item.causes, item.service or ""),
    )


def state_moves(
    connection: sqlite3.Connection, feedback_id: str
) -> list[tuple[FeedbackState, datetime | None]]:
    """Return the states that feedback came into, each with its moment, as the history holds them.

    When it was entered says nothing of when it came into the state that it was entered with: that is None.
    """
    import json

    rows = connection.execute(
        "SELECT c.before, c.after, s.at FROM history_change c JOIN history_step s ON s.number = c.step_number"
        " WHERE c.table_name = 'feedback' AND c.row_id = ? ORDER BY c.step_number",
        (feedback_id,),
    ).fetchall()
    found: list[tuple[FeedbackState, datetime | None]] = []
    for before, after, at in rows:
        states = [json.loads(row)["state"] if row else None for row in (before, after)]
        if states[1] is not None and states[0] != states[1]:
            found.append((FeedbackState(states[1]), read_instant(at) if states[0] is not None else None))
    return found


@dataclass(frozen=True, slots=True)
class FeedbackTexts:
    """What is only read of one piece of feedback.

    Attributes:
        detail: What was said.
        person: Who said it.
        remedy: What the customer wants done.
        reopen_reason: Why it was opened again.
        action: What came of it.
        action_status: Where that stands.
        action_due: By when that is to be done.
    """

    detail: str
    person: str | None
    remedy: str
    reopen_reason: str
    action: str | None
    action_status: str | None
    action_due: date | None


def feedback_texts(connection: sqlite3.Connection, feedback_id: str) -> FeedbackTexts | None:
    """Return the texts of one piece of feedback, None where it is gone."""
    rows: Sequence[Sequence[object]] = connection.execute(
        "SELECT f.detail, p.name, f.remedy, f.reopen_reason, a.title, a.status, a.due FROM feedback f"
        " LEFT JOIN person p ON p.id = f.person_id LEFT JOIN action a ON a.id = f.action_id WHERE f.id = ?",
        (feedback_id,),
    ).fetchall()
    return build(FeedbackTexts, rows)[0] if rows else None


def known_services(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return id and name of the services that are not retired."""
    found: list[tuple[str, str]] = connection.execute(
        "SELECT id, name FROM service WHERE state <> 'retired' ORDER BY name_sort, id"
    ).fetchall()
    return found
