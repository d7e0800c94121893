"""Satisfaction as the screens show it: surveys with what their answers say, and the maturity of relationships."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from brm_tui.desk.reading import DeskReading
from brm_tui.rules.maturity import MaturityGap, View, maturity_gap
from brm_tui.rules.satisfaction import Satisfaction, satisfaction
from brm_tui.store.queries import satisfaction as queries
from brm_tui.store.queries.paging import KeysetPager
from brm_tui.store.queries.satisfaction import (
    BY_CUSTOMER,
    Answer,
    MaturityLine,
    MaturityView,
    SatisfactionSummary,
    SatisfactionView,
    SurveyHead,
)

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

__all__ = [
    "BY_CUSTOMER",
    "Answer",
    "MaturityLine",
    "MaturityPage",
    "MaturityView",
    "SatisfactionSummary",
    "SatisfactionView",
    "SurveyHead",
    "SurveyLine",
    "SurveyPage",
    "gap_of",
    "maturity_lines",
    "maturity_page",
    "satisfaction_summary",
    "survey_lines",
    "survey_page",
]


@dataclass(frozen=True, slots=True)
class SurveyLine:
    """A survey with what its answers say.

    Attributes:
        head: The survey.
        figures: What the answers say; those of one customer where a customer's page asks.
        trend: The value of comparable surveys before, the oldest first, and of this one; None where nobody answered.
        counts: How many gave each score.
    """

    head: SurveyHead
    figures: Satisfaction
    trend: tuple[float | None, ...]
    counts: dict[int, int]

    @property
    def id(self) -> str:
        """The survey's id."""
        return self.head.id


@dataclass(frozen=True, slots=True)
class SurveyPage:
    """A survey with all its answers, the newest entry first."""

    line: SurveyLine
    earlier: tuple[SurveyLine, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class MaturityPage:
    """How mature a relationship is, and how both sides saw it over time, the newest first."""

    line: MaturityLine
    gap: MaturityGap
    course: tuple[MaturityView, ...]


class _SurveyPages:
    """Pages of surveys, the answers counted for a page at a time."""

    def __init__(self, desk: Desk, view: SatisfactionView) -> None:
        self._desk = desk
        self._customer_id = view.customer_id
        self._heads: KeysetPager[SurveyHead] = queries.survey_heads(
            DeskReading(desk), view, desk.today, desk.clock.zone
        )

    def count(self) -> int:
        """Begin a new reading and return how many surveys there are now."""
        return self._heads.count()

    def fetch(self, start: int, count: int) -> list[SurveyLine]:
        """Return up to ``count`` surveys from position ``start``."""
        return _lines(self._desk, self._heads.fetch(start, count), self._customer_id)

    def index_of(self, survey_id: str) -> int | None:
        """Return where a survey is, or None where it is not listed."""
        return self._heads.index_of(survey_id)

    def present(self, survey_ids: Collection[str]) -> frozenset[str]:
        """Return those of the ids that are listed."""
        return self._heads.present(survey_ids)


def survey_lines(desk: Desk, view: SatisfactionView) -> _SurveyPages:
    """Return the pages of surveys; of a customer only with its own answers."""
    return _SurveyPages(desk, view)


def _lines(desk: Desk, heads: Sequence[SurveyHead], customer_id: str) -> list[SurveyLine]:
    earlier: dict[str, list[SurveyHead]] = {
        head.id: desk.read(queries.earlier_surveys, head) for head in heads
    }
    ids = {head.id for head in heads} | {before.id for several in earlier.values() for before in several}
    counts = desk.read(queries.score_counts, ids, customer_id) if ids else {}
    made = []
    for head in heads:
        figures = _figures(head, counts[head.id], customer_id)
        before = [_figures(other, counts[other.id], customer_id).value for other in earlier[head.id]]
        known = {score: count for score, count in counts[head.id].items() if score is not None}
        made.append(SurveyLine(head, figures, (*before, figures.value), known))
    return made


def _figures(head: SurveyHead, counts: dict[int | None, int], customer_id: str) -> Satisfaction:
    """Return what answers say; of how many of a customer were asked in a survey of all, nothing is known."""
    scores = {score: count for score, count in counts.items() if score is not None}
    whole = not customer_id or head.customer_id == customer_id
    return satisfaction(
        head.method,
        scores,
        unscored=counts.get(None, 0),
        invited=head.invited if whole else None,
        sample=head.sample if whole else None,
    )


def survey_page(desk: Desk, survey_id: str, customer_id: str = "") -> SurveyPage | None:
    """Return a survey with its answers, None where it is gone."""
    head: SurveyHead | None = desk.read(queries.survey_head, survey_id)
    if head is None:
        return None
    earlier = desk.read(queries.earlier_surveys, head)
    *before, line = _lines(desk, [*earlier, head], customer_id)
    return SurveyPage(line, tuple(before), tuple(desk.read(queries.answers, survey_id, customer_id)))


def satisfaction_summary(desk: Desk, customer_id: str = "") -> SatisfactionSummary:
    """Return surveys and views in figures."""
    found: SatisfactionSummary = desk.read(queries.satisfaction_summary, customer_id)
    return found


def maturity_lines(desk: Desk, view: SatisfactionView) -> KeysetPager[MaturityLine]:
    """Return the pages of customers with the last view of each side."""
    return queries.maturity_lines(DeskReading(desk), view, desk.today, desk.clock.zone)


def gap_of(desk: Desk, line: MaturityLine) -> MaturityGap:
    """Return what lies between the two views, and the next step."""
    business = it = None
    if line.business_level is not None and line.business_day is not None:
        business = View(line.business_level, line.business_day)
    if line.it_level is not None and line.it_day is not None:
        it = View(line.it_level, line.it_day)
    return maturity_gap(business, it, desk.today)


def maturity_page(desk: Desk, customer_id: str) -> MaturityPage | None:
    """Return how mature the relationship with a customer is, None where nobody said."""
    found = maturity_lines(desk, replace(BY_CUSTOMER, customer_id=customer_id))
    if not found.count():
        return None
    line = found.fetch(0, 1)[0]
    return MaturityPage(line, gap_of(desk, line), tuple(desk.read(queries.maturity_course, customer_id)))
