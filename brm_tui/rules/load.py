"""How much a person of IT has to do for customers, against what the person can do well. Pure.

The load is the greater of two shares: the hours a week that the customers take, of the hours that the person has for
customers; and the number of customers, of the number that the person serves comfortably. Both are weighted by tier: an
hour for a customer of tier 1 brings preparation and escalations along that nobody writes down. Whoever is a customer's
backup only gives it hours. What is not known is no term. The weights and the limits of the bands are this product's
judgement, not a published scale; every use shows the terms with the figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

TIER_WEIGHTS = {1: 1.2, 2: 1.0, 3: 0.8}
"""How much an hour for a customer, and a customer, of each tier weighs."""
STRETCHED_ABOVE, OVER_ABOVE = 1.0, 1.25
"""The shares above which somebody is stretched, and over."""
LEAST_KNOWN = 0.5
"""Share of the customers, by weight, whose hours must be known for hours to say anything."""


class Band(StrEnum):
    """How much somebody has to do, in a word."""

    COMFORTABLE = "comfortable"
    STRETCHED = "stretched"
    OVER = "over"
    UNKNOWN = "unknown"


QUALITY = {
    Band.COMFORTABLE: "There is time to prepare, to listen and to come unasked.",
    Band.STRETCHED: "More is promised than fits. What somebody asks for is still done; preparing, visiting and new"
    " ideas are what falls away first.",
    Band.OVER: "Much more is promised than fits. Promises become late and contacts mere answers: move customers to"
    " somebody else, or agree on fewer hours, before more is promised.",
    Band.UNKNOWN: "Nothing can be said: neither the hours a week that there are for customers nor a comfortable"
    " number of customers is known, or too few hours are.",
}
"""What each band means for the quality of the relationships."""


class Served(NamedTuple):
    """One customer that somebody serves in one role.

    Attributes:
        id: The representation.
        customer_id: The customer.
        tier: The customer's tier.
        hours: Hours a week; None: not known.
        backup: Whether the person only stands by.
    """

    id: str
    customer_id: str
    tier: int
    hours: float | None
    backup: bool = False


class Capacity(NamedTuple):
    """What somebody can do well.

    Attributes:
        hours: Hours a week for customers; None: not known.
        customers: The comfortable number of customers; None: not known.
    """

    hours: float | None = None
    customers: int | None = None


@dataclass(frozen=True, slots=True)
class LoadTerm:
    """One of the two shares that a load is the greater of.

    Attributes:
        name: What is counted.
        used: How much of it is used, weighted; None: not known.
        limit: How much there is; None: not known.
        reason: What it comes from, in a few words.
    """

    name: str
    used: float | None
    limit: float | None
    reason: str

    @property
    def share(self) -> float | None:
        """The share that is used, 1 for all; None: not known."""
        return _share(self.used, self.limit)


def _share(used: float | None, limit: float | None) -> float | None:
    if used is None or limit is None:
        return None
    if limit <= 0:
        return 0.0 if used == 0 else None
    return used / limit


class Load(NamedTuple):
    """How much somebody has to do; a tuple that words its terms when asked, as there are thousands in a list.

    Attributes:
        customers: How many customers there are, those included for whom the person only stands by.
        hours: Hours a week as they were agreed, as far as known; None: none is known.
        unknown_hours: In how many roles the hours are not known.
        weighted: The same hours weighted by tier, those not known taken like the others; None: not known.
        own: The customers that are not only stood by for, weighted by tier.
        capacity: What the person can do well.
        served: Whom the person serves, a line for each role.
    """

    customers: int
    hours: float | None
    unknown_hours: int
    weighted: float | None
    own: float
    capacity: Capacity
    served: tuple[Served, ...]

    @property
    def terms(self) -> tuple[LoadTerm, LoadTerm]:
        """Hours, and number of customers, with what they come from."""
        comfortable = self.capacity.customers
        return (
            LoadTerm("hours a week", self.weighted, self.capacity.hours, _hours_reason(self)),
            LoadTerm(
                "customers",
                self.own,
                None if comfortable is None else float(comfortable),
                _number_reason(self.served, self.capacity),
            ),
        )

    @property
    def share(self) -> float | None:
        """The load, 1 for as much as fits: the greater of the terms' shares; None: not known."""
        hours, number = _share(self.weighted, self.capacity.hours), _share(self.own, self.capacity.customers)
        if hours is None or number is None:
            return number if hours is None else hours
        return max(hours, number)

    @property
    def percent(self) -> int | None:
        """The load in percent; None: not known."""
        return None if self.share is None else round(100 * self.share)

    @property
    def band(self) -> Band:
        """The load in a word."""
        return band_of(self.share)

    @property
    def free_hours(self) -> float | None:
        """Weighted hours a week that are left, below zero where there are none; None: not known."""
        if self.weighted is None or self.capacity.hours is None:
            return None
        return self.capacity.hours - self.weighted


