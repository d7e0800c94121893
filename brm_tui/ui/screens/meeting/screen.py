"""A meeting: what to know before it, who came, and its minutes, which become actions while one types."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static, TextArea

from brm_tui.desk.meetings import MeetingPage, reader_of
from brm_tui.desk.minutes_drafts import Draft, keep_draft
from brm_tui.errors import BrmError
from brm_tui.rules.found_words import first_found
from brm_tui.rules.minutes import HINT, MinutesReader
from brm_tui.rules.vocabulary import MeetingState
from brm_tui.ui.commands import Command
from brm_tui.ui.messages import OpenRecord
from brm_tui.ui.screens.base import DeskScreen
from brm_tui.ui.screens.meeting import doing, reading
from brm_tui.ui.screens.meeting.agenda import AgendaTable
from brm_tui.ui.screens.meeting.keys import MEETING_COMMANDS, MEETING_HELP
from brm_tui.ui.screens.meeting.minutes_area import MinutesArea
from brm_tui.ui.screens.meeting.people import PeopleTable
from brm_tui.ui.screens.meeting.understood import UnderstoodPane, understood
from brm_tui.ui.screens.meeting.unsaved import Unsaved
from brm_tui.ui.screens.meeting.words import facts, standing
from brm_tui.ui.widgets.form_fields.long_text import select
from brm_tui.ui.widgets.line_list import LineList
from brm_tui.ui.widgets.tab_bar import Tab, TabBar

if TYPE_CHECKING:
    from brm_tui.desk.calendar import CalendarEntry

PARTS = ("agenda", "people", "minutes")
_TITLES = {"agenda": "Agenda", "people": "People", "minutes": "Minutes"}
_BEFORE_READING = 0.1
_BEFORE_DRAFT = 1.0


class MeetingScreen(DeskScreen):
    """One occurrence of an event, as a meeting.

    Attributes:
        event_id: The event.
        original_start: Which of its occurrences.
        page: The meeting as it was last read; None before that.
        unsaved: What was entered beside the minutes' text, and what of all that is saved.
        part: The part that has the keys: agenda, people or minutes.
        area: The minutes; held here, as a screen that ends has its widgets no more.
    """

    ABOUT = "meeting"
    CSS_PATH = "meeting.tcss"
    AUTO_FOCUS = ""
    HELP = MEETING_HELP
    COMMANDS: ClassVar[tuple[Command, ...]] = MEETING_COMMANDS

    def __init__(
        self,
        event_id: str,
        original_start: datetime,
        *,
        trail: tuple[str, ...] = ("Calendar",),
        writing: bool = False,
    ) -> None:
        """Make the screen.

        Args:
            event_id: The event.
            original_start: Which of its occurrences: the naive local start that the series gives it.
            trail: Names of the screens above.
            writing: Whether it opens at the minutes.
        """
        super().__init__()
        self.event_id = event_id
        self.original_start = original_start
        self.page: MeetingPage | None = None
        self.unsaved = Unsaved()
        self.part = "minutes" if writing else "agenda"
        self.area = MinutesArea()
        self.trail = trail
        self._reader = MinutesReader(date.min)
        self._waiting: Timer | None = None
        self._drafting: Timer | None = None
        self._refused = False
        self._left = False

    def seek(self, sought: OpenRecord) -> None:
        """Open at the minutes where they are what is sought."""
        super().seek(sought)
        if sought.kind == "meetings":
            self.part = "minutes"
        if sought.words:
            self.trail = ("Search",)

    def compose_body(self) -> ComposeResult:
        """Put people and agenda beside the minutes."""
        self.add_class(f"-{self.part}")
        yield Static(id="meeting-facts")
        yield TabBar()
        with Horizontal(id="meeting-body"):
            with Vertical(id="meeting-left"):
                yield PeopleTable()
                yield AgendaTable()
            with Vertical(id="meeting-right"):
                yield Static(Content.styled(HINT, "$muted"), id="meeting-hint")
                yield self.area
                yield UnderstoodPane()

    async def load(self) -> None:
        """Read the meeting; what was typed and not saved stays."""
        page, draft = await self.gateway.read(
            reading.read, self.desk, self.event_id, self.original_start, first=self.page is None
        )
        first, dirty = self.page is None, self.dirty
        self.page, self.original_start = page, page.detail.occurrence.original_start
        if not dirty:
            self.area.show(page.text)
        self.unsaved.read(page.text, reading.noted(page, self.clock.today()), keep=dirty)
        if first and draft is not None and draft.text != page.text:
            self.area.show(draft.text)
            self.toast(self.unsaved.bring_back(draft, page))
        self._show()
        if first:
            self.go_to(self.part)
            if self.part == "minutes":
                found = first_found(self.area.text, self.sought.words) if self.sought is not None else None
                if found is None:
                    self.area.move_cursor(self.area.document.end)
                else:
                    select(self.area, found)

    # What is shown

    @property
    def agenda(self) -> AgendaTable:
        """Return the list of what to talk about."""
        return self.query_one(AgendaTable)

    @property
    def open_action(self) -> str | None:
        """The open action under the cursor, where the agenda has the keys."""
        return self.agenda.open_action if self.part == "agenda" and self.page is not None else None

    @property
    def customer_id(self) -> str | None:
        """The customer that quick capture takes to be meant."""
        return self.page.customers[0].id if self.page is not None and self.page.customers else None

    @property
    def entry(self) -> CalendarEntry | None:
        """The meeting as the calendar knows it, for what can be done with it there."""
        return None if self.page is None else reading.entry_of(self.page)

    @property
    def dirty(self) -> bool:
        """Whether something was written that is not saved."""
        return self.page is not None and self.unsaved.differs(self.area.text)

    def _show(self) -> None:
        page = self.page
        if page is None:
            return
        self.title = page.detail.title
        self.query_one("#meeting-facts", Static).update(facts(page, self.clock))
        self.agenda.show(page, self.clock.today())
        self._show_people()
        self._say_state()
        self.refresh_bindings()

    def _show_people(self) -> None:
        page = self.page
        if page is None:
            return
        people = self.unsaved.people(page)
        self._reader = reader_of(page.day, page.customers, people, page.near)
        self.query_one(PeopleTable).show(people, self.unsaved.attendance)
        self._read_minutes()

    def _say_state(self) -> None:
        page = self.page
        if page is None:
            return
        self.answer = standing(page, self.clock.today())
        self.state = "not saved yet" if self.dirty else ""
        present = sum(word == "present" for word in self.unsaved.attendance.values())
        counts = {
            "people": f"{present}/{len(self.unsaved.people(page))}",
            "minutes": "✎" if self.dirty else "",
        }
        tabs = [Tab(name, _TITLES[name], counts.get(name, "")) for name in PARTS]
        self.query_one(TabBar).show(tabs, self.part)

    @property
    def all_understood(self) -> bool:
        """Whether what is shown as understood is all that is written."""
        return self._waiting is None

    def _read_minutes(self) -> None:
        """Show what is understood of the minutes."""
        self._waiting = None
        page = self.page
        if page is not None:
            said = understood(
                self.area.text, self.unsaved.text, self._reader, page.actions, self.clock.today()
            )
            self.query_one(UnderstoodPane).show(*said)
            self._say_state()

    # Writing

    @on(TextArea.Changed)
    def _typed(self) -> None:
        self._refused = False
        if self._waiting is None:
            self._waiting = self.set_timer(_BEFORE_READING, self._read_minutes)
        if self._drafting is None:
            self._drafting = self.set_timer(_BEFORE_DRAFT, self._keep_draft)

    @on(TextArea.SelectionChanged)
    def _cursor_moved(self) -> None:
        self.query_one(UnderstoodPane).follow(self.area.cursor_location[0])

    @on(PeopleTable.Turned)
    def _turned(self, event: PeopleTable.Turned) -> None:
        self.unsaved.turn(event.person_id, event.word)
        self._show_people()
        if self._drafting is None:
            self._drafting = self.set_timer(_BEFORE_DRAFT, self._keep_draft)

    @property
    def draft(self) -> Draft:
        """What was typed, as a draft."""
        return self.unsaved.draft(self.area.text, self.page)

    @work
    async def _keep_draft(self) -> None:
        self._drafting = None
        if self.page is not None and self.dirty and not self._left:
            day = reading.draft_day(self.page)
            await self.gateway.read(keep_draft, self.desk, self.event_id, day, self.draft)

    @property
    def farewell(self) -> str:
        """What is said when the meeting was taken away, and what was written is kept as a draft."""
        kept = "; what you wrote is kept, and is there again when undo brings it back" if self.dirty else ""
        return super().farewell + kept

    def on_unmount(self) -> None:
        """Lose nothing when the program ends here."""
        if self.page is not None and not self._left and self.dirty:
            keep_draft(self.desk, self.event_id, reading.draft_day(self.page), self.draft)

    @work
    async def action_save(self) -> None:
        """Keep everything as one step."""
        await doing.save(self)

    @work
    async def action_leave(self) -> None:
        """Keep what was written, and go back; what cannot be kept yet stays a draft."""
        if self.dirty and not self._refused:
            try:
                await doing.save(self, leaving=True)
            except BrmError:
                self._refused = True  # the second time it is left all the same; the draft has what was typed
                raise
        self._left = not self.dirty
        if self.app.screen is self:
            self.app.pop_screen()

    @work
    async def action_state(self) -> None:
        """Say what became of the meeting."""
        await doing.ask_state(self)

    async def keep(self, state: MeetingState, text: str) -> str:
        """Keep the meeting as it is on the screen; return what the history calls it."""
        assert self.page is not None
        typed, attendance = self.area.text, dict(self.unsaved.attendance)
        label = await self.gateway.write(doing.keep, self.desk, self.page, state, text, attendance)
        self.unsaved.read(text, attendance, keep=True)
        if self.area.text == typed:  # else one went on typing meanwhile
            self.area.show(text)
        self.reload()
        return label

    @work
    async def action_new(self) -> None:
        """Add somebody who comes."""
        person = await doing.ask_person(self)
        if person is not None:
            self.unsaved.add(person)
            self._show_people()

    # Going about

    def go_to(self, part: str) -> None:
        """Give a part the keys, and show it where only one is seen."""
        for name in PARTS:
            self.set_class(name == part, f"-{name}")
        self.part = part
        target: Widget = {"agenda": self.agenda, "people": self.query_one(PeopleTable), "minutes": self.area}[
            part
        ]
        self.set_focus(target)  # at once: the next key is meant for it
        self._say_state()

    def action_next(self) -> None:
        """Go to the next part."""
        self.go_to(PARTS[(PARTS.index(self.part) + 1) % len(PARTS)])

    def action_previous(self) -> None:
        """Go to the part before."""
        self.go_to(PARTS[(PARTS.index(self.part) - 1) % len(PARTS)])

    def action_minutes(self) -> None:
        """Go to the minutes."""
        self.go_to("minutes")

    @on(TabBar.Chosen)
    def _part_chosen(self, event: TabBar.Chosen) -> None:
        self.go_to(event.name)

    def on_descendant_focus(self) -> None:
        """Follow the mouse from part to part."""
        focused = self.focused
        names = {PeopleTable: "people", AgendaTable: "agenda", MinutesArea: "minutes"}
        part = names.get(type(focused)) if focused is not None else None  # type: ignore[arg-type]  # any widget
        if part is not None and part != self.part:
            self.go_to(part)

    @on(LineList.Highlighted)
    def _highlighted(self) -> None:
        self.refresh_bindings()

    @on(LineList.Opened, "#meeting-agenda")
    @work
    async def _open_line(self) -> None:
        await doing.open_line(self, *self.agenda.on_line)

    @on(LineList.Opened, "#meeting-people")
    @work
    async def _open_person(self, event: LineList.Opened) -> None:
        from brm_tui.ui.record_form import edit_record

        await edit_record(self, "people", event.row_id)

    def action_brief(self) -> None:
        """Show the brief for the meeting."""
        from brm_tui.ui.screens.brief.opening import open_meeting_brief

        trail = (*self.trail, str(self.title))
        open_meeting_brief(self, self.event_id, self.original_start, trail=trail, from_meeting=True)

    @work
    async def action_complete(self) -> None:
        """Set the action under the cursor to done."""
        await doing.complete(self, self.open_action)

    @work
    async def action_edit(self) -> None:
        """Change the occurrence or the series."""
        await doing.in_calendar(self, "edit")

    @work
    async def action_delete(self) -> None:
        """Call the occurrence off, or delete the event."""
        await doing.in_calendar(self, "remove")

    @work
    async def action_restore(self) -> None:
        """Make the occurrence as the series says."""
        await doing.in_calendar(self, "restore")

    @work
    async def action_move(self) -> None:
        """Move the meeting."""
        await doing.in_calendar(self, "move")
