"""Today: what is next, and what needs her first."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content

from brm_tui.desk.today import NeedKind, more_needs, today_page, with_more
from brm_tui.errors import BrmError
from brm_tui.ui.commands import OPEN, Commanding
from brm_tui.ui.following import Following
from brm_tui.ui.messages import OpenRecord
from brm_tui.ui.screens.base import Body, DeskScreen
from brm_tui.ui.screens.today import needs
from brm_tui.ui.screens.today.keys import TODAY_COMMANDS, TODAY_HELP
from brm_tui.ui.screens.today.lines import UNLISTED, MeetingRow, NeedRow, greeting, lines_of
from brm_tui.ui.screens.today.list import TodayList
from brm_tui.ui.screens.today.needs import CONTACTS, DONE
from brm_tui.ui.screens.today.week import WeekBar
from brm_tui.ui.widgets.rows import FixedSource

if TYPE_CHECKING:
    from textual.widget import Widget

    from brm_tui.desk.today import Need, TodayPage
    from brm_tui.ui.screens.today.lines import Line


class TodayMatters(Commanding, TodayList):
    """The list with its own keys."""

    COMMANDS = (
        OPEN.command(
            "today.open",
            "Open",
            "Open the meeting or whatever needs you.",
            condition=lambda matters: matters.cursor_id is not None and matters.display,
        ),
    )


class TodayScreen(Following, DeskScreen):
    """The first screen.

    Attributes:
        whole: Whether what takes longer to find was found.
    """

    TITLE = ""
    CSS_PATH = "today.tcss"
    AUTO_FOCUS = "TodayMatters"
    HELP = TODAY_HELP
    COMMANDS = TODAY_COMMANDS

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[str, Line] = {}
        self._first: TodayPage | None = None
        self._more: tuple[Need, ...] = ()
        self.whole = False

    def compose_body(self) -> ComposeResult:
        """Show the list and the week, with their data in the very first frame."""
        # Nothing is painted yet, so nobody waits for this but the frame that needs it.
        with suppress(BrmError):  # load() tells of it
            self._first = today_page(self.desk, at_once=True)
            self.complete = True
        welcome: Widget | None = None
        lines: list[Line] = []
        if self._first is not None:
            lines = self._tell(self._first)
            if self._first.empty:
                welcome = self._welcome()
        yield TodayMatters(FixedSource(lines), id="today-list")
        yield WeekBar(self._first)
        if welcome is not None:
            yield welcome

    def on_mount(self) -> None:
        """Count the minutes, unless the clock stands still."""
        if self.clock.pinned is None:
            self.set_interval(60, self._minute_over)

    def _minute_over(self) -> None:
        if self.is_current:
            self.reload()
        else:
            self.mark_stale()

    async def load(self) -> None:
        """Read everything again; the cursor stays on the same meeting or matter."""
        first, self._first = self._first, None
        if first is not None:
            self.refresh_bindings()
            if not first.whole:
                self.call_after_refresh(self.reload)
            return
        page = await self.gateway.read(today_page, self.desk, at_once=True)
        # What took longer to find last time stays where it is until it is found again.
        await self._show(page if page.empty else with_more(page, self._more))
        self.has_come()
        if not page.empty:
            more = await self.gateway.read_ahead(more_needs, self.desk)
            if more != self._more:
                self._more = more
                await self._show(with_more(page, more))
        self.whole = True

    async def _show(self, page: TodayPage) -> None:
        welcomes = self.query("EmptyState")
        if page.empty and not welcomes:
            await self.query_one(Body).mount(self._welcome())
        elif welcomes and not page.empty:
            await welcomes.remove()
        self.query_one(TodayMatters).set_source(FixedSource(self._tell(page)))
        self.query_one(WeekBar).show(page)
        self.refresh_bindings()

    def _tell(self, page: TodayPage) -> list[Line]:
        """Say the page in the title, and return its lines."""
        self.set_class(page.empty, "-empty")
        self.answer = Content(greeting(page))
        lines = lines_of(page)
        self._lines = {line.id: line for line in lines}
        return lines

    @staticmethod
    def _welcome() -> Widget:
        from brm_tui.ui.screens.today.welcome import welcome

        return welcome()

    # What is under the cursor

    @property
    def current(self) -> Line | None:
        """The line under the cursor."""
        if not self.is_mounted or self.has_class("-empty"):
            return None
        return self._lines.get(self.query_one(TodayMatters).cursor_id or "")

    def need_of(self, *kinds: NeedKind) -> Need | None:
        """Return what needs her under the cursor, where it is of one of the kinds (or of any)."""
        line = self.current
        if isinstance(line, NeedRow) and (not kinds or line.need.kind in kinds):
            return line.need
        return None

    @property
    def customer_id(self) -> str | None:
        """The customer that the line under the cursor is about."""
        line = self.current
        if isinstance(line, NeedRow):
            return line.need.customer_id
        return line.meeting.line.customer_id if isinstance(line, MeetingRow) else None

    @on(TodayMatters.Highlighted)
    def _moved(self) -> None:
        self.follow_cursor()

    # What can be done

    @on(TodayMatters.Opened)
    def _open(self) -> None:
        line = self.current
        if isinstance(line, MeetingRow):
            needs.open_meeting(self, line)
        elif isinstance(line, NeedRow):
            if not needs.open_need(self, line.need):
                self._edit(line.need)
        elif line is not None and line.id == UNLISTED:
            from brm_tui.ui.screens.board.screen import BoardScreen

            self.show(BoardScreen(only="overdue"))

    @work
    async def _edit(self, need: Need) -> None:
        from brm_tui.ui.record_form import edit_record

        await edit_record(self, "actions", need.record_id)

    def action_minutes(self) -> None:
        """Open the meeting at its minutes."""
        line = self.current
        if isinstance(line, MeetingRow):
            needs.open_meeting(self, line, writing=True)

    def action_brief(self) -> None:
        """Show the brief for the meeting, or for the next one with the customer."""
        from brm_tui.ui.screens.brief.opening import open_customer_brief, open_meeting_brief

        line = self.current
        if isinstance(line, MeetingRow):
            found = line.meeting.line
            open_meeting_brief(self, found.event_id, found.original_start, trail=("Today",))
        elif self.customer_id is not None:
            open_customer_brief(self, self.customer_id, trail=("Today",))

    def action_open_customer(self) -> None:
        """Show the customer that the line is about."""
        if self.customer_id is not None:
            self.post_message(OpenRecord("customers", self.customer_id))

    @work
    async def action_complete(self) -> None:
        """Be done with it: the action, telling the customers of the change, or the meeting that was held."""
        need = self.need_of(*DONE)
        if need is not None:
            label = await self.gateway.write(needs.end, self.desk, need)
            self.toast(f"{label} · u takes it back")

    @work
    async def action_explain(self) -> None:
        """Show how often IT talks to the customer."""
        from brm_tui.ui.screens.customer.cadence import explain_contacts

        need = self.need_of(*CONTACTS)
        if need is not None:
            await explain_contacts(self, need.record_id)

    @work
    async def action_export(self) -> None:
        """Write what is listed as a file, without what is internal."""
        from brm_tui.desk.list_export import AtOnce
        from brm_tui.ui.list_export import export_list
        from brm_tui.ui.screens.today import exporting

        rows = await self.gateway.read(exporting.listed, self.desk, list(self._lines.values()))
        await export_list(
            self, "matters of today", AtOnce(rows), exporting.COLUMNS, internal=lambda row: row.internal
        )

    @work
    async def action_snooze(self) -> None:
        """Keep what is under the cursor away until a day."""
        from brm_tui.ui.screens.today.snoozing import SnoozeDialog, day_of

        need = self.need_of()
        if need is None:
            return
        today = self.clock.today()
        typed = await self.ask(SnoozeDialog(today))
        if typed is not None:
            label = await self.gateway.write(needs.put_off, self.desk, need, day_of(typed, today))
            self.toast(f"{label} · u takes it back")

    @work
    async def action_new_customer(self) -> None:
        """Make the first customer, and show it."""
        from brm_tui.ui.screens.portfolio.customer_forms import new_customer

        customer_id = await new_customer(self)
        if customer_id is not None:
            self.post_message(OpenRecord("customers", customer_id))
