"""One VEVENT, understood: its times in their zones, its texts clean, its recurrence still as written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import TypeVar

from brm_tui.interchange.ics.reading.components import Component
from brm_tui.interchange.ics.reading.values import (
    UnreadableError,
    date_texts,
    long_text,
    one_line,
    parameters,
    raw_value,
    read_duration,
    read_moment,
    text_of,
)
from brm_tui.interchange.ics.reading.zones import UTC_ZONE, Zone, Zones
from brm_tui.rules.calendar_items import DEFAULT_LENGTH_MINUTES

TITLE_LIMIT, PLACE_LIMIT, AGENDA_LIMIT = 200, 255, 100_000
LONGEST_MINUTES = 60 * 24 * 31
"""How long the desk lets an event with times last; what is longer takes whole days."""
FIRST_YEAR, LAST_YEAR = 1583, 2500

_LONGEST_UID = 20_000
_Value = TypeVar("_Value")

_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or a time in its zone.

    Attributes:
        local: Naive local time, midnight for a date.
        zone: Where; None for a date.
    """

    local: datetime
    zone: Zone | None

    def instant(self) -> datetime:
        """Return the instant, aware UTC; of a date, its midnight there."""
        return self.local.replace(tzinfo=UTC) if self.zone is None else self.zone.instant(self.local)

    def within(self, zone: Zone | None) -> datetime:
        """Return the naive local time that a series in a zone has at this moment."""
        if self.zone is None or zone is None or zone == self.zone:
            return self.local
        return zone.local(self.instant())


@dataclass(slots=True)
class VEvent:
    """What one VEVENT says.

    Attributes:
        uid: Its UID, or empty.
        title: One line.
        place: One line.
        agenda: Several lines.
        status: tentative, confirmed or cancelled.
        private: Whether it is marked as private or confidential.
        blackout: Whether its categories say so.
        start: When it starts.
        minutes: How long it takes, None for whole days.
        days: How many days, of whole days.
        occurrence: Which occurrence of its series it replaces, if it does.
        onwards: Whether it replaces all later ones too.
        version: What tells later versions of the same event from earlier ones.
        rules: Its RRULEs.
        excluding_rules: Its EXRULEs.
        dates: Its RDATEs with the length of their own, if they have one.
        excluded: Its EXDATEs.
        alarms: How many reminders stand in it.
        notes: What was not taken as it stands.
    """

    uid: str
    title: str
    place: str
    agenda: str
    status: str
    private: bool
    blackout: bool
    start: Moment
    minutes: int | None
    days: int
    occurrence: Moment | None
    onwards: bool
    version: tuple[int, str]
    rules: tuple[str, ...] = ()
    excluding_rules: tuple[str, ...] = ()
    dates: tuple[tuple[Moment, timedelta | None], ...] = ()
    excluded: tuple[Moment, ...] = ()
    alarms: int = 0
    notes: list[str] = field(default_factory=list)


def read_vevent(component: Component, zones: Zones, *, cancelled: bool) -> VEvent:
    """Return what a VEVENT says.

    Args:
        component: The VEVENT.
        zones: The zones of its file.
        cancelled: Whether its calendar announces cancellations.

    Raises:
        UnreadableError: It does not say when.
    """
    line = component.line
    if not component.complete:
        raise UnreadableError("the file ends, or goes on, in the midst of it")
    start = _first_moment(component, "DTSTART", zones)
    if start is None:
        raise UnreadableError("it has no start")
    notes: list[str] = []
    length = _length(component, start, zones, notes)
    start, minutes, days = _span(component, start, length, notes)
    occurrence = _first_moment(component, "RECURRENCE-ID", zones)
    title = text_of(line("SUMMARY"))
    found = VEvent(
        uid=one_line(text_of(line("UID"), _LONGEST_UID), _LONGEST_UID),
        title=one_line(title, TITLE_LIMIT) or "Untitled",
        place=_place(component),
        agenda=long_text(text_of(line("DESCRIPTION"), AGENDA_LIMIT), AGENDA_LIMIT),
        status=_status(component, cancelled),
        private=raw_value(line("CLASS")).upper() in ("PRIVATE", "CONFIDENTIAL"),
        blackout=any("BLACKOUT" in item.upper() for item in component.properties.get("CATEGORIES", ())),
        start=start,
        minutes=minutes,
        days=days,
        occurrence=occurrence,
        onwards=occurrence is not None and "THISANDFUTURE" in line("RECURRENCE-ID").upper(),
        version=_version(component),
        alarms=sum(child.name == "VALARM" for child in component.children),
        notes=notes,
    )
    if len(title.strip()) > TITLE_LIMIT:
        notes.append(f"its title was cut to {TITLE_LIMIT} characters")
    _read_recurrence(component, zones, found)
    return found


def _read_recurrence(component: Component, zones: Zones, found: VEvent) -> None:
    lines = component.properties
    if "RRULE" in lines:
        found.rules = tuple(value for item in lines["RRULE"] if (value := raw_value(item)))
    if "EXRULE" in lines:
        found.excluding_rules = tuple(value for item in lines["EXRULE"] if (value := raw_value(item)))
    if "RDATE" in lines:
        found.dates = tuple(
            _each("RDATE", component, found, partial(_date_or_period, zones=zones, found=found))
        )
    if "EXDATE" in lines:
        found.excluded = tuple(
            _each("EXDATE", component, found, partial(_moment, zones=zones, like=found.start))
        )


