"""The lines of one day in the month: its number, marks, and its entries as far as they fit. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from brm_tui.desk.calendar import CalendarEntry
from brm_tui.ui.screens.calendar.layers import CLASH, sign_of
from brm_tui.ui.screens.calendar.month_layout import Week
from brm_tui.ui.widgets.columns import cells_of, fitted
from brm_tui.ui.widgets.rows import literal

Text = tuple[str, str]
"""A text and the lists' style that it has."""

_WHOLE_TIME = 20
_SHORT_TIME = 16


def time_of(entry: CalendarEntry, day: date, width: int = _WHOLE_TIME) -> str:
    """Return when an entry begins, or goes on to, on a day, as far as a width has room for it."""
    if entry.all_day or width < _SHORT_TIME:
        return ""
    begins = entry.start.date() == day
    moment = entry.start if begins else entry.end
    said = f"{moment:%H:%M}" if width >= _WHOLE_TIME or moment.minute else f"{moment:%H}"
    return said if begins else f"→{said}"


@dataclass(frozen=True, slots=True)
class DayCells:
    """What a day's cells say.

    Attributes:
        day: The day.
        today: Today.
        week: The week it is in.
        weekday: Its place in the week.
        other_month: Whether it belongs to the month before or after.
        width: Its cells in a line.
        height: Its lines.
        compact: Whether its first line shows signs of its entries beside the number.
    """

    day: date
    today: date
    week: Week
    weekday: int
    other_month: bool
    width: int
    height: int
    compact: bool

    @property
    def entries(self) -> tuple[CalendarEntry, ...]:
        """What the day holds beside bands."""
        return self.week.days[self.weekday]

    def line(self, line: int) -> list[Text]:
        """Return the texts of a line, at most as wide as the day."""
        if line == 0:
            return self._signs() if self.compact else self._heading()
        place = line - 1 - self._lanes_shown
        if 0 <= place < len(self.entries):
            return self._entry(self.entries[place])
        return []

    @property
    def _lanes_shown(self) -> int:
        """The lines that bands take from the day: up to the last lane in which one crosses it."""
        most = self.height - 1 if self.compact else max(1, self.height - 2)
        lanes = [lane for lane in range(len(self.week.lanes)) if self.week.band_at(lane, self.weekday)]
        return min(most, lanes[-1] + 1) if lanes else 0

    @property
    def _hidden(self) -> int:
        """How many entries and bands of the day find no line."""
        shown = min(len(self.entries), max(0, self.height - 1 - self._lanes_shown))
        bands = sum(self.week.band_at(lane, self.weekday) is not None for lane in range(self._lanes_shown))
        return len(self.entries) - shown + self.week.bands_on(self.weekday) - bands

    def _number(self) -> list[Text]:
        style = "today" if self.day == self.today else "dim" if self.other_month else ""
        if self.weekday >= 5 and not style:
            style = "unknown"
        found = [(f"{self.day.day:>2}", style)]
        if self.weekday in self.week.clashing:
            found.append((f" {CLASH.text}", "attention"))
        return found

    def _heading(self) -> list[Text]:
        """Return the number on a rule, and at its end how many entries find no line."""
        found = self._number()
        if self.day == self.today and self.width >= 12:
            found.append((" today", "bold"))
        used = sum(cells_of(text) for text, _style in found)
        more = f" +{self._hidden}" if self._hidden else ""
        rule = self.width - used - 1 - len(more)
        if rule > 0:
            found.append((" " + "─" * rule, "faint"))
        if more:
            found.append((more, "dim"))
        return found

    def _signs(self) -> list[Text]:
        """Return the number and a sign for each entry, as far as they fit."""
        found = self._number()
        used = sum(cells_of(text) for text, _style in found) + 1
        found.append((" ", ""))
        room = self.width - used
        fit = len(self.entries) if len(self.entries) <= room else max(0, room - 3)
        for entry in self.entries[:fit]:
            sign, style = sign_of(entry.layer, high_risk=entry.high_risk)
            found.append((sign, "dim" if self.other_month else style))
        if fit < len(self.entries):
            found.append((f"+{min(99, len(self.entries) - fit)}", "dim"))
        return found

    def _entry(self, entry: CalendarEntry) -> list[Text]:
        """Return an entry's sign, time and title."""
        sign, style = sign_of(entry.layer, high_risk=entry.high_risk)
        dim = self.other_month
        at = time_of(entry, self.day, self.width)
        text = "dim" if dim else "unknown" if entry.status == "tentative" else ""
        found = [(sign, "dim" if dim else style), (" ", text)]
        if at:
            found.append((f"{at} ", "dim"))
        used = sum(cells_of(part) for part, _style in found)
        title = literal(entry.short_title) + ("?" if entry.status == "tentative" else "")
        found.append((fitted(title, max(0, self.width - used)), text))
        return found
