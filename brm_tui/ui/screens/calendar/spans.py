"""What a sheet of days shows, worked out behind the screen, and which sheets are kept for coming back to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Generic, TypeVar

from brm_tui.desk.calendar import CalendarEntry, Clash, clashes_among, counts_by_day, occurrences
from brm_tui.ui.screens.calendar.entry_rows import ClashNotes, clash_day, clashing_days
from brm_tui.ui.screens.calendar.month_layout import Sheet, days_held, sheet_of
from brm_tui.ui.screens.calendar.year_layout import YearSheet, year_sheet

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

Value = TypeVar("Value")

_ONE_DAY = timedelta(days=1)
KEPT_SHEETS = 3
"""The one in sight and its neighbours: on a desk of thousands of customers a month is some megabytes."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What of the calendar is wanted.

    Attributes:
        layers: Only these layers; None: all of them.
        customer: Only what concerns the customer of this code; empty: all.
    """

    layers: frozenset[str] | None = None
    customer: str = ""

    @property
    def is_part(self) -> bool:
        """Whether something of the calendar is left out."""
        return self.layers is not None or bool(self.customer)

    def read(self, desk: Desk, first: date, last: date) -> list[CalendarEntry]:
        """Return the entries between two days, those that do not take place too."""
        if self.layers is not None and not self.layers:
            return []
        layers = () if self.layers is None else sorted(self.layers)
        return occurrences(desk, first, last, layers=layers, customer=self.customer, include_cancelled=True)


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """Some days with all that is drawn of them.

    Attributes:
        by_day: What each day holds, in order of the starts, also what does not take place.
        sheet: What takes place, as the grid draws it.
        clashes: What clashes, in order.
        notes: What is said of them below an entry.
        clashing: The days on which a clash begins.
    """

    by_day: dict[date, list[CalendarEntry]]
    sheet: Sheet
    clashes: Sequence[Clash[CalendarEntry]]
    notes: ClashNotes
    clashing: frozenset[date]

    def clashes_between(self, first: date, last: date) -> list[Clash[CalendarEntry]]:
        """Return the clashes that begin between two days, in order; a month may have thousands."""
        # They are in order of instants: where clocks go back at midnight, not quite of days.
        begins = bisect_left(self.clashes, first - _ONE_DAY, key=clash_day)
        ends = bisect_right(self.clashes, last + _ONE_DAY, key=clash_day)
        return [clash for clash in self.clashes[begins:ends] if first <= clash_day(clash) <= last]

    def count(self, first: date, last: date) -> int:
        """Return how many entries take place, at least in part, between two days."""
        seen = {
            entry.key
            for day, held in self.by_day.items()
            if first <= day <= last
            for entry in held
            if not entry.cancelled
        }
        return len(seen)


def read_sheet(desk: Desk, narrowing: Narrowing, first: date, last: date) -> ReadSheet:
    """Read some days and work out what is drawn of them; runs behind the screen."""
    entries = narrowing.read(desk, first, last)
    taking_place = [entry for entry in entries if not entry.cancelled]
    found = clashes_among(desk, entries, part=narrowing.is_part)
    desk.give_way()
    by_day = days_held(entries, first, last)
    desk.give_way()
    sheet = sheet_of(taking_place, first, last)
    desk.give_way()
    return ReadSheet(by_day, sheet, found, ClashNotes(found), frozenset(clashing_days(found)))


def read_year(desk: Desk, narrowing: Narrowing, year: int) -> YearSheet:
    """Count what the days of a year hold; runs behind the screen."""
    if narrowing.layers is not None and not narrowing.layers:
        return YearSheet(year)
    layers = () if narrowing.layers is None else sorted(narrowing.layers)
    first, last = date(year, 1, 1), date(year, 12, 31)
    return year_sheet(year, counts_by_day(desk, first, last, layers=layers, customer=narrowing.customer))


class Kept(Generic[Value]):
    """What was read last of some days; all is forgotten when the desk changes."""

    def __init__(self, most: int) -> None:
        """Keep so many of them."""
        self._most = most
        self._kept: OrderedDict[tuple[Narrowing, date], Value] = OrderedDict()
        self.edition = 0

    def get(self, narrowing: Narrowing, first: date) -> Value | None:
        """Return what begins on a day, if it is kept."""
        found = self._kept.get((narrowing, first))
        if found is not None:
            self._kept.move_to_end((narrowing, first))
        return found

    def keep(self, narrowing: Narrowing, first: date, value: Value, edition: int) -> None:
        """Keep something, unless the desk changed since the reading began.

        Args:
            narrowing: What of the calendar it shows.
            first: The day that it begins on.
            value: What was read.
            edition: What `edition` was when the reading began.
        """
        if edition != self.edition:
            return
        self._kept[narrowing, first] = value
        self._kept.move_to_end((narrowing, first))
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def forget(self) -> None:
        """Forget all of them, also those that are just being read."""
        self._kept.clear()
        self.edition += 1
