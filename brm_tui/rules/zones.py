"""Wall time and zones: which local times exist, and when the clocks of a zone change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from brm_tui.clock import zone_named
from brm_tui.errors import FieldError
from brm_tui.rules.dates import WEEKDAYS

_SAMPLE = timedelta(days=5)


@dataclass(frozen=True, slots=True)
class Transition:
    """One clock change.

    Attributes:
        instant: When it happens, naive UTC.
        before: The offset from UTC until then.
        after: The offset from then on.
        name: What the zone calls its time from then on (``CEST``).
    """

    instant: datetime
    before: timedelta
    after: timedelta
    name: str

    @property
    def onset(self) -> datetime:
        """The wall time at which it happens, by the clock that is about to change."""
        return self.instant + self.before

    @property
    def doubtful_from(self) -> datetime:
        """The first wall time that does not exist, or exists twice."""
        return self.instant + min(self.before, self.after)

    @property
    def doubtful_until(self) -> datetime:
        """The wall time from which the clock is unambiguous again."""
        return self.instant + max(self.before, self.after)


def to_utc(local: datetime, zone: str) -> datetime:
    """Return the instant of a naive local time.

    A time that exists twice is the first of the two; a skipped one is read by the offset before the gap, as
    RFC 5545 says, so 02:30 in a gap from 02:00 to 03:00 is the instant that clocks show as 03:30.
    """
    return local.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def to_local(instant: datetime, zone: str) -> datetime:
    """Return the naive local time that clocks in the zone show at an aware instant."""
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def is_skipped(local: datetime, zone: str) -> bool:
    """Return whether a clock change skips this naive local time."""
    return to_local(to_utc(local, zone), zone) != local.replace(fold=0)


def is_doubtful(local: datetime, zone: str) -> bool:
    """Return whether this naive local time does not exist, or exists twice."""
    aware = local.replace(tzinfo=ZoneInfo(zone), fold=0)
    return aware.utcoffset() != aware.replace(fold=1).utcoffset()


def next_valid_time(local: datetime, zone: str) -> datetime:
    """Return the first naive local time from this one on that exists: itself, or the end of its gap."""
    if not is_skipped(local, zone):
        return local
    tzinfo = ZoneInfo(zone)
    before = local.replace(tzinfo=tzinfo, fold=0).utcoffset()
    after = local.replace(tzinfo=tzinfo, fold=1).utcoffset()
    if before is None or after is None:
        return local
    # Read by the later offset a skipped time lies before the change, by the earlier offset after it.
    return _change_between(tzinfo, local - after, local - before, before) + after


def check_wall_time(field: str, local: datetime, zone: str) -> datetime:
    """Return a naive local time that exists in the zone.

    Raises:
        FieldError: There is no such zone, or a clock change skips the time; the next valid one is offered.
    """
    zone_named(zone)
    if is_skipped(local, zone):
        offered = next_valid_time(local, zone).isoformat(timespec="minutes")
        raise FieldError(
            field,
            local.isoformat(timespec="minutes"),
            f"a time that exists in {zone}, where the clocks skip this one (the next is {offered})",
        )
    return local


def _offset(tzinfo: ZoneInfo, instant: datetime) -> timedelta:
    return instant.replace(tzinfo=UTC).astimezone(tzinfo).utcoffset() or timedelta()


def _change_between(tzinfo: ZoneInfo, low: datetime, high: datetime, before: timedelta) -> datetime:
    """Return the first whole second, naive UTC, at which the offset is no longer ``before``."""
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low) // timedelta(seconds=1) // 2)
        if _offset(tzinfo, middle) == before:
            low = middle
        else:
            high = middle
    return high


@lru_cache(maxsize=4096)
def transitions(zone: str, year: int) -> tuple[Transition, ...]:
    """Return the clock changes of a zone whose instant lies in a year, by UTC, in order."""
    tzinfo = ZoneInfo(zone)
    found = []
    low, end = datetime(year, 1, 1), datetime(year + 1, 1, 1)  # noqa: DTZ001 -- naive UTC throughout
    before = _offset(tzinfo, low)
    while low < end:
        high = min(low + _SAMPLE, end)
        after = _offset(tzinfo, high)
        if after != before:
            instant = _change_between(tzinfo, low, high, before)
            after = _offset(tzinfo, instant)
            name = instant.replace(tzinfo=UTC).astimezone(tzinfo).tzname() or ""
            if instant < end:
                found.append(Transition(instant, before, after, name))
                high = instant
        low, before = high, after
    return tuple(found)


def city(zone: str) -> str:
    """Return the place that a zone is named after, as people say it: ``New York``."""
    return zone.rpartition("/")[2].replace("_", " ")


def side_by_side(instant: datetime, zones: Iterable[str]) -> str:
    """Return what clocks show at an instant: ``10:00 Berlin · 18:00 Tokyo``, with the weekday where it differs.

    Zones whose clocks show the same are told once; empty where all do.

    Args:
        instant: Aware.
        zones: The zones, the one that counts first.
    """
    shown: dict[datetime, str] = {}
    for zone in zones:
        shown.setdefault(to_local(instant, zone), zone)
    if len(shown) < 2:
        return ""
    first = next(iter(shown)).date()
    return " · ".join(
        f"{local:%H:%M}{'' if local.date() == first else f' {WEEKDAYS[local.weekday()]}'} {city(zone)}"
        for local, zone in shown.items()
    )
