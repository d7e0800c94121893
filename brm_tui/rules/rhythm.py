"""A rhythm as a person builds it, how often, on which day and how long, made into a recurrence rule and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from brm_tui.errors import FieldError
from brm_tui.rules.calendar_items import Series
from brm_tui.rules.dates import read_date
from brm_tui.rules.day_rules import DayKind, DayRule, in_months, in_weeks, read_day_rule
from brm_tui.rules.recurrence import first_instance
from brm_tui.rules.recurrence_rule import WORKING_DAYS, RecurrenceRule, read_rule
from brm_tui.rules.recurrence_words import WEEKDAY_NAMES, ordinal

ONCE, OTHER = "once", "by a rule"
UNITS: Mapping[str, tuple[str, int]] = {
    "daily": ("DAILY", 1),
    "weekly": ("WEEKLY", 1),
    "monthly": ("MONTHLY", 1),
    "quarterly": ("MONTHLY", 3),
    "yearly": ("YEARLY", 1),
}
"""How often, with what it is as a rule."""

ENDS = "nothing (it goes on), a date such as 31 dec, or how many times, such as x10"
_WORKING = ("working days", "working day", "weekdays", "workdays")
_TIMES = re.compile(r"x\s*(\d{1,4})|(\d{1,4})\s*(?:x|times)")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How something recurs.

    Attributes:
        unit: once, daily, weekly, monthly, quarterly, yearly, or by a rule.
        every: Every how many of them.
        on: On which day: what `read_day_rule` takes; of ``by a rule`` the RRULE itself; empty: the first date's.
        ends: What `read_end` takes.
    """

    unit: str = ONCE
    every: int = 1
    on: str = ""
    ends: str = ""


def read_end(text: str, today: date) -> tuple[date | None, int | None]:
    """Return the last possible date, or how many times, that a person wrote; neither for an open series.

    Raises:
        FieldError: It is neither.
    """
    wanted = " ".join(text.casefold().removeprefix("until ").split())
    if not wanted:
        return None, None
    match = _TIMES.fullmatch(wanted)
    if match is not None and int(match[1] or match[2]) > 0:
        return None, int(match[1] or match[2])
    day = read_date(wanted, today)
    if day is None:
        raise FieldError("recurrence", text, ENDS)
    return day, None


def rhythm_rule(rhythm: Rhythm, start: date, today: date, fiscal_start: int = 1) -> str:
    """Return the recurrence rule of a rhythm; empty for something that takes place once.

    Quarterly on a named day is in the first month of each quarter of the fiscal year; without one it counts
    from the first date.

    Args:
        rhythm: How it recurs.
        start: The first date.
        today: What the words of its end count from.
        fiscal_start: The month in which the fiscal year begins.

    Raises:
        FieldError: The parts do not go together; the error names what is allowed.
    """
    if rhythm.unit == ONCE:
        return ""
    if rhythm.unit == OTHER:
        return read_rule(rhythm.on).text()
    if not 1 <= rhythm.every <= 99:
        raise FieldError("recurrence", rhythm.every, "every 1 to 99")
    rule = _on_days(rhythm, start, fiscal_start)
    until, count = read_end(rhythm.ends, today)
    if until is not None and until < start:
        raise FieldError("recurrence", rhythm.ends, f"an end on or after the first date, {start.isoformat()}")
    return replace(rule, count=count, until=f"{until:%Y%m%d}" if until else "").text()


def _on_days(rhythm: Rhythm, start: date, fiscal_start: int) -> RecurrenceRule:
    unit, interval = UNITS[rhythm.unit]
    rule = RecurrenceRule(unit, interval * rhythm.every)
    words = " ".join(rhythm.on.casefold().split())
    if words.removeprefix("on ") in _WORKING and rhythm.unit in ("daily", "weekly"):
        return replace(rule, frequency="WEEKLY", weekdays=WORKING_DAYS)
    try:
        if unit == "DAILY":
            if words:
                raise FieldError("day_rule", words, "nothing, or “working days”, for what is daily")
            return rule
        day = read_day_rule(words)
        if unit == "WEEKLY":
            return in_weeks(rule, day, words, rhythm.unit, start)
        found = in_months(rule, day, words, rhythm.unit, start)
    except FieldError as error:
        # One field of a form holds all of it.
        raise FieldError("recurrence", rhythm.on, error.allowed) from None
    if rhythm.unit == "quarterly" and rhythm.every == 1 and day.kind is not DayKind.SAME:
        return replace(found, interval=1, months=quarter_months(fiscal_start))
    return found


