"""What other weights would do to the order of demands, before anything is kept. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from brm_tui.rules.demand_score import Marks, Weights, ranks, score, standing


class Marked(Protocol):
    """A demand with its marks."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def value(self) -> int | None:
        """From 1 to 5, how much it is worth."""
        ...

    @property
    def volume(self) -> int | None:
        """From 1 to 5, how many it is for."""
        ...

    @property
    def size(self) -> int | None:
        """From 1 to 5, how large it is."""
        ...

    @property
    def risk(self) -> int | None:
        """From 1 to 5, how much risk it has."""
        ...

    @property
    def score_override(self) -> float | None:
        """Its score by hand."""
        ...


class Moved(NamedTuple):
    """A demand under both weights.

    Attributes:
        place: Its position in what was given.
        before: Its rank by the weights that hold; None: it has none.
        after: Its rank by the others.
        score_before: What it is ranked by now.
        score_after: What it would be ranked by.
        tied: Whether others would share its rank.
    """

    place: int
    before: int | None
    after: int | None
    score_before: float | None
    score_after: float | None
    tied: bool

    @property
    def up(self) -> int | None:
        """How many ranks it rises, minus for falling; None where it has no rank on one side."""
        return None if self.before is None or self.after is None else self.before - self.after


def what_if(demands: Sequence[Marked], before: Weights, after: Weights) -> list[Moved]:
    """Return demands in the order that other weights would give them, those without a score last.

    Args:
        demands: In the order that holds; ties stay in it.
        before: The weights that hold.
        after: The others.
    """
    now = _standings(demands, before)
    then = now if after == before else _standings(demands, after)
    first, second = ranks(now), ranks(then)
    shared = Counter(second)
    last = len(demands) + 1
    order = sorted(range(len(demands)), key=[last if rank is None else rank for rank in second].__getitem__)
    return [
        Moved(place, first[place], second[place], now[place], then[place], shared[second[place]] > 1)
        for place in order
    ]


def _standings(demands: Sequence[Marked], weights: Weights) -> list[float | None]:
    """Return what each is ranked by; equal marks are scored once, as there are at most 1,296 of them."""
    computed: dict[Marks, int | None] = {}
    found = []
    for demand in demands:
        marks = (demand.value, demand.volume, demand.size, demand.risk)
        if marks not in computed:
            computed[marks] = _score(marks, weights)
        found.append(standing(demand.score_override, computed[marks]))
    return found


@lru_cache(maxsize=4 * 6**4)
def _score(marks: Marks, weights: Weights) -> int | None:
    """Return a score; kept, as the weights that hold are compared with again and again."""
    return score(marks, weights).score
