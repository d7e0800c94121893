"""Recurrence rules in words, as a person would say them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from brm_tui.rules.recurrence_rule import WORKING_DAYS, RecurrenceRule, read_rule

WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}


def describe(recurrence: str, start: date | None = None) -> str:
    """Return a recurrence rule in words: ``every month on the 1st Tuesday``.

    Args:
        recurrence: The rule; empty is ``once``.
        start: The first date, which some rules take their day from; without it that day is not named.

    Raises:
        FieldError: The text is no rule.
    """
    if not recurrence.strip():
        return "once"
    rule = read_rule(recurrence)
    if start is not None:
        rule = rule.completed(start)
    unit = _UNITS[rule.frequency]
    words = [f"every {unit}" if rule.interval == 1 else f"every {rule.interval} {unit}s"]
    days = _days(rule)
    if days:
        words.append(f"on {days}")
    if len(rule.months) == 4 and rule.frequency == "MONTHLY" and rule.interval == 1:
        words[0] = "every quarter" if _evenly(rule.months) else words[0]
    if rule.months:
        words.append("in " + listed([MONTH_NAMES[month - 1] for month in rule.months]))
    if rule.count is not None:
        words.append("once" if rule.count == 1 else f"{rule.count} times")
    if rule.until:
        last = date(int(rule.until[:4]), int(rule.until[4:6]), int(rule.until[6:8]))
        words.append(f"until {last.day} {MONTH_NAMES[last.month - 1]} {last.year}")
    return " ".join(words)


def _evenly(months: tuple[int, ...]) -> bool:
    return months == tuple(range(months[0], 13, 3))


def ordinal(number: int) -> str:
    """Return an ordinal number: 1st, 2nd, last, 2nd last."""
    if number == -1:
        return "last"
    if number < 0:
        return f"{ordinal(-number)} last"
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: ``Monday, Tuesday and Friday``."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def _days(rule: RecurrenceRule) -> str:
    limits_month = _month_day_at_most(rule)
    if limits_month:
        return f"day {limits_month}, or the month's last"
    if rule.positions:
        which = listed([ordinal(number) for number in rule.positions])
        if rule.weekdays == WORKING_DAYS and not rule.month_days:
            return f"the {which} working day"
        return f"the {which} of {_plain_days(rule)}"
    return _plain_days(rule)


def _month_day_at_most(rule: RecurrenceRule) -> int:
    """Return the day that a rule such as ``BYMONTHDAY=28,29,30;BYSETPOS=-1`` means, else 0."""
    days = rule.month_days
    if rule.positions == (-1,) and not rule.weekdays and days == tuple(range(28, 28 + len(days))):
        return days[-1]
    return 0


def _plain_days(rule: RecurrenceRule) -> str:
    if rule.weekdays == WORKING_DAYS:
        weekdays = "working days"
    else:
        weekdays = listed([_weekday(number, day) for number, day in rule.weekdays])
    days = listed([f"day {day}" if day > 0 else f"the {ordinal(day)} day" for day in rule.month_days])
    return f"{days} where it is {weekdays}" if weekdays and days else weekdays or days


def _weekday(number: int, day: int) -> str:
    return f"the {ordinal(number)} {WEEKDAY_NAMES[day]}" if number else WEEKDAY_NAMES[day]
