"""Who of IT could serve a customer: by how well they know it and how much room they have, with the terms. Pure.

Affinity is rated 1 (stranger) to 5 (at home) in four aspects, by whoever enters a representation. What was rated at the
customer itself counts, else what was rated at the customers that it hangs together with, but never how well somebody
knows the customer itself. The weights are this product's judgement; every use shows the terms with the figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from brm_tui.rules.load import Band, Load


class Aspect(StrEnum):
    """In what somebody is at home, in the order of the fields."""

    ORGANISATION = "organisation"
    PROCESS = "process"
    SERVICES = "services"
    CUSTOMER = "customer"


ASPECTS = tuple(Aspect)
AFFINITY_WEIGHT, ROOM_WEIGHT = 60, 40
"""How much affinity and room weigh, in percent of the whole."""
_LEAST, _MOST = 1, 5


class Ratings(NamedTuple):
    """What was rated at one representation.

    Attributes:
        customer: What the customer is called.
        values: 1 to 5 for each aspect, None where nobody rated it.
        kin: Whether it is another customer that hangs together with the one in question.
    """

    customer: str
    values: tuple[int | None, ...]
    kin: bool = False


@dataclass(frozen=True, slots=True)
class Affinity:
    """How well somebody knows a customer in one aspect.

    Attributes:
        aspect: In what.
        value: 1 to 5, a mean where several customers say it; None: nobody rated it.
        reason: Where it was rated, in a few words.
    """

    aspect: Aspect
    value: float | None
    reason: str


class Fit(NamedTuple):
    """How well somebody would serve a customer; a tuple, as everybody of IT is a candidate.

    Attributes:
        affinities: Each aspect.
        now: What the person has to do now.
        after: What the person would have to do with the customer.
    """

    affinities: tuple[Affinity, ...]
    now: Load
    after: Load

    @property
    def affinity(self) -> float | None:
        """The mean of the aspects that are known, 1 to 5; None: none is."""
        if self.affinities is _NEVER_RATED:
            return None
        known = [one.value for one in self.affinities if one.value is not None]
        return sum(known) / len(known) if known else None

    @property
    def known(self) -> int:
        """How many aspects are known."""
        return sum(one.value is not None for one in self.affinities)

    @property
    def room(self) -> float | None:
        """The share of the person's capacity that is left with the customer, 0 to 1; None: not known."""
        share = self.after.share
        return None if share is None else max(0.0, 1 - share)

    @property
    def coverage(self) -> int:
        """How much of the weights is known, in percent."""
        rated = AFFINITY_WEIGHT * self.known / len(ASPECTS)
        return round(rated + (ROOM_WEIGHT if self.room is not None else 0))

    @property
    def score(self) -> int | None:
        """How well it fits, 0 to 100, the weights raised for what is not known; None: nothing is known."""
        terms = []
        affinity, room = self.affinity, self.room
        if affinity is not None:
            terms.append((AFFINITY_WEIGHT, (affinity - _LEAST) / (_MOST - _LEAST)))
        if room is not None:
            terms.append((ROOM_WEIGHT, room))
        if not terms:
            return None
        return round(
            100 * sum(weight * value for weight, value in terms) / sum(weight for weight, _v in terms)
        )

    @property
    def order(self) -> tuple[int, bool, int]:
        """What candidates are sorted by.

        Those who are known to know something of the customer come first, among them those last who would have far
        too much to do, and then the best.
        """
        score = self.score
        rank = 0 if self.affinity is not None else 1 if score is not None else 2
        return rank, self.after.band is Band.OVER, -(score or 0)


_NEVER_RATED = tuple(Affinity(aspect, None, "never rated") for aspect in ASPECTS)


def fit(ratings: Sequence[Ratings], now: Load, after: Load) -> Fit:
    """Return how well somebody would serve a customer.

    Args:
        ratings: What was rated of the person, at the customer itself the newest first, and at its kin.
        now: What the person has to do now.
        after: What the person would have to do with the customer.
    """
    rated = tuple(_affinity(place, ratings) for place in range(len(ASPECTS))) if ratings else _NEVER_RATED
    return Fit(rated, now, after)


def _affinity(place: int, ratings: Sequence[Ratings]) -> Affinity:
    aspect = ASPECTS[place]
    rated = [(one, value) for one in ratings if (value := one.values[place]) is not None]
    for one, value in rated:
        if not one.kin:
            return Affinity(aspect, float(value), "rated at this customer")
    kin = [] if aspect is Aspect.CUSTOMER else [(one.customer, value) for one, value in rated if one.kin]
    if not kin:
        return _NEVER_RATED[place]
    names = ", ".join(dict.fromkeys(name for name, _value in kin))
    return Affinity(aspect, sum(value for _name, value in kin) / len(kin), f"rated at {names}")
