"""What becomes of a VEVENT in the desk: one event with its exceptions, or several."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from brm_tui.interchange.ics.reading.values import UnreadableError
from brm_tui.interchange.ics.reading.vevent import LONGEST_MINUTES, Moment, VEvent, last_day
from brm_tui.rules.calendar_items import Series, SeriesException
from brm_tui.rules.zones import to_local, to_utc

KEY_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class ForeignEvent:
    """One event as the desk can keep it.

    Attributes:
        key: What it is known by within its calendar: the UID, and more where one UID makes several.
        series: When, with the occurrences that are not as the rule says.
        title: One line.
        place: One line.
        agenda: Several lines.
        status: tentative, confirmed or cancelled.
        private: Whether it stays inside the house.
        blackout: Whether no changes are wanted in its time.
    """

    key: str
    series: Series
    title: str
    place: str
    agenda: str
    status: str
    private: bool
    blackout: bool


def key_of(uid: str, part: str = "") -> str:
    """Return what an event is known by: its UID, a very long one by its hash, and which of its parts."""
    key = f"{uid}#{part}" if part else uid
    if len(key) <= KEY_LIMIT:
        return key
    return f"sha256:{hashlib.sha256(key.encode()).hexdigest()}"


def stamp(local: datetime, *, all_day: bool) -> str:
    """Return a start as a part of a key."""
    return local.strftime("%Y%m%d") if all_day else local.strftime("%Y%m%dT%H%M%S")


def foreign_event(
    event: VEvent,
    key: str,
    *,
    local: datetime | None = None,
    recurrence: str = "",
    exceptions: tuple[SeriesException, ...] = (),
    length: timedelta | None = None,
) -> ForeignEvent:
    """Return an event for the desk.

    Args:
        event: What it says.
        key: What it is known by.
        local: Its start, in the zone of the event's own start; None for that start.
        recurrence: Its rule.
        exceptions: What differs from the rule.
        length: Its length, where that is not the event's.

    Raises:
        UnreadableError: It lies beyond what a calendar holds.
    """
    at = event.start.local if local is None else local
    zone = event.start.zone
    if zone is None:
        at = datetime.combine(at.date(), time())
        last = last_day(at.date(), event.days)
        series = Series(key, at, "", None, True, last, recurrence, exceptions)
    else:
        minutes = event.minutes
        if length is not None:
            minutes = min(LONGEST_MINUTES, max(1, -(-length // timedelta(minutes=1))))
        name = zone.name
        if not name:
            at, name = zone.instant(at).replace(tzinfo=None), "UTC"
        elif not recurrence:
            at = to_local(to_utc(at, name), name)  # a time that the clocks skip is where they stand then
        series = Series(key, at, name, minutes, recurrence=recurrence, exceptions=exceptions)
    return ForeignEvent(
        key, series, event.title, event.place, event.agenda, event.status, event.private, event.blackout
    )


def exception_of(master: VEvent, override: VEvent, original: datetime) -> SeriesException | None:
    """Return how an occurrence differs from its series; None where no exception can say it.

    Args:
        master: The series.
        override: What replaces the occurrence.
        original: The start that the rule gives it.
    """
    if override.status == "cancelled" and master.status != "cancelled":
        return SeriesException(original, cancelled=True)
    if (override.start.zone is None) != (master.start.zone is None):
        return None
    if (override.private, override.blackout) != (master.private, master.blackout):
        return None
    start = override.start.within(master.start.zone)
    exception = SeriesException(
        original,
        start=start if start != original else None,
        title=override.title if override.title != master.title else None,
        place=override.place if override.place != master.place else None,
        agenda=override.agenda if override.agenda != master.agenda else None,
    )
    if master.start.zone is None:
        if override.days != master.days:
            exception = replace(exception, end_date=last_day(start.date(), override.days))
    elif override.minutes != master.minutes:
        exception = replace(exception, length_minutes=override.minutes)
    return exception


def moved(event: VEvent, by: timedelta) -> VEvent:
    """Return an event at another time."""
    try:
        return replace(event, start=Moment(event.start.local + by, event.start.zone))
    except OverflowError:
        raise UnreadableError("it lies beyond what a calendar holds") from None
