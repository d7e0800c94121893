"""A customer's meetings: those that come, those that were, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from textual import on, work
from textual.app import ComposeResult

from brm_tui.desk.customer_pages import CustomerMeeting, customer_meetings, meeting_details
from brm_tui.rules.dates import show_date
from brm_tui.rules.short_lists import CUSTOMER_MEETINGS
from brm_tui.ui.arranging import NOTHING_FITS, arranging_commands, export_command
from brm_tui.ui.commands import BRIEF, DELETE, EDIT, EXPLAIN, MINUTES, NEW, OPEN, Commanding
from brm_tui.ui.screens.arranged_pane import ArrangedPane
from brm_tui.ui.screens.customer.exporting import meeting_columns
from brm_tui.ui.screens.customer.meeting_rows import COLUMNS, heading_row, local_start, meeting_row, when
from brm_tui.ui.screens.customer.pane import Pane
from brm_tui.ui.widgets.empty_state import EmptyState
from brm_tui.ui.widgets.filter_line import FilterLine, words_line_commands
from brm_tui.ui.widgets.rows import Cell, FixedSource, RecordSource, Row
from brm_tui.ui.widgets.table import Table

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.desk.list_export import ExportColumn
    from brm_tui.rules.fields import FieldDescription

EVENT_FIELDS = (
    "title",
    "start",
    "length",
    "recurrence",
    "place",
    "attendees",
    "agenda",
    "status",
    "internal",
)
_OCCURRENCE_FIELDS = ("start", "length", "title", "place", "agenda")
_MOST_COMING = 12


class MeetingTable(Commanding, Table):
    """The list of meetings."""

    COMMANDS = (
        OPEN.command("customer.meeting_open", "Open meeting", "Show agenda, people, promises and minutes."),
    )


class MeetingFilterLine(FilterLine):
    """The line above the meetings."""

    COMMANDS = words_line_commands("customer.meeting_")


class MeetingsPane(ArrangedPane, Pane):
    """The tab of meetings."""

    NAME = "meetings"
    TABLE, FILTERS = MeetingTable, CUSTOMER_MEETINGS
    USUAL_ORDER = "Those that come, then those that were"
    COMMANDS = (
        NEW.command("customer.meeting_new", "New meeting", "Plan a meeting with the customer."),
        MINUTES.command(
            "customer.minutes",
            "Minutes",
            "Open the meeting at its minutes.",
            condition=lambda pane: pane.has_row,
        ),
        BRIEF.command(
            "customer.meeting_brief",
            "Brief",
            "Show the page for the minute before the meeting.",
            condition=lambda pane: pane.has_row,
        ),
        EDIT.command(
            "customer.meeting_edit",
            "Edit meeting",
            "Change the meeting, of a series only this one.",
            condition=lambda pane: pane.has_row,
        ),
        *arranging_commands("customer.meeting_", lambda pane: pane.has_list),
        export_command("customer.meeting_export", "meetings", lambda pane: pane.has_row),
        EXPLAIN.command(
            "customer.meeting_explain",
            "Explain the contacts",
            "Show how often IT talks to the customer, every held meeting counted, and what could wait.",
            condition=lambda pane: pane.has_row,
        ),
        DELETE.command(
            "customer.meeting_delete",
            "Call off meeting",
            "Delete the meeting; of a series call this one off, or take it up again. u takes it back.",
            footer="call off",
            condition=lambda pane: pane.has_row,
        ),
    )

    def __init__(self) -> None:
        super().__init__()
        self._meetings: dict[str, CustomerMeeting] = {}
        self._past: frozenset[str] = frozenset()

    def compose(self) -> ComposeResult:
        """Make the list, the filter above it."""
        yield MeetingFilterLine(CUSTOMER_MEETINGS.example)
        yield EmptyState(
            "No meetings yet",
            "Meetings come from the forums of the agreement's engagement strategy, a year's in one go, and"
            " from what is planned here by hand.",
            [("n", "plan the first one")],
        )
        yield MeetingTable(COLUMNS, placeholder=NOTHING_FITS, id="customer-meetings-table")

    @property
    def current(self) -> CustomerMeeting | None:
        """Return the meeting under the cursor."""
        return self._meetings.get(self.table.cursor_id or "")

    async def load(self) -> None:
        """Read the list again."""
        owner = self.owner
        coming, past = await owner.gateway.read(customer_meetings, owner.desk, owner.customer_id)
        self._meetings = {meeting.id: meeting for meeting in (*coming, *past)}
        self._past = frozenset(meeting.id for meeting in past)
        self.take([*coming, *past])

    def show_listed(self) -> None:
        """List what fits the words: in two parts, unless it is sorted otherwise."""
        today, zone = self.owner.clock.today(), ZoneInfo(self.owner.clock.zone)

        def row(line: CustomerMeeting | Row) -> Row:
            if isinstance(line, Row):
                return line
            return meeting_row(line, today, zone, past=line.id in self._past)

        lines = self.listed if self.sorted_by else self._in_parts()
        self.table.set_source(RecordSource(FixedSource(lines), row))
        self.say_arranged()

    def _in_parts(self) -> list[CustomerMeeting | Row]:
        coming = [meeting for meeting in self.listed if meeting.id not in self._past]
        past = [meeting for meeting in self.listed if meeting.id in self._past]
        lines: list[CustomerMeeting | Row] = []
        if coming:
            shown = coming[:_MOST_COMING]
            more = f"the next {len(shown)} of {len(coming)}" if len(shown) < len(coming) else str(len(coming))
            lines += [heading_row("Coming", Cell(f"· {more}", "dim")), *shown]
        if past:
            open_ends = sum(meeting.state is None for meeting in past)
            missing = Cell(f"· {open_ends} not recorded" if open_ends else "", "attention")
            lines += [heading_row("Past", Cell(f"· {len(past)}", "dim"), missing), *past]
        return lines

    @property
    def exported(self) -> Sequence[ExportColumn[CustomerMeeting]]:
        """The columns of the file, moments in the user's zone."""
        return meeting_columns(ZoneInfo(self.owner.clock.zone))

    def _title(self, meeting: CustomerMeeting) -> str:
        zone = ZoneInfo(self.owner.clock.zone)
        day = show_date(local_start(meeting, zone).date(), self.owner.clock.today())
        return f"{meeting.title} · {day} {when(meeting, zone)}"

    @on(Table.Opened)
    def _opened(self) -> None:
        self._show_meeting(writing=False)

    def _show_meeting(self, *, writing: bool) -> None:
        from brm_tui.ui.screens.meeting.opening import open_meeting

        meeting = self.current
        if meeting is not None:
            trail = (*self.owner.trail, self.owner.page.head.name)
            open_meeting(self.owner, meeting.event_id, meeting.original_start, trail=trail, writing=writing)

    @work
    async def action_explain(self) -> None:
        """Show how often IT talks to the customer."""
        from brm_tui.ui.screens.customer.cadence import explain_contacts

        await explain_contacts(self.owner, self.owner.customer_id)

    @work
    async def action_new(self) -> None:
        """Plan a meeting."""
        from brm_tui.ui.record_form import new_record

        head = self.owner.page.head
        values = {"layer": "meeting", "customers": (head.code,), "length": 60}
        await new_record(self.owner, "events", values, names=EVENT_FIELDS, title=f"New meeting: {head.name}")

    def action_minutes(self) -> None:
        """Open the meeting at its minutes."""
        self._show_meeting(writing=True)

    def action_brief(self) -> None:
        """Show the brief for the meeting."""
        from brm_tui.ui.screens.brief.opening import open_meeting_brief

        meeting = self.current
        if meeting is not None:
            trail = (*self.owner.trail, self.owner.page.head.name)
            open_meeting_brief(self.owner, meeting.event_id, meeting.original_start, trail=trail)

    @work
    async def action_edit(self) -> None:
        """Change the meeting, of a series only this one."""
        from brm_tui.ui.record_form import edit_record

        meeting = self.current
        if meeting is None or meeting.called_off:
            return
        if not meeting.recurring:
            await edit_record(self.owner, "events", meeting.event_id, names=EVENT_FIELDS)
            return
        await self._edit_occurrence(meeting)

    async def _edit_occurrence(self, meeting: CustomerMeeting) -> None:
        from brm_tui.ui.dialogs.form import FormDialog

        owner = self.owner
        details = await owner.gateway.read(meeting_details, owner.desk, meeting)
        fields = {field.name: field for field in await owner.gateway.read(_exception_fields)}
        values: Mapping[str, object] = {
            "start": meeting.start,
            "length": None if meeting.all_day else int((meeting.end - meeting.start).total_seconds() // 60),
            "title": meeting.title,
            "place": meeting.place,
            "agenda": details.agenda,
        }
        said: list[str] = []

        async def save(entered: dict[str, object]) -> None:
            said.append(await owner.gateway.write(_change_occurrence, owner.desk, meeting, entered))

        dialog = FormDialog(
            self._title(meeting), [fields[name] for name in _OCCURRENCE_FIELDS], values, save=save
        )
        if await owner.ask(dialog) and said:
            owner.toast(f"{said[0]} · u takes it back")

    @work
    async def action_export(self) -> None:
        """Write the meetings as a file, without what is internal."""
        from brm_tui.ui.list_export import export_list

        await export_list(
            self.owner,
            "meetings",
            self.listed_pages,
            self.exported,
            internal=lambda meeting: meeting.internal,
        )

    @work
    async def action_delete(self) -> None:
        """Delete the meeting, or call off one of a series."""
        meeting = self.current
        if meeting is not None:
            label = await self.owner.gateway.write(_call_off, self.owner.desk, meeting)
            self.owner.toast(f"{label} · u takes it back")


# The models load with these, in the thread that runs them.


def _exception_fields() -> tuple[FieldDescription, ...]:
    from brm_tui.desk.records import fields

    return fields("exceptions")


def _change_occurrence(desk: Desk, meeting: CustomerMeeting, changes: Mapping[str, object]) -> str:
    from brm_tui.desk.events import change_occurrence

    return change_occurrence(desk, meeting.event_id, meeting.original_start, changes)


def _call_off(desk: Desk, meeting: CustomerMeeting) -> str:
    from brm_tui.desk.events import change_occurrence, restore_occurrence
    from brm_tui.desk.records import delete

    if not meeting.recurring:
        return delete(desk, "events", meeting.event_id)
    if meeting.called_off:
        return restore_occurrence(desk, meeting.event_id, meeting.original_start)
    return change_occurrence(desk, meeting.event_id, meeting.original_start, {"cancelled": True})
