"""The calendar: everything dated, in a month or as an agenda, with layers and a customer to narrow it."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import date
from typing import ClassVar

from textual import on, work

from brm_tui.desk.calendar import CalendarEntry
from brm_tui.errors import FieldError
from brm_tui.rules.dates import FORMS, read_date, show_full_date
from brm_tui.ui.commands import Command
from brm_tui.ui.screens.calendar.entry_rows import row_id
from brm_tui.ui.screens.calendar.keys import CALENDAR_COMMANDS
from brm_tui.ui.screens.calendar.layers import NAMES, LayerLine
from brm_tui.ui.screens.calendar.lists import Agenda, ClashList
from brm_tui.ui.screens.calendar.month import MonthGrid
from brm_tui.ui.screens.calendar.sheet import CalendarSheet
from brm_tui.ui.widgets.line_list import LineList


class CalendarScreen(CalendarSheet):
    """The integrated calendar."""

    HELP = (
        "Everything dated in one place: meetings, the customers' and IT's events, changes, milestones, "
        "dates of agreements, and what is due. A capital letter turns a layer on or off. Enter goes from a "
        "day into its list, escape back. What m, d, or shift and an arrow do concerns the entry that the "
        "list marks."
    )
    COMMANDS: ClassVar[tuple[Command, ...]] = CALENDAR_COMMANDS  # type: ignore[assignment]  # see DeskScreen

    # What happens in the parts

    @on(MonthGrid.DayChanged)
    def _day_changed(self) -> None:
        if self.grid.span != self._span:
            self.show_again()
        else:
            self._show_day()
        self.refresh_bindings()

    @on(MonthGrid.DayOpened)
    def _day_opened(self) -> None:
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
        self.refresh_bindings()

    @on(Agenda.MoreWanted)
    def _more_wanted(self) -> None:
        self.run_worker(self.load_more(), group="load", exclusive=True)

    @on(ClashList.Clicked)
    def _clash_clicked(self, event: ClashList.Clicked) -> None:
        self.grid.go_to(event.day)

    @on(LayerLine.Clicked)
    def _layer_clicked(self, event: LayerLine.Clicked) -> None:
        self.action_turn(event.layer)

    # Moving about

    def action_back(self) -> None:
        """Go back from the list of the day to the month, from the agenda to the month."""
        if self.in_agenda:
            self.action_toggle_view()
        elif self.focused is self.day_list:
            self.grid.focus()

    def action_toggle_view(self) -> None:
        """Change between the month and the agenda, on the same day and entry."""
        day, entry = self.day, self.current
        self._follow = row_id(entry) if entry is not None else ""
        self.in_agenda = not self.in_agenda
        if self.in_agenda:
            self._agenda_first, self._agenda_last = day, day
        else:
            self.grid.go_to(day)
        self.show_again()

    def go_to(self, day: date) -> None:
        """Show a day."""
        self.grid.go_to(day)
        if self.in_agenda:
            self._agenda_first, self._agenda_last = day, day
            self.show_again()

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

    # Narrowing

    def action_turn(self, layer: str) -> None:
        """Show or hide a layer."""
        self.shown_layers = self.shown_layers ^ {layer}
        self.query_one(LayerLine).shown = self.shown_layers
        self.show_again()

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

    # Doing

    @work
    async def action_new(self) -> None:
        """Enter an event on the day."""
        from brm_tui.ui.screens.calendar.flows import new_event

        day = await new_event(self, self.day, self.customer)
        if day is not None:
            self.grid.go_to(day)

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

    @work
    async def action_move(self) -> None:
        """Ask where the event moves to."""
        await self._do("move", self.current)

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

        if entry is None:
            return
        match wanted:
            case "edit":
                await flows.edit_entry(self, entry)
            case "move":
                await self._follow_to(entry, flows.ask_move(self, entry))
            case "remove":
                await flows.remove_entry(self, entry)
            case "restore":
                await self._follow_to(entry, flows.restore_entry(self, entry))

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
            self.grid.go_to(day)

    @work
    async def action_export(self) -> None:
        """Write a file."""
        from brm_tui.ui.screens.calendar.export import DEFAULT_PATH, export

        known: dict[str, object] = {"path": DEFAULT_PATH, **self._exported}
        if self.customer:
            known["customer"] = self.customer
        if self.shown_layers != NAMES:
            known["layers"] = tuple(self.shown_layers)
        entered = await export(self, known)
        if entered is not None:
            self._exported = {"path": entered["path"]}
