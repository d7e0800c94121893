"""Instances of a series that readers would not take alike without being told."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache

from brm_tui.rules.calendar_items import Occurrence, Series, SeriesException
from brm_tui.rules.recurrence import instances, occurrence_at
from brm_tui.rules.recurrence_rule import read_rule
from brm_tui.rules.zones import transitions

_TICK = timedelta(microseconds=1)
_PERIOD_DAYS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 62, "YEARLY": 732}


@lru_cache(maxsize=4096)
def _doubtful_times(zone: str, year: int) -> tuple[tuple[datetime, datetime], ...]:
    """Return the spans of local times in a year that do not exist or exist twice."""
    return tuple((change.doubtful_from, change.doubtful_until) for change in transitions(zone, year))


def irregular_instances(series: Series, first: datetime, last: datetime) -> set[datetime] | None:
    """Return the instances, from a series' first to its last, that the clocks change in.

    Readers disagree whether their length or their end stays, so they must be told apart. None means that the
    series cannot go out as a rule at all: an instance starts at a local time that does not exist or exists
    twice, or the first one, by whose length readers take the others, is irregular itself.
    """
    found: set[datetime] = set()
    if series.all_day:
        return found
    length = series.length
    for year in range(first.year, (last + length).year + 1):
        for doubtful_from, doubtful_until in _doubtful_times(series.zone, year):
            if doubtful_until < first or doubtful_from > last + length:
                continue
            if _same_day_clear(first, length, doubtful_from, doubtful_until):
                continue
            for start in instances(series, (doubtful_from - length).date(), doubtful_until.date()):
                if doubtful_from <= start < doubtful_until:
                    return None
                if start < doubtful_from <= start + length:
                    found.add(start)
    return None if first in found else found


def _same_day_clear(
    first: datetime, length: timedelta, doubtful_from: datetime, doubtful_until: datetime
) -> bool:
    """Return whether the time of day alone shows that no instance meets a clock change."""
    if doubtful_from.date() != doubtful_until.date() or (first + length).date() != first.date():
        return False
    return (first + length).time() < doubtful_from.time() or first.time() >= doubtful_until.time()


def keeps_its_place(series: Series, changed: dict[datetime, SeriesException], occurrence: Occurrence) -> bool:
    """Return whether a moved occurrence neither crosses nor shares a day with its neighbours in the series.

    Outlook refuses exceptions that do. A neighbour counts where the rule has it and where it was moved to.
    """
    rule = read_rule(series.recurrence)
    reach = timedelta(days=_PERIOD_DAYS[rule.frequency] * rule.interval)
    original = occurrence.original_start
    around = instances(series, (original - reach).date(), (original + reach).date())
    position = around.index(original)
    first_day, last_day = _days(occurrence)
    for start in around[max(0, position - 1) : position]:
        if any(its_last >= first_day for _, its_last in _spans(series, changed, start)):
            return False
    for start in around[position + 1 : position + 2]:
        if any(its_first <= last_day for its_first, _ in _spans(series, changed, start)):
            return False
    return True


def _spans(
    series: Series, changed: dict[datetime, SeriesException], start: datetime
) -> list[tuple[date, date]]:
    spans = [_days(occurrence_at(series, start))]
    if start in changed:
        spans.append(_days(occurrence_at(series, start, changed[start])))
    return spans


def _days(occurrence: Occurrence) -> tuple[date, date]:
    return occurrence.start.date(), (occurrence.end - _TICK).date()
