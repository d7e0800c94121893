"""Recurrences that the desk has no rule for, as the single dates they give."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from brm_tui.interchange.ics.reading.values import UnreadableError, one_line, read_moment
from brm_tui.interchange.ics.reading.vevent import Moment
from brm_tui.rules.recurrence_rule import WEEKDAYS

MOST_DATES = 1000
"""How many dates of one rule become events of their own."""
_MOST_STEPS = MOST_DATES * 5
"""How many hours, minutes or seconds a rule is followed through."""
_MOST_DAYS = 366 * 60
"""How many days a rule is followed through."""

_DAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_STEPS = {"SECONDLY": 1, "MINUTELY": 60, "HOURLY": 3600}
_KNOWN = frozenset(
    (
        "FREQ", "INTERVAL", "COUNT", "UNTIL", "BYSECOND", "BYMINUTE", "BYHOUR", "BYDAY", "BYMONTHDAY", "BYYEARDAY",
        "BYWEEKNO", "BYMONTH", "BYSETPOS", "WKST",
    )
)  # fmt: skip


class OddRule:
    """A rule that is followed day by day, so that also one that never comes true ends.

    Attributes:
        count: How many times in all, or None.
        until: The last possible start, or None.
    """

    def __init__(self, text: str, start: Moment) -> None:
        """Read a rule.

        Args:
            text: The RRULE.
            start: The first start of what recurs.

        Raises:
            UnreadableError: It is none, or says what cannot be followed.
        """
        self._text = text
        parts: dict[str, str] = {}
        for part in text.upper().split(";"):
            name, _, value = part.partition("=")
            if name.strip() and value.strip():
                parts[name.strip()] = value.strip()
        unknown = [name for name in parts if name not in _KNOWN and not name.startswith("X-")]
        if unknown or "FREQ" not in parts:
            raise self._refused()
        self._start = start
        self._frequency = parts["FREQ"]
        self._interval = self._numbers(parts.get("INTERVAL", "1"))[0]
        if self._interval < 1 or self._frequency not in (*_STEPS, "DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
            raise self._refused()
        self.count = self._numbers(parts["COUNT"])[0] if "COUNT" in parts else None
        self.until = self._until(parts["UNTIL"]) if "UNTIL" in parts else None
        self._months = self._numbers(parts.get("BYMONTH", ""))
        self._month_days = self._numbers(parts.get("BYMONTHDAY", ""))
        self._year_days = self._numbers(parts.get("BYYEARDAY", ""))
        self._weeks = self._numbers(parts.get("BYWEEKNO", ""))
        self._positions = self._numbers(parts.get("BYSETPOS", ""))
        self._week_start = WEEKDAYS.index(parts["WKST"]) if parts.get("WKST") in WEEKDAYS else 0
        self._weekdays = [self._weekday(item) for item in parts.get("BYDAY", "").split(",") if item.strip()]
        at = start.local
        self._times = [
            time(hour, minute, min(second, 59))
            for hour in sorted(set(self._numbers(parts.get("BYHOUR", "")) or [at.hour]))
            for minute in sorted(set(self._numbers(parts.get("BYMINUTE", "")) or [at.minute]))
            for second in sorted(set(self._numbers(parts.get("BYSECOND", "")) or [at.second]))
            if hour < 24 and minute < 60
        ]
        self._clock_parts = {name for name in ("BYHOUR", "BYMINUTE", "BYSECOND") if name in parts}
        self._complete()

    def _refused(self) -> UnreadableError:
        return UnreadableError(f"its recurrence ‘{one_line(self._text, 80)}’ is none that can be followed")

    def _too_many(self) -> UnreadableError:
        shown = one_line(self._text, 80)
        return UnreadableError(f"its recurrence ‘{shown}’ would become more than {MOST_DATES} single events")

    def _numbers(self, text: str) -> list[int]:
        numbers: list[int] = []
        for word in text.split(","):
            if not word.strip():
                continue
            if not re.fullmatch(r"\s*[+-]?[0-9]{1,9}\s*", word) or len(numbers) > 400:
                raise self._refused()
            numbers.append(int(word))
        return numbers

    def _weekday(self, text: str) -> tuple[int, int]:
        match = _DAY.fullmatch(text.strip())
        if match is None:
            raise self._refused()
        return int(match[1] or 0), WEEKDAYS.index(match[2])

    def _until(self, text: str) -> datetime:
        local, date_only, utc = read_moment(text)
        if date_only:
            return datetime.combine(local.date(), time.max)
        zone = self._start.zone
        if zone is None:
            return datetime.combine(local.date(), time.max)
        if not utc:
            return local
        return local + zone.defined.offset(local) if zone.defined else zone.local(local.replace(tzinfo=UTC))

    def _complete(self) -> None:
        """Write out what the rule leaves to the first date."""
        first = self._start.local.date()
        days = self._weekdays or self._month_days or self._year_days
        if self._frequency == "WEEKLY" and not self._weekdays:
            self._weekdays = [(0, first.weekday())]
        elif self._frequency == "MONTHLY" and not days:
            self._month_days = [first.day]
        elif self._frequency == "YEARLY" and not days:
            if self._weeks:
                self._weekdays = [(0, first.weekday())]
            else:
                self._months = self._months or [first.month]
                self._month_days = [first.day]

    def _end(self, horizon: date) -> date:
        return horizon if self.until is None else min(horizon, self.until.date())

    def effort(self, horizon: date) -> int:
        """Return how many days, at most, are looked at to follow the rule up to a date."""
        days = max(0, (self._end(horizon) - self._start.local.date()).days) + 400
        return min(days, _MOST_DAYS)

    def starts(self, horizon: date) -> list[datetime]:
        """Return the naive local starts up to a date.

        Raises:
            UnreadableError: There are too many.
        """
        end = self._end(horizon)
        if (end - self._start.local.date()).days > _MOST_DAYS and self.count is None:
            raise UnreadableError(f"its recurrence ‘{one_line(self._text, 80)}’ goes on for too long")
        found: list[datetime] = []
        for moment in self._all(end):
            if self.until is not None and moment > self.until:
                break
            found.append(moment)
            if self.count is not None and len(found) >= self.count:
                break
            if len(found) > MOST_DATES:
                raise self._too_many()
        if self.count is not None and self._start.local not in found:
            # The first start takes place whatever the rule says, and counts.
            del found[max(0, self.count - 1) :]
        return found

    def _all(self, horizon: date) -> Iterator[datetime]:
        start = self._start.local
        if self._frequency in _STEPS:
            yield from self._clockwise(horizon)
            return
        for period in self._periods(start.date(), horizon):
            moments = [datetime.combine(day, at) for day in period for at in self._times]
            if self._positions:
                ordered = sorted(set(self._positions))
                picked = {
                    moments[position - 1 if position > 0 else position]
                    for position in ordered
                    if position and -len(moments) <= position <= len(moments)
                }
                moments = sorted(picked)
            for moment in moments:
                if moment >= start and moment.date() <= horizon:
                    yield moment

    def _clockwise(self, horizon: date) -> Iterator[datetime]:
        """Return the starts of a rule that goes by hours, minutes or seconds."""
        step = timedelta(seconds=_STEPS[self._frequency] * self._interval)
        if self._positions or self._clock_parts or step > timedelta(days=366):
            raise self._refused()
        moment = self._start.local
        last = datetime.combine(horizon, time.max)
        if self.count is None and (last - moment) / step > _MOST_STEPS:
            raise self._too_many()
        for _ in range(_MOST_STEPS):
            if moment > last:
                return
            if self._fits(moment.date()):
                yield moment
            moment += step
        raise self._refused()

    def _periods(self, start: date, horizon: date) -> Iterator[list[date]]:
        """Return the days that fit, period by period."""
        period: list[date] = []
        key: object = None
        last = min(horizon.toordinal(), start.toordinal() + _MOST_DAYS)
        first = self._first_of_period(start).toordinal()
        for ordinal in range(first, last + 40):
            day = date.fromordinal(ordinal)
            own, wanted = self._period_of(day, start)
            if own != key:
                if period:
                    yield period
                period, key = [], own
                if ordinal > last:
                    return
            if wanted and self._fits(day):
                period.append(day)
        if period:
            yield period

    def _first_of_period(self, day: date) -> date:
        if self._frequency == "YEARLY":
            return day.replace(month=1, day=1)
        if self._frequency == "MONTHLY":
            return day.replace(day=1)
        if self._frequency == "WEEKLY":
            return day - timedelta(days=(day.weekday() - self._week_start) % 7)
        return day

    def _period_of(self, day: date, start: date) -> tuple[int, bool]:
        """Return the number of the period that a day is in, and whether the interval meets it."""
        if self._frequency == "YEARLY":
            number = day.year - start.year
        elif self._frequency == "MONTHLY":
            number = (day.year - start.year) * 12 + day.month - start.month
        elif self._frequency == "WEEKLY":
            number = (day - self._first_of_period(start)).days // 7
        else:
            number = (day - start).days
        return number, number % self._interval == 0

    def _fits(self, day: date) -> bool:
        if self._months and day.month not in self._months:
            return False
        if self._month_days:
            length = monthrange(day.year, day.month)[1]
            if day.day not in self._month_days and day.day - length - 1 not in self._month_days:
                return False
        if self._year_days:
            number = day.timetuple().tm_yday
            length = 366 if monthrange(day.year, 2)[1] == 29 else 365
            if number not in self._year_days and number - length - 1 not in self._year_days:
                return False
        if self._weeks:
            iso = day.isocalendar()
            last = date(iso.year, 12, 28).isocalendar().week
            if iso.week not in self._weeks and iso.week - last - 1 not in self._weeks:
                return False
        return not self._weekdays or any(self._is_weekday(day, *item) for item in self._weekdays)

    def _is_weekday(self, day: date, ordinal: int, weekday: int) -> bool:
        if day.weekday() != weekday:
            return False
        if ordinal == 0 or self._frequency not in ("MONTHLY", "YEARLY"):
            return True
        if self._frequency == "MONTHLY" or self._months:
            position, length = day.day, monthrange(day.year, day.month)[1]
        else:
            position = day.timetuple().tm_yday
            length = 366 if monthrange(day.year, 2)[1] == 29 else 365
        return ordinal == ((position - 1) // 7 + 1 if ordinal > 0 else -((length - position) // 7 + 1))
