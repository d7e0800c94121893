"""What a survey says: satisfaction by a named method, always with how many answered, and how sure that is.

CSAT is asked on a scale from 1 to 5. Two figures are given: the *top-2-box share*, the percentage of answers that
are 4 or 5, and the mean (Farris, Bendle, Pfeifer, Reibstein: Marketing Metrics, on customer satisfaction). NPS is
asked on a scale from 0 to 10: the percentage of promoters (9 and 10) minus that of detractors (0 to 6) (Reichheld:
The One Number You Need to Grow, Harvard Business Review, December 2003).

The margin is half of the 95 % interval around the figure: for a share by Agresti and Coull (The American
Statistician 52, 1998), which adds two answers of each kind; for NPS from the variance of answers that count +1, 0
and -1 (Rocks: Interval Estimation for the "Net Promoter Score", The American Statistician 70, 2016). Where the
survey says for how many people it stands, it shrinks by the usual correction for a finite population. Below `FEW`
answers no margin is given and the figure is marked: even with 10 answers a share of one half is only known to 26
points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from brm_tui.rules.vocabulary import SurveyMethod

FEW = 10
"""Fewer answers than these are marked."""
SCALES: Mapping[SurveyMethod, tuple[int, int]] = {SurveyMethod.CSAT: (1, 5), SurveyMethod.NPS: (0, 10)}
"""The lowest and highest score of each method."""

_TOP = 4
_PROMOTER, _DETRACTOR = 9, 6
_Z = 1.96


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """What the answers to a survey say; what is not known is None, never zero.

    Attributes:
        method: How it was asked.
        answers: How many gave a score on the scale.
        unscored: How many answered without one, or with one off the scale.
        value: The top-2-box share or the NPS, in points.
        mean: The mean score.
        high: How many gave a 4 or 5, or are promoters.
        low: How many gave a 1 or 2, or are detractors.
        margin: Half of the 95 % interval in points; None where nobody or too few answered.
        few: Whether too few answered to say much.
        response_rate: Answers of any kind per person invited, 0 to 1; None where that is unknown or cannot be.
        invited: How many were asked.
        sample: For how many they stand.
    """

    method: SurveyMethod
    answers: int
    unscored: int
    value: float | None
    mean: float | None
    high: int
    low: int
    margin: float | None
    few: bool
    response_rate: float | None
    invited: int | None
    sample: int | None

    @property
    def middle(self) -> int:
        """How many are neither high nor low."""
        return self.answers - self.high - self.low


def satisfaction(
    method: SurveyMethod,
    counts: Mapping[int, int],
    *,
    unscored: int = 0,
    invited: int | None = None,
    sample: int | None = None,
) -> Satisfaction:
    """Return what answers say; the module's text says how.

    Args:
        method: How it was asked.
        counts: How many gave each score.
        unscored: How many answered without a score.
        invited: How many were asked; None where unknown.
        sample: For how many they stand; None where unknown.
    """
    lowest, highest = SCALES[method]
    known = {score: count for score, count in counts.items() if lowest <= score <= highest}
    total = sum(known.values())
    unscored += sum(counts.values()) - total
    nps = method is SurveyMethod.NPS
    high = sum(count for score, count in known.items() if score >= (_PROMOTER if nps else _TOP))
    low = sum(count for score, count in known.items() if score <= (_DETRACTOR if nps else 2))
    value = mean = margin = None
    if total:
        value = 100 * (high - low if nps else high) / total
        mean = sum(score * count for score, count in known.items()) / total
    if total >= FEW:
        margin = 100 * _Z * (_nps_error(high, low, total) if nps else _share_error(high, total))
        margin *= _finite(total, sample)
    answered = total + unscored
    rate = answered / invited if invited and answered <= invited else None
    return Satisfaction(
        method, total, unscored, value, mean, high, low, margin, total < FEW, rate, invited, sample
    )


def _nps_error(promoters: int, detractors: int, total: int) -> float:
    share = (promoters - detractors) / total
    return sqrt(((promoters + detractors) / total - share**2) / total)


def _share_error(high: int, total: int) -> float:
    share = (high + 2) / (total + 4)
    return sqrt(share * (1 - share) / (total + 4))


def _finite(total: int, population: int | None) -> float:
    """Return by how much the error shrinks where a good part of all was asked."""
    if population is None or population < max(total, 2):
        return 1.0
    return sqrt((population - total) / (population - 1))


def score_allowed(method: SurveyMethod) -> str:
    """Return which scores a method takes, as a clause."""
    lowest, highest = SCALES[method]
    return f"{lowest} to {highest}, as {method.value} is asked"
