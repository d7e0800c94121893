"""The clock that is passed in: the only place that asks the machine for the time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from brm_tui.errors import FieldError


def zone_named(name: str, field: str = "zone") -> ZoneInfo:
    """Return the IANA zone.

    Raises:
        FieldError: There is no such zone.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise FieldError(field, name, "an IANA time zone such as Europe/Berlin or UTC") from None


class Clock(NamedTuple):
    """The user's zone and, in tests and with ``--today``, a pinned moment.

    Attributes:
        zone: IANA name of the user's zone.
        pinned: An aware moment that stands still, or None for the machine's clock.
    """

    zone: str = "UTC"
    pinned: datetime | None = None

    def now(self) -> datetime:
        """Return the moment, aware, in UTC."""
        return (self.pinned or datetime.now(UTC)).astimezone(UTC)

    def local_now(self) -> datetime:
        """Return the moment, aware, in the user's zone."""
        return self.now().astimezone(ZoneInfo(self.zone))

    def today(self) -> date:
        """Return the date in the user's zone."""
        return self.local_now().date()

    def seconds_to_midnight(self) -> float:
        """Return how long the date stays the same, in seconds."""
        now = self.local_now()
        tomorrow = datetime.combine(now.date() + timedelta(days=1), time(), tzinfo=now.tzinfo)
        return (tomorrow - now).total_seconds()


def pinned_clock(text: str, zone: str) -> Clock:
    """Return a clock that stands at a date (taken as 09:00) or a date-time in the zone.

    Args:
        text: ``2026-11-24`` or ``2026-11-24T14:30``.
        zone: IANA name of the zone.

    Raises:
        FieldError: Neither a date nor a date-time, or no such zone.
    """
    tzinfo = zone_named(zone)
    try:
        moment = (
            datetime.combine(date.fromisoformat(text), time(9))
            if len(text) <= 10
            else datetime.fromisoformat(text)
        )
    except ValueError:
        raise FieldError(
            "today", text, "a date like 2026-11-24 or a date-time like 2026-11-24T09:00"
        ) from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=tzinfo)
    return Clock(zone=zone, pinned=moment.astimezone(UTC))
