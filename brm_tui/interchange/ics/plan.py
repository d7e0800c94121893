"""How one item goes out: as a rule with exceptions where every reader takes it alike, else event by event."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum

from brm_tui.interchange.ics.irregular import irregular_instances, keeps_its_place
from brm_tui.interchange.ics.lines import date_value, instant_value
from brm_tui.interchange.ics.portable import portable
from brm_tui.interchange.ics.vtimezone import zone_id
from brm_tui.rules.calendar_items import (
    CalendarItem,
    Occurrence,
    OccurrenceIdentity,
    Series,
    SeriesException,
)
from brm_tui.rules.recurrence import (
    exceptions_by_start,
    first_instance,
    instances,
    is_instance,
    last_instance,
    occurrence_at,
)
from brm_tui.rules.recurrence_rule import RecurrenceRule, read_rule
from brm_tui.rules.zone_rules import ZoneRule, zone_rule
from brm_tui.rules.zones import is_doubtful, to_utc


class TimeForm(Enum):
    """How an event's times are written."""

    DATE = "dates"
    ZONED = "local time with its zone"
    UTC = "instants"


@dataclass(frozen=True, slots=True)
class PlannedEvent:
    """One VEVENT to be written.

    Attributes:
        uid: Its UID.
        sequence: Its SEQUENCE.
        stamp: Its last change, aware UTC.
        occurrence: When it takes place; of a series, its first instance.
        form: How its times are written.
        rule: The RRULE's value, empty for a single event.
        excluded: The instances of the rule that are not part of it, naive local time.
        is_override: Whether it replaces the instance of a series that has the same UID.
        cancelled: Whether it does not take place.
    """

    uid: str
    sequence: int
    stamp: datetime
    occurrence: Occurrence
    form: TimeForm
    rule: str = ""
    excluded: tuple[datetime, ...] = ()
    is_override: bool = False
    cancelled: bool = False


def plan(item: CalendarItem, horizon: date) -> list[PlannedEvent]:
    """Return the events that an item goes out as: a series first, then its overrides, then what left it.

    Of a series that is cancelled only what has its own UID goes out: what left it is ended item by item.

    Args:
        item: What goes out.
        horizon: The last date on which an instance of a series goes out.
    """
    planned = _planned(item, horizon)
    if item.status == "cancelled":
        return [event for event in planned if event.uid == item.uid and not event.is_override]
    return planned


def _planned(item: CalendarItem, horizon: date) -> list[PlannedEvent]:
    series = item.series
    first = first_instance(series)
    if first is None:
        return []
    zone = None if series.all_day else zone_rule(zone_id(series.zone), horizon.year)
    if not series.recurrence:
        return [
            _single(item, occurrence, zone, item.uid) for occurrence in _occurrences(series, first, first)
        ]
    last = last_instance(series, horizon)
    if last is None:
        return []
    rule = portable(read_rule(series.recurrence).completed(series.start.date()))
    if rule is not None and (
        series.all_day or (zone is not None and zone.holds(first, last + series.length))
    ):
        irregular = irregular_instances(series, first, last)
        if irregular is not None:
            return _as_rule(item, rule, zone, first, last, irregular)
    occurrences = _occurrences(series, first, last)
    return [_single(item, occurrence, zone) for occurrence in occurrences if not occurrence.cancelled]


def plan_occurrence(item: CalendarItem, horizon: date, original_start: datetime) -> PlannedEvent | None:
    """Return one occurrence as it goes out alone: with its own UID where it has left its series, else as an override.

    Args:
        item: What recurs.
        horizon: The last date on which an instance of it goes out.
        original_start: Which occurrence: the start that the series gives it.
    """
    planned = plan(item, horizon)
    for event in planned:
        if event.occurrence.original_start == original_start and (event.is_override or not event.rule):
            return event
    series = item.series
    if not any(event.rule for event in planned) or not is_instance(series, original_start):
        return None
    return _override(
        item, occurrence_at(series, original_start, exceptions_by_start(series).get(original_start))
    )


def _occurrences(series: Series, first: datetime, last: datetime) -> list[Occurrence]:
    exceptions = exceptions_by_start(series)
    starts = instances(series, first.date(), last.date())
    return [occurrence_at(series, start, exceptions.get(start)) for start in starts]


