"""How healthy a relationship is: one figure, and every term that it is made of. Pure.

The figure is the mean of seven terms, each from 0 to 1, weighted as `WEIGHTS` says. What is not known is no term: the
weights of the others are raised to make up for it, and `Health.coverage` says how much of the whole is known. The
weights are this product's judgement, not a published scale; every use shows the terms with the figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from brm_tui.rules.dates import months_later


class TermName(StrEnum):
    """What a relationship's health is judged by."""

    PROMISES = "promises kept by IT"
    RHYTHM = "rhythm of contacts"
    AGREEMENT = "partnership agreement"
    SATISFACTION = "satisfaction"
    MEETINGS = "agreed meetings held"
    SERVICES = "service levels reached"
    COMPLAINTS = "complaints"


WEIGHTS: dict[TermName, int] = {
    TermName.PROMISES: 25,
    TermName.RHYTHM: 20,
    TermName.AGREEMENT: 15,
    TermName.SATISFACTION: 15,
    TermName.MEETINGS: 10,
    TermName.SERVICES: 10,
    TermName.COMPLAINTS: 5,
}
"""How much each term weighs, in percent of the whole."""

GOOD_FROM, ATTENTION_FROM = 75, 50
LEAST_COVERAGE = 30
"""Percent of the weights that must be known for the figure to say anything."""
LISTED_MONTHS = 2
"""How far the trend goes back in a list."""
A_COMPLAINT_COSTS, AN_ESCALATION_COSTS = 0.25, 0.25


class Standing(StrEnum):
    """How the agreement stands, as far as health is concerned."""

    IN_FORCE = "in force"
    EXPIRING = "in force, ends within 30 days"
    PROPOSED = "proposed, not in force"
    DRAFT = "draft only"
    EXPIRED = "expired"
    NONE = "none"


_STANDING = {
    Standing.IN_FORCE: 1.0,
    Standing.EXPIRING: 0.6,
    Standing.PROPOSED: 0.5,
    Standing.DRAFT: 0.3,
    Standing.EXPIRED: 0.0,
    Standing.NONE: 0.0,
}


@dataclass(frozen=True, slots=True)
class HealthFacts:
    """What is known of a relationship on a day.

    Attributes:
        promises_due: IT's promises that fell due in the 90 days before.
        promises_kept: How many of them were done by then.
        days_since_contact: Days since the last contact; None: none is known.
        target_days: Days between contacts that are aimed at; None: none were agreed.
        maximum_days: Days between contacts at the very most; None: none were agreed.
        standing: How the agreement stands.
        scores: Answers of surveys in the year before and satisfaction with services in the quarter before, each
            brought to 0 to 1.
        meetings_promised: Meetings of the agreement's forums in the year before.
        meetings_held: How many of them were held.
        levels_measured: Months of services in the quarter before that have a level and a target.
        levels_reached: How many of them reached it.
        complaints_open: Complaints that are not closed.
        complaints_escalated: How many of them were escalated.
        feedback_known: Whether any feedback was ever noted: without it, no complaint says nothing.
    """

    promises_due: int = 0
    promises_kept: int = 0
    days_since_contact: int | None = None
    target_days: int | None = None
    maximum_days: int | None = None
    standing: Standing = Standing.NONE
    scores: Sequence[float] = ()
    meetings_promised: int = 0
    meetings_held: int = 0
    levels_measured: int = 0
    levels_reached: int = 0
    complaints_open: int = 0
    complaints_escalated: int = 0
    feedback_known: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """One term of the figure.

    Attributes:
        name: What is judged.
        weight: Its weight in percent.
        value: From 0 to 1; None: not known.
        reason: What it comes from, in a few words.
    """

    name: TermName
    weight: int
    value: float | None
    reason: str

    @property
    def percent(self) -> int | None:
        """The value in percent."""
        return None if self.value is None else round(100 * self.value)


@dataclass(frozen=True, slots=True)
class Health:
    """The figure with its terms.

    Attributes:
        terms: Every term, the heaviest first.
    """

    terms: tuple[Term, ...]

    @property
    def coverage(self) -> int:
        """How much of the weights is known, in percent."""
        return sum(term.weight for term in self.terms if term.value is not None)

    @property
    def score(self) -> int | None:
        """The figure, 0 to 100; None where too little is known to say one."""
        if self.coverage < LEAST_COVERAGE:
            return None
        known = [(term.weight, term.value) for term in self.terms if term.value is not None]
        return round(100 * sum(weight * value for weight, value in known) / self.coverage)


def trend_days(today: date, months: int) -> list[date]:
    """Return the days that a trend is judged on, a month apart, today the last of them."""
    return [months_later(today, -back) for back in range(months, -1, -1)]


def health(facts: HealthFacts) -> Health:
    """Return how healthy a relationship is."""
    values = (
        (
            TermName.PROMISES,
            *_share(facts.promises_kept, facts.promises_due, "promises of the last 90 days in time"),
        ),
        (TermName.RHYTHM, *_rhythm(facts)),
        (TermName.AGREEMENT, _STANDING[facts.standing], facts.standing.value),
        (TermName.SATISFACTION, *_satisfaction(facts)),
        (
            TermName.MEETINGS,
            *_share(facts.meetings_held, facts.meetings_promised, "meetings of the last year held"),
        ),
        (TermName.SERVICES, *_share(facts.levels_reached, facts.levels_measured, "monthly levels reached")),
        (TermName.COMPLAINTS, *_complaints(facts)),
    )
    return Health(tuple(Term(name, WEIGHTS[name], value, reason) for name, value, reason in values))


def _share(kept: int, promised: int, words: str) -> tuple[float | None, str]:
    if not promised:
        return None, "nothing to judge by"
    return kept / promised, f"{kept} of {promised} {words}"


def _rhythm(facts: HealthFacts) -> tuple[float | None, str]:
    """Return 1 up to the target, 0 from the maximum's double on, and straight down between."""
    target = facts.target_days or facts.maximum_days
    if target is None:
        return None, "no rhythm was agreed"
    days = facts.days_since_contact
    if days is None:
        return None, "no contact is known"
    worst = 2 * (facts.maximum_days or 2 * target)
    value = 1.0 if days <= target else max(0.0, 1 - (days - target) / max(1, worst - target))
    limit = f", at most {facts.maximum_days}" if facts.maximum_days else ""
    since = "1 day" if days == 1 else f"{days} days"
    return value, f"{since} since the last contact, every {target} wanted{limit}"


def _satisfaction(facts: HealthFacts) -> tuple[float | None, str]:
    if not facts.scores:
        return None, "nobody was asked"
    number = len(facts.scores)
    said = "1 answer" if number == 1 else f"{number} answers and measures"
    return sum(facts.scores) / number, said


def _complaints(facts: HealthFacts) -> tuple[float | None, str]:
    if not facts.feedback_known:
        return None, "no feedback was ever noted"
    cost = A_COMPLAINT_COSTS * facts.complaints_open + AN_ESCALATION_COSTS * facts.complaints_escalated
    if not facts.complaints_open:
        return 1.0, "none is open"
    escalated = f", {facts.complaints_escalated} escalated" if facts.complaints_escalated else ""
    return max(0.0, 1 - cost), f"{facts.complaints_open} open{escalated}"
