"""A forum's rhythm: frequency and day rule as a person writes them, made into a recurrence."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import Enum

from brm_tui.errors import FieldError
from brm_tui.rules.calendar_items import Series
from brm_tui.rules.recurrence import first_instance
from brm_tui.rules.recurrence_rule import WORKING_DAYS, RecurrenceRule
from brm_tui.rules.recurrence_words import WEEKDAY_NAMES, listed, ordinal

ALLOWED_DAY_RULES = (
    "nothing (the first date's own day), weekdays such as “tuesday” or “mon, thu”, “1st tuesday”, "
    "“last friday”, “day 15”, “last day”, “first working day”, “last working day”"
)
"""What a day rule may say, for help and errors."""

_FREQUENCIES = {
    "weekly": ("WEEKLY", 1),
    "fortnightly": ("WEEKLY", 2),
    "monthly": ("MONTHLY", 1),
    "every two months": ("MONTHLY", 2),
    "quarterly": ("MONTHLY", 3),
    "half-yearly": ("MONTHLY", 6),
    "yearly": ("YEARLY", 1),
}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_ORDINAL = re.compile(r"([1-5])(?:st|nd|rd|th)?")
_MONTH_DAY = re.compile(r"(?:day\s+)?(\d{1,2})(?:st|nd|rd|th)?\.?")


class DayKind(Enum):
    """What kind of day a day rule names."""

    SAME = "the first date's own day"
    WEEKDAYS = "weekdays"
    ORDINAL_WEEKDAY = "an ordinal weekday"
    MONTH_DAY = "a day of the month"
    WORKING_DAY = "an ordinal working day"


@dataclass(frozen=True, slots=True)
class DayRule:
    """On which day of its week or month a forum meets.

    Attributes:
        kind: What kind of day it is.
        weekdays: The weekdays it names, 0 for Monday.
        number: Which one of the month, or which day of it; -1 is the last.
    """

    kind: DayKind
    weekdays: tuple[int, ...] = ()
    number: int = 0

    @property
    def words(self) -> str:
        """The rule in one settled wording, which reads back as the same rule."""
        match self.kind:
            case DayKind.SAME:
                return ""
            case DayKind.WEEKDAYS:
                return ", ".join(WEEKDAY_NAMES[day] for day in self.weekdays)
            case DayKind.ORDINAL_WEEKDAY:
                return f"{ordinal(self.number)} {WEEKDAY_NAMES[self.weekdays[0]]}"
            case DayKind.WORKING_DAY:
                return f"{ordinal(self.number)} working day"
            case DayKind.MONTH_DAY:
                return "last day" if self.number == -1 else f"day {self.number}"


@dataclass(frozen=True, slots=True)
class ForumSeries:
    """When a forum meets.

    Attributes:
        start: The first date, which is on the rule.
        recurrence: The rule, an RRULE without ``RRULE:``.
    """

    start: date
    recurrence: str


def read_day_rule(text: str) -> DayRule:
    """Return the day rule that a person wrote.

    Raises:
        FieldError: It names no day that we know.
    """
    words = " ".join(text.casefold().removeprefix("the ").replace(" of the month", "").split())
    if not words:
        return DayRule(DayKind.SAME)
    weekdays = [weekday_named(word) for word in re.split(r"\s*(?:,|;|&|\band\b)\s*", words) if word]
    if weekdays and None not in weekdays:
        return DayRule(DayKind.WEEKDAYS, tuple(sorted({day for day in weekdays if day is not None})))
    if words == "last day":
        return DayRule(DayKind.MONTH_DAY, number=-1)
    month_day = _MONTH_DAY.fullmatch(words)
    if month_day is not None and 1 <= int(month_day[1]) <= 31:
        return DayRule(DayKind.MONTH_DAY, number=int(month_day[1]))
    which, _, day = words.partition(" ")
    match = _ORDINAL.fullmatch(which)
    number = int(match[1]) if match else _ORDINALS.get(which, 0)
    weekday = weekday_named(day)
    if number and day in ("working day", "workday", "weekday", "business day"):
        return DayRule(DayKind.WORKING_DAY, number=number)
    if number and weekday is not None:
        return DayRule(DayKind.ORDINAL_WEEKDAY, (weekday,), number)
    raise FieldError("day_rule", text, ALLOWED_DAY_RULES)


def forum_recurrence(
    frequency: str, day_rule: str | None, first_date: date, until: date | None
) -> ForumSeries:
    """Return when a forum meets: the first date that fits, on or after ``first_date``, and its recurrence.

    Months are counted from the first date's month: quarterly on the 2nd Thursday, from 20 November, meets
    first in February.

    Args:
        frequency: weekly, fortnightly, monthly, every two months, quarterly, half-yearly or yearly.
        day_rule: On which day, as ``read_day_rule`` takes it.
        first_date: The earliest date.
        until: The last possible date, or None for an open series.

    Raises:
        FieldError: An unknown frequency, a day rule that does not go with it, or no meeting until ``until``.
    """
    unit, interval = _FREQUENCIES.get(frequency, ("", 0))
    if not unit:
        raise FieldError("frequency", frequency, listed(list(_FREQUENCIES)).replace(" and ", " or "))
    rule = RecurrenceRule(unit, interval)
    day = read_day_rule(day_rule or "")
    if unit == "WEEKLY":
        rule = in_weeks(rule, day, day_rule or "", frequency, first_date)
    else:
        rule = in_months(rule, day, day_rule or "", frequency, first_date)
    if until is not None:
        rule = replace(rule, until=until.strftime("%Y%m%d"))
    recurrence = rule.text()
    origin = first_date
    if unit == "WEEKLY" and interval > 1:
        # The first fitting date sets the weeks; counted from an earlier week it might be skipped.
        weekly = Series(
            "",
            datetime.combine(first_date, time()),
            all_day=True,
            recurrence=replace(rule, interval=1).text(),
        )
        found = first_instance(weekly)
        origin = found.date() if found else first_date
    first = first_instance(Series("", datetime.combine(origin, time()), all_day=True, recurrence=recurrence))
    if first is None:
        raise FieldError(
            "until", until, f"a date on or after the first meeting of a forum that starts on {first_date}"
        )
    return ForumSeries(first.date(), recurrence)


def weekday_named(word: str) -> int | None:
    """Return the weekday that a word of at least two letters means: tu, tue, tues, tuesday, tuesdays."""
    if len(word) < 2:
        return None
    found = [
        day for day, name in enumerate(WEEKDAY_NAMES) if f"{name.casefold()}s".startswith(word.rstrip("."))
    ]
    return found[0] if len(found) == 1 else None


def in_weeks(
    rule: RecurrenceRule, day: DayRule, text: str, frequency: str, first_date: date
) -> RecurrenceRule:
    """Return a weekly rule on the days of a day rule.

    Raises:
        FieldError: The day rule names no weekdays.
    """
    if day.kind is DayKind.SAME:
        return replace(rule, weekdays=((0, first_date.weekday()),))
    if day.kind is DayKind.WEEKDAYS:
        return replace(rule, weekdays=tuple((0, weekday) for weekday in day.weekdays))
    raise FieldError("day_rule", text, f"weekdays such as “tuesday” or “mon, thu” for a {frequency} forum")


def in_months(
    rule: RecurrenceRule, day: DayRule, text: str, frequency: str, first_date: date
) -> RecurrenceRule:
    """Return a monthly or yearly rule on the day of a day rule.

    Raises:
        FieldError: The day rule names days of the week.
    """
    if rule.frequency == "YEARLY":
        rule = replace(rule, months=(first_date.month,))
    match day.kind:
        case DayKind.WEEKDAYS:
            raise FieldError(
                "day_rule",
                text,
                f"one day of the month for a {frequency} forum, such as “1st tuesday” or “day 15”",
            )
        case DayKind.ORDINAL_WEEKDAY:
            return replace(rule, weekdays=((day.number, day.weekdays[0]),))
        case DayKind.WORKING_DAY:
            return replace(rule, weekdays=WORKING_DAYS, positions=(day.number,))
        case DayKind.MONTH_DAY | DayKind.SAME:
            number = day.number or first_date.day
            return _on_month_day(rule, number, first_date)


def _on_month_day(rule: RecurrenceRule, number: int, first_date: date) -> RecurrenceRule:
    """Return the rule on a day of the month; a month that is too short meets on its last day instead."""
    shortest = 28
    if rule.frequency == "YEARLY" and first_date.month != 2:
        shortest = monthrange(first_date.year, first_date.month)[1]
    longest = 29 if rule.months == (2,) else 31 if not rule.months else shortest
    if number < 0 or number >= longest:
        return replace(rule, month_days=(-1,))
    if number <= shortest:
        return replace(rule, month_days=(number,))
    return replace(rule, month_days=tuple(range(28, number + 1)), positions=(-1,))
