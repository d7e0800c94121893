"""When people work: hours in their own zone, weekends and holidays; what nobody said is never held against them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

WEEKEND = frozenset({5, 6})
"""Saturday and Sunday."""

_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ONE_DAY = timedelta(days=1)
_NO_HOLIDAYS: Mapping[date, str] = {}


class Free(StrEnum):
    """Why somebody does not work."""

    HOLIDAY = "holiday"
    WEEKEND = "weekend"
    HOURS = "outside hours"


class Rest(NamedTuple):
    """Why a time is none at which somebody works.

    Attributes:
        why: What it is.
        when: The holiday's name, the day's name, or the time by their clock.
    """

    why: Free
    when: str


@dataclass(frozen=True, slots=True, eq=False)
class WorkingTime:
    """When those who share it work. Two are the same only when they are one object, so that it is a quick key.

    Attributes:
        zone: The IANA zone their clock is in.
        start: When their day starts, in minutes from midnight; None where unknown.
        end: When it ends; before ``start`` where they work through the night.
        weekend: Their weekdays off, 0 for Monday.
        calendar: What their holidays are called together, empty where unknown.
        holidays: Name by date.
    """

    zone: str = "UTC"
    start: int | None = None
    end: int | None = None
    weekend: frozenset[int] = WEEKEND
    calendar: str = ""
    holidays: Mapping[date, str] = field(default_factory=lambda: _NO_HOLIDAYS)

    @property
    def city(self) -> str:
        """The place that the zone is named after."""
        return self.zone.rpartition("/")[2].replace("_", " ")

    @property
    def hours(self) -> str:
        """The working hours as one says them: ``9:00–17:30``; empty where unknown."""
        if self.start is None or self.end is None:
            return ""
        return f"{clock_time(self.start)}–{clock_time(self.end)}"

    @property
    def has_hours(self) -> bool:
        """Whether it is known when the day starts and ends."""
        return self.start is not None and self.end is not None and self.start != self.end

    def local(self, moment: datetime) -> datetime:
        """Return what their clock shows at an aware moment, naive."""
        return moment.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)

    def day_off(self, day: date) -> Rest | None:
        """Return why they do not work on a day."""
        holiday = self.holidays.get(day)
        if holiday is not None:
            return Rest(Free.HOLIDAY, holiday)
        weekday = day.weekday()
        return Rest(Free.WEEKEND, _DAY_NAMES[weekday]) if weekday in self.weekend else None

    def rest_at(self, start_at: datetime, end_at: datetime) -> Rest | None:
        """Return why something does not lie within their working time; None where it does, or is not known to not.

        Args:
            start_at: When it begins, aware.
            end_at: When it ends, aware.
        """
        start, end = self.local(start_at), self.local(end_at)
        shift = self._shift(start)
        off = self.day_off(shift)
        if off is not None or not self.has_hours:
            return off
        assert self.start is not None
        assert self.end is not None
        # Most things lie within one day's hours; that is told without making the day's span.
        if start.date() == end.date() and self.start <= start.hour * 60 + start.minute:
            last = end.hour * 60 + end.minute + (end.second > 0 or end.microsecond > 0)
            if last <= self.end:
                return None
        begins, ends = self.span(shift)
        if begins <= start and end <= ends:
            return None
        said = start if start < begins or start >= ends else end
        until = "" if said is start else "until "
        return Rest(Free.HOURS, f"{until}{said.hour}:{said.minute:02}")

    def span(self, day: date) -> tuple[datetime, datetime]:
        """Return when the working day that starts on a date does so, and when it ends, naive; known hours only."""
        assert self.start is not None
        assert self.end is not None
        midnight = datetime.combine(day, time())
        end = midnight + timedelta(minutes=self.end)
        return midnight + timedelta(minutes=self.start), end if self.end > self.start else end + _ONE_DAY

    def span_at(self, day: date) -> tuple[datetime, datetime]:
        """Return the same aware, in UTC."""
        zone = ZoneInfo(self.zone)
        begins, ends = self.span(day)
        return begins.replace(tzinfo=zone).astimezone(UTC), ends.replace(tzinfo=zone).astimezone(UTC)

    def _shift(self, start: datetime) -> date:
        """Return the date on which the working day starts that a local time belongs to."""
        through_the_night = self.has_hours and self.end < self.start  # type: ignore[operator]  # both are known
        if through_the_night and start.hour * 60 + start.minute < self.end:  # type: ignore[operator]  # the same
            return start.date() - _ONE_DAY
        return start.date()


def clock_time(minutes: int) -> str:
    """Return minutes from midnight as one says them: ``9:00``."""
    return f"{minutes // 60}:{minutes % 60:02}"


def minutes_of(stored: str | None) -> int | None:
    """Return the minutes from midnight of a time as it is stored, ``09:30``."""
    if not stored:
        return None
    hours, _, minutes = stored.partition(":")
    return int(hours) * 60 + int(minutes)