def _as_rule(
    item: CalendarItem,
    rule: RecurrenceRule,
    zone: ZoneRule | None,
    first: datetime,
    last: datetime,
    irregular: set[datetime],
) -> list[PlannedEvent]:
    series = item.series
    changed = {
        start: exception
        for start, exception in exceptions_by_start(series).items()
        if first <= start <= last and is_instance(series, start)
    }
    excluded: list[datetime] = []
    overrides: list[PlannedEvent] = []
    left: list[PlannedEvent] = []
    for start in sorted({*changed, *irregular}):
        occurrence = occurrence_at(series, start, changed.get(start))
        if occurrence.cancelled:
            excluded.append(start)
        elif not _can_override(series, changed, occurrence, zone):
            excluded.append(start)
            left.append(_single(item, occurrence, zone))
        elif start in irregular or _differs(item, occurrence):
            overrides.append(_override(item, occurrence))
    form = TimeForm.DATE if series.all_day else TimeForm.ZONED
    head = PlannedEvent(item.uid, item.sequence, item.stamp, occurrence_at(series, first), form)
    if excluded and len(excluded) == len(instances(series, first.date(), last.date())):
        return [replace(head, cancelled=True), *left]
    until = date_value(last) if series.all_day else instant_value(to_utc(last, series.zone))
    head = replace(head, rule=replace(rule, until=until).text(), excluded=tuple(excluded))
    return [head, *overrides, *left]


def _can_override(
    series: Series, changed: dict[datetime, SeriesException], occurrence: Occurrence, zone: ZoneRule | None
) -> bool:
    """Return whether readers take a changed occurrence alike while it stays in its series."""
    if _form(occurrence, zone) is TimeForm.UTC:
        return False
    if occurrence.moved and occurrence.exception is not None and occurrence.exception.day_off:
        return False
    return not occurrence.moved or keeps_its_place(series, changed, occurrence)


def _differs(item: CalendarItem, occurrence: Occurrence) -> bool:
    """Return whether the series alone would say something else."""
    exception = occurrence.exception
    if occurrence.moved or exception is None:
        return occurrence.moved
    pairs = ((exception.title, item.title), (exception.place, item.place), (exception.agenda, item.agenda))
    return any(own is not None and own != common for own, common in pairs)


def _override(item: CalendarItem, occurrence: Occurrence) -> PlannedEvent:
    own = _identity(item, occurrence, inside=True)
    form = TimeForm.DATE if occurrence.all_day else TimeForm.ZONED
    sequence = max(item.sequence, own.sequence)
    return PlannedEvent(item.uid, sequence, own.stamp, occurrence, form, is_override=True)


def _single(item: CalendarItem, occurrence: Occurrence, zone: ZoneRule | None, uid: str = "") -> PlannedEvent:
    """Return an occurrence as an event by itself, under the UID given or one of its own."""
    form = _form(occurrence, zone)
    if uid:
        cancelled = occurrence.cancelled
        return PlannedEvent(uid, item.sequence, item.stamp, occurrence, form, cancelled=cancelled)
    own = _identity(item, occurrence, inside=False)
    return PlannedEvent(own.uid, own.sequence, own.stamp, occurrence, form)


def _identity(item: CalendarItem, occurrence: Occurrence, *, inside: bool) -> OccurrenceIdentity:
    day = occurrence.original_start.date()
    place = bisect_left(item.occurrences, (day, inside), key=_order)
    if place < len(item.occurrences) and _order(item.occurrences[place]) == (day, inside):
        return item.occurrences[place]
    return OccurrenceIdentity(day, occurrence_uid(item.uid, day), item.sequence, item.stamp, inside)


def _order(identity: OccurrenceIdentity) -> tuple[date, bool]:
    return identity.day, identity.inside


def occurrence_uid(uid: str, day: date) -> str:
    """Return the UID of an occurrence that goes out as an event of its own and has none stored.

    A series has at most one a day, so the day names it, whatever becomes of its time.
    """
    name, at, domain = uid.partition("@")
    return f"{name}-{day:%Y%m%d}{at}{domain}"


def _form(occurrence: Occurrence, zone: ZoneRule | None) -> TimeForm:
    if occurrence.all_day:
        return TimeForm.DATE
    if zone is None or not zone.holds(occurrence.start, occurrence.end):
        return TimeForm.UTC
    # Readers disagree which of two equal local times is meant; an instant they take alike.
    doubtful = is_doubtful(occurrence.start, occurrence.zone) or is_doubtful(occurrence.end, occurrence.zone)
    return TimeForm.UTC if doubtful else TimeForm.ZONED
