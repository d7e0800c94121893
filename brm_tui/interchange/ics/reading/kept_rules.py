"""Whether a rule of recurrence is one that the desk can keep, and how much a file may ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from brm_tui.errors import FieldError
from brm_tui.interchange.ics.reading.values import UnreadableError
from brm_tui.interchange.ics.reading.vevent import VEvent
from brm_tui.interchange.ics.reading.zones import Zone
from brm_tui.rules.calendar_items import Series
from brm_tui.rules.recurrence import last_start
from brm_tui.rules.recurrence_rule import RecurrenceRule, read_rule

_MOST_OCCURRENCES = 20_000
"""How often one series may take place up to the horizon."""
_GREGORIAN = re.compile(r"\b(?:RSCALE=GREGORIAN|SKIP=OMIT)\b;?", re.IGNORECASE)
"""What a rule may say that says nothing."""
_PERIOD_DAYS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 28, "YEARLY": 365}


@dataclass
class Allowance:
    """How much work and how many rows a file may still ask for; what asks for more is skipped.

    Attributes:
        followed_days: Days through which odd rules are followed.
        occurrences: Occurrences of series.
        dates: Single events and exceptions that rules become.
    """

    followed_days: int = 2_000_000
    occurrences: int = 1_000_000
    dates: int = 50_000

    def take(self, name: str, amount: int) -> None:
        """Use some of it.

        Raises:
            UnreadableError: There is not so much left.
        """
        left = getattr(self, name) - amount
        if left < 0:
            raise UnreadableError("the file recurs more often than a calendar can hold")
        setattr(self, name, left)


def kept_rule(master: VEvent, horizon: date, allowance: Allowance) -> RecurrenceRule | None:
    """Return the rule of a series where the desk has it, else None: then it is followed date by date.

    Args:
        master: The VEVENT that says the rule.
        horizon: Up to when it is counted.
        allowance: What the file may still ask for.

    Raises:
        UnreadableError: It takes place more often than a desk can hold.
    """
    zone = master.start.zone
    if len(master.rules) != 1 or (zone is not None and not zone.name):
        return None
    try:
        rule = read_rule(plain(master.rules[0]))
    except FieldError:
        return None
    if _may_never_come(rule):
        return None
    start = master.start.local
    last = (
        min(horizon, last_start(rule.until, series_of(zone, start, rule)).date()) if rule.until else horizon
    )
    days = (last - start.date()).days
    if rule.frequency == "DAILY" and (rule.weekdays or rule.month_days or rule.months):
        # One with conditions is kept if it comes true at all.
        if rule.positions or (rule.month_days and rule.months) or rule.interval > 1:
            return None
        allowance.take("followed_days", 4000)
        allowance.take("occurrences", max(1, days))
        return rule
    periods = max(0, days) // (_PERIOD_DAYS[rule.frequency] * rule.interval) + 1
    expected = periods * _most_in_a_period(rule)
    if rule.count is not None:
        expected = min(expected, rule.count)
    if expected > _MOST_OCCURRENCES:
        raise UnreadableError(f"it takes place more than {_MOST_OCCURRENCES} times up to {horizon}")
    allowance.take("occurrences", expected)
    return rule


def plain(text: str) -> str:
    """Return a rule without the parts that say nothing."""
    return _GREGORIAN.sub("", text)


def series_of(zone: Zone | None, start: datetime, rule: RecurrenceRule) -> Series:
    """Return a series by a rule; without a zone one of whole days."""
    name, first = ("", start.date()) if zone is None else (zone.name, None)
    return Series("", start, name, 60, zone is None, first, rule.text())


def _may_never_come(rule: RecurrenceRule) -> bool:
    """Return whether a rule may be one without any date, which must be looked for day by day to an end."""
    if rule.positions:
        if rule.frequency in ("DAILY", "WEEKLY"):
            return True
        surely = 4 * len(rule.weekdays) if not rule.month_days else 1
        if any(ordinal for ordinal, _ in rule.weekdays) or max(map(abs, rule.positions)) > surely:
            return True
    if not (rule.month_days and rule.months):
        return False
    longest = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
    return not any(abs(day) <= longest.get(month, 31) for month in rule.months for day in rule.month_days)


def _most_in_a_period(rule: RecurrenceRule) -> int:
    if rule.positions:
        return len(rule.positions)
    if rule.frequency == "DAILY":
        return 1
    if rule.frequency == "WEEKLY":
        return max(1, len(rule.weekdays))
    a_month = 1
    if rule.month_days:
        a_month = len(rule.month_days)
    elif rule.weekdays:
        a_month = sum(1 if ordinal else 5 for ordinal, _ in rule.weekdays)
    if rule.frequency == "MONTHLY":
        return a_month
    return a_month * (len(rule.months) or (12 if rule.weekdays else 1))