def band_of(share: float | None) -> Band:
    """Return the word for a load, 1 for as much as fits."""
    if share is None:
        return Band.UNKNOWN
    # A hair's breadth of rounding is no reason to be stretched.
    rounded = round(share, 6)
    if rounded > OVER_ABOVE:
        return Band.OVER
    return Band.STRETCHED if rounded > STRETCHED_ABOVE else Band.COMFORTABLE


def load_of(served: Sequence[Served], capacity: Capacity) -> Load:
    """Return how much somebody has to do.

    Args:
        served: Whom the person serves now, a line for each role.
        capacity: What the person can do well.
    """
    whole = told = hours = weighted = 0.0
    unknown = 0
    own: dict[str, float] = {}
    for _id, customer_id, tier, taken, backup in served:
        weight = TIER_WEIGHTS[tier]
        whole += weight
        if not backup:
            own[customer_id] = weight
        if taken is None:
            unknown += 1
        else:
            told += weight
            hours += taken
            weighted += taken * weight
    return Load(
        len({one.customer_id for one in served}),
        hours if unknown < len(served) or not served else None,
        unknown,
        None if served and told < LEAST_KNOWN * whole else weighted * whole / told if told else weighted,
        sum(own.values()),
        capacity,
        tuple(served),
    )


def _hours_reason(load: Load) -> str:
    served, unknown = load.served, load.unknown_hours
    parts = [
        f"{sum(one.hours or 0 for one in served if one.tier == tier):g} h of tier {tier} × {weight:g}"
        for tier, weight in TIER_WEIGHTS.items()
        if any(one.tier == tier and one.hours is not None for one in served)
    ]
    reason = " + ".join(parts) or ("no hours are known" if served else "nobody is served")
    if unknown and load.weighted is None:
        reason = f"the hours of {unknown} of {len(served)} roles are not known"
    elif unknown:
        reason += f"; the hours of {unknown} of {len(served)} roles are not known and taken like the others"
    return reason + ("; the capacity is not known" if load.capacity.hours is None else "")


def _number_reason(served: Sequence[Served], capacity: Capacity) -> str:
    tiers = {one.customer_id: one.tier for one in served if not one.backup}
    standing_by = len({one.customer_id for one in served} - set(tiers))
    parts = [
        f"{count} of tier {tier} × {weight:g}"
        for tier, weight in TIER_WEIGHTS.items()
        if (count := sum(own == tier for own in tiers.values()))
    ]
    reason = " + ".join(parts) or "no customer of one's own"
    if standing_by:
        reason += f"; backup of {standing_by}"
    return reason + ("; a comfortable number is not known" if capacity.customers is None else "")


def waiting(share: float | None) -> float | None:
    """Return how long a request waits on average, as a multiple of the time that it takes; None: without end.

    The formula is that of a queue with one server and random arrivals and lengths, load / (1 - load): the term U of
    Kingman's approximation (J. F. C. Kingman, "The single server queue in heavy traffic", 1961; "VUT equation" in
    Hopp and Spearman, "Factory Physics", chapter 8) with a variability of 1. It says how waiting grows, not how long
    a certain request will wait.
    """
    return None if share is None or share >= 1 else share / (1 - share)


def meaning(load: Load) -> str:
    """Return what a load means for the quality of the relationships."""
    said = QUALITY[load.band]
    times = waiting(load.share)
    if times is not None and load.share:
        said += f" On average a request waits about {times:.1f} times as long as it takes."
    elif load.share is not None and load.share >= 1:
        said += " What comes in waits longer every week: there is no average."
    return said


class Move(NamedTuple):
    """A representation that somebody else takes over.

    Attributes:
        representation_id: Which one.
        person_id: Who takes it.
    """

    representation_id: str
    person_id: str


def after_moves(
    serving: Mapping[str, Sequence[Served]], moves: Iterable[Move]
) -> dict[str, tuple[Served, ...]]:
    """Return whom everybody would serve if representations went to other people.

    Args:
        serving: Whom each person serves now, by the person's id.
        moves: Which representations go to whom; the last word counts where one is named twice.
    """
    to = {move.representation_id: move.person_id for move in moves}
    found: dict[str, list[Served]] = {person_id: [] for person_id in serving}
    for person_id, served in serving.items():
        for one in served:
            found.setdefault(to.get(one.id, person_id), []).append(one)
    return {person_id: tuple(served) for person_id, served in found.items()}
