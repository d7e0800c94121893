"""Which zone a TZID means."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import available_timezones

from brm_tui.interchange.ics.reading.components import Component
from brm_tui.interchange.ics.reading.values import UnreadableError, one_line, raw_value
from brm_tui.interchange.ics.reading.vtimezone import DefinedZone, windows_zones
from brm_tui.rules.zones import to_local, to_utc

_FIXED = re.compile(r"(?:UTC|GMT|Z)?\s*([+-])\s*([0-9]{1,2})(?::?([0-9]{2}))?", re.IGNORECASE)
_DISPLAYED = re.compile(r"\((?:UTC|GMT)[^)]*\)\s*", re.IGNORECASE)
_MATCHED_YEARS = 2
_MOST_DEFINED = 100
_MOST_MATCHES = 300
_WHOLE_DAY_OFFSET = timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class Zone:
    """Where a local time is.

    Attributes:
        name: The IANA name; of a zone that only the file knows, empty.
        defined: What the file says of it, where there is no name.
    """

    name: str
    defined: DefinedZone | None = None

    def instant(self, local: datetime) -> datetime:
        """Return the instant of a naive local time, aware UTC."""
        if self.defined is None:
            return to_utc(local, self.name)
        return (local - self.defined.offset(local)).replace(tzinfo=UTC)

    def local(self, instant: datetime) -> datetime:
        """Return the naive local time of an instant; in UTC where the zone has no name."""
        return to_local(instant, self.name or "UTC")


UTC_ZONE = Zone("UTC")


class Zones:
    """The zones that a file names.

    Attributes:
        notes: What must be said about them, once each, in the order in which they were met.
    """

    def __init__(self, own: str) -> None:
        """Begin a file.

        Args:
            own: The zone of times that name none, as long as the file names none for them.
        """
        self.own = own
        self.notes: dict[str, None] = {}
        self._components: dict[str, Component] = {}
        self._defined: dict[str, DefinedZone | None] = {}
        self._found: dict[tuple[str, int], Zone] = {}
        self._floating = Zone(own)
        self._floating_said = False
        self._matches = 0

    def define(self, component: Component) -> None:
        """Take note of a VTIMEZONE; it is read when something names it."""
        self._components.setdefault(_plain(raw_value(component.line("TZID"))), component)

    def _definition(self, name: str) -> DefinedZone | None:
        """Return what the file says of a zone; of very many, only of the first that are named."""
        if name not in self._defined:
            component = self._components.get(name)
            self._defined[name] = None
            if component is not None and len(self._defined) <= _MOST_DEFINED:
                with contextlib.suppress(UnreadableError, OverflowError, ValueError):
                    self._defined[name] = DefinedZone(component)
        return self._defined[name]

    def float_in(self, name: str) -> None:
        """Take times without a zone in this one from here on: the calendar's own."""
        known = iana_name(_plain(name))
        self._floating = Zone(known or self.own)

    def floating(self) -> Zone:
        """Return the zone of a time that names none, and say so."""
        if not self._floating_said:
            self._floating_said = True
            self.notes[f"Times without a zone are taken in {self._floating.name}."] = None
        return self._floating

    def named(self, tzid: str, year: int) -> Zone:
        """Return the zone that a TZID means in a year."""
        key = (tzid, year)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._find(tzid, year)
        return found

    def _find(self, tzid: str, year: int) -> Zone:
        plain = _plain(tzid)
        shown = one_line(tzid, 60)
        name = iana_name(plain)
        if name:
            return Zone(name)
        defined = self._definition(plain)
        if defined is not None:
            self._matches += 1
            name = iana_name(_plain(defined.location))
            if not name and self._matches <= _MOST_MATCHES:
                name = defined.match(year, year + _MATCHED_YEARS)
            if name:
                self.notes[f"The zone ‘{shown}’ of the file is {name} by its rules."] = None
                return Zone(name)
            self.notes[
                f"The zone ‘{shown}’ is none that is known: its times are kept by the offsets of the file."
            ] = None
            return Zone("", defined)
        fixed = _fixed(plain)
        if fixed is not None:
            return fixed
        self.notes[f"The zone ‘{shown}’ is unknown: its times are taken in {self._floating.name}."] = None
        return self._floating


def _plain(tzid: str) -> str:
    return tzid.strip().strip("\"'").strip()


@lru_cache(maxsize=4096)
def iana_name(tzid: str) -> str:
    """Return the IANA name of a zone that a TZID spells in some way, or nothing.

    ``Europe/Berlin`` may stand behind ``/vendor.org/2004/``, and Windows has names of its own.
    """
    known = _by_folded_name()
    parts = tzid.replace(" ", "_").casefold().strip("/").split("/")
    for length in (3, 2):
        if len(parts) >= length and "/".join(parts[-length:]) in known:
            return known["/".join(parts[-length:])]
    if len(parts) == 1 and parts[0] in known:
        return known[parts[0]]
    if len(parts) == 1 and parts[0].replace("_", "/", 1) in known:
        return known[parts[0].replace("_", "/", 1)]
    if parts[0] in ("z", "utc", "gmt"):
        return "UTC"
    return windows_zones().get(_DISPLAYED.sub("", tzid).casefold(), "")


@lru_cache(maxsize=1)
def _by_folded_name() -> dict[str, str]:
    return {zone.casefold(): zone for zone in available_timezones()}


def _fixed(tzid: str) -> Zone | None:
    """Return the zone of a name that is an offset, such as ``GMT+0200``."""
    match = _FIXED.fullmatch(tzid)
    if match is None:
        return None
    hours, minutes = int(match[2]), int(match[3] or 0)
    if minutes or timedelta(hours=hours) > _WHOLE_DAY_OFFSET:
        return None
    # In these names of the database the sign is the other way round.
    sign = "-" if match[1] == "+" else "+"
    name = f"Etc/GMT{sign}{hours}" if hours else "UTC"
    return Zone(name) if name in available_timezones() else None
