"""Which recurrence rules every reader takes alike."""

from __future__ import annotations

from dataclasses import replace

from brm_tui.rules.recurrence_rule import WORKING_DAYS, RecurrenceRule

_ORDINALS = (1, 2, 3, 4, -1)


def portable(rule: RecurrenceRule) -> RecurrenceRule | None:
    """Return a completed rule as all readers take it alike, without its end, or None if they do not."""
    rule = replace(rule, count=None, until="")
    plain_weekdays = all(ordinal == 0 for ordinal, _ in rule.weekdays)
    if rule.frequency == "DAILY":
        if rule.weekdays and rule.interval == 1 and plain_weekdays:
            rule = replace(rule, frequency="WEEKLY")
        elif rule.weekdays:
            return None
    if rule.frequency in ("DAILY", "WEEKLY"):
        return None if rule.month_days or rule.months or rule.positions else rule
    rule = _every_so_many_months(rule)
    in_one_month = len(rule.months) == (1 if rule.frequency == "YEARLY" else 0)
    return replace(rule, week_start=0) if in_one_month and _one_portable_day(rule) else None


def _every_so_many_months(rule: RecurrenceRule) -> RecurrenceRule:
    """Return a rule in months that are evenly apart, such as those of quarters, as one of every so many months."""
    apart, more = divmod(12, len(rule.months) or 1)
    first = rule.months[0] if rule.months else 0
    if rule.frequency != "MONTHLY" or rule.interval != 1 or more or len(rule.months) in (0, 12):
        return rule
    if rule.months != tuple(range(first, 13, apart)):
        return rule
    return replace(rule, interval=apart, months=())


def _one_portable_day(rule: RecurrenceRule) -> bool:
    """Return whether the rule names one day in a month in a way that all readers take alike."""
    if rule.month_days:
        (day, *more) = rule.month_days
        return not more and not rule.weekdays and not rule.positions and (1 <= day <= 28 or day == -1)
    if rule.weekdays == WORKING_DAYS:
        return len(rule.positions) == 1 and rule.positions[0] in _ORDINALS
    return len(rule.weekdays) == 1 and rule.weekdays[0][0] in _ORDINALS and not rule.positions
