"""How a service does for a customer: its level and the satisfaction with it, judged by stated limits. Pure.

Periods are months, ``2026-11``. The figures of a month come when it is over, so the newest that can be there are last
month's: their age is 0. What is `STALE_AFTER` months old or older is stale: it is shown, marked, and judges nothing.

- **Level.** Green where it reached its target. What a target leaves open (0.5 of a target of 99.5 %) is what may be
  lost, the error budget of site reliability engineering (Beyer and others, 2016, chapter 3): amber where less than
  twice of that was lost, red from there on. A target of 100 % leaves nothing open, so any loss is red.
- **Satisfaction**, 1 to 5. Its middle, 3, is "neither nor"; the limits are half a step from it: green from 3.5 on, red
  below 2.5, amber between.
- **Overall** the worst of what is known. Where nothing is known, nothing is said.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from brm_tui.rules.dates import MONTHS
from brm_tui.rules.vocabulary import Rag

STALE_AFTER = 2
"""Months that data may not be old."""
LOST_AT_MOST = 2.0
"""How many times what the target leaves open may be lost before the level is red."""
SATISFIED_FROM = 3.5
DISSATISFIED_BELOW = 2.5
NEARLY = 1e-9
"""What two levels may differ by and still be the same, so that 99.3 is not less than 100 − 0.7 in binary."""

_PERIODS = (
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})(?:-\d{1,2}(?:[ T].*)?)?"),
    re.compile(r"(?:\d{1,2}\.)?(?P<month>\d{1,2})[./-](?P<year>\d{4})"),
)
_NAMED_PERIOD = re.compile(r"([a-z]{3,9})\.? +(\d{4})")


class Figure(NamedTuple):
    """The newest figure that is known.

    Attributes:
        value: The figure.
        period: Of which month.
    """

    value: float
    period: str


class Known(NamedTuple):
    """What is known of a service for a customer, the newest of each.

    Attributes:
        level: The level achieved, in percent.
        target: The level promised in that month, in percent; the one agreed now where that month has none.
        satisfaction: From 1 to 5.
        newest: The newest month of which anything is known.
    """

    level: Figure | None = None
    target: float | None = None
    satisfaction: Figure | None = None
    newest: str | None = None


class Term(NamedTuple):
    """One thing that is judged.

    Attributes:
        name: What.
        rag: How it stands; None: not known, or too old to say.
        figure: The figure in words, empty where there is none.
        reason: Why it stands so.
    """

    name: str
    rag: Rag | None
    figure: str
    reason: str


class Standing(NamedTuple):
    """How a service does for a customer.

    Attributes:
        rag: The worst of what is known; None: nothing is known, or all is stale.
        terms: Level and satisfaction.
        stale: Whether the newest data is stale. Data that never was is unknown, not stale.
    """

    rag: Rag | None
    terms: tuple[Term, Term]
    stale: bool

    @property
    def coverage(self) -> str:
        """How much of it is judged, in words."""
        judged = sum(term.rag is not None for term in self.terms)
        return f"{judged} of {len(self.terms)} judged"


def months_between(earlier: str, later: str) -> int:
    """Return how many months lie between two periods."""
    return _index(later) - _index(earlier)


@lru_cache(maxsize=8)
def newest_period(today: date) -> str:
    """Return the newest month that is over."""
    return period_before(f"{today:%Y-%m}", 1)


def period_before(period: str, months: int) -> str:
    """Return the period some months before, or after where the number is negative."""
    year, month = divmod(_index(period) - months, 12)
    return f"{year:04d}-{month + 1:02d}"


@lru_cache(maxsize=8)
def stale_before(today: date) -> str:
    """Return the first month whose data is not stale."""
    return period_before(newest_period(today), STALE_AFTER - 1)


@lru_cache(maxsize=8)
def trend_periods(today: date, months: int) -> tuple[str, ...]:
    """Return the periods of a trend, the newest month that is over the last of them."""
    newest = newest_period(today)
    return tuple(period_before(newest, back) for back in range(months - 1, -1, -1))


def _index(period: str) -> int:
    return int(period[:4]) * 12 + int(period[5:7]) - 1


def level_rag(level: float, target: float) -> Rag:
    """Return how a level stands against its target, both in percent."""
    if level >= target - NEARLY:
        return Rag.GREEN
    return Rag.AMBER if 100 - level < LOST_AT_MOST * (100 - target) - NEARLY else Rag.RED


def satisfaction_rag(value: float) -> Rag:
    """Return how a satisfaction from 1 to 5 stands."""
    if value >= SATISFIED_FROM:
        return Rag.GREEN
    return Rag.RED if value < DISSATISFIED_BELOW else Rag.AMBER


def percent(value: float) -> str:
    """Return a level as a person writes it."""
    return f"{value:.10g} %"


def standing(known: Known, today: date) -> Standing:
    """Return how a service does, with the reasons."""
    terms = (_level(known, today), _satisfaction(known.satisfaction, today))
    rags = [term.rag for term in terms if term.rag is not None]
    rag = next((rag for rag in (Rag.RED, Rag.AMBER, Rag.GREEN) if rag in rags), None)
    return Standing(rag, terms, known.newest is not None and is_stale(known.newest, today))


def is_stale(period: str, today: date) -> bool:
    """Answer whether data of a period is too old to judge by."""
    return period < stale_before(today)


def _too_old(period: str, today: date) -> str:
    months = months_between(period, newest_period(today))
    return f"of {period}, {months} months older than the newest can be: too old to judge by"


def _level(known: Known, today: date) -> Term:
    name = "service level"
    if known.level is None:
        return Term(name, None, "", "nobody measured it")
    level, target = known.level.value, known.target
    figure = percent(level) + (f" of {percent(target)}" if target is not None else "")
    if is_stale(known.level.period, today):
        return Term(name, None, figure, _too_old(known.level.period, today))
    if target is None:
        return Term(name, None, figure, "no target was agreed")
    rag = level_rag(level, target)
    if rag is Rag.GREEN:
        return Term(name, rag, figure, f"the target was reached in {known.level.period}")
    lost, open_ = round(100 - level, 4), round(100 - target, 4)
    reason = f"{lost:g} lost in {known.level.period} where {open_:g} may be"
    if rag is Rag.RED and open_:
        reason += f"; red from {LOST_AT_MOST:g} times that on"
    return Term(name, rag, figure, reason)


def _satisfaction(figure: Figure | None, today: date) -> Term:
    name = "satisfaction"
    if figure is None:
        return Term(name, None, "", "nobody was asked")
    words = f"{figure.value:.10g} of 5"
    if is_stale(figure.period, today):
        return Term(name, None, words, _too_old(figure.period, today))
    rag = satisfaction_rag(figure.value)
    limits = {
        Rag.GREEN: f"{SATISFIED_FROM:g} or more",
        Rag.AMBER: f"from {DISSATISFIED_BELOW:g} to below {SATISFIED_FROM:g}",
        Rag.RED: f"below {DISSATISFIED_BELOW:g}",
    }
    return Term(name, rag, words, f"{limits[rag]}, in {figure.period}")


def read_period(text: str) -> str | None:
    """Return the month that a text means, or None: ``2026-11``, ``11/2026``, ``Nov 2026`` or a day of it."""
    wanted = text.strip().casefold()
    for form in _PERIODS:
        if match := form.fullmatch(wanted):
            month = int(match["month"])
            return f"{match['year']}-{month:02d}" if 1 <= month <= 12 and match["year"] > "0000" else None
    if match := _NAMED_PERIOD.fullmatch(wanted):
        for number, name in enumerate(MONTHS, start=1):
            if match[1].startswith(name.casefold()):
                return f"{match[2]}-{number:02d}"
    return None
