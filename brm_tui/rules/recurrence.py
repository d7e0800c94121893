"""When a series takes place: its occurrences, at wall times that hold across clock changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from brm_tui.rules.calendar_items import Occurrence, Series, SeriesException
from brm_tui.rules.recurrence_rule import read_rule
from brm_tui.rules.recurrence_words import describe
from brm_tui.rules.rule_dates import rule_dates
from brm_tui.rules.zones import to_local

__all__ = [
    "describe",
    "exceptions_by_start",
    "expand",
    "first_instance",
    "instances",
    "is_instance",
    "last_instance",
    "last_start",
    "occurrence_at",
    "validate",
]

_ONE_DAY = timedelta(days=1)
_SEARCHED_DAYS = 40 * 366


def validate(recurrence: str) -> str:
    """Return a recurrence rule in its stored form; empty stays empty.

    Raises:
        FieldError: It is no rule that we take; the error names what is allowed.
    """
    return read_rule(recurrence).text() if recurrence.strip() else ""


def instances(series: Series, first: date, last: date) -> list[datetime]:
    """Return the starts that the rule gives between two dates, exceptions not applied: naive local, in order.

    A first start that is not on the rule does not count: the series begins with the first date that is.
    """
    start = _nominal_start(series)
    if not series.recurrence:
        return [start] if first <= start.date() <= last else []
    rule = read_rule(series.recurrence).completed(start.date())
    until = last_start(rule.until, series) if rule.until else None
    if until is not None:
        last = min(last, until.date())
    at = start.time()
    found = [datetime.combine(day, at) for day in rule_dates(rule, start.date(), first, last)]
    return found if until is None else [moment for moment in found if moment <= until]


def last_start(until: str, series: Series) -> datetime:
    """Return an UNTIL, in any of its forms, as the last naive local start it allows."""
    day = date(int(until[:4]), int(until[4:6]), int(until[6:8]))
    if len(until) == 8:
        return datetime.combine(day, time.max)
    moment = datetime.combine(day, time(int(until[9:11]), int(until[11:13]), min(59, int(until[13:15]))))
    if until.endswith("Z") and series.zone and not (series.all_day and moment.time() == time()):
        moment = to_local(moment.replace(tzinfo=UTC), series.zone)
    return datetime.combine(moment.date(), time.max) if series.all_day else moment


def first_instance(series: Series) -> datetime | None:
    """Return the first start that the rule gives, or None if it gives none."""
    start = _nominal_start(series).date()
    for days in (0, 40, _SEARCHED_DAYS):
        found = instances(series, start, _plus(start, days))
        if found:
            return found[0]
    return None


def last_instance(series: Series, horizon: date) -> datetime | None:
    """Return the last start that the rule gives up to a date, or None if it gives none."""
    start = _nominal_start(series).date()
    for days in (62, 800):
        if horizon - start > timedelta(days=days):
            found = instances(series, horizon - timedelta(days=days), horizon)
            if found:
                return found[-1]
    found = instances(series, start, horizon)
    return found[-1] if found else None


def expand(series: Series, first: date, last: date, *, include_cancelled: bool = False) -> list[Occurrence]:
    """Return the occurrences that take place, at least in part, between two dates, in order.

    Args:
        series: What recurs, or takes place once.
        first: The first date wanted, as the series' own zone has it.
        last: The last date wanted, inclusive.
        include_cancelled: Whether cancelled occurrences are returned too, marked so.
    """
    window_start = datetime.combine(first, time())
    window_end = datetime.combine(_plus(last, 1), time())
    length_days = series.length.days + 1
    starts = instances(series, _plus(first, -length_days), last)
    exceptions = exceptions_by_start(series)
    if exceptions:
        starts = [*starts, *_moved_from_elsewhere(series, exceptions, set(starts))]
    found = []
    for original_start in starts:
        exception = exceptions.get(original_start)
        if exception is not None and exception.cancelled and not include_cancelled:
            continue
        occurrence = occurrence_at(series, original_start, exception)
        if occurrence.start < window_end and occurrence.end > window_start:
            found.append(occurrence)
    found.sort(key=lambda occurrence: (occurrence.start_utc, occurrence.original_start))
    return found


def occurrence_at(
    series: Series, original_start: datetime, exception: SeriesException | None = None
) -> Occurrence:
    """Return one occurrence of a series, by the start that the rule gives it, its exception applied."""
    nominal_length = length = series.length
    start = original_start
    if exception is not None and not exception.cancelled:
        start = exception.start or original_start
        if series.all_day:
            start = datetime.combine(start.date(), time())
            if exception.end_date is not None:
                length = max(_ONE_DAY, datetime.combine(exception.end_date, time()) - start + _ONE_DAY)
        elif exception.length_minutes is not None:
            length = timedelta(minutes=max(1, exception.length_minutes))
    moved = start != original_start or length != nominal_length
    if series.all_day:
        end = start + length
        start_utc, end_utc = start.replace(tzinfo=UTC), end.replace(tzinfo=UTC)
    else:
        zone = ZoneInfo(series.zone)
        start_utc = start.replace(tzinfo=zone, fold=0).astimezone(UTC)
        end_utc = start_utc + length
        # Back from the instant: a start that the clocks skip is shown where they stand then.
        start = start_utc.astimezone(zone).replace(tzinfo=None, fold=0)
        end = end_utc.astimezone(zone).replace(tzinfo=None, fold=0)
    return Occurrence(
        series_id=series.id,
        original_start=original_start,
        start=start,
        end=end,
        zone=series.zone,
        all_day=series.all_day,
        start_utc=start_utc,
        end_utc=end_utc,
        moved=moved,
        cancelled=exception is not None and exception.cancelled,
        exception=exception,
    )


def exceptions_by_start(series: Series) -> dict[datetime, SeriesException]:
    """Return the exceptions of a series by the starts that the rule gives them."""
    return {_key(series, exception): exception for exception in series.exceptions}


def is_instance(series: Series, start: datetime) -> bool:
    """Return whether the rule gives exactly this naive local start."""
    return start in instances(series, start.date(), start.date())


def _moved_from_elsewhere(
    series: Series, exceptions: dict[datetime, SeriesException], known: set[datetime]
) -> Iterator[datetime]:
    for original_start, exception in exceptions.items():
        changes_time = exception.start or exception.end_date or exception.length_minutes
        if changes_time and original_start not in known and is_instance(series, original_start):
            yield original_start


def _nominal_start(series: Series) -> datetime:
    return datetime.combine(series.start.date(), time()) if series.all_day else series.start.replace(fold=0)


def _key(series: Series, exception: SeriesException) -> datetime:
    if series.all_day:
        return datetime.combine(exception.original_start.date(), time())
    return exception.original_start.replace(fold=0)


def _plus(day: date, days: int) -> date:
    """Return a date so many days on, within what dates can say."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal() - 1))
