"""Promised against kept: how far an agreement and what both sides do have drifted apart."""

from __future__ import annotations

from brm_tui.desk.desk import Desk
from brm_tui.rules.drift import Drift, ForumDrift, Kept, Sides, drift
from brm_tui.store.queries import rows
from brm_tui.store.queries.drift import promise_facts, promise_span

__all__ = ["Drift", "ForumDrift", "Kept", "Sides", "agreement_drift", "drift_since_force", "proposal_reason"]

_MOST_FORUMS = 3
"""How many forums are named one by one in a reason."""


def agreement_drift(desk: Desk, name: str) -> Drift:
    """Return what was promised and kept over the term so far.

    Where the working copy's term is yet to come, it counts from the day the version in force took effect.

    Args:
        desk: The desk.
        name: The customer's code, or the agreement's id.

    Raises:
        BrmError: There is no such agreement.
    """
    return _drift(desk, desk.read(rows.find_id, "agreements", name), since_force=False)[1]


def drift_since_force(desk: Desk, name: str) -> tuple[int | None, Drift]:
    """Return the number of the version in force and the drift since it took effect; None without one.

    Raises:
        BrmError: There is no such agreement.
    """
    return _drift(desk, desk.read(rows.find_id, "agreements", name), since_force=True)


def _drift(desk: Desk, agreement_id: str, *, since_force: bool) -> tuple[int | None, Drift]:
    span, today = desk.read(promise_span, agreement_id), desk.today
    since = span.term_start
    if span.effective is not None and (since_force or since is None or since > today):
        since = span.effective
    ends = [day for day in (today, span.ended, None if since_force else span.term_end) if day is not None]
    until = max(min(ends), since) if since is not None and since <= today else min(ends)
    facts = desk.read(promise_facts, agreement_id, span.customer_id, since, until, desk.clock.now())
    return span.in_force, drift(facts, since, until)


def proposal_reason(desk: Desk, agreement_id: str) -> str:
    """Return what the next version's reason may say of the one in force; empty where nothing came due yet.

    Raises:
        NotFoundError: There is no such agreement.
    """
    number, found = _drift(desk, agreement_id, since_force=True)
    promised = [forum for forum in found.forums if forum.promised]
    judged = found.actions_kept
    late = any(row.on_time is False for row in found.objectives)
    if number is None or not (promised or judged.judged or late):
        return ""
    if len(promised) > _MOST_FORUMS:
        parts = [_held("meetings", sum(row.promised for row in promised), sum(row.held for row in promised))]
    else:
        parts = [_held(row.name, row.promised, row.held) for row in promised]
    if found.on_time.judged:
        parts.append(f"{found.on_time.kept} of {found.on_time.judged} objectives on time")
    if judged.judged:
        parts.append(f"{judged.kept} of {judged.judged} actions in time")
    return f"Since v{number}: {'; '.join(parts)}"


def _held(name: str, promised: int, held: int) -> str:
    return f"{name} {promised} promised, {held} held"