def _each(
    name: str, component: Component, found: VEvent, read: Callable[[str, str], _Value]
) -> Iterator[_Value]:
    """Read each date of a property; one that is none is passed over, and said."""
    for line in component.properties[name]:
        for text in date_texts(line):
            try:
                yield read(text, line)
            except UnreadableError as error:
                found.notes.append(f"an {name} was passed over: {error}")


def _date_or_period(text: str, line: str, zones: Zones, found: VEvent) -> tuple[Moment, timedelta | None]:
    first, slash, second = text.partition("/")
    moment = _moment(first, line, zones, like=found.start)
    if not slash or moment.zone is None:
        return moment, None
    if second[:1].upper() in ("P", "+", "-"):
        return moment, read_duration(second)
    return moment, _moment(second, line, zones, like=found.start).instant() - moment.instant()


def _first_moment(component: Component, name: str, zones: Zones) -> Moment | None:
    line = component.line(name)
    if not line:
        return None
    texts = date_texts(line)
    if not texts:
        raise UnreadableError(f"its {name} is empty")
    return _moment(texts[0], line, zones)


def _moment(text: str, line: str, zones: Zones, *, like: Moment | None = None) -> Moment:
    """Return a moment; one without a zone is in that of another that it goes with, if there is one.

    Raises:
        UnreadableError: It is none, or lies beyond what a calendar holds.
    """
    local, date_only, utc = read_moment(text)
    if not FIRST_YEAR <= local.year <= LAST_YEAR:
        raise UnreadableError(f"the year {local.year} is not in {FIRST_YEAR} to {LAST_YEAR}")
    if date_only:
        return Moment(local, None)
    if utc:
        return Moment(local, UTC_ZONE)
    tzid = parameters(line).get("TZID", "") if "TZID" in line.upper() else ""
    if tzid:
        return Moment(local, zones.named(tzid, local.year))
    if like is not None and like.zone is not None and like.zone.name != "UTC":
        return Moment(local, like.zone)
    return Moment(local, zones.floating())


def _length(component: Component, start: Moment, zones: Zones, notes: list[str]) -> timedelta | None:
    """Return how long it takes, None where the file does not say."""
    try:
        end = _first_moment(component, "DTEND", zones)
        if end is None:
            duration = component.line("DURATION")
            length = read_duration(raw_value(duration)) if duration else None
        elif start.zone is None:
            length = end.local - start.local
        elif end.zone is None:
            length = start.zone.instant(end.local) - start.instant()
        else:
            length = end.instant() - start.instant()
    except UnreadableError as error:
        notes.append(f"its end was passed over: {error}")
        return None
    if length is not None and length < timedelta():
        notes.append("it ends before it starts, so its end was passed over")
        return None
    return length


def _span(
    component: Component, start: Moment, length: timedelta | None, notes: list[str]
) -> tuple[Moment, int | None, int]:
    """Return the start, the minutes it takes (None: whole days) and the days it takes."""
    if start.zone is None:
        return start, None, 1 if length is None else max(1, -(-length // _DAY))
    midnight = Moment(datetime.combine(start.local.date(), time()), None)
    if _takes_whole_days(component, start, length):
        return midnight, None, 1 if length is None else max(1, round(length / _DAY))
    if length is None:
        return start, DEFAULT_LENGTH_MINUTES, 1
    minutes = max(1, -(-length // _MINUTE))
    if minutes <= LONGEST_MINUTES:
        return start, minutes, 1
    notes.append("it lasts longer than 31 days, so it takes whole days")
    last = start.zone.local(start.instant() + length - timedelta(seconds=1)).date()
    return midnight, None, (last - start.local.date()).days + 1


def _takes_whole_days(component: Component, start: Moment, length: timedelta | None) -> bool:
    """Return whether Outlook marked a time from midnight to midnight as whole days."""
    if "X-MICROSOFT-CDO-ALLDAYEVENT" not in component.properties or start.local.time() != time():
        return False
    if raw_value(component.line("X-MICROSOFT-CDO-ALLDAYEVENT")).upper() != "TRUE":
        return False
    # A day on which the clocks change has an hour more or less.
    return length is None or abs(length - round(length / _DAY) * _DAY) <= timedelta(hours=1)


def _place(component: Component) -> str:
    for name in ("LOCATION", "CONFERENCE", "URL"):
        place = one_line(text_of(component.line(name)), PLACE_LIMIT) if component.line(name) else ""
        if place:
            return place
    return ""


def _status(component: Component, cancelled: bool) -> str:
    status = raw_value(component.line("STATUS")).upper()
    if cancelled or status == "CANCELLED":
        return "cancelled"
    shown = raw_value(component.line("X-MICROSOFT-CDO-BUSYSTATUS")).upper()
    return "tentative" if status == "TENTATIVE" or (not status and shown == "TENTATIVE") else "confirmed"


def _version(component: Component) -> tuple[int, str]:
    sequence = raw_value(component.line("SEQUENCE"))
    number = int(sequence) if sequence.isascii() and sequence.isdigit() and len(sequence) < 10 else 0
    return number, raw_value(component.line("LAST-MODIFIED")) or raw_value(component.line("DTSTAMP"))


def last_day(start: date, days: int) -> date:
    """Return the last day of so many from a day on.

    Raises:
        UnreadableError: It lies beyond what a calendar holds.
    """
    last = start.toordinal() + days - 1
    if last > date(LAST_YEAR, 12, 31).toordinal():
        raise UnreadableError(f"it ends after the year {LAST_YEAR}")
    return date.fromordinal(last)
