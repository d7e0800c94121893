"""Which meetings that a forum promised did not take place, and in whose stead no other one does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from brm_tui.rules.recurrence_words import MONTH_NAMES
from brm_tui.rules.vocabulary import MeetingState

_WEEKS = {"weekly": 1, "fortnightly": 2}
_MONTHS = {"monthly": 1, "every two months": 2, "quarterly": 3, "half-yearly": 6, "yearly": 12}


class Rhythm(NamedTuple):
    """How often a forum meets.

    Attributes:
        forum_id: The forum.
        frequency: weekly, monthly and the like.
        first: The first day, from which periods are counted.
    """

    forum_id: str
    frequency: str
    first: date

    def period(self, day: date) -> int:
        """Return which of the forum's periods a day is in; each promises one meeting."""
        weeks = _WEEKS.get(self.frequency)
        if weeks is not None:
            return (_monday(day) - _monday(self.first)) // timedelta(weeks=weeks)
        months = (day.year - self.first.year) * 12 + day.month - self.first.month
        return months // _MONTHS[self.frequency]

    def said(self, day: date) -> str:
        """Return how the period of a day is called."""
        if self.frequency in _WEEKS:
            week = "week" if self.frequency == "weekly" else "fortnight"
            return f"the {week} of {_monday(day).day} {MONTH_NAMES[_monday(day).month - 1]}"
        if self.frequency == "monthly":
            return MONTH_NAMES[day.month - 1]
        words = {2: "its two months", 3: "its quarter", 6: "its half-year", 12: "its year"}
        return words[_MONTHS[self.frequency]]


class Other(NamedTuple):
    """Another meeting of a forum.

    Attributes:
        event_id: Its event.
        original_start: Which occurrence.
        day: The day on which it takes place.
    """

    event_id: str
    original_start: datetime
    day: date


@dataclass(frozen=True, slots=True)
class ForumFacts:
    """What is known of forums' meetings.

    Attributes:
        now: Meetings that are over by then ought to have been held.
        events: The events that forums made.
        states: What was recorded, by event and occurrence.
        rhythms: Of the forums that had a meeting cancelled or not held, by event.
        taking_place: All meetings of these forums that were held, or may still be, by forum.
    """

    now: datetime
    events: frozenset[str] = frozenset()
    states: Mapping[tuple[str, datetime], MeetingState] = field(default_factory=dict)
    rhythms: Mapping[str, Rhythm] = field(default_factory=dict)
    taking_place: Mapping[str, Sequence[Other]] = field(default_factory=dict)


class Missed(NamedTuple):
    """Why a forum's meeting counts as missed.

    Attributes:
        reason: In words.
        certain: Whether it is known that it did not take place, rather than not recorded.
    """

    reason: str
    certain: bool


def missed(
    facts: ForumFacts, event_id: str, original_start: datetime | None, end_at: datetime, *, cancelled: bool
) -> Missed | None:
    """Return why a meeting counts as missed; None where it does not.

    Args:
        facts: What is known of the forums.
        event_id: The meeting's event.
        original_start: Which occurrence.
        end_at: When it ends, aware.
        cancelled: Whether it was cancelled in the calendar.
    """
    if event_id not in facts.events or original_start is None:
        return None
    state = facts.states.get((event_id, original_start))
    if state is None and cancelled:
        state = MeetingState.CANCELLED
    if state is None:
        if end_at > facts.now:
            return None
        return Missed("forum meeting missed: no record says that it was held", certain=False)
    if state is MeetingState.HELD:
        return None
    rhythm = facts.rhythms.get(event_id)
    if rhythm is None:
        return None
    day = original_start.date()
    period = rhythm.period(day)
    own = (event_id, original_start)
    for other in facts.taking_place.get(rhythm.forum_id, ()):
        if other[:2] != own and rhythm.period(other.day) == period:
            return None
    said = "cancelled" if state is MeetingState.CANCELLED else "not held"
    return Missed(f"forum meeting {said}, and no other in {rhythm.said(day)}", certain=True)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
