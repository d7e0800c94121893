"""The calendar: everything dated, in four views of the same day, with layers and a customer to narrow it."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import date
from time import monotonic
from typing import ClassVar

from textual import on, work

from brm_tui.desk.calendar import CalendarEntry
from brm_tui.ui.commands import Command
from brm_tui.ui.screens.calendar.day_grid import DayGrid
from brm_tui.ui.screens.calendar.entry_rows import row_id
from brm_tui.ui.screens.calendar.keys import CALENDAR_COMMANDS
from brm_tui.ui.screens.calendar.layers import NAMES, LayerLine
from brm_tui.ui.screens.calendar.lists import Agenda, ClashList
from brm_tui.ui.screens.calendar.month_layout import first_shown, last_shown
from brm_tui.ui.screens.calendar.views import CalendarViews
from brm_tui.ui.screens.calendar.week import WeekGrid
from brm_tui.ui.widgets.line_list import LineList
from brm_tui.ui.working import work_anew


class CalendarScreen(CalendarViews):
    """The integrated calendar."""

    HELP = (
        "Everything dated in one place: meetings, the customers' and IT's events, changes, milestones, "
        "dates of agreements, and what is due. v goes through the views: the month with the list of the day, "
        "the week with its hours, the agenda, and the year, where shades say how full a day is. A capital "
        "letter turns a layer on or off; view, layers and customer are remembered. Arrows go by days, page up "
        "and page down by what is shown, [ and ] by months, < and > to the next clash. Enter opens the entry, "
        "or goes from a day into its list and from the year into the month; escape goes back. What m, d, or "
        "shift and an arrow do concerns the entry that the list or the week marks."
    )
    COMMANDS: ClassVar[tuple[Command, ...]] = CALENDAR_COMMANDS  # type: ignore[assignment]  # see DeskScreen

    # What happens in the parts

    @on(DayGrid.DayChanged)
    def _day_changed(self, event: DayGrid.DayChanged) -> None:
        day = event.day
        self._moved_at = monotonic()
        if self.view == "year":
            if self._shown_year is None or self._shown_year.year != day.year:
                self.show_again()
        elif (first_shown(day), last_shown(day)) != self._span:
            self.show_again()
        elif self.view == "week":
            self._say_week()
        self.follow_cursor()

    @on(WeekGrid.StopChanged)
    def _stop_changed(self) -> None:
        self._moved_at = monotonic()
        self.follow_cursor()

    @on(DayGrid.DayOpened)
    def _day_opened(self) -> None:
        match self.view:
            case "week":
                if self.week.current is not None:
                    self.action_open()
                else:
                    self.toast("Nothing at this hour · n enters an event")
            case "year":
                self.show_view("month")
            case _:
                self._open_day()

    def _open_day(self) -> None:
        self._show_day()
        entries = self.day_list.entries
        if len(entries) == 1:
            self.action_open()
        elif entries:
            self.day_list.focus()
        else:
            self.toast("Nothing on this day · n enters an event")

    @on(LineList.Opened)
    def _row_opened(self) -> None:
        self.action_open()

    @on(LineList.Highlighted)
    def _row_highlighted(self) -> None:
        self._moved_at = monotonic()
        self.follow_cursor()

    @on(Agenda.MoreWanted)
    def _more_wanted(self) -> None:
        work_anew(self, self.load_more, "load")

    @on(ClashList.Clicked)
    def _clash_clicked(self, event: ClashList.Clicked) -> None:
        self.go_to(event.day)

    @on(LayerLine.Clicked)
    def _layer_clicked(self, event: LayerLine.Clicked) -> None:
        self.action_turn(event.layer)

    # Narrowing

    def action_turn(self, layer: str) -> None:
        """Show or hide a layer."""
        self.shown_layers = self.shown_layers ^ {layer}
        self.query_one(LayerLine).shown = self.shown_layers
        self.show_again()
        self.remember()

    @work
    async def action_filter(self) -> None:
        """Choose whose calendar is shown."""
        from brm_tui.desk.choices import choices
        from brm_tui.ui.dialogs.pick import Choice, PickDialog

        customers = await self.gateway.read(choices, self.desk, "customers")
        listed = [Choice("", "All customers"), *(Choice(code, name, hint=code) for code, name in customers)]
        chosen = await self.ask(PickDialog("Whose calendar", listed, chosen=self.customer))
        if chosen is not None and chosen != self.customer:
            self.customer = chosen
            self.show_again()
            self.remember()

    # Doing

    @work
    async def action_new(self) -> None:
        """Enter an event on the day."""
        from brm_tui.ui.screens.calendar.flows import new_event

        hour = self.week.hour if self.view == "week" else None
        day = await new_event(self, self.day, self.customer, hour=hour)
        if day is not None and not self.in_agenda:
            self.go_to(day)

    @work
    async def action_open(self) -> None:
        """Open the entry, and do what is wanted with it."""
        from brm_tui.ui.screens.calendar.flows import open_entry

        entry = self.current
        if entry is not None:
            wanted = await open_entry(self, entry)
            if wanted:
                await self._do(wanted, entry)

    @work
    async def action_edit(self) -> None:
        """Change the entry."""
        await self._do("edit", self.current)

    def action_brief(self) -> None:
        """Show the brief for the meeting."""
        from brm_tui.ui.screens.calendar.flows import open_brief

        if self.current is not None:
            open_brief(self, self.current)

    @work
    async def action_move(self) -> None:
        """Ask where the event moves to."""
        await self._do("move", self.current)

    @work
    async def action_free_slot(self) -> None:
        """Offer the nearest free times, and move there."""
        await self._do("slot", self.current)

    @work
    async def action_delete(self) -> None:
        """Cancel the occurrence or delete the event."""
        await self._do("remove", self.current)

    @work
    async def action_restore(self) -> None:
        """Make the occurrence as the series says again."""
        await self._do("restore", self.current)

    async def _do(self, wanted: str, entry: CalendarEntry | None) -> None:
        from brm_tui.ui.screens.calendar import flows
        from brm_tui.ui.screens.calendar.slots import move_to_free_slot

        if entry is None:
            return
        match wanted:
            case "edit":
                await flows.edit_entry(self, entry)
            case "move":
                await self._follow_to(entry, flows.ask_move(self, entry))
            case "slot":
                await self._follow_to(entry, move_to_free_slot(self, entry))
            case "remove":
                await flows.remove_entry(self, entry)
            case "restore":
                await self._follow_to(entry, flows.restore_entry(self, entry))
            case "brief":
                self.action_brief()
            case "invite":
                from brm_tui.ui.screens.calendar.inviting import invite

                await invite(self, entry)

    @work
    async def action_move_by(self, days: int) -> None:
        """Move the event by days."""
        from brm_tui.ui.screens.calendar.flows import move_by

        entry = self.current
        if entry is not None:
            await self._follow_to(entry, move_by(self, entry, days))

    async def _follow_to(self, entry: CalendarEntry, moving: Awaitable[date | None]) -> None:
        """Keep the cursor on an entry that moves."""
        self._follow = row_id(entry)
        day = await moving
        if day is None:
            self._follow = ""
        elif not self.in_agenda:
            self.go_to(day)

    @work
    async def action_import_file(self) -> None:
        """Import another program's calendar file."""
        from brm_tui.ui.screens.calendar.importing import import_file

        await import_file(self, {"customer": self.customer} if self.customer else {})

    @work
    async def action_export(self) -> None:
        """Write files."""
        from brm_tui.ui.screens.calendar.export import DEFAULT_PATH, export

        entered = await export(self, {"path": DEFAULT_PATH, **self._shown_now(), **self._exported})
        if entered is not None:
            self._exported = {name: entered[name] for name in ("path", "files", "changed") if name in entered}

    @work
    async def action_targets(self) -> None:
        """List the files that follow the desk."""
        from brm_tui.ui.screens.calendar.targets import show_targets

        await show_targets(self, self._shown_now())

    def _shown_now(self) -> dict[str, object]:
        """Return the customer and the layers that are shown, where not all are."""
        shown: dict[str, object] = {"customer": self.customer} if self.customer else {}
        return shown if self.shown_layers == NAMES else shown | {"layers": tuple(self.shown_layers)}
