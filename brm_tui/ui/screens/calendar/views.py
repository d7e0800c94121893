"""Going about the calendar: from view to view, from day to day, from clash to clash."""

from __future__ import annotations

from datetime import date, timedelta

from textual import work

from brm_tui.config import CALENDAR_VIEWS
from brm_tui.errors import FieldError
from brm_tui.rules.dates import FORMS, months_later, read_date, show_date, show_full_date
from brm_tui.ui.screens.calendar.clash_days import SEARCHED_MONTHS, months_from, next_from
from brm_tui.ui.screens.calendar.entry_rows import row_id
from brm_tui.ui.screens.calendar.layers import SEVERITIES
from brm_tui.ui.screens.calendar.sheet import CalendarSheet


class CalendarViews(CalendarSheet):
    """The calendar's views, and the ways between them."""

    def action_back(self) -> None:
        """Go back from the list of the day to the month, from another view to the month."""
        if self.view != "month":
            self.show_view("month")
        elif self.focused is self.day_list:
            self.grid.focus()

    def action_view(self, way: int) -> None:
        """Change to the next view or the one before."""
        place = CALENDAR_VIEWS.index(self.view) + way
        self.show_view(CALENDAR_VIEWS[place % len(CALENDAR_VIEWS)])

    def show_view(self, view: str) -> None:
        """Change to a view, on the same day and entry."""
        day, entry = self.day, self.current
        self._follow = row_id(entry) if entry is not None else ""
        self.view = view
        self._put_on(day)
        self.show_again()
        self.remember()

    def go_to(self, day: date) -> None:
        """Show a day."""
        self._put_on(day)
        if self.in_agenda:
            self.show_again()

    def _put_on(self, day: date) -> None:
        if self.in_agenda:
            self._pages.start_at(day)
        self.shown_grid.go_to(day)

    def action_day_by(self, days: int) -> None:
        """Go days on or back."""
        self.go_to(self.day + timedelta(days=days))

    def action_week_by(self, weeks: int) -> None:
        """Go weeks on or back."""
        self.go_to(self.day + timedelta(weeks=weeks))

    def action_month_by(self, months: int) -> None:
        """Go months on or back."""
        self.go_to(months_later(self.day, months))

    @work(group="clash", exclusive=True)
    async def action_clash(self, way: int) -> None:
        """Go to the next day on which something clashes, or to the one before."""
        day = self.day
        for month in months_from(day, way):
            found = next_from(await self.clash_days_of(month), day, way)
            if found is not None:
                self._follow = found.row
                self.go_to(found.day)
                self._show_followed()
                sign = SEVERITIES["bad" if found.bad else "attention"].text
                self.toast(f"{sign} {show_date(found.day, self.clock.today())}: {found.words}")
                return
        where = "after" if way > 0 else "before"
        self.toast(f"No clash in the {SEARCHED_MONTHS} months {where} {show_date(day, self.clock.today())}")

    def _show_followed(self) -> None:
        """Put the cursor on the entry that is looked for, where its day stands there already."""
        if self.view == "week" and self.week.go_to_row(self._follow):
            self._follow = ""

    def action_today(self) -> None:
        """Go to today."""
        self.go_to(self.clock.today())

    @work
    async def action_go_to(self) -> None:
        """Go to a day that is typed."""
        from brm_tui.ui.dialogs.text import TextDialog

        today = self.clock.today()

        def meaning(text: str) -> str:
            day = read_date(text, today)
            if day is None:
                raise FieldError("day", text, FORMS)
            return show_full_date(day, today)

        text = await self.ask(TextDialog("Go to", placeholder="fri, 1 dec, +2w, 2027-03-01", meaning=meaning))
        day = read_date(text, today) if text else None
        if day is not None:
            self.go_to(day)
