"""What needs the relationship manager behind the first look: clashes ahead, unserved customers, next steps and more."""

from __future__ import annotations

from datetime import date
from typing import Any

from brm_tui.rules.clash_terms import Clash, ClashKind
from brm_tui.rules.dates import relative_date, show_date
from brm_tui.rules.needs import Need, NeedKind
from brm_tui.rules.relationship_steps import RelationshipSteps, Step, Task
from brm_tui.rules.training import Training, training_of

CLASH_DAYS = 14
"""Clashes within so many days are told."""
TOLD_CLASHES = frozenset({ClashKind.BLACKOUT, ClashKind.FREEZE, ClashKind.DOUBLE_BOOKED, ClashKind.HOLIDAY})
"""What is told on Today; odd hours and weekends are the calendar's to show, missed forums are told by themselves."""

_WEIGHTS = {
    ClashKind.BLACKOUT: 62.0,
    ClashKind.FREEZE: 60.0,
    ClashKind.DOUBLE_BOOKED: 52.0,
    ClashKind.HOLIDAY: 44.0,
}
_KINDS = {"event": "events", "change": "changes"}


def clash_need(clash: Clash[Any], customer: str, customer_id: str | None, today: date) -> Need | None:
    """Return the need of a clash ahead; None where Today does not tell of it.

    Args:
        clash: What clashes.
        customer: The customer that it concerns, the first of several; empty for our own house.
        customer_id: That customer.
        today: Today.
    """
    entry = clash.entry
    kind = _KINDS.get(entry.source)
    if clash.kind not in TOLD_CLASHES or kind is None:
        return None
    day = clash.begins.date()
    other = clash.other
    title = entry.own_title or entry.title
    against = (
        f"{clash.kind.value}: {other.own_title or other.title}" if other is not None else clash.kind.value
    )
    occurrence = entry.original_start.isoformat() if entry.original_start is not None else ""
    meeting = kind == "events" and entry.layer == "meeting"
    return Need(
        NeedKind.CLASH,
        entry.source_id,
        f"{entry.source_id}/{occurrence[:10]}",
        customer,
        customer_id,
        _WEIGHTS[clash.kind] - (day - today).days,
        f"clash {show_date(day, today)}: {title}",
        f"clash {show_date(day, today)}: {title}",
        f"{against}, {clash.reason}" if clash.kind is ClashKind.DOUBLE_BOOKED else against,
        clash.kind.value,
        occurrence,
        "meetings" if meeting else kind,
    )


def unserved_need(row: tuple[str, str, int, str, str | None, str | None], today: date) -> Need:
    """Return the need of a customer without a relationship manager.

    Args:
        row: The customer's id, name, tier and status, and who was the last one until when.
        today: Today.
    """
    customer_id, name, tier, status, last, until = row
    left = (
        f"{last} until {show_date(date.fromisoformat(until), today)}" if last and until else "nobody ever was"
    )
    return Need(
        NeedKind.UNSERVED,
        customer_id,
        customer_id,
        name,
        customer_id,
        58.0 + 4 * (2 - tier),
        "no relationship manager",
        "no relationship manager",
        f"tier {tier}, {status}; {left}",
        f"since {relative_date(date.fromisoformat(until), today)}" if until else f"tier {tier}",
    )


def step_need(customer_id: str, name: str, steps: RelationshipSteps) -> Need | None:
    """Return the need of a new customer's next step; None where all are complete or another need says it."""
    current, following = steps.current, steps.next
    if current is None or following is None or following.task is Task.MANAGER:
        return None
    missing = ", ".join(check.task.value for check in current.missing)
    said = f"step {current.step.value} of {len(Step)}: {missing}"
    return Need(
        NeedKind.STEP,
        customer_id,
        customer_id,
        name,
        customer_id,
        30.0 - current.step.value,
        said,
        said,
        f"new relationship: {following.said}",
        f"{steps.complete} of {len(Step)} complete",
    )


def training_need(row: tuple[str, str, str, str], today: date) -> Need | None:
    """Return the need of somebody whose training in communication should be refreshed; None while it is fresh.

    Args:
        row: The person's id and name, what the training was, and the day on which it was last refreshed.
        today: Today.
    """
    person_id, name, training, day = row
    refreshed = date.fromisoformat(day)
    if training_of(training, refreshed, today) is not Training.STALE:
        return None
    return Need(
        NeedKind.TRAINING,
        person_id,
        person_id,
        "",
        None,
        10.0,
        f"training in communication to be refreshed: {name}",
        f"refresh training: {name}",
        f"{training or 'training'}, last {relative_date(refreshed, today)}",
        f"last {relative_date(refreshed, today)}",
        opens="people",
    )
