"""What a calendar holds, as plain frozen values: recurrence, views and the file writer share them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

DEFAULT_LENGTH_MINUTES = 60
"""How long a timed event is taken to last when nobody said."""


@dataclass(frozen=True, slots=True)
class SeriesException:
    """One occurrence that is cancelled, moved or edited. A field that is None is as in the series.

    Attributes:
        original_start: The start the rule gives it: naive local time, midnight for all-day series.
        cancelled: Whether it does not take place.
        start: Where it moved to, naive local time.
        length_minutes: Its own length, timed series only.
        end_date: Its own last day, all-day series only.
        title: Its own title.
        place: Its own place.
        agenda: Its own agenda.
        day_off: Whether a holiday or blackout, not a person, moved or cancelled it.
    """

    original_start: datetime
    cancelled: bool = False
    start: datetime | None = None
    length_minutes: int | None = None
    end_date: date | None = None
    title: str | None = None
    place: str | None = None
    agenda: str | None = None
    day_off: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """When something takes place, once or again and again.

    Attributes:
        id: The event's id.
        start: The first start, naive local time; midnight when all-day.
        zone: IANA name of the zone the local times are in; not used for all-day series.
        length_minutes: Exact length; None is an hour. Not used for all-day series.
        all_day: Whether it takes whole days.
        end_date: The last day, inclusive, of an all-day event; None is one day.
        recurrence: An RRULE without ``RRULE:``, empty for a single event.
        exceptions: The occurrences that are not as the rule says.
    """

    id: str
    start: datetime
    zone: str = "UTC"
    length_minutes: int | None = None
    all_day: bool = False
    end_date: date | None = None
    recurrence: str = ""
    exceptions: tuple[SeriesException, ...] = ()

    @property
    def length(self) -> timedelta:
        """How long one occurrence lasts: exact time, or whole days when all-day."""
        if self.all_day:
            last_day = self.end_date or self.start.date()
            return timedelta(days=max(1, (last_day - self.start.date()).days + 1))
        if self.length_minutes is None:
            return timedelta(minutes=DEFAULT_LENGTH_MINUTES)
        return timedelta(minutes=max(1, self.length_minutes))


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One occurrence of a series, its exception applied.

    Attributes:
        series_id: The event it belongs to.
        original_start: The start the rule gives it, its key within the series: naive local time.
        start: When it starts, naive local time that exists in the zone.
        end: When it ends, naive local time; for all-day the midnight after the last day.
        zone: IANA name of the zone.
        all_day: Whether it takes whole days.
        start_utc: When it starts, aware; for all-day midnight UTC of the date.
        end_utc: When it ends, aware; for all-day midnight UTC after the last day.
        moved: Whether it takes place at another time, or for another length, than the rule says.
        cancelled: Whether it does not take place.
        exception: What makes it differ from the series, if anything.
    """

    series_id: str
    original_start: datetime
    start: datetime
    end: datetime
    zone: str
    all_day: bool
    start_utc: datetime
    end_utc: datetime
    moved: bool = False
    cancelled: bool = False
    exception: SeriesException | None = None


@dataclass(frozen=True, slots=True)
class OccurrenceIdentity:
    """Who an occurrence is in calendar files, once it was edited or taken out of its series.

    An override keeps its series' UID and takes only sequence and stamp from here; an occurrence that goes out
    as an event of its own takes all three.

    Attributes:
        day: Which occurrence: the day that the series gives it, its key within the series.
        uid: The UID of its own.
        sequence: How often its time, place or status changed.
        stamp: When anything of it that is rendered last changed, aware UTC.
        inside: Whether it stays in its series, as an override.
    """

    day: date
    uid: str
    sequence: int
    stamp: datetime
    inside: bool = False


@dataclass(frozen=True, slots=True)
class CalendarItem:
    """One thing of the integrated calendar with all that a file says about it.

    Something deleted, or an occurrence that once went out under a UID of its own and is gone, is an item with
    that UID, its last time and the status ``cancelled``.

    Attributes:
        uid: Stable, unique, ASCII: ``<id>@<domain>``.
        sequence: How often time, recurrence, status or place changed.
        stamp: When anything that is rendered last changed, aware UTC.
        layer: meeting, customer, it, change, milestone, agreement or due.
        series: When it takes place.
        title: One line.
        status: tentative, confirmed or cancelled.
        place: One line.
        description: Plain text that every occurrence carries, such as the people.
        agenda: Plain text after the description; an occurrence may have its own.
        categories: More categories beside the layer's.
        busy: Whether it blocks the reader's time.
        private: Whether its details are for the owner only.
        reminder_minutes: How long before the start a reminder shows, if one does.
        created: When it was made, aware UTC.
        occurrences: Stored identities of single occurrences, by day, then those outside their series first;
            one without gets a UID made from the item's.
    """

    uid: str
    sequence: int
    stamp: datetime
    layer: str
    series: Series
    title: str
    status: str = "confirmed"
    place: str = ""
    description: str = ""
    agenda: str = ""
    categories: tuple[str, ...] = ()
    busy: bool = True
    private: bool = False
    reminder_minutes: int | None = None
    created: datetime | None = None
    occurrences: tuple[OccurrenceIdentity, ...] = ()
