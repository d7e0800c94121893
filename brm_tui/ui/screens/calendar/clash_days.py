"""The days on which something clashes, month by month, for marks in the year and for going to the next one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from brm_tui.desk.calendar import ClashSeverity, clashes_among
from brm_tui.rules.dates import last_of_month, months_later
from brm_tui.ui.screens.calendar.entry_rows import clash_day, row_id
from brm_tui.ui.screens.calendar.spans import Narrowing

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

SEARCHED_MONTHS = 36


class ClashDay(NamedTuple):
    """A day on which something clashes.

    Attributes:
        day: The day.
        row: The id of the row of the entry that should move most.
        said: What the clash is.
        clashes: How many there are.
        bad: Whether one of them cannot be, rather than being something to look at.
    """

    day: date
    row: str
    said: str
    clashes: int
    bad: bool

    @property
    def words(self) -> str:
        """What is said of the day."""
        return f"{self.said} · and {self.clashes - 1} more" if self.clashes > 1 else self.said


def clash_days(desk: Desk, narrowing: Narrowing, month: date) -> tuple[ClashDay, ...]:
    """Return the days of a month on which clashes begin, in order; runs behind the screen."""
    last = last_of_month(month)
    entries = narrowing.read(desk, month, last)
    found: dict[date, ClashDay] = {}
    for clash in clashes_among(desk, entries, part=narrowing.is_part):
        day = clash_day(clash)
        if not month <= day <= last:
            continue
        bad = clash.severity == ClashSeverity.BAD
        known = found.get(day)
        said = f"{clash.entry.title}: {clash.said}"
        if known is None:
            found[day] = ClashDay(day, row_id(clash.entry), said, 1, bad)
        elif bad and not known.bad:
            found[day] = ClashDay(day, row_id(clash.entry), said, known.clashes + 1, bad)
        else:
            found[day] = known._replace(clashes=known.clashes + 1)
    return tuple(found[day] for day in sorted(found))


def months_from(day: date, way: int) -> Iterator[date]:
    """Yield the first days of the months to search from a day on, or back from it."""
    month = day.replace(day=1)
    for count in range(SEARCHED_MONTHS):
        yield months_later(month, way * count)


def next_from(days: Iterable[ClashDay], day: date, way: int) -> ClashDay | None:
    """Return the first of some days after a day, or the last one before it."""
    beside = [found for found in days if (found.day > day if way > 0 else found.day < day)]
    return (beside[0] if way > 0 else beside[-1]) if beside else None
