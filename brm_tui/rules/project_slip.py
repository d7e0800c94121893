"""How far a project and its milestones have slipped: the forecast against what was first planned. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class MilestoneState(StrEnum):
    """How a milestone stands on a day."""

    REACHED = "reached"
    LATE = "late"
    SLIPPING = "slipping"
    ON_TIME = "on time"
    UNKNOWN = "no date"


class MilestoneStanding(NamedTuple):
    """One milestone as it stands.

    Attributes:
        state: How it stands.
        day: The day that counts: reached, else forecast, else as first planned.
        slip: Days behind what was first planned, negative where it is early; None: not known.
        overdue: Days since the day that counts has passed without it; 0 where it has not.
    """

    state: MilestoneState
    day: date | None
    slip: int | None
    overdue: int


def slip_days(baseline: date | None, now: date | None) -> int | None:
    """Return how many days a date has slipped, negative where it is earlier; None where either is unknown."""
    return None if baseline is None or now is None else (now - baseline).days


def milestone_standing(
    baseline: date | None, forecast: date | None, reached: date | None, today: date
) -> MilestoneStanding:
    """Return how a milestone stands.

    A milestone without a forecast is still expected as first planned, so its slip is not known, and it is late from
    the day after.
    """
    day = reached or forecast or baseline
    slip = slip_days(baseline, reached or forecast)
    if reached is not None:
        return MilestoneStanding(MilestoneState.REACHED, day, slip, 0)
    if day is None:
        return MilestoneStanding(MilestoneState.UNKNOWN, None, None, 0)
    overdue = max(0, (today - day).days)
    if overdue:
        return MilestoneStanding(MilestoneState.LATE, day, slip, overdue)
    state = MilestoneState.SLIPPING if slip is not None and slip > 0 else MilestoneState.ON_TIME
    return MilestoneStanding(state, day, slip, 0)


def show_slip(days: int | None) -> str:
    """Return a slip in words: ``on time``, ``+14 d``, ``-3 d``; empty where it is not known."""
    if days is None:
        return ""
    return "on time" if days == 0 else f"{days:+d} d"


class Span(NamedTuple):
    """Where something stands on a line of cells, both inclusive.

    Attributes:
        first: Its first cell.
        last: Its last cell.
    """

    first: int
    last: int


class Scale(NamedTuple):
    """A line of days in cells.

    Attributes:
        first: The first day.
        last: The last day.
        cells: How many cells the line has.
    """

    first: date
    last: date
    cells: int

    def cell(self, day: date) -> int:
        """Return the cell of a day; days beyond the line stand at its ends."""
        days = (self.last - self.first).days
        inside = min(max((day - self.first).days, 0), days)
        return inside * (self.cells - 1) // days if days else 0

    def span(self, start: date, end: date) -> Span:
        """Return the cells of a period."""
        return Span(self.cell(start), self.cell(end))


def scale(days: Sequence[date | None], cells: int) -> Scale | None:
    """Return the line that holds all days that are known; None where none is, or where it has no room."""
    known = [day for day in days if day is not None]
    if not known or cells < 2:
        return None
    return Scale(min(known), max(known), cells)
