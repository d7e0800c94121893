"""One demand with all that is known of it: who asked, what it is matched to, what came of it, and its states."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime

from brm_tui.rules.vocabulary import ActionStatus, DemandState, ObjectiveStatus
from brm_tui.store.queries.convert import build, read_instant
from brm_tui.store.queries.demands import ListedDemand, listed_demands


@dataclass(frozen=True, slots=True)
class DemandFacts:
    """What a demand says beyond its line in the list.

    Attributes:
        requested_by: Who asked.
        requester_title: What that person is.
        state_reason: Why it was deferred or rejected.
        override_reason: Why its score is set by hand.
        objective: The objective that came of it.
        agreement_id: The agreement that objective stands in.
        action: The action that came of it.
    """

    detail: str
    requested_by: str | None
    requester_title: str | None
    state_reason: str
    override_reason: str
    internal: bool
    objective_id: str | None
    objective: str | None
    objective_status: ObjectiveStatus | None
    agreement_id: str | None
    action_id: str | None
    action: str | None
    action_status: ActionStatus | None


@dataclass(frozen=True, slots=True)
class StateChange:
    """One change of a demand's state, as the history holds it.

    Attributes:
        at: When, aware UTC.
        before: The state before; None when the demand was entered.
        after: The state then.
        reason: Why, where it was said.
        taken_back: Whether the step took another one back or brought it again.
    """

    at: datetime
    before: DemandState | None
    after: DemandState
    reason: str
    taken_back: bool


@dataclass(frozen=True, slots=True)
class DemandPage:
    """A demand with all that is known of it."""

    demand: ListedDemand
    facts: DemandFacts
    states: tuple[StateChange, ...]


_FACTS = """SELECT d.detail, r.name, r.title, d.state_reason, d.override_reason, d.internal,
  d.objective_id, o.title, o.status, o.agreement_id, d.action_id, a.title, a.status
FROM demand d LEFT JOIN person r ON r.id = d.requested_by_id LEFT JOIN objective o ON o.id = d.objective_id
LEFT JOIN action a ON a.id = d.action_id WHERE d.id = ?"""
_STATES = """SELECT s.at, s.kind, c."before", c."after" FROM history_change c
JOIN history_step s ON s.number = c.step_number
WHERE c.table_name = 'demand' AND c.row_id = ? ORDER BY c.step_number DESC LIMIT 200"""


def demand_page(connection: sqlite3.Connection, demand_id: str) -> DemandPage | None:
    """Return a demand with all that is known of it, its newest state first; None where there is none of that id."""
    found = listed_demands(connection, [demand_id])
    if not found:
        return None
    return DemandPage(
        found[0],
        build(DemandFacts, connection.execute(_FACTS, (demand_id,)).fetchall())[0],
        tuple(_states(connection, demand_id)),
    )


def _states(connection: sqlite3.Connection, demand_id: str) -> list[StateChange]:
    found = []
    for at, kind, old, new in connection.execute(_STATES, (demand_id,)):
        before = json.loads(old) if old else {}
        after = json.loads(new) if new else {}
        if not after or before.get("state") == after["state"]:
            continue
        found.append(
            StateChange(
                read_instant(at),
                DemandState(before["state"]) if before else None,
                DemandState(after["state"]),
                after.get("state_reason") or "",
                kind != "do",
            )
        )
    return found


def running_agreements(connection: sqlite3.Connection, customer_id: str) -> list[tuple[str, str]]:
    """Return a customer's agreements that have not ended, as id and title."""
    rows: list[tuple[str, str]] = connection.execute(
        "SELECT id, title FROM agreement WHERE customer_id = ? AND ended IS NULL ORDER BY id DESC",
        (customer_id,),
    ).fetchall()
    return rows


def demand_that_became(connection: sqlite3.Connection, column: str, row_id: str) -> tuple[str, str] | None:
    """Return id and title of the demand that an objective or an action came of; None where it came of none.

    Args:
        connection: Where to read.
        column: ``objective_id`` or ``action_id``.
        row_id: The objective or the action.
    """
    if column not in ("objective_id", "action_id"):
        raise ValueError(column)
    found: tuple[str, str] | None = connection.execute(
        f"SELECT id, title FROM demand WHERE {column} = ? ORDER BY id LIMIT 1", (row_id,)
    ).fetchone()
    return found
