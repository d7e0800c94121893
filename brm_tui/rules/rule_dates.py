"""The dates of a recurrence rule.

Rules that give one day a period, and weekly and daily ones, are computed: a month view of 20,000 events and
an export of 10,000 series must not walk through every year since each began. Any other is python-dateutil's.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta

from brm_tui.rules.recurrence_rule import FREQUENCIES, RecurrenceRule


def rule_dates(rule: RecurrenceRule, start: date, first: date, last: date) -> list[date]:
    """Return the dates from ``first`` to ``last`` on which a rule falls, its UNTIL not applied.

    Args:
        rule: A rule made complete for ``start``.
        start: The series' first date: intervals count from it, and nothing is before it.
        first: The first date wanted.
        last: The last date wanted.
    """
    wanted_from = start if rule.count is not None else max(first, start)
    if last < wanted_from:
        return []
    if rule.frequency == "DAILY" and not (rule.weekdays or rule.month_days or rule.months or rule.positions):
        found = _daily(rule.interval, start, wanted_from, last)
    elif rule.frequency == "WEEKLY" and not (rule.months or rule.positions):
        found = _weekly(rule, start, wanted_from, last)
    elif _gives_one_day(rule):
        found = _one_day_a_period(rule, start, wanted_from, last)
    else:
        found = _by_dateutil(rule, start, wanted_from, last)
    if rule.count is not None:
        found = [day for day in found[: rule.count] if day >= first]
    return found


def _daily(interval: int, start: date, first: date, last: date) -> list[date]:
    skipped = -(-(first - start).days // interval) * interval
    return [start + timedelta(days=days) for days in range(skipped, (last - start).days + 1, interval)]


def _weekly(rule: RecurrenceRule, start: date, first: date, last: date) -> list[date]:
    in_week = sorted((day - rule.week_start) % 7 for _, day in rule.weekdays)
    # Ordinals, because a week may begin before the first date there is.
    week_start = start.toordinal() - (start.weekday() - rule.week_start) % 7
    step, low, high = 7 * rule.interval, first.toordinal(), last.toordinal()
    week = week_start + max(0, (low - week_start) // step) * step
    return [
        date.fromordinal(monday + day)
        for monday in range(week, high + 1, step)
        for day in in_week
        if low <= monday + day <= high
    ]


def _gives_one_day(rule: RecurrenceRule) -> bool:
    """Return whether the rule names one day in a month, every so many months or years."""
    every_month = rule.frequency == "MONTHLY" and (rule.interval == 1 or not rule.months)
    in_one_month = rule.frequency == "YEARLY" and len(rule.months) == 1
    if not (every_month or in_one_month):
        return False
    if rule.month_days:
        return len(rule.month_days) == 1 and not rule.weekdays and not rule.positions
    if len(rule.weekdays) == 1:
        return rule.weekdays[0][0] != 0 and not rule.positions
    return len(rule.positions) == 1 and all(ordinal == 0 for ordinal, _ in rule.weekdays)


def _one_day_a_period(rule: RecurrenceRule, start: date, first: date, last: date) -> list[date]:
    if rule.frequency == "MONTHLY":
        step, origin = rule.interval, start.year * 12 + start.month - 1
    else:
        step, origin = rule.interval * 12, start.year * 12 + rule.months[0] - 1
    low = first.year * 12 + first.month - 1
    month = origin + max(0, -(-(low - origin) // step)) * step
    found = []
    for index in range(month, last.year * 12 + last.month, step):
        if rule.months and index % 12 + 1 not in rule.months:
            continue
        day = _day_in_month(rule, index // 12, index % 12 + 1)
        if day is not None and first <= day <= last:
            found.append(day)
    return found


def _day_in_month(rule: RecurrenceRule, year: int, month: int) -> date | None:
    """Return the one day that the rule names in a month, or None where the month has no such day."""
    first_weekday, length = monthrange(year, month)
    if rule.month_days:
        number = rule.month_days[0]
        day = number if number > 0 else length + 1 + number
    elif len(rule.weekdays) == 1:
        ordinal, weekday = rule.weekdays[0]
        if ordinal > 0:
            day = 1 + (weekday - first_weekday) % 7 + 7 * (ordinal - 1)
        else:
            last_weekday = (first_weekday + length - 1) % 7
            day = length - (last_weekday - weekday) % 7 + 7 * (ordinal + 1)
    else:
        weekdays = {weekday for _, weekday in rule.weekdays}
        days = [number for number in range(1, length + 1) if (first_weekday + number - 1) % 7 in weekdays]
        position = rule.positions[0]
        if not -len(days) <= position <= len(days):
            return None
        day = days[position - 1 if position > 0 else position]
    return date(year, month, day) if 1 <= day <= length else None


def _by_dateutil(rule: RecurrenceRule, start: date, first: date, last: date) -> list[date]:
    from dateutil.rrule import rrule, weekday

    found = rrule(
        freq=3 - FREQUENCIES.index(rule.frequency),
        dtstart=datetime.combine(start, time()),
        interval=rule.interval,
        until=datetime.combine(last, time()),
        byweekday=[weekday(day, ordinal or None) for ordinal, day in rule.weekdays] or None,
        bymonthday=rule.month_days or None,
        bymonth=rule.months or None,
        bysetpos=rule.positions or None,
        wkst=rule.week_start,
    )
    return [moment.date() for moment in found if moment.date() >= first]
