"""By when a complaint must be settled, and how old it is: in working days where we promise, in days where it waits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from brm_tui.rules.relationship_needs import COMPLAINT_DAYS
from brm_tui.rules.vocabulary import Criticality, FeedbackKind, FeedbackState
from brm_tui.rules.working_days import after_working_days, working_days_between
from brm_tui.rules.working_time import WorkingTime

DUE_DAYS: Mapping[str, int] = {
    Criticality.CRITICAL.value: 2,
    Criticality.HIGH.value: 5,
    Criticality.MEDIUM.value: 10,
    Criticality.LOW.value: 20,
}
"""Working days in which a complaint of each severity must be settled, unless ``feedback_days`` of the settings or the
complaint's own due date says otherwise. ISO 10002 asks for such times and leaves them to the organisation."""


class Age(StrEnum):
    """What the age of feedback asks for."""

    SETTLED = "settled"
    LATE = "late"
    TODAY = "due today"
    OLD = "grows old"
    IN_TIME = "in time"


@dataclass(frozen=True, slots=True)
class Ageing:
    """How old feedback is.

    Attributes:
        age: What that asks for.
        days_open: Days from the day it came in to today, or to the day it was closed; None where unknown.
        working_days_late: Working days past its date, 0 where it is in time; None where it has no date.
    """

    age: Age
    days_open: int | None
    working_days_late: int | None


def due_days(given: Mapping[str, int]) -> dict[str, int]:
    """Return the working days of every severity: those that are set, the others as usual."""
    return {**DUE_DAYS, **given}


def due_of(
    kind: FeedbackKind, severity: Criticality, since: date, days: Mapping[str, int], works: WorkingTime
) -> date | None:
    """Return the day by which feedback must be settled; None for what is no complaint.

    Args:
        kind: What it is.
        severity: How much it hurts.
        since: The day it came in, or was opened again; not counted.
        days: Working days by severity, see `due_days`.
        works: Whose weekends and holidays are left out: our own, who must do it.
    """
    if kind is not FeedbackKind.COMPLAINT:
        return None
    return after_working_days(since, days[severity.value], works)


def ageing(
    kind: FeedbackKind,
    state: FeedbackState,
    received: date | None,
    due: date | None,
    closed: date | None,
    today: date,
    works: WorkingTime,
) -> Ageing:
    """Return how old feedback is, by the rule by which Today tells of old complaints.

    It is late once its date is past; a complaint that nobody settled for `COMPLAINT_DAYS` grows old before that. What
    the customer accepted waits for nobody any more.
    """
    over = closed if state is FeedbackState.CLOSED else today
    days_open = max(0, (over - received).days) if over is not None and received is not None else None
    if state in (FeedbackState.ACCEPTED_BY_CUSTOMER, FeedbackState.CLOSED):
        return Ageing(Age.SETTLED, days_open, _late(due, over, works))
    late = _late(due, today, works)
    if due is not None and due < today:
        return Ageing(Age.LATE, days_open, late)
    if due == today:
        return Ageing(Age.TODAY, days_open, late)
    old = kind is FeedbackKind.COMPLAINT and days_open is not None and days_open >= COMPLAINT_DAYS
    return Ageing(Age.OLD if old else Age.IN_TIME, days_open, late)


def _late(due: date | None, over: date | None, works: WorkingTime) -> int | None:
    return None if due is None or over is None else working_days_between(due, over, works)


def age_words(found: Ageing) -> str:
    """Return how old feedback is in a few words: ``late 4 working days``, ``open 12 days``."""
    match found.age:
        case Age.LATE:
            return (
                f"late {_days(found.working_days_late, 'working day')}"
                if found.working_days_late
                else "just late"
            )
        case Age.TODAY:
            return "due today"
        case Age.SETTLED:
            return f"settled in {_days(found.days_open)}" if found.days_open is not None else "settled"
        case _:
            return f"open {_days(found.days_open)}" if found.days_open is not None else "open"


def _days(count: int | None, unit: str = "day") -> str:
    return f"1 {unit}" if count == 1 else f"{count} {unit}s"
