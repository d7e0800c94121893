"""Recurrence rules as values: read, checked, completed and written."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from brm_tui.errors import FieldError

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORKING_DAYS = ((0, 0), (0, 1), (0, 2), (0, 3), (0, 4))
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")

_ALLOWED = (
    "an RRULE such as FREQ=MONTHLY;BYDAY=1TU, of FREQ (DAILY, WEEKLY, MONTHLY, YEARLY), INTERVAL 1–999, "
    "COUNT 1–9999 or UNTIL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS, WKST"
)
_DAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T([01]\d|2[0-3])([0-5]\d)([0-5]\d)Z?)?")


@dataclass(frozen=True, slots=True)
class RecurrenceRule:
    """A recurrence rule, part by part.

    Attributes:
        frequency: DAILY, WEEKLY, MONTHLY or YEARLY.
        interval: Every how many of them.
        count: How many times in all, or None.
        until: The last possible start as RFC 5545 writes it: a date, a local or a UTC date-time; or empty.
        weekdays: Pairs of ordinal (0: every one, -1: the last) and weekday (0: Monday).
        month_days: Days of the month, negative from its end.
        months: Months of the year.
        positions: Which of the days found in a period count, negative from its end.
        week_start: The weekday on which weeks start.
    """

    frequency: str
    interval: int = 1
    count: int | None = None
    until: str = ""
    weekdays: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    week_start: int = 0

    def completed(self, start: date) -> RecurrenceRule:
        """Return the rule with what it leaves to the first date written out."""
        rule = self
        if rule.frequency == "YEARLY" and not (rule.weekdays or rule.month_days):
            rule = replace(rule, months=rule.months or (start.month,), month_days=(start.day,))
        elif rule.frequency == "MONTHLY" and not (rule.weekdays or rule.month_days):
            rule = replace(rule, month_days=(start.day,))
        elif rule.frequency == "WEEKLY" and not rule.weekdays:
            rule = replace(rule, weekdays=((0, start.weekday()),))
        return rule

    def with_numbered_weekday(self) -> RecurrenceRule:
        """Return the rule with one weekday and its position as a numbered weekday: ``BYDAY=1TU``."""
        if len(self.positions) != 1 or not -5 <= self.positions[0] <= 5 or self.month_days:
            return self
        in_one_month = self.frequency == "MONTHLY" or (self.frequency == "YEARLY" and len(self.months) == 1)
        if not in_one_month or len(self.weekdays) != 1 or self.weekdays[0][0]:
            return self
        return replace(self, weekdays=((self.positions[0], self.weekdays[0][1]),), positions=())

    def text(self) -> str:
        """Return the rule as RFC 5545 writes it, its parts in one fixed order."""
        parts = [f"FREQ={self.frequency}"]
        if self.until:
            parts.append(f"UNTIL={self.until}")
        if self.count is not None:
            parts.append(f"COUNT={self.count}")
        if self.interval != 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.weekdays:
            days = (f"{ordinal or ''}{WEEKDAYS[day]}" for ordinal, day in self.weekdays)
            parts.append("BYDAY=" + ",".join(days))
        if self.month_days:
            parts.append("BYMONTHDAY=" + ",".join(map(str, self.month_days)))
        if self.months:
            parts.append("BYMONTH=" + ",".join(map(str, self.months)))
        if self.positions:
            parts.append("BYSETPOS=" + ",".join(map(str, self.positions)))
        if self.week_start or (self.frequency == "WEEKLY" and self.interval > 1):
            parts.append(f"WKST={WEEKDAYS[self.week_start]}")
        return ";".join(parts)


@lru_cache(maxsize=4096)
def read_rule(text: str) -> RecurrenceRule:
    """Return the rule that an RRULE text says.

    Raises:
        FieldError: It is no such text, or says what we do not take.
    """
    parts: dict[str, str] = {}
    for part in text.strip().upper().removeprefix("RRULE:").split(";"):
        name, equals, value = part.strip().partition("=")
        if not equals or not value.strip() or name in parts:
            raise FieldError("recurrence", text, _ALLOWED)
        parts[name] = value.strip()
    try:
        rule = RecurrenceRule(
            frequency=parts.pop("FREQ"),
            interval=_whole(parts.pop("INTERVAL", "1"), 1, 999),
            count=_whole(parts.pop("COUNT"), 1, 9999) if "COUNT" in parts else None,
            until=_until(parts.pop("UNTIL", "")),
            weekdays=tuple(sorted({_weekday(day) for day in _listed(parts.pop("BYDAY", ""))})),
            month_days=_wholes(parts.pop("BYMONTHDAY", ""), 31),
            months=tuple(sorted({_whole(month, 1, 12) for month in _listed(parts.pop("BYMONTH", ""))})),
            positions=_wholes(parts.pop("BYSETPOS", ""), 366),
            week_start=WEEKDAYS.index(parts.pop("WKST", "MO")),
        )
    except (KeyError, ValueError):
        raise FieldError("recurrence", text, _ALLOWED) from None
    reason = f"only parts out of: {_ALLOWED}" if parts else _contradiction(rule)
    if reason:
        raise FieldError("recurrence", text, reason)
    return rule.with_numbered_weekday()


def _contradiction(rule: RecurrenceRule) -> str:
    """Return what is allowed instead where parts that are fine alone do not go together, else nothing."""
    if rule.frequency not in FREQUENCIES:
        return "FREQ of DAILY, WEEKLY, MONTHLY or YEARLY"
    if rule.count is not None and rule.until:
        return "one of COUNT and UNTIL, not both"
    if rule.frequency in ("DAILY", "WEEKLY") and any(ordinal for ordinal, _ in rule.weekdays):
        return "a numbered weekday such as 1TU only with FREQ=MONTHLY or FREQ=YEARLY"
    if rule.frequency == "WEEKLY" and rule.month_days:
        return "BYMONTHDAY only with FREQ=DAILY, MONTHLY or YEARLY"
    if rule.positions and not (rule.weekdays or rule.month_days):
        return "BYSETPOS only beside BYDAY or BYMONTHDAY"
    return ""


def _listed(value: str) -> list[str]:
    return [word.strip() for word in value.split(",")] if value else []


def _whole(value: str, low: int, high: int) -> int:
    if not re.fullmatch(r"[+-]?[0-9]{1,4}", value):
        raise ValueError(value)
    number = int(value)
    if not low <= number <= high:
        raise ValueError(value)
    return number


def _wholes(value: str, most: int) -> tuple[int, ...]:
    numbers = tuple(sorted({_whole(word, -most, most) for word in _listed(value)}))
    if 0 in numbers:
        raise ValueError(value)
    return numbers


def _weekday(value: str) -> tuple[int, int]:
    match = _DAY.fullmatch(value)
    if match is None:
        raise ValueError(value)
    return int(match[1] or 0), WEEKDAYS.index(match[2])


def _until(value: str) -> str:
    if value:
        match = _UNTIL.fullmatch(value)
        if match is None:
            raise ValueError(value)
        date(int(match[1]), int(match[2]), int(match[3]))
    return value
