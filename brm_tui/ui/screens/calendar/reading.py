"""What the calendar reads behind the screen and keeps, and what of it is remembered over a restart."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable
from datetime import date, timedelta
from functools import partial
from typing import Any, TypeVar

from textual import work

from brm_tui.config import CALENDAR_VIEWS, change_settings
from brm_tui.desk.calendar import CalendarEntry, Clash, EntryKey
from brm_tui.rules.dates import last_of_month
from brm_tui.ui.coming import Coming
from brm_tui.ui.screens.base import DeskScreen
from brm_tui.ui.screens.calendar.clash_days import SEARCHED_MONTHS, ClashDay, clash_days
from brm_tui.ui.screens.calendar.layers import NAMES
from brm_tui.ui.screens.calendar.month_layout import first_shown, last_shown
from brm_tui.ui.screens.calendar.spans import KEPT_SHEETS, Kept, Narrowing, ReadSheet, read_sheet, read_year
from brm_tui.ui.screens.calendar.year_layout import YearSheet

Value = TypeVar("Value")

_KEPT_YEARS = 3


class CalendarReading(DeskScreen):
    """A screen that reads the calendar.

    Attributes:
        view: Which of the views is shown.
        shown_layers: The layers that are.
        customer: The code of the customer whose calendar is shown; empty: all.
    """

    def __init__(self) -> None:
        super().__init__()
        self.view = CALENDAR_VIEWS[0]
        self.shown_layers: frozenset[str] = NAMES
        self.customer = ""
        self._sheets: Kept[ReadSheet] = Kept(KEPT_SHEETS)
        self._years: Kept[YearSheet] = Kept(_KEPT_YEARS)
        self._clash_days: Kept[tuple[ClashDay, ...]] = Kept(SEARCHED_MONTHS)
        self._being_read: dict[Hashable, asyncio.Future[Any]] = {}

    def recall(self) -> None:
        """Take up what was shown when the program was last left."""
        settings = self.desk.settings
        self.view = settings.calendar_view
        self.customer = settings.calendar_customer
        self.shown_layers = NAMES.difference(settings.calendar_hidden)

    @work(group="remember", exclusive=True)
    async def remember(self) -> None:
        """Keep the view, the layers and the customer for the next start; they are no step of the desk."""
        changes = partial(
            change_settings,
            self.desk.home.settings,
            calendar_view=self.view,
            calendar_customer=self.customer,
            calendar_hidden=tuple(sorted(NAMES - self.shown_layers)),
        )
        await self.gateway.read(changes)

    @property
    def narrowing(self) -> Narrowing:
        """What of the calendar is shown."""
        return Narrowing(None if self.shown_layers == NAMES else self.shown_layers, self.customer)

    def reload(self, coming: Coming = Coming.NOTHING) -> None:
        """Read everything again: the desk changed."""
        for kept in (self._sheets, self._years, self._clash_days):
            kept.forget()
        super().reload(coming)

    def reload_view(self, coming: Coming = Coming.NOTHING) -> None:
        """Read what the view shows; what is kept is not read again."""
        super().reload(coming)

    def kept_month(self, day: date) -> ReadSheet | None:
        """Return the sheet of a day's month, which its week is part of, if it is kept."""
        return self._sheets.get(self.narrowing, first_shown(day))

    def kept_year(self, year: int) -> YearSheet | None:
        """Return a year, if it is kept."""
        return self._years.get(self.narrowing, date(year, 1, 1))

    def _kept_months(self, first: date, last: date) -> list[tuple[ReadSheet, date, date]] | None:
        """Return the sheets of the months between two days, each with its days; None where one is not kept."""
        found = []
        day = first
        while day <= last:
            sheet, end = self.kept_month(day), min(last, last_of_month(day))
            if sheet is None:
                return None
            found.append((sheet, day, end))
            day = end + timedelta(days=1)
        return found

    def kept_clashes(self, first: date, last: date) -> list[Clash[CalendarEntry]] | None:
        """Return the clashes that begin between two days, in order; None where their months are not kept."""
        months = self._kept_months(first, last)
        if months is None:
            return None
        return [clash for sheet, begins, ends in months for clash in sheet.clashes_between(begins, ends)]

    async def read_span(self, first: date, last: date) -> list[CalendarEntry]:
        """Return the entries between two days, from the months that are kept where they hold them all."""
        months = self._kept_months(first, last)
        if months is not None:
            found: dict[EntryKey, CalendarEntry] = {}
            for sheet, begins, ends in months:
                for day in sorted(sheet.by_day):
                    if begins <= day <= ends:
                        found |= {entry.key: entry for entry in sheet.by_day[day] if entry.key not in found}
            return list(found.values())
        return await self.gateway.read(self.narrowing.read, self.desk, first, last)

    async def read_month(self, day: date, *, ahead: bool = False) -> ReadSheet:
        """Return the sheet of a day's month as it is kept, or read and keep it.

        Args:
            day: The day.
            ahead: Whether nobody waits for it yet.
        """
        first, last = first_shown(day), last_shown(day)
        return await self._kept_or_read(self._sheets, first, read_sheet, first, last, ahead=ahead)

    async def _kept_or_read(
        self,
        kept: Kept[Value],
        first: date,
        read: Callable[..., Value],
        *args: Any,
        ahead: bool = False,
    ) -> Value:
        """Return what begins on a day as it is kept, or read and keep it; once, though two wait for it."""
        narrowing, edition = self.narrowing, kept.edition
        known = kept.get(narrowing, first)
        if known is not None:
            return known
        key = kept, narrowing, first, edition

        async def read_and_keep() -> Value:
            way = self.gateway.read_ahead if ahead else self.gateway.read
            found = await way(read, self.desk, narrowing, *args)
            kept.keep(narrowing, first, found, edition)
            return found

        def done(reading: asyncio.Future[Any]) -> None:
            del self._being_read[key]
            if not reading.cancelled():
                reading.exception()  # known by who waits for it; nobody else need hear of it

        if key not in self._being_read:
            self._being_read[key] = asyncio.ensure_future(read_and_keep())
            self._being_read[key].add_done_callback(done)
        elif not ahead:
            self.gateway.wait_for_what_is_ahead()
        # Who waits may leave while others wait on.
        result: Value = await asyncio.shield(self._being_read[key])
        return result

    async def read_year(self, year: int) -> YearSheet:
        """Return a year as it is kept, or count and keep it."""
        return await self._kept_or_read(self._years, date(year, 1, 1), read_year, year)

    async def clash_days_of(self, month: date, *, ahead: bool = False) -> tuple[ClashDay, ...]:
        """Return the days of a month on which clashes begin, as they are kept, or read and keep them.

        Args:
            month: The first day of it.
            ahead: Whether nobody waits for them yet.
        """
        return await self._kept_or_read(self._clash_days, month, clash_days, month, ahead=ahead)
