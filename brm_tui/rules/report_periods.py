"""The time that a report is about: a month, a quarter or a year, by the calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from brm_tui.errors import FieldError
from brm_tui.rules.dates import months_later

_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_QUARTER = re.compile(r"([0-9]{4})-?[Qq]([1-4])")
_YEAR = re.compile(r"[0-9]{4}")
_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
ALLOWED = "a month such as 2026-11, a quarter such as 2026-Q4 or a year such as 2026"


class Span(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_LAST_QUARTER = 10
_MONTHS = {Span.MONTH: 1, Span.QUARTER: 3, Span.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time.

    Attributes:
        text: As a person writes it: 2026-11, 2026-Q4, 2026.
        span: How long it is.
        first: Its first day.
        last: Its last day.
    """

    text: str
    span: Span
    first: date
    last: date

    @property
    def words(self) -> str:
        """``November 2026``, ``4th quarter of 2026``, ``2026``."""
        if self.span is Span.MONTH:
            return f"{_NAMES[self.first.month - 1]} {self.first.year}"
        if self.span is Span.QUARTER:
            number = (self.first.month + 2) // 3
            return f"{('1st', '2nd', '3rd', '4th')[number - 1]} quarter of {self.first.year}"
        return str(self.first.year)

    @property
    def before(self) -> Period:
        """The period of the same length before it."""
        return _of(self.span, months_later(self.first, -_MONTHS[self.span]))

    @property
    def after(self) -> Period:
        """The period of the same length after it."""
        return _of(self.span, months_later(self.first, _MONTHS[self.span]))

    @property
    def months(self) -> tuple[str, ...]:
        """Its months as measures name them: 2026-11."""
        return tuple(
            f"{day.year}-{day.month:02}"
            for number in range(_MONTHS[self.span])
            for day in [months_later(self.first, number)]
        )

    def months_up_to(self, count: int) -> tuple[str, ...]:
        """Return so many months, the last of which is the period's last."""
        end = self.last.replace(day=1)
        return tuple(
            f"{day.year}-{day.month:02}"
            for number in range(count - 1, -1, -1)
            for day in [months_later(end, -number)]
        )


def read_period(text: str) -> Period:
    """Return the period that a text names.

    Raises:
        FieldError: It names none.
    """
    wanted = text.strip()
    try:
        if found := _MONTH.fullmatch(wanted):
            return _of(Span.MONTH, date(int(found[1]), int(found[2]), 1))
        if found := _QUARTER.fullmatch(wanted):
            return _of(Span.QUARTER, date(int(found[1]), 3 * int(found[2]) - 2, 1))
        if _YEAR.fullmatch(wanted):
            return _of(Span.YEAR, date(int(wanted), 1, 1))
    except (ValueError, OverflowError):
        pass
    raise FieldError("period", text, ALLOWED)


def usual_period(span: Span, today: date) -> Period:
    """Return the period that a report of some length is usually about: the last whole one.

    In its last quarter a year is looked back on already.
    """
    current = _of(span, _begin(span, today))
    return current if span is Span.YEAR and today.month >= _LAST_QUARTER else current.before


def _begin(span: Span, day: date) -> date:
    months = _MONTHS[span]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def _of(span: Span, first: date) -> Period:
    last = months_later(first, _MONTHS[span]) - timedelta(days=1)
    if span is Span.MONTH:
        text = f"{first.year:04}-{first.month:02}"
    elif span is Span.QUARTER:
        text = f"{first.year:04}-Q{(first.month + 2) // 3}"
    else:
        text = f"{first.year:04}"
    return Period(text, span, first, last)


def month_words(month: str, *, first: bool = False) -> str:
    """Return a month of measures for the foot of a chart: ``Feb``, and the year below January and the first one."""
    name = _NAMES[int(month[5:]) - 1][:3]
    return f"{name}\n{month[:4]}" if first or month.endswith("-01") else name
