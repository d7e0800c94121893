"""What the calendar shows, and how it is read: a month with the list of a day, or an agenda."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date, timedelta

from textual import work
from textual.app import ComposeResult
from textual.containers import Container

from brm_tui.desk.calendar import CalendarEntry, Clash, clashes_among, state_of_calendar
from brm_tui.rules.dates import last_of_month, months_later, show_date
from brm_tui.ui.screens.base import DeskScreen
from brm_tui.ui.screens.calendar.entry_rows import Clashes, clash_notes
from brm_tui.ui.screens.calendar.layers import NAMES, LayerLine
from brm_tui.ui.screens.calendar.lists import Agenda, ClashList, DayList
from brm_tui.ui.screens.calendar.month import MonthGrid
from brm_tui.ui.screens.calendar.month_layout import first_shown, last_shown
from brm_tui.ui.screens.calendar.spans import KeptSheets, Narrowing, ReadSheet, read_sheet
from brm_tui.ui.screens.calendar.summary import answer
from brm_tui.ui.widgets.empty_state import EmptyState

PAGE_OF_DAYS = timedelta(days=31)
"""How much of the agenda is read at a time."""
_ONE_DAY = timedelta(days=1)
_SEARCHED = timedelta(days=366)
_FARTHEST = timedelta(days=5 * 366)
_SCREENFUL = 60
_BEFORE_READING_ON = 0.2
"""Seconds that one stays at a month before its neighbours are read."""


class CalendarSheet(DeskScreen):
    """The integrated calendar without its keys."""

    TITLE = "Calendar"
    CSS_PATH = "calendar.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]

    def __init__(self) -> None:
        super().__init__()
        self.shown_layers: frozenset[str] = NAMES
        self.customer = ""
        self.in_agenda = False
        self.clashes: Sequence[Clash[CalendarEntry]] = ()
        self._sheets = KeptSheets()
        self._shown_sheet: ReadSheet | None = None
        self._entries: list[CalendarEntry] = []
        self._span: tuple[date, date] | None = None
        self._agenda_first = self._agenda_last = date.min
        self._notes: Clashes = {}
        self._horizon: date | None = None
        self._follow = ""
        self._exported: dict[str, object] = {}

    def compose_body(self) -> ComposeResult:
        """Show the layers, then the month with the day's list, or the agenda."""
        today = self.clock.today()
        yield LayerLine(id="calendar-layers")
        with Container(id="calendar-month"):
            yield MonthGrid(today, id="calendar-grid")
            with Container(id="calendar-side"):
                yield DayList(today, id="calendar-day")
                yield ClashList(today, id="calendar-clashes")
        yield Agenda(id="calendar-agenda")
        yield EmptyState(
            "Nothing in the calendar yet",
            "Here meetings, the customers' busy times, changes, milestones, agreement dates and due dates "
            "come together. The forums of an agreement's engagement strategy make their meetings "
            "themselves; other events are entered here.",
            [("n", "enter the first event"), ("2", "go to the customers and their agreements")],
            id="calendar-empty",
        )

    # Parts

    @property
    def grid(self) -> MonthGrid:
        """The month."""
        return self.query_one(MonthGrid)

    @property
    def day_list(self) -> DayList:
        """The list of the day."""
        return self.query_one(DayList)

    @property
    def agenda(self) -> Agenda:
        """The agenda."""
        return self.query_one(Agenda)

    @property
    def day(self) -> date:
        """The day that one is at."""
        return (self.agenda.day if self.in_agenda else None) or self.grid.day

    @property
    def current(self) -> CalendarEntry | None:
        """The entry that keys act on."""
        if not self.is_mounted:
            return None
        return (self.agenda if self.in_agenda else self.day_list).current

    @property
    def inside(self) -> bool:
        """Whether one is in the agenda or in the list of the day."""
        return self.in_agenda or (self.focused is not None and self.focused is self.day_list)

    @property
    def removable(self) -> bool:
        """Whether the entry can be cancelled or deleted here."""
        return self.current is not None and self.current.source in ("event", "freeze")

    @property
    def restorable(self) -> bool:
        """Whether the entry is an occurrence that was moved or cancelled."""
        entry = self.current
        return entry is not None and entry.recurring and (entry.moved or entry.cancelled)

    # Reading

    @property
    def narrowing(self) -> Narrowing:
        """What of the calendar is shown."""
        return Narrowing(None if self.shown_layers == NAMES else self.shown_layers, self.customer)

    def reload(self) -> None:
        """Read everything again: the desk changed."""
        self._sheets.forget()
        super().reload()

    def show_again(self) -> None:
        """Show other days or layers; a month that is kept stands there at once."""
        stays = not self.in_agenda and not self.has_class("-agenda")
        kept = self._sheets.get(self.narrowing, self.grid.span[0]) if stays else None
        if kept is not None:
            self._show_month(kept)
            self._say()
            self._read_sides()
        else:
            super().reload()

    async def load(self) -> None:
        """Read the month or the agenda."""
        state = await self.gateway.read(state_of_calendar, self.desk)
        self._horizon = state.horizon
        self.set_class(state.empty, "-empty")
        self.set_class(self.in_agenda, "-agenda")
        if self.in_agenda:
            await self._load_agenda()
        else:
            self._show_month(await self._read_month(self.grid.span))
        self._say()
        shown = None if state.empty else self.agenda if self.in_agenda else self.grid
        if self.focused is not shown and (self.in_agenda or state.empty or self.focused is not self.day_list):
            self.set_focus(shown)
        self.refresh_bindings()
        if not (self.in_agenda or state.empty):
            self._read_sides()

    async def _read(self, first: date, last: date) -> list[CalendarEntry]:
        return await self.gateway.read(self.narrowing.read, self.desk, first, last)

    async def _read_month(self, span: tuple[date, date]) -> ReadSheet:
        """Return a month as it is kept, or read it and keep it."""
        narrowing, edition = self.narrowing, self._sheets.edition
        sheet = self._sheets.get(narrowing, span[0])
        if sheet is None:
            sheet = await self.gateway.read(read_sheet, self.desk, narrowing, *span)
            self._sheets.keep(narrowing, span[0], sheet, edition)
        return sheet

    def _show_month(self, sheet: ReadSheet) -> None:
        today = self.clock.today()
        self._span = self.grid.span
        self._shown_sheet = sheet
        self.clashes, self._notes = sheet.clashes, sheet.notes
        self.grid.show(sheet.sheet, sheet.clashing, today)
        self.query_one(ClashList).show_clashes(self.clashes, today)
        self._show_day()

    @work(group="sides", exclusive=True)
    async def _read_sides(self) -> None:
        """Read the months beside the one in sight, once one stays at it."""
        await asyncio.sleep(_BEFORE_READING_ON)
        here = self.grid.day.replace(day=1)
        for month in (months_later(here, 1), months_later(here, -1)):
            if self.in_agenda:
                return
            await self._read_month((first_shown(month), last_shown(month)))

    async def _load_agenda(self) -> None:
        """Read from the first day on, as far as was read before, and further until a screen is full."""
        self._agenda_last = max(self._agenda_last, self._agenda_first + PAGE_OF_DAYS - _ONE_DAY)
        self._entries = await self._read(self._agenda_first, self._agenda_last)
        await self._fill_agenda(_SCREENFUL)

    async def load_more(self) -> None:
        """Read the next days of the agenda."""
        if self._agenda_last - self._agenda_first < _FARTHEST:
            await self._fill_agenda(len(self._entries) + 1)
            self._say()

    async def _fill_agenda(self, wanted: int) -> None:
        """Read page after page until there are so many entries, or nothing comes for a year; show them."""
        end = self._agenda_last + _SEARCHED
        while len(self._entries) < wanted and self._agenda_last < end:
            first, last = self._agenda_last + _ONE_DAY, self._agenda_last + PAGE_OF_DAYS
            known = {entry.key for entry in self._entries}
            found = await self._read(first, last)
            self._entries += [entry for entry in found if entry.key not in known]
            self._agenda_last = last
        today, first = self.clock.today(), self._agenda_first
        self.clashes = await self.gateway.read(clashes_among, self.desk, self._entries)
        self._notes = clash_notes(self.clashes)
        self.agenda.set_placeholder(f"Nothing from {show_date(first, today)} on")
        self.agenda.show_entries(self._entries, first, today, self._notes)
        if self._follow:
            self.agenda.move_cursor_to(self._follow)
            self._follow = ""

    def _show_day(self) -> None:
        """Show the list of the day under the cursor."""
        day = self.grid.day
        held = self._shown_sheet.by_day.get(day, ()) if self._shown_sheet is not None else ()
        self.day_list.show_day(day, self.clock.today(), held, self._notes)
        if self._follow and self.day_list.move_cursor_to(self._follow):
            self._follow = ""

    def _say(self) -> None:
        """Say in the title what is shown."""
        if self.in_agenda:
            day = self._agenda_first
            shown = sum(not entry.cancelled for entry in self._entries)
        else:
            day = self.grid.day
            sheet = self._shown_sheet
            shown = 0 if sheet is None else sheet.count(day.replace(day=1), last_of_month(day))
        self.answer = answer(
            day,
            self.clock.today(),
            until=self._agenda_last if self.in_agenda else None,
            entries=shown,
            clashes=len(self.clashes),
            horizon=self._horizon,
        )
        self.state = f"customer: {self.customer or 'all'}"
