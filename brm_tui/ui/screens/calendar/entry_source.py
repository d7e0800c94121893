"""A day's or an agenda's lines as a table reads them: rows are made only when they are seen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from brm_tui.desk.calendar import CalendarEntry
from brm_tui.ui.screens.calendar.entry_rows import (
    ClashNotes,
    clash_row,
    entry_row,
    heading_row,
    in_order,
    remark_row,
    row_id,
)
from brm_tui.ui.widgets.rows import Row


@dataclass(frozen=True, slots=True)
class Line:
    """What a row says, before it is made.

    Attributes:
        day: The day that it stands at.
        entry: The entry, None for the heading of the day.
        clash: What the entry clashes with, where the row says that; without an entry, a remark.
        number: Which of the entry's clashes that is.
    """

    day: date
    entry: CalendarEntry | None = None
    clash: str = ""
    number: int = 0

    @property
    def id(self) -> str:
        """The row's id."""
        if self.entry is None:
            return f"day:{self.day.isoformat()}"
        own = row_id(self.entry)
        return f"{own}:clash:{self.number}" if self.clash else own

    def row(self, today: date) -> Row:
        """Return the row."""
        if self.entry is None:
            return remark_row(self.id, self.clash) if self.clash else heading_row(self.id, self.day, today)
        return clash_row(self.id, self.clash) if self.clash else entry_row(self.entry, self.day)


class EntrySource:
    """Lines that are already in memory."""

    def __init__(self, lines: Sequence[Line] = (), today: date = date.min) -> None:
        self.lines = lines
        self._today = today
        self._places: dict[str, int] | None = None

    def count(self) -> int:
        """Return how many lines there are."""
        return len(self.lines)

    def fetch(self, start: int, count: int) -> Sequence[Row]:
        """Return the rows of some lines."""
        return [line.row(self._today) for line in self.lines[start : start + count]]

    def index_of(self, item_id: str) -> int | None:
        """Return where a row is, or None where it is not in the list."""
        return self._by_id.get(item_id)

    def present(self, item_ids: Collection[str]) -> frozenset[str]:
        """Return those of the ids that are in the list."""
        return frozenset(self._by_id.keys() & set(item_ids))

    def line(self, index: int | None) -> Line | None:
        """Return the line at a place."""
        return self.lines[index] if index is not None and 0 <= index < len(self.lines) else None

    @property
    def _by_id(self) -> dict[str, int]:
        if self._places is None:
            self._places = {line.id: place for place, line in enumerate(self.lines)}
        return self._places


def lines_of_day(entries: Iterable[CalendarEntry], day: date, notes: ClashNotes) -> list[Line]:
    """Return the lines of a day, below each entry what it clashes with on that day."""
    found: list[Line] = []
    for entry in in_order(entries, day):
        found.append(Line(day, entry))
        for number, note in enumerate(notes.on(entry, day)):
            found.append(Line(day, entry, note, number))
    return found


def lines_of_agenda(entries: Iterable[CalendarEntry], first: date, notes: ClashNotes) -> list[Line]:
    """Return the lines of an agenda from a day on, a heading above each day."""
    found: list[Line] = []
    by_day: dict[date, list[CalendarEntry]] = {}
    for entry in entries:
        by_day.setdefault(max(first, entry.start.date()), []).append(entry)
    for day in sorted(by_day):
        found.append(Line(day))
        found.extend(lines_of_day(by_day[day], day, notes))
    return found
