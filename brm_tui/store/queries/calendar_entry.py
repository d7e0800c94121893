"""One entry of the integrated calendar by the user's own clock, and the span of days that is asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from brm_tui.store.queries.convert import read_instant, read_local

_ONE_DAY = timedelta(days=1)

EntryKey = tuple[str, str, str, datetime | None]
"""What an entry is known by: table, row, part, and which occurrence of a series."""

Span = tuple[datetime, datetime, datetime, datetime]
"""Start and end by the user's clock, start and end aware."""


class CalendarEntry(NamedTuple):
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
        own_title: The title without the customer before it.
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
    own_title: str = ""

    @property
    def short_title(self) -> str:
        """The title for narrow places: with the customer's code in place of the name."""
        if self.own_title in ("", self.title) or len(self.customers) != 1:
            return self.title
        code, own = self.customers[0], self.own_title
        return own if code.casefold() in own.casefold().split() else f"{code} {own}"

    @property
    def last_day(self) -> date:
        """The last day on which it takes place."""
        last = (self.end - timedelta(microseconds=1)).date()
        return max(self.start.date(), last)

    @property
    def key(self) -> EntryKey:
        """What it is known by, also after it was moved."""
        return self.source, self.source_id, self.part, self.original_start


class Window:
    """Which entries are asked for, and what the user's clock shows; what was worked out once is kept.

    Attributes:
        first: The first day, by the user's clock.
        last: The last day, inclusive.
        zone: The user's zone.
        customer_id: Only what concerns this customer; None: all.
        include_cancelled: Whether entries that do not take place come too.
        start: The first moment, naive, in the user's zone.
        end: The moment after the last one, naive, in the user's zone.
    """

    def __init__(
        self,
        first: date,
        last: date,
        zone: ZoneInfo,
        customer_id: str | None = None,
        include_cancelled: bool = False,
    ) -> None:
        self.first, self.last = first, last
        self.zone = zone
        self.customer_id = customer_id
        self.include_cancelled = include_cancelled
        self.start = datetime.combine(first, time())
        self.end = datetime.combine(last, time()) + _ONE_DAY
        self._locals: dict[str, datetime] = {}
        self._instants: dict[str, tuple[datetime, datetime]] = {}
        self._spans: dict[tuple[str, str], Span] = {}
        self._single_days: dict[str, Span] = {}

    def wall(self, instant: datetime) -> datetime:
        """Return what the user's clock shows at an aware moment."""
        return instant.astimezone(self.zone).replace(tzinfo=None, fold=0)

    def local(self, stored: str) -> datetime:
        """Return a stored local time."""
        found = self._locals.get(stored)
        if found is None:
            found = self._locals[stored] = read_local(stored)
        return found

    def instant(self, stored: str) -> tuple[datetime, datetime]:
        """Return a stored instant as the user's clock shows it, and aware."""
        found = self._instants.get(stored)
        if found is None:
            moment = read_instant(stored)
            found = self._instants[stored] = (self.wall(moment), moment)
        return found

    def day(self, day: str) -> Span:
        """Return start, end, start_at and end_at of a whole day, an ISO date."""
        found = self._single_days.get(day)
        if found is None:
            after = (date.fromisoformat(day) + _ONE_DAY).isoformat()
            found = self._single_days[day] = self.days(day, after)
        return found

    def days(self, first: str, after: str) -> Span:
        """Return start, end, start_at and end_at of whole days, from an ISO date to the one after the last."""
        found = self._spans.get((first, after))
        if found is None:
            begins, ends = datetime.fromisoformat(first), datetime.fromisoformat(after)
            starts_at = begins.replace(tzinfo=self.zone).astimezone(UTC)
            ends_at = ends.replace(tzinfo=self.zone).astimezone(UTC)
            found = self._spans[first, after] = (begins, ends, starts_at, ends_at)
        return found

    def overlaps(self, start: datetime, end: datetime) -> bool:
        """Answer whether a naive span in the user's zone lies in the window, at least in part."""
        return start < self.end and (end > self.start or start >= self.start)
