"""The days of the agenda, read page after page while one goes down it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, timedelta

from brm_tui.desk.calendar import CalendarEntry

PAGE_OF_DAYS = timedelta(days=31)
"""How much is read at a time."""
SCREENFUL = 60
_ONE_DAY = timedelta(days=1)
_SEARCHED = timedelta(days=366)
_FARTHEST = timedelta(days=5 * 366)

Read = Callable[[date, date], Awaitable[list[CalendarEntry]]]
"""Returns the entries between two days."""


class AgendaPages:
    """What was read of the agenda.

    Attributes:
        first: The first day.
        last: The last day that was read.
        entries: What they hold, in order.
        fresh: Whether it begins at another day than what was shown.
    """

    def __init__(self) -> None:
        self.first = self.last = date.min
        self.entries: list[CalendarEntry] = []
        self.fresh = True

    def start_at(self, day: date) -> None:
        """Begin at another day; nothing is read yet."""
        self.first = self.last = day
        self.fresh = True

    @property
    def taking_place(self) -> list[CalendarEntry]:
        """The entries that are not cancelled."""
        return [entry for entry in self.entries if not entry.cancelled]

    async def read_again(self, read: Read) -> None:
        """Read from the first day on, as far as was read before, and further until a screen is full."""
        self.last = max(self.last, self.first + PAGE_OF_DAYS - _ONE_DAY)
        self.entries = await read(self.first, self.last)
        await self._fill(read, SCREENFUL)

    async def read_more(self, read: Read) -> bool:
        """Read the next days; answer whether any were."""
        if self.last - self.first >= _FARTHEST:
            return False
        await self._fill(read, len(self.entries) + 1)
        return True

    async def _fill(self, read: Read, wanted: int) -> None:
        """Read page after page until there are so many entries, or nothing comes for a year."""
        end = self.last + _SEARCHED
        while len(self.entries) < wanted and self.last < end:
            first, last = self.last + _ONE_DAY, self.last + PAGE_OF_DAYS
            known = {entry.key for entry in self.entries}
            found = await read(first, last)
            self.entries += [entry for entry in found if entry.key not in known]
            self.last = last
