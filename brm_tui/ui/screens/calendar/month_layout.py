"""Where a month's entries stand: the six weeks, bands across days, and what each day holds. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from brm_tui.desk.calendar import CalendarEntry
from brm_tui.ui.screens.calendar.packing import packed

_ONE_DAY = timedelta(days=1)
WEEKS = 6
"""Always six, so that nothing jumps from month to month."""


def first_shown(month: date) -> date:
    """Return the Monday on which the sheet of a month begins."""
    first = month.replace(day=1)
    return first - timedelta(days=first.weekday())


def last_shown(month: date) -> date:
    """Return the Sunday on which the sheet of a month ends."""
    return first_shown(month) + timedelta(days=7 * WEEKS - 1)


def is_special(entry: CalendarEntry) -> bool:
    """Answer whether an entry closes its days: a customer's blackout or a freeze of IT."""
    return entry.blackout or entry.source == "freeze"


def is_band(entry: CalendarEntry) -> bool:
    """Answer whether an entry is drawn across days rather than as a line of its own in each."""
    if is_special(entry):
        return True
    if not entry.all_day and entry.end - entry.start < _ONE_DAY:
        return False  # most of them, of two days at most
    days = (entry.last_day - entry.start.date()).days
    return days >= 1 if entry.all_day else days >= 2


@dataclass(frozen=True, slots=True)
class Band:
    """The part of an entry that lies in one week.

    Attributes:
        entry: The entry.
        first: The first weekday of it, 0 for Monday.
        last: The last weekday of it.
        before: Whether it began in an earlier week.
        after: Whether it goes on in a later one.
    """

    entry: CalendarEntry
    first: int
    last: int
    before: bool
    after: bool


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a sheet.

    Attributes:
        monday: Its first day.
        lanes: Bands that do not overlap, lane by lane.
        days: What else each day holds, in order.
        clashing: The weekdays with a clash.
    """

    monday: date
    lanes: tuple[tuple[Band, ...], ...]
    days: tuple[tuple[CalendarEntry, ...], ...]
    clashing: frozenset[int]

    def bands_on(self, weekday: int) -> int:
        """Return how many bands cross a day."""
        return sum(band.first <= weekday <= band.last for lane in self.lanes for band in lane)

    def band_at(self, lane: int, weekday: int) -> Band | None:
        """Return the band of a lane on a day."""
        if lane >= len(self.lanes):
            return None
        return next((band for band in self.lanes[lane] if band.first <= weekday <= band.last), None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a month's sheet holds.

    Attributes:
        days: What each day holds beside bands: by time, then what is merely of the day.
        bands: What is drawn across days.
    """

    days: dict[date, list[CalendarEntry]]
    bands: list[CalendarEntry]


def sheet_of(entries: Iterable[CalendarEntry], first: date, last: date) -> Sheet:
    """Return what the days between two hold; the entries come in order of their starts."""
    timed: dict[date, list[CalendarEntry]] = {}
    whole: dict[date, list[CalendarEntry]] = {}
    bands = []
    for entry in entries:
        if is_band(entry):
            bands.append(entry)
            continue
        wanted = whole if entry.all_day else timed
        day, end = max(first, entry.start.date()), min(last, entry.last_day)
        while day <= end:
            wanted.setdefault(day, []).append(entry)
            day += _ONE_DAY
    for day, held in whole.items():
        timed.setdefault(day, []).extend(held)
    return Sheet(timed, bands)


def days_held(entries: Iterable[CalendarEntry], first: date, last: date) -> dict[date, list[CalendarEntry]]:
    """Return what each of some days holds; the entries come in order of their starts."""
    held: dict[date, list[CalendarEntry]] = {}
    for entry in entries:
        day, end = max(first, entry.start.date()), min(last, entry.last_day)
        while day <= end:
            held.setdefault(day, []).append(entry)
            day += _ONE_DAY
    return held


def weeks_of(month: date, sheet: Sheet, clashing: Collection[date] = ()) -> tuple[Week, ...]:
    """Return the weeks of a month's sheet."""
    start = first_shown(month)
    return tuple(_week(start + timedelta(weeks=index), sheet, clashing) for index in range(WEEKS))


def _week(monday: date, sheet: Sheet, clashing: Collection[date]) -> Week:
    dates = [monday + timedelta(days=weekday) for weekday in range(7)]
    singles = [tuple(sheet.days.get(day, ())) for day in dates]
    return Week(
        monday,
        lanes_of(monday, sheet.bands),
        tuple(singles),
        frozenset(weekday for weekday, day in enumerate(dates) if day in clashing),
    )


def lanes_of(monday: date, entries: Iterable[CalendarEntry]) -> tuple[tuple[Band, ...], ...]:
    """Return the parts of entries that lie in a week as bands, lane by lane so that none overlap."""
    sunday = monday + timedelta(days=6)
    crossing = [one for one in entries if one.start.date() <= sunday and one.last_day >= monday]
    crossing.sort(key=lambda one: (one.start.date(), -one.last_day.toordinal()))
    bands = [
        Band(
            entry,
            max(0, (entry.start.date() - monday).days),
            min(6, (entry.last_day - monday).days),
            entry.start.date() < monday,
            entry.last_day > sunday,
        )
        for entry in crossing
    ]
    lanes: list[list[Band]] = []
    for lane, band in zip(packed((band.first, band.last) for band in bands), bands, strict=True):
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append(band)
    return tuple(map(tuple, lanes))