def quarter_months(fiscal_start: int) -> tuple[int, ...]:
    """Return the first months of the quarters of a fiscal year that begins in a month."""
    return tuple(sorted((fiscal_start - 1 + 3 * quarter) % 12 + 1 for quarter in range(4)))


def first_date(recurrence: str, earliest: date) -> date | None:
    """Return the first date of a rule on or after a day, None where there is none.

    What is every second week counts its weeks from that date.
    """
    rule = read_rule(recurrence)
    if rule.frequency == "WEEKLY" and rule.interval > 1:
        rule = replace(rule, interval=1)
    begin = datetime.combine(earliest, time())
    found = first_instance(Series("", begin, all_day=True, recurrence=rule.text()))
    return found.date() if found else None


def rhythm_of(recurrence: str, start: date, fiscal_start: int = 1) -> Rhythm:
    """Return the rhythm that a person would build for a rule; one that says more stays ``by a rule``."""
    if not recurrence.strip():
        return Rhythm()
    whole = read_rule(recurrence)
    ends = f"x{whole.count}" if whole.count is not None else ""
    if len(whole.until) == 8:
        ends = date(int(whole.until[:4]), int(whole.until[4:6]), int(whole.until[6:8])).isoformat()
    elif whole.until:
        return Rhythm(OTHER, on=whole.text())
    wanted = replace(whole.completed(start), count=None, until="")
    for unit in UNITS:
        step = UNITS[unit][1]
        every = 1 if wanted.months and wanted.frequency == "MONTHLY" else wanted.interval // step
        rhythm = Rhythm(unit, max(1, every), _day_words(wanted, unit), "")
        for built in (replace(rhythm, on=""), rhythm):
            try:
                same = read_rule(rhythm_rule(built, start, start, fiscal_start)).completed(start) == wanted
            except FieldError:
                continue
            if same:
                return replace(built, ends=ends)
    return Rhythm(OTHER, on=whole.text())


def _day_words(rule: RecurrenceRule, unit: str) -> str:
    """Return the day rule of a rule in words, empty where it has none."""
    if rule.weekdays == WORKING_DAYS and rule.positions:
        return DayRule(DayKind.WORKING_DAY, number=rule.positions[0]).words
    if rule.weekdays == WORKING_DAYS:
        return _WORKING[0]
    if rule.weekdays and unit == "weekly":
        return ", ".join(WEEKDAY_NAMES[day][:3].lower() for _, day in rule.weekdays)
    if rule.weekdays:
        return DayRule(DayKind.ORDINAL_WEEKDAY, (rule.weekdays[0][1],), rule.weekdays[0][0]).words
    return DayRule(DayKind.MONTH_DAY, number=rule.month_days[-1]).words if rule.month_days else ""


def left_out(recurrence: str, start: date) -> str:
    """Return what becomes of a day that some months or years do not have, in words; empty where all have it."""
    if not recurrence.strip():
        return ""
    rule = read_rule(recurrence).completed(start)
    late = [day for day in rule.month_days if abs(day) > 28]
    if late and not rule.positions:
        if rule.months == (2,):
            return "only in leap years: February has no 29th in others"
        if not (len(rule.months) == 1 and abs(late[-1]) <= (30 if rule.months[0] in (4, 6, 9, 11) else 31)):
            return f"months without a {ordinal(abs(late[-1]))} are left out; “last day” would take them"
    if late and rule.positions == (-1,) and len(rule.months) != 1:
        return "a shorter month takes its last day"
    fifth = [weekday for number, weekday in rule.weekdays if abs(number) == 5]
    if fifth:
        return f"months without a fifth {WEEKDAY_NAMES[fifth[0]]} are left out; “last” would take them"
    return ""
