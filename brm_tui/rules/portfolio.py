"""What a portfolio shows of a customer at a glance: how its agreement stands, and what needs the manager."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from brm_tui.rules.needs import beyond
from brm_tui.rules.vocabulary import CustomerStatus

EXPIRING_DAYS = 30
"""An agreement whose last day is at most so far away should be renewed now."""


class AgreementStanding(StrEnum):
    """How a customer's partnership agreement stands, the most urgent first."""

    EXPIRED = "expired"
    EXPIRING = "expires soon"
    DECLINED = "declined"
    WAITING = "waiting for signature"
    CHANGED = "in force, changed since"
    DRAFT = "draft"
    NONE = "none"
    ENDED = "ended"
    IN_FORCE = "in force"


@dataclass(frozen=True, slots=True)
class Need:
    """A reason why a customer needs its manager.

    Attributes:
        grave: Whether it is bad already, rather than going to be.
        reason: In a few words.
    """

    grave: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Situation:
    """What the needs of a customer are judged by.

    Attributes:
        status: Where the relationship stands.
        overdue: How many of its actions are overdue.
        standing: How its agreement stands.
        expires: The last day of what is in force.
        last_contact: The date of the last contact, None when none is known.
        maximum_days: Days between contacts at the very most.
    """

    status: CustomerStatus
    overdue: int
    standing: AgreementStanding
    expires: date | None
    last_contact: date | None
    maximum_days: int | None


def needs(situation: Situation, today: date) -> tuple[Need, ...]:
    """Return why a customer needs its manager, the grave reasons first; a closed one never does."""
    if situation.status is CustomerStatus.CLOSED:
        return ()
    found: list[Need] = []
    if situation.overdue:
        found.append(Need(True, f"{situation.overdue} action{'s' * (situation.overdue != 1)} overdue"))
    if situation.standing is AgreementStanding.EXPIRED:
        found.append(Need(True, "agreement expired"))
    if situation.standing is AgreementStanding.EXPIRING and situation.expires is not None:
        days = (situation.expires - today).days
        found.append(Need(False, "agreement expires " + ("today" if days <= 0 else _in_days(days))))
    if situation.standing is AgreementStanding.DECLINED:
        found.append(Need(False, "agreement declined"))
    if situation.maximum_days is not None and situation.last_contact is not None:
        days = (today - situation.last_contact).days
        if beyond(days, situation.maximum_days):
            found.append(Need(False, f"no contact for {days} days, at most {situation.maximum_days}"))
    return tuple(found)


def _in_days(days: int) -> str:
    return "in 1 day" if days == 1 else f"in {days} days"
