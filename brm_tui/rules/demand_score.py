"""What a demand is worth beside others: one figure from four marks, and every term that it is made of. Pure.

The method is the weighted scoring model in the form of the simple multi-attribute rating technique (W. Edwards, “How
to Use Multiattribute Utility Measurement for Social Decisionmaking”, IEEE Transactions on Systems, Man, and
Cybernetics 7(5), 1977, 326–340): each mark becomes a share from 0 to 1 on its own scale, and the score is the
weighted mean of the shares, times 100.

    share of value and volume  (mark − 1) / 4        the more, the better
    share of size and risk     (5 − mark) / 4        the less, the better
    score                      100 × Σ weight × share / Σ weight, over the marks that are known

It is a sum rather than a quotient such as weighted shortest job first (value and risk over size), because the weights
of a sum can be renormalised where a mark is not known: unknown is no term and never zero, and `Score.coverage` says
how much of the weights is known. A score is a whole number, since marks of 1 to 5 carry no more; equal ones are ties.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from math import floor

from brm_tui.errors import FieldError

LEAST_COVERAGE = 50
"""Percent of the weights that must be known for a demand to have a score: one mark alone would rank as if all were."""
HEAVIEST = 10
"""The largest weight."""
SETTING = "demand weights"
"""What the desk calls the weights of its portfolio."""
_HIGHEST_MARK = 5
_WEIGHT = re.compile(r"(value|volume|size|risk)=(\d{1,2})\Z")


class Criterion(StrEnum):
    """What a demand is judged by."""

    VALUE = "value"
    VOLUME = "volume"
    SIZE = "size"
    RISK = "risk"


_THE_LESS_THE_BETTER = frozenset({Criterion.SIZE, Criterion.RISK})
_WORDS: Mapping[Criterion, tuple[str, str, str, str, str]] = {
    Criterion.VALUE: ("little worth", "some worth", "worth a good deal", "much worth", "very much worth"),
    Criterion.VOLUME: ("few", "some", "a good many", "many", "very many"),
    Criterion.SIZE: (
        "small effort",
        "some effort",
        "a good deal of effort",
        "large effort",
        "very large effort",
    ),
    Criterion.RISK: ("little risk", "some risk", "a good deal of risk", "much risk", "very much risk"),
}


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each criterion counts, from 0 to 10; only their proportion matters."""

    value: int = 4
    volume: int = 2
    size: int = 2
    risk: int = 2

    def of(self, criterion: Criterion) -> int:
        """Return the weight of a criterion."""
        weight: int = getattr(self, criterion.value)
        return weight

    @property
    def total(self) -> int:
        """The sum of all weights."""
        return self.value + self.volume + self.size + self.risk

    def percent(self, criterion: Criterion) -> float:
        """Return how much a criterion counts, in percent of the whole."""
        return 100 * self.of(criterion) / self.total

    def changed(self, criterion: Criterion, by: int) -> Weights:
        """Return the weights with one of them larger or smaller; as they are where that cannot be."""
        weight = min(HEAVIEST, max(0, self.of(criterion) + by))
        after = replace(self, **{criterion.value: weight})
        return after if after.total else self

    def text(self) -> str:
        """Return the weights as the desk keeps them: ``value=4 volume=2 size=2 risk=2``."""
        return " ".join(f"{field.name}={getattr(self, field.name)}" for field in fields(self))


def read_weights(text: str) -> Weights:
    """Return the weights that a text gives; those it does not name are the usual ones.

    Raises:
        FieldError: It gives no weights, or they are all 0.
    """
    given: dict[str, int] = {}
    for word in text.split():
        found = _WEIGHT.match(word)
        if found is None or int(found[2]) > HEAVIEST:
            raise _not_weights(text)
        given[found[1]] = int(found[2])
    weights = Weights(**given)
    if not weights.total:
        raise _not_weights(text)
    return weights


def _not_weights(text: str) -> FieldError:
    return FieldError("value", text, f"weights from 0 to {HEAVIEST}, not all 0, such as {Weights().text()}")


def kept_weights(text: str | None) -> Weights:
    """Return the weights that a desk keeps; the usual ones where it keeps none that can be read."""
    try:
        return read_weights(text or "")
    except FieldError:
        return Weights()


Marks = tuple[int | None, int | None, int | None, int | None]
"""Value, volume, size and risk, each from 1 to 5; None: not known."""


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a score.

    Attributes:
        criterion: What is judged.
        mark: From 1 to 5; None: not known.
        weight: Its weight.
        share: From 0 to 1, 1 the best; None: not known.
    """

    criterion: Criterion
    mark: int | None
    weight: int
    share: float | None

    @property
    def words(self) -> str:
        """What the mark says."""
        return "not known" if self.mark is None else _WORDS[self.criterion][self.mark - 1]


@dataclass(frozen=True, slots=True)
class Score:
    """A score with its terms.

    Attributes:
        terms: Every term.
    """

    terms: tuple[Term, ...]

    @property
    def coverage(self) -> int:
        """How much of the weights is known, in percent, rounded down."""
        known = sum(term.weight for term in self.terms if term.share is not None)
        return 100 * known // sum(term.weight for term in self.terms)

    @property
    def score(self) -> int | None:
        """The figure, 0 to 100; None where too little is known to say one."""
        known = [(term.weight, term.share) for term in self.terms if term.share is not None]
        weight = sum(weight for weight, _share in known)
        if not weight or self.coverage < LEAST_COVERAGE:
            return None
        return floor(100 * sum(weight * share for weight, share in known) / weight + 0.5)


def score(marks: Marks, weights: Weights) -> Score:
    """Return the score of a demand.

    Args:
        marks: Value, volume, size and risk.
        weights: How much each counts.
    """
    return Score(
        tuple(
            Term(criterion, mark, weights.of(criterion), _share(criterion, mark))
            for criterion, mark in zip(Criterion, marks, strict=True)
        )
    )


def _share(criterion: Criterion, mark: int | None) -> float | None:
    if mark is None:
        return None
    above = _HIGHEST_MARK - mark if criterion in _THE_LESS_THE_BETTER else mark - 1
    return above / (_HIGHEST_MARK - 1)


def standing(override: float | None, computed: int | None) -> float | None:
    """Return what a demand is ranked by: the score by hand where there is one, else the computed one."""
    return override if override is not None else computed


def ranks_of(counted: Iterable[tuple[float, int]]) -> dict[float, int]:
    """Return the rank of each standing: 1 and how many stand higher, so that equal ones share a rank.

    Args:
        counted: Each standing once, and how many demands have it.
    """
    found: dict[float, int] = {}
    above = 0
    for value, number in sorted(counted, reverse=True):
        found[value] = above + 1
        above += number
    return found


def ranks(standings: Sequence[float | None]) -> list[int | None]:
    """Return the rank of each, None where the standing is not known."""
    counts: dict[float, int] = {}
    for value in standings:
        if value is not None:
            counts[value] = counts.get(value, 0) + 1
    placed = ranks_of(counts.items())
    return [None if value is None else placed[value] for value in standings]
