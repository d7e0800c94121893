"""Where a week's entries stand: lanes of whole days above, blocks in columns of lines below. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from brm_tui.desk.calendar import CalendarEntry
from brm_tui.ui.screens.calendar.entry_rows import row_id
from brm_tui.ui.screens.calendar.month_layout import Band, Sheet, is_special, lanes_of
from brm_tui.ui.screens.calendar.packing import packed

HOURS = 24
_DAY_MINUTES = HOURS * 60
_DAY = timedelta(days=1)
WHOLE_DAY = -1
"""The line of what has no hour, above the first one."""


@dataclass(frozen=True, slots=True)
class Block:
    """An entry in the lines of one day.

    Attributes:
        entry: The entry.
        first: The first line that it takes.
        last: The last one.
        column: Which of the columns side by side it stands in, 0 first.
        columns: How many there are where it stands.
    """

    entry: CalendarEntry
    first: int
    last: int
    column: int
    columns: int


@dataclass(frozen=True, slots=True)
class Stop:
    """A place of a day where the cursor can be: an entry, an hour in which nothing is, or the day itself.

    Attributes:
        line: The first line of it; `WHOLE_DAY` above the hours.
        entry: The entry that is there.
    """

    line: int
    entry: CalendarEntry | None = None


def blocks_of(entries: Iterable[CalendarEntry], day: date, lines_per_hour: int) -> list[Block]:
    """Return the blocks of a day's entries that have a time, by their first line, then by column.

    Entries that take lines in common never share a column; those that follow each other without a free line
    between them have as many columns as the widest of them.
    """
    midnight = datetime.combine(day, time())
    spans = [(*_lines(entry, midnight, lines_per_hour), entry) for entry in entries if not entry.all_day]
    spans.sort(key=lambda span: (span[0], span[2].start, -span[1]))
    columns = packed((first, last) for first, last, _entry in spans)
    found: list[Block] = []
    start = 0
    while start < len(spans):
        end, reach = start, spans[start][1]
        while end < len(spans) and spans[end][0] <= reach:
            reach = max(reach, spans[end][1])
            end += 1
        count = max(columns[start:end]) + 1
        found.extend(
            Block(entry, first, last, columns[index], count)
            for index, (first, last, entry) in enumerate(spans[start:end], start)
        )
        start = end
    found.sort(key=lambda block: (block.first, block.column))
    return found


def _lines(entry: CalendarEntry, midnight: datetime, lines_per_hour: int) -> tuple[int, int]:
    """Return the first and the last line that an entry takes of a day, of which it has a part; at least one."""
    begin, end = entry.start, entry.end
    begins = begin.hour * 60 + begin.minute if begin > midnight else 0
    ends = end.hour * 60 + end.minute if end < midnight + _DAY else _DAY_MINUTES
    first = min(begins * lines_per_hour // 60, HOURS * lines_per_hour - 1)
    return first, max(first, -(-ends * lines_per_hour // 60) - 1)


@dataclass(frozen=True)
class WeekDay:
    """One day of the week.

    Attributes:
        day: The day.
        lines_per_hour: How many lines an hour has.
        blocks: What has a time, by first line and column.
        whole: What has none, in the order of its lanes.
    """

    day: date
    lines_per_hour: int
    blocks: tuple[Block, ...]
    whole: tuple[CalendarEntry, ...]

    @cached_property
    def by_line(self) -> dict[int, list[Block]]:
        """The blocks that each line has a part of, by column."""
        found: dict[int, list[Block]] = {}
        for block in self.blocks:
            for line in range(block.first, block.last + 1):
                found.setdefault(line, []).append(block)
        for held in found.values():
            held.sort(key=lambda block: block.column)
        return found

    @cached_property
    def by_entry(self) -> dict[int, Block]:
        """The block of each entry, by the identity of that."""
        return {id(block.entry): block for block in self.blocks}

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        """Where the cursor can be, from above: what takes whole days, then entries and free hours by time."""
        found = [Stop(WHOLE_DAY, entry) for entry in self.whole] or [Stop(WHOLE_DAY)]
        timed = [Stop(block.first, block.entry) for block in self.blocks]
        begun = {block.first // self.lines_per_hour for block in self.blocks}
        timed += [
            Stop(hour * self.lines_per_hour)
            for hour in range(HOURS)
            if hour not in begun and hour * self.lines_per_hour not in self.by_line
        ]
        timed.sort(key=lambda stop: stop.line)  # stable: blocks of one line stay in the order of columns
        return (*found, *timed)

    def nearest(self, line: int) -> int:
        """Return the place among the stops of what is at a line, or else of what is nearest to it."""
        if line <= WHOLE_DAY:
            return 0
        held = self.by_line.get(line)
        if held:
            return self.stops.index(Stop(held[0].first, held[0].entry))
        timed = [(abs(stop.line - line), place) for place, stop in enumerate(self.stops) if stop.line >= 0]
        return min(timed)[1]

    def place_of(self, row: str) -> int | None:
        """Return the place of an entry among the stops, by the id that its row would have."""
        for place, stop in enumerate(self.stops):
            if stop.entry is not None and row_id(stop.entry) == row:
                return place
        return None


@dataclass(frozen=True, slots=True)
class WeekSheet:
    """A week as it is drawn.

    Attributes:
        monday: Its first day.
        lanes: What takes whole days, lane by lane, what closes days first.
        days: Its seven days.
        clashing: The weekdays with a clash.
    """

    monday: date
    lanes: tuple[tuple[Band, ...], ...]
    days: tuple[WeekDay, ...]
    clashing: frozenset[int]

    def lane_of(self, entry: CalendarEntry) -> int | None:
        """Return the lane that an entry stands in."""
        for lane, bands in enumerate(self.lanes):
            if any(band.entry is entry for band in bands):
                return lane
        return None

    def band_at(self, lane: int, weekday: int) -> Band | None:
        """Return the band of a lane on a day."""
        if not 0 <= lane < len(self.lanes):
            return None
        return next((band for band in self.lanes[lane] if band.first <= weekday <= band.last), None)


def monday_of(day: date) -> date:
    """Return the first day of a day's week."""
    return day - timedelta(days=day.weekday())


def week_sheet(monday: date, sheet: Sheet, lines_per_hour: int, clashing: Collection[date] = ()) -> WeekSheet:
    """Return a week from what a sheet holds of its days."""
    dates = [monday + timedelta(days=weekday) for weekday in range(7)]
    held = [sheet.days.get(day, ()) for day in dates]
    lanes = _lanes(monday, [entry for entries in held for entry in entries if entry.all_day], sheet.bands)
    days = []
    for weekday, (day, entries) in enumerate(zip(dates, held, strict=True)):
        whole = tuple(band.entry for lane in lanes for band in lane if band.first <= weekday <= band.last)
        days.append(WeekDay(day, lines_per_hour, tuple(blocks_of(entries, day, lines_per_hour)), whole))
    marked = frozenset(weekday for weekday, day in enumerate(dates) if day in clashing)
    return WeekSheet(monday, lanes, tuple(days), marked)


def _lanes(
    monday: date, whole: Iterable[CalendarEntry], bands: Sequence[CalendarEntry]
) -> tuple[tuple[Band, ...], ...]:
    single = {id(entry): entry for entry in whole}  # one of two days stands in both of them
    closing = [entry for entry in bands if is_special(entry)]
    others = [entry for entry in bands if not is_special(entry)]
    return (*lanes_of(monday, closing), *lanes_of(monday, [*others, *single.values()]))
