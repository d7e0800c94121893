"""One entry of the integrated calendar by the user's own clock, and the span of days that is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One occurrence of an event, or one dated thing of another record.

    Attributes:
        layer: One of the calendar's layers.
        source: The table of the row it comes from; ``freeze`` is a period in which IT makes no changes.
        source_id: That row.
        part: Which of the row's entries, where it makes several (``review``, ``expiry``).
        original_start: The naive local start that the series gives an event's occurrence: its key; else None.
        start: When it starts, naive, in the user's zone; midnight when all-day.
        end: When it ends, naive, in the user's zone; for all-day the midnight after the last day.
        start_at: When it starts, aware UTC; all-day entries follow the user's days.
        end_at: When it ends, aware UTC.
        all_day: Whether it takes whole days.
        zone: The zone that its own local times are in; empty where it has none.
        title: One line, the customer before it where it concerns exactly one.
        customers: Codes of the customers it concerns.
        place: Where.
        status: tentative, confirmed or cancelled.
        cancelled: Whether it does not take place.
        moved: Whether it takes place at another time than its series says.
        recurring: Whether it is an occurrence of a series.
        blackout: Whether no changes are wanted in this time.
        high_risk: Whether it is a change of high or very high risk.
        internal: Whether it may not leave the house.
    """

    layer: str
    source: str
    source_id: str
    start: datetime
    end: datetime
    start_at: datetime
    end_at: datetime
    title: str
    part: str = ""
    original_start: datetime | None = None
    all_day: bool = False
    zone: str = ""
    customers: tuple[str, ...] = ()
    place: str = ""
    status: str = "confirmed"
    cancelled: bool = False
    moved: bool = False
    recurring: bool = False
    blackout: bool = False
    high_risk: bool = False
    internal: bool = False

    @property
    def last_day(self) -> date:
        """The last day on which it takes place."""
        last = (self.end - timedelta(microseconds=1)).date()
        return max(self.start.date(), last)

    @property
    def key(self) -> tuple[str, str, str, datetime | None]:
        """What it is known by, also after it was moved."""
        return self.source, self.source_id, self.part, self.original_start


@dataclass(frozen=True, slots=True)
class Window:
    """Which entries are asked for.

    Attributes:
        first: The first day, by the user's clock.
        last: The last day, inclusive.
        zone: The user's zone.
        customer_id: Only what concerns this customer; None: all.
        include_cancelled: Whether entries that do not take place come too.
    """

    first: date
    last: date
    zone: ZoneInfo
    customer_id: str | None = None
    include_cancelled: bool = False
    _midnights: dict[date, datetime] = field(default_factory=dict, repr=False, compare=False)

    @property
    def start(self) -> datetime:
        """The first moment, naive, in the user's zone."""
        return datetime.combine(self.first, time())

    @property
    def end(self) -> datetime:
        """The moment after the last one, naive, in the user's zone."""
        return datetime.combine(self.last, time()) + _ONE_DAY

    def midnight(self, day: date) -> datetime:
        """Return when a day begins for the user, aware UTC."""
        found = self._midnights.get(day)
        if found is None:
            found = datetime.combine(day, time(), tzinfo=self.zone).astimezone(UTC)
            self._midnights[day] = found
        return found

    def wall(self, instant: datetime) -> datetime:
        """Return what the user's clock shows at an aware moment."""
        return instant.astimezone(self.zone).replace(tzinfo=None, fold=0)

    def overlaps(self, start: datetime, end: datetime) -> bool:
        """Answer whether a naive span in the user's zone lies in the window, at least in part."""
        return start < self.end and (end > self.start or start >= self.start)

    def on_days(self, first: date, last: date) -> tuple[datetime, datetime, datetime, datetime]:
        """Return start, end, start_at and end_at of whole days."""
        after = last + _ONE_DAY
        return (
            datetime.combine(first, time()),
            datetime.combine(after, time()),
            self.midnight(first),
            self.midnight(after),
        )
