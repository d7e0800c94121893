"""Feedback as the screens show it: lists, figures, repeat causes, and one piece in full."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from brm_tui.clock import zone_named
from brm_tui.desk.reading import DeskReading
from brm_tui.desk.working_times import WorkingTimes
from brm_tui.rules.capture import Known
from brm_tui.rules.dates import months_later
from brm_tui.rules.feedback_capture import KnownService
from brm_tui.rules.feedback_due import Ageing, ageing, due_days
from brm_tui.rules.feedback_life import state_dates
from brm_tui.rules.vocabulary import FeedbackState
from brm_tui.rules.working_time import WorkingTime
from brm_tui.store.queries import feedback as queries
from brm_tui.store.queries.capture import known_names
from brm_tui.store.queries.feedback import (
    CauseCount,
    FeedbackLine,
    FeedbackOrder,
    FeedbackSummary,
    FeedbackTexts,
    FeedbackView,
    FeedbackWanted,
)
from brm_tui.store.queries.paging import KeysetPager

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

__all__ = [
    "CauseCount",
    "FeedbackLine",
    "FeedbackOrder",
    "FeedbackPage",
    "FeedbackSummary",
    "FeedbackTexts",
    "FeedbackView",
    "FeedbackWanted",
    "feedback_lines",
    "feedback_page",
    "feedback_summary",
    "names_for_feedback",
    "our_working_time",
    "repeat_causes",
]

CAUSE_MONTHS = 12
"""Repeat causes are counted over so many months."""
_BACK, _AHEAD = timedelta(days=1_500), timedelta(days=400)


@dataclass(frozen=True, slots=True)
class FeedbackPage:
    """One piece of feedback in full.

    Attributes:
        line: As it is listed.
        texts: What is only read.
        age: How old it is.
        dates: When it came into each state, None where nobody recorded it.
        days: Working days in which a complaint must be settled, by severity.
        works: Whose weekends and holidays were left out.
    """

    line: FeedbackLine
    texts: FeedbackTexts
    age: Ageing
    dates: dict[FeedbackState, date | None]
    days: dict[str, int]
    works: WorkingTime = field(repr=False)


def our_working_time(desk: Desk) -> WorkingTime:
    """Return when we work ourselves, around today: what promises of days are counted by."""
    return WorkingTimes(desk, desk.today - _BACK, desk.today + _AHEAD).own


def feedback_lines(desk: Desk, wanted: FeedbackWanted, order: FeedbackOrder) -> KeysetPager[FeedbackLine]:
    """Return the pages of what is wanted."""
    return queries.feedback_lines(DeskReading(desk), wanted, order, desk.today, desk.clock.zone)


def feedback_summary(desk: Desk, customer_id: str = "") -> FeedbackSummary:
    """Return the feedback of a customer, or of all, in figures."""
    found: FeedbackSummary = desk.read(queries.feedback_summary, customer_id, desk.today)
    return found


def repeat_causes(desk: Desk, customer_id: str = "") -> list[CauseCount]:
    """Return how often each cause came up with each service within `CAUSE_MONTHS`, the most frequent first."""
    since = months_later(desk.today, -CAUSE_MONTHS)
    found: list[CauseCount] = desk.read(queries.cause_counts, customer_id, since)
    return found


def feedback_page(desk: Desk, feedback_id: str) -> FeedbackPage | None:
    """Return one piece of feedback in full, None where it is gone."""
    line: FeedbackLine | None = desk.read(queries.feedback_line, feedback_id)
    texts: FeedbackTexts | None = desk.read(queries.feedback_texts, feedback_id)
    if line is None or texts is None:
        return None
    works = our_working_time(desk)
    zone = zone_named(desk.clock.zone)
    moves = [
        (state, at.astimezone(zone).date() if at is not None else None)
        for state, at in desk.read(queries.state_moves, feedback_id)
    ]
    dates = state_dates(line.kind, line.received, moves)
    if line.closed is not None:
        dates[FeedbackState.CLOSED] = line.closed
    return FeedbackPage(
        line,
        texts,
        age_of(line, desk.today, works),
        dates,
        due_days(desk.settings.feedback_days),
        works,
    )


def age_of(line: FeedbackLine, today: date, works: WorkingTime) -> Ageing:
    """Return how old listed feedback is."""
    return ageing(line.kind, line.state, line.received, line.due, line.closed, today, works)


def names_for_feedback(desk: Desk) -> tuple[Known, list[KnownService]]:
    """Return whom and what a line of feedback can name."""
    known: Known = desk.read(known_names, desk.today)
    return known, [KnownService(*row) for row in desk.read(queries.known_services)]
