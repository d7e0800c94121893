"""Cutting a series in two: what came before an occurrence stays as it is, what follows goes its own way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from brm_tui.errors import FieldError
from brm_tui.rules.calendar_items import Series
from brm_tui.rules.recurrence import instances, is_instance
from brm_tui.rules.recurrence_rule import WORKING_DAYS, RecurrenceRule, read_rule

_MOVE_TOO = "another rhythm too: the first date is no longer on it"


def ended_before(series: Series, cut: datetime) -> str:
    """Return a series' rule with its last occurrence before another one."""
    rule = read_rule(series.recurrence).completed(series.start.date())
    last = cut.date() - timedelta(days=1)
    return replace(rule, count=None, until=f"{last:%Y%m%d}").text()


def following(series: Series, cut: datetime) -> str:
    """Return the rule by which a series goes on from one of its occurrences."""
    rule = read_rule(series.recurrence).completed(series.start.date())
    if rule.count is not None:
        before = len(instances(series, series.start.date(), cut.date() - timedelta(days=1)))
        rule = replace(rule, count=max(1, rule.count - before))
    return rule.text()


def moved_rule(recurrence: str, old: date, new: date) -> str:
    """Return a rule whose first date moves from one day to another: its days move along.

    Raises:
        FieldError: It has several days a month, so nobody knows which of them is meant.
    """
    rule = read_rule(recurrence)
    if old == new or rule.frequency == "DAILY":
        return recurrence
    if rule.frequency == "WEEKLY":
        if rule.weekdays == WORKING_DAYS and new.weekday() < len(WORKING_DAYS):
            return recurrence
        moved = {(0, (day + (new - old).days) % 7) for _, day in rule.weekdays}
        return replace(rule, weekdays=tuple(sorted(moved))).text()
    return _in_month(rule, old, new).text()


def _in_month(rule: RecurrenceRule, old: date, new: date) -> RecurrenceRule:
    if len(rule.months) == 1:
        rule = replace(rule, months=(new.month,))
    elif rule.months and new.month not in rule.months:
        raise FieldError("recurrence", rule.text(), _MOVE_TOO)
    if rule.month_days == (old.day,) and not rule.weekdays:
        return replace(rule, month_days=(new.day,))
    if len(rule.weekdays) == 1 and rule.weekdays[0][0] and not rule.month_days and not rule.positions:
        is_last = (new + timedelta(days=7)).month != new.month
        number = -1 if rule.weekdays[0][0] < 0 and is_last else (new.day - 1) // 7 + 1
        return replace(rule, weekdays=((number, new.weekday()),))
    if _is_on(rule, new):
        return rule
    raise FieldError("recurrence", rule.text(), _MOVE_TOO)


def _is_on(rule: RecurrenceRule, day: date) -> bool:
    start = datetime.combine(day, time())
    return is_instance(Series("", start, all_day=True, recurrence=rule.text()), start)


def carried_over(series: Series, original: datetime, cut: datetime) -> datetime | None:
    """Return what start a new series gives to an occurrence that the old one had, None where it does not fit.

    Args:
        series: The new series.
        original: The start that the old series gave it.
        cut: The start that the old series gave to the occurrence it was cut at.
    """
    begin = datetime.combine(series.start.date(), time() if series.all_day else series.start.time())
    # What was moved by some days moves along as a whole; what keeps its days is found on the same day.
    for day in (original.date(), original.date() + (begin.date() - cut.date())):
        now = datetime.combine(day, begin.time())
        if is_instance(series, now):
            return now
    return None
