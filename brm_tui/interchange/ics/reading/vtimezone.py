"""Zones that a file defines itself: which offset they have when, and which zone of the world has the same."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from brm_tui.errors import FieldError
from brm_tui.interchange.ics.reading.components import Component
from brm_tui.interchange.ics.reading.values import (
    UnreadableError,
    date_texts,
    raw_value,
    read_moment,
    read_offset,
)
from brm_tui.rules.calendar_items import Series
from brm_tui.rules.recurrence import instances
from brm_tui.rules.recurrence_rule import read_rule

_FIRST_YEAR, _LAST_YEAR = 1900, 2101
_MOST_OBSERVANCES = 50
_MOST_ONSETS = 5000
_MOST_SAMPLES = 200
_CLEAR = timedelta(hours=4)
"""How far from a clock change offsets are compared: nearer, local times may exist twice or not at all."""


class DefinedZone:
    """A VTIMEZONE, as the offsets it says.

    Attributes:
        name: Its TZID.
        location: The zone that it says it is (X-LIC-LOCATION), or empty.
    """

    def __init__(self, component: Component) -> None:
        """Read a VTIMEZONE.

        Raises:
            UnreadableError: It says no offset.
        """
        self.name = raw_value(component.line("TZID"))
        self.location = raw_value(component.line("X-LIC-LOCATION"))
        onsets: list[tuple[datetime, timedelta, timedelta]] = []
        for observance in component.children[:_MOST_OBSERVANCES]:
            if observance.name in ("STANDARD", "DAYLIGHT"):
                try:
                    onsets.extend(_onsets(observance))
                except UnreadableError:
                    continue
        if not onsets:
            raise UnreadableError("it says no offset")
        onsets.sort(key=lambda onset: onset[0])
        self._starts = [onset[0] for onset in onsets[:_MOST_ONSETS]]
        self._before = onsets[0][1]
        self._offsets = [onset[2] for onset in onsets[:_MOST_ONSETS]]

    def offset(self, local: datetime) -> timedelta:
        """Return the offset from UTC at a naive local time."""
        position = bisect_right(self._starts, local)
        return self._offsets[position - 1] if position else self._before

    def samples(self, first: int, last: int) -> Iterator[datetime]:
        """Return the local times of some years that tell this zone from others."""
        for year in range(first, last + 1):
            for month in range(1, 13):
                yield datetime(year, month, 15, 12)  # noqa: DTZ001 -- local time of the zone
        begin, end = datetime(first, 1, 1), datetime(last + 1, 1, 1)  # noqa: DTZ001 -- the same
        changes = self._starts[bisect_right(self._starts, begin) : bisect_right(self._starts, end)]
        for start in changes[:_MOST_SAMPLES]:
            yield start - _CLEAR
            yield start + _CLEAR

    def match(self, first: int, last: int) -> str:
        """Return a zone of the world with the same offsets through some years, or nothing.

        Of several the one is taken that the zone's own name speaks of, else the best known.
        """
        wanted = [(moment, self.offset(moment)) for moment in self.samples(first, last)]
        found = [zone for zone in _known_zones() if _has(zone, wanted)]
        named = self.name.casefold()
        for zone in found:
            if zone.rpartition("/")[2].replace("_", " ").casefold() in named:
                return zone
        return found[0] if found else ""


def _has(zone: str, wanted: list[tuple[datetime, timedelta]]) -> bool:
    """Return whether a zone has these offsets at these local times."""
    tzinfo = ZoneInfo(zone)
    return all(moment.replace(tzinfo=tzinfo).utcoffset() == offset for moment, offset in wanted)


def _onsets(observance: Component) -> Iterable[tuple[datetime, timedelta, timedelta]]:
    """Return when an observance begins, each time, by the clock that is about to change, with both offsets."""
    before = read_offset(raw_value(observance.line("TZOFFSETFROM")))
    after = read_offset(raw_value(observance.line("TZOFFSETTO")))
    start, _, _ = read_moment((date_texts(observance.line("DTSTART")) or [""])[0])
    starts = {start}
    for line in observance.properties.get("RDATE", ()):
        starts.update(read_moment(text)[0] for text in date_texts(line)[:_MOST_ONSETS])
    rule = raw_value(observance.line("RRULE"))
    if rule:
        try:
            read = read_rule(rule)
        except FieldError:
            read = None
        if read is not None and read.frequency == "YEARLY" and (len(read.months) == 1 or not read.weekdays):
            series = Series("", start, "UTC", recurrence=rule.upper())
            first = max(start.date(), date(_FIRST_YEAR, 1, 1))
            starts.update(instances(series, first, date(_LAST_YEAR, 12, 31)))
    return [(moment, before, after) for moment in starts]


@lru_cache(maxsize=1)
def _known_zones() -> tuple[str, ...]:
    """Return the zones of the world, those first that stand for a whole country or more."""
    well_known = dict.fromkeys(sorted(windows_zones().values()))
    preferred = dict.fromkeys(
        ("Europe/Berlin", "Europe/London", "America/New_York", "America/Chicago", "America/Denver",
         "America/Los_Angeles", "Asia/Tokyo", "Asia/Kolkata", "Australia/Sydney", "UTC"),
    )  # fmt: skip
    rest = dict.fromkeys(
        sorted(
            zone for zone in available_timezones() if "/" in zone and not zone.startswith(("posix", "right"))
        )
    )
    available = available_timezones()
    return tuple(zone for zone in preferred | well_known | rest if zone in available)


@lru_cache(maxsize=1)
def windows_zones() -> dict[str, str]:
    """Return the zones of the world by the casefolded names that Windows has for them."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return {name.casefold(): zone for name, zone in WINDOWS_TO_OLSON.items()}
