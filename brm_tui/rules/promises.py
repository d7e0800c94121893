"""How well each side keeps its promises: the share kept in time of those that fell due, with its terms. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from brm_tui.rules.vocabulary import PromiseSide

PERIOD_DAYS = 365
"""The days before today in which a promise must have fallen due to be counted."""


@dataclass(frozen=True, slots=True)
class KeepRate:
    """How one side kept what it promised.

    The rate is ``kept / (kept + late + open_late)``. What was given up was agreed to be given up and is no term;
    what is done on a day that nobody noted says nothing of being in time, and is no term either.

    Attributes:
        side: Whose promises.
        since: The first day on which a counted promise fell due.
        until: The last one; yesterday, for what is due today can still be kept.
        kept: Done on the day or before.
        late: Done, but after the day.
        open_late: Not done yet, and the day is past.
        unknown: Done on a day that nobody noted.
        cancelled: Given up.
        ahead: Open, and not due yet or due on no day: nothing can be said of them.
    """

    side: PromiseSide
    since: date
    until: date
    kept: int = 0
    late: int = 0
    open_late: int = 0
    unknown: int = 0
    cancelled: int = 0
    ahead: int = 0

    @property
    def judged(self) -> int:
        """How many promises the rate is made of."""
        return self.kept + self.late + self.open_late

    @property
    def percent(self) -> int | None:
        """The share kept in time, in percent; None where no promise fell due."""
        return round(100 * self.kept / self.judged) if self.judged else None


def period(today: date) -> tuple[date, date]:
    """Return the first and the last day on which a promise must have fallen due to be counted."""
    return today - timedelta(days=PERIOD_DAYS), today - timedelta(days=1)


def keep_rates(counts: Iterable[tuple[str | None, str, int]], today: date) -> tuple[KeepRate, ...]:
    """Return the rate of IT and that of the business.

    Args:
        counts: Side, term of `KeepRate` and number; promises of nobody are left out.
        today: The day that it is asked on.
    """
    since, until = period(today)
    terms: dict[str, dict[str, int]] = {side.value: {} for side in PromiseSide}
    for side, term, number in counts:
        if side in terms:
            terms[side][term] = terms[side].get(term, 0) + number
    return tuple(
        KeepRate(side, since, until, **terms[side.value]) for side in (PromiseSide.IT, PromiseSide.BUSINESS)
    )
