"""What the calendar shows: a month with the list of a day, a week, an agenda or a year."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date, timedelta
from time import monotonic

from textual import work
from textual.app import ComposeResult
from textual.containers import Container

from brm_tui.config import CALENDAR_VIEWS
from brm_tui.desk.calendar import CalendarEntry, Clash, clashes_among, state_of_calendar
from brm_tui.rules.dates import last_of_month, months_later, show_date
from brm_tui.ui.coming import Coming
from brm_tui.ui.following import Following
from brm_tui.ui.screens.calendar.agenda_pages import AgendaPages
from brm_tui.ui.screens.calendar.day_grid import DayGrid
from brm_tui.ui.screens.calendar.entry_rows import ClashNotes
from brm_tui.ui.screens.calendar.layers import LayerLine
from brm_tui.ui.screens.calendar.lists import Agenda, ClashList, DayList
from brm_tui.ui.screens.calendar.month import MonthGrid
from brm_tui.ui.screens.calendar.month_layout import first_shown, last_shown
from brm_tui.ui.screens.calendar.reading import CalendarReading
from brm_tui.ui.screens.calendar.spans import ReadSheet
from brm_tui.ui.screens.calendar.summary import CLASHES, DAYS, answer, counted, month_named, week_named
from brm_tui.ui.screens.calendar.week import WeekGrid
from brm_tui.ui.screens.calendar.week_layout import monday_of
from brm_tui.ui.screens.calendar.year import YearGrid
from brm_tui.ui.screens.calendar.year_layout import YearSheet
from brm_tui.ui.widgets.empty_state import EmptyState

_BEFORE_READING_ON = 0.2
"""Seconds that one stays at a month, or year, before what is beside it is read."""


class CalendarSheet(Following, CalendarReading):
    """The integrated calendar without its keys."""

    TITLE = "Calendar"
    CSS_PATH = "calendar.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]

    def __init__(self) -> None:
        super().__init__()
        self.clashes: Sequence[Clash[CalendarEntry]] = ()
        self._shown_sheet: ReadSheet | None = None
        self._shown_year: YearSheet | None = None
        self._pages = AgendaPages()
        self._span: tuple[date, date] | None = None
        self._notes = ClashNotes()
        self._said_week = date.min
        self._moved_at = 0.0
        self._horizon: date | None = None
        self._follow = ""
        self._exported: dict[str, object] = {}

    def compose_body(self) -> ComposeResult:
        """Show the layers, then the month with the day's list, the week, the agenda or the year."""
        today = self.clock.today()
        self.recall()
        self._pages.start_at(today)
        yield LayerLine(id="calendar-layers")
        with Container(id="calendar-month"):
            yield MonthGrid(today, id="calendar-grid")
            with Container(id="calendar-side"):
                yield DayList(today, id="calendar-day")
                yield ClashList(today, id="calendar-clashes")
        yield WeekGrid(today, self.kept_month, id="calendar-week")
        yield Agenda(id="calendar-agenda")
        yield YearGrid(today, id="calendar-year")
        yield EmptyState(
            "Nothing in the calendar yet",
            "Here meetings, the customers' busy times, changes, milestones, agreement dates and due dates "
            "come together. The forums of an agreement's engagement strategy make their meetings "
            "themselves; other events are entered here.",
            [("n", "enter the first event"), ("2", "go to the customers and their agreements")],
            id="calendar-empty",
        )

    def on_mount(self) -> None:
        """Let the line of now go on."""
        self.query_one(LayerLine).shown = self.shown_layers
        self._follow_clock()

    def _follow_clock(self) -> None:
        """Draw the line of now again when the minute is over; a pinned clock stands still."""
        now = self.clock.local_now()
        if self.view == "week":
            self.week.tick(now.replace(tzinfo=None))
        if self.clock.pinned is None:
            self.set_timer(60.05 - now.second - now.microsecond / 1e6, self._follow_clock)

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
    def week(self) -> WeekGrid:
        """The week."""
        return self.query_one(WeekGrid)

    @property
    def year(self) -> YearGrid:
        """The year."""
        return self.query_one(YearGrid)

    @property
    def in_agenda(self) -> bool:
        """Whether the agenda is shown."""
        return self.view == "agenda"

    @property
    def shown_grid(self) -> DayGrid:
        """The view with a cursor on a day; behind the agenda, the month."""
        return {"week": self.week, "year": self.year}.get(self.view, self.grid)

    @property
    def day(self) -> date:
        """The day that one is at."""
        return (self.agenda.day if self.in_agenda else None) or self.shown_grid.day

    @property
    def record_here(self) -> tuple[str, str] | None:
        """The first customer whom the entry under the cursor concerns."""
        entry = self.current
        return ("customers", entry.customers[0]) if entry is not None and entry.customers else None

    @property
    def current(self) -> CalendarEntry | None:
        """The entry that keys act on."""
        if not self.is_mounted:
            return None
        match self.view:
            case "week":
                return self.week.current
            case "agenda":
                return self.agenda.current
            case "month":
                if self.day_list.day != self.grid.day:
                    self._show_day()
                return self.day_list.current
        return None

    @property
    def inside(self) -> bool:
        """Whether one is in another view than the month, or in its list of the day."""
        return self.view != "month" or (self.focused is not None and self.focused is self.day_list)

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

    def show_again(self) -> None:
        """Show other days or layers; what is kept stands there at once."""
        if not self.has_class(f"-{self.view}"):
            self.reload_view(Coming.TAB)
        elif not self._show_kept():
            self.reload_view()

    def _show_kept(self) -> bool:
        """Show the view from what is kept; answer whether that is enough."""
        day = self.day
        if self.view == "year":
            year = self.kept_year(day.year)
            if year is None:
                return False
            self._show_year(year)
        else:
            sheet = None if self.in_agenda else self.kept_month(day)
            if sheet is None:
                return False
            self._show_sheet(sheet)
        self._say()
        self._read_beside()
        return True

    async def load(self) -> None:
        """Read what the view shows."""
        state = await self.gateway.read(state_of_calendar, self.desk, self.customer)
        self._horizon, self.customer = state.horizon, state.customer
        if self.in_agenda:
            await self._pages.read_again(self.read_span)
            await self._show_agenda()
        elif self.view == "year":
            self._show_year(await self.read_year(self.day.year))
        else:
            self._show_sheet(await self.read_month(self.day))
        self._show_view(empty=state.empty)
        self._say()
        shown = None if state.empty else self.agenda if self.in_agenda else self.shown_grid
        if self.focused is not shown and (
            state.empty or self.view != "month" or self.focused is not self.day_list
        ):
            self.set_focus(shown)
        self.refresh_bindings()
        if not state.empty:
            self._read_beside()

    @work(group="sides", exclusive=True)
    async def _read_beside(self) -> None:
        """Read the months beside the one in sight, or the clashes of the year, once one stays there."""
        await asyncio.sleep(_BEFORE_READING_ON)
        day = self.day
        if self.view == "year":
            months = [date(day.year, month, 1) for month in range(1, 13)]
            for month in sorted(months, key=lambda month: abs((month - day).days)):
                await self._rested()
                for found in await self.clash_days_of(month, ahead=True):
                    self.year.clashing[found.day] = found
                self.year.refresh_marks()
            self._say()
        elif not self.in_agenda:
            for count in (1, -1):
                await self._rested()
                await self.read_month(months_later(day.replace(day=1), count), ahead=True)

    async def _rested(self) -> None:
        """Wait until the cursor has stood still for a moment: what it only passes need not be read."""
        while (left := self._moved_at + _BEFORE_READING_ON - monotonic()) > 0:
            await asyncio.sleep(left)

    # Showing

    def _show_view(self, *, empty: bool) -> None:
        """Show the view that was chosen, and hide the others; styling all widgets by a class would take 30 ms."""
        self.set_class(empty, "-empty", update=False)
        self.query_one("#calendar-empty").display = empty
        self.query_one("#calendar-layers").display = not empty
        for view in CALENDAR_VIEWS:
            self.set_class(view == self.view, f"-{view}", update=False)
            self.query_one(f"#calendar-{view}").display = view == self.view and not empty

    def _show_sheet(self, sheet: ReadSheet) -> None:
        """Show the month, or the week, of a sheet."""
        now = self.clock.local_now().replace(tzinfo=None)
        self._span = first_shown(self.day), last_shown(self.day)
        self._shown_sheet = sheet
        self._notes = sheet.notes
        if self.view == "week":
            self._said_week = date.min
            self.week.show(sheet, now)
            if self._follow and self.week.go_to_row(self._follow):
                self._follow = ""
            self._say_week()
            return
        self.clashes = sheet.clashes
        self.grid.show(sheet.sheet, sheet.clashing, now.date())
        self.query_one(ClashList).show_clashes(self.clashes, now.date())
        self._show_day()

    def _show_year(self, sheet: YearSheet) -> None:
        if sheet is not self._shown_year:
            self.year.clashing = {}
        self._shown_year, self._follow = sheet, ""
        self.clashes = ()
        self.year.show(sheet, self.clock.today())

    async def load_more(self) -> None:
        """Read the next days of the agenda."""
        if await self._pages.read_more(self.read_span):
            await self._show_agenda()
            self._say()

    async def _show_agenda(self) -> None:
        today, first = self.clock.today(), self._pages.first
        entries, part = self._pages.entries, self.narrowing.is_part
        kept = self.kept_clashes(first, self._pages.last)
        if kept is None:
            kept = await self.gateway.read(clashes_among, self.desk, entries, part=part)
        self.clashes = kept
        self._notes = ClashNotes(self.clashes)
        self.agenda.set_placeholder(f"Nothing from {show_date(first, today)} on")
        self.agenda.show_entries(
            self._pages.entries, first, today, self._notes, keep_cursor=not self._pages.fresh
        )
        self._pages.fresh = False
        if self._follow:
            self.agenda.move_cursor_to(self._follow)
            self._follow = ""

    def show_beside(self) -> None:
        """Let the list of the day and the footer's keys follow the cursor."""
        if self.view == "month" and self.day_list.day != self.grid.day:
            self._show_day()
        self.refresh_bindings()

    def _show_day(self) -> None:
        """Show the list of the day under the cursor."""
        day = self.grid.day
        held = self._shown_sheet.by_day.get(day, ()) if self._shown_sheet is not None else ()
        self.day_list.show_day(day, self.clock.today(), held, self._notes)
        if self._follow and self.day_list.move_cursor_to(self._follow):
            self._follow = ""

    def _say_week(self) -> None:
        """Say in the title what is shown, when it is another week."""
        monday, sheet = monday_of(self.week.day), self._shown_sheet
        if monday != self._said_week and sheet is not None:
            self._said_week = monday
            sunday = monday + timedelta(days=6)
            self.clashes = sheet.clashes_between(monday, sunday)
            self._say()

    def _say(self) -> None:
        """Say in the title what is shown."""
        day, today = self.day, self.clock.today()
        when, shown, sheet = month_named(day), 0, self._shown_sheet
        if self.in_agenda:
            day = self._pages.first
            when = f"{show_date(day, today)} – {show_date(self._pages.last, today)}"
            shown = len(self._pages.taking_place)
        elif self.view == "year":
            when, shown = str(day.year), self._shown_year.total if self._shown_year is not None else 0
        elif sheet is not None and self.view == "week":
            monday = monday_of(day)
            when, shown = week_named(monday), sheet.count(monday, monday + timedelta(days=6))
        elif sheet is not None:
            shown = sheet.count(day.replace(day=1), last_of_month(day))
        in_year = self.view == "year"
        clashes = len(self.year.clashing if in_year else self.clashes)
        said = counted(clashes, *(DAYS if in_year else CLASHES)) if clashes else ""
        self.answer = answer(when, day, today, entries=shown, clashes=said, horizon=self._horizon)
        self.state = f"customer: {self.customer or 'all'}"
