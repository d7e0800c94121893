"""How often one talks to a customer or to one of its people: quiet, on rhythm, too much, and where it is going. Pure.

The limits of a customer are agreed with it. Its people have none of their own: whoever is asked first, or has high
influence, is talked to in the customer's rhythm, everybody else less often by their influence. Every figure comes with
what it is made of; what is not known is not judged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from brm_tui.rules.needs import beyond
from brm_tui.rules.relationship_needs import CONTACT_DAYS
from brm_tui.rules.vocabulary import Grade

INTERVALS = 6
"""So many of the last intervals tell the trend: the newer half against the older one."""
FEWEST_INTERVALS = 4
LONGER_FROM, SHORTER_TO = 1.25, 0.8
"""The newer intervals' mean as a share of the older ones', from which on they lengthen or shorten."""
FACTORS = {Grade.HIGH: 1, Grade.MEDIUM: 2, Grade.LOW: 4}
"""By how much a person's days between contacts exceed the customer's, by influence."""
UNKNOWN_FACTOR = 2


class Contact(NamedTuple):
    """One contact: a touch, or a held meeting that no touch was noted for.

    Attributes:
        at: When, by the user's clock.
        channel: How.
        by: Who of IT; empty where nobody is named.
        topics: What was talked about.
    """

    at: datetime
    channel: str
    by: str
    topics: tuple[str, ...] = ()


class Limits(NamedTuple):
    """How often there should be a contact.

    Attributes:
        target: Days between contacts that are aimed at.
        maximum: Days between contacts at the very most.
        most: Contacts in `CONTACT_DAYS` days at the very most.
        why: Where that comes from, for a person.
    """

    target: int | None = None
    maximum: int | None = None
    most: int | None = None
    why: str = ""


class Verdict(StrEnum):
    """How one talks."""

    QUIET = "quiet"
    DUE = "due"
    ON_RHYTHM = "on rhythm"
    TOO_MUCH = "too much"
    NO_RHYTHM = "no rhythm agreed"
    NEVER = "no contact yet"


class Trend(StrEnum):
    """Where the days between contacts are going."""

    LENGTHENING = "lengthening"
    SHORTENING = "shortening"
    STEADY = "steady"
    UNKNOWN = "too few contacts for a trend"


class Share(NamedTuple):
    """What one person of IT has of the contacts, and through which channels, the most used first."""

    by: str
    contacts: int
    channels: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Cadence:
    """How one talks, with its terms.

    Attributes:
        limits: How often there should be a contact.
        verdict: How one talks.
        trend: Where the days between contacts are going.
        last: The day of the last contact; None where none is known.
        days: Days since then, or since the customer is known.
        intervals: Days between the last contacts, the newest first.
        recent: Contacts of the last `CONTACT_DAYS` days.
        shares: Whose they were, the most active first.
    """

    limits: Limits
    verdict: Verdict
    trend: Trend
    last: date | None
    days: int | None
    intervals: tuple[int, ...]
    recent: int
    shares: tuple[Share, ...]


def cadence(contacts: Iterable[Contact], limits: Limits, now: datetime) -> Cadence:
    """Return how one talks.

    Args:
        contacts: All contacts that are known, or the newest of them, in any order; those to come do not count.
        limits: How often there should be one.
        now: The moment that it is asked at, by the user's clock.
    """
    past = sorted(
        (contact for contact in contacts if contact.at <= now), key=lambda one: one.at, reverse=True
    )
    recent = recent_contacts(past, now)
    days = list(dict.fromkeys(contact.at.date() for contact in past))
    since = (now.date() - days[0]).days if days else None
    intervals = tuple((newer - older).days for newer, older in pairwise(days))[:INTERVALS]
    return Cadence(
        limits,
        _verdict(since, len(recent), limits),
        _trend(since, intervals),
        days[0] if days else None,
        since,
        intervals,
        len(recent),
        _shares(recent),
    )


def recent_contacts(contacts: Iterable[Contact], now: datetime) -> list[Contact]:
    """Return the contacts of the last `CONTACT_DAYS` days."""
    return [one for one in contacts if now - timedelta(days=CONTACT_DAYS) < one.at <= now]


def person_limits(customer: Limits, influence: Grade | None, *, primary: bool) -> Limits:
    """Return how often a person of a customer should be talked to, from the customer's own limits.

    Args:
        customer: What was agreed with the customer.
        influence: How much the person's word weighs; None: nobody judged it.
        primary: Whether the person is asked first.
    """
    factor = 1 if primary else UNKNOWN_FACTOR if influence is None else FACTORS[influence]
    reason = (
        "asked first" if primary else f"{influence.value} influence" if influence else "influence not judged"
    )
    times = {1: "as the customer", 2: "twice the customer's days", 4: "four times the customer's days"}[
        factor
    ]
    return Limits(
        customer.target * factor if customer.target is not None else None,
        customer.maximum * factor if customer.maximum is not None else None,
        customer.most,
        f"{times}: {reason}",
    )


def _verdict(since: int | None, recent: int, limits: Limits) -> Verdict:
    if since is None:
        return Verdict.NEVER
    if beyond(since, limits.maximum) > 0:
        return Verdict.QUIET
    if limits.most is not None and recent > limits.most:
        return Verdict.TOO_MUCH
    if beyond(since, limits.target) > 0:
        return Verdict.DUE
    if limits.target is None and limits.maximum is None:
        return Verdict.NO_RHYTHM
    return Verdict.ON_RHYTHM


def _trend(since: int | None, intervals: Sequence[int]) -> Trend:
    """Return the trend; the interval that still runs counts as soon as it is longer than the newer ones are."""
    if since is None or len(intervals) < FEWEST_INTERVALS:
        return Trend.UNKNOWN
    middle = len(intervals) // 2
    newer, older = list(intervals[:middle]), intervals[middle:]
    if since > sum(newer) / len(newer):
        newer.append(since)
    share = (sum(newer) / len(newer)) / (sum(older) / len(older))
    return (
        Trend.LENGTHENING
        if share >= LONGER_FROM
        else Trend.SHORTENING
        if share <= SHORTER_TO
        else Trend.STEADY
    )


def _shares(contacts: Sequence[Contact]) -> tuple[Share, ...]:
    by: dict[str, Counter[str]] = {}
    for contact in contacts:
        by.setdefault(contact.by, Counter())[contact.channel] += 1
    found = [
        Share(name, channels.total(), tuple(sorted(channels.items(), key=lambda one: (-one[1], one[0]))))
        for name, channels in by.items()
    ]
    return tuple(sorted(found, key=lambda share: (-share.contacts, share.by)))
