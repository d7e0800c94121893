"""The lists of a customer's page as files."""

from __future__ import annotations

from enum import StrEnum
from zoneinfo import ZoneInfo

from brm_tui.desk.customer_pages import CustomerAction, CustomerMeeting, CustomerPerson
from brm_tui.desk.list_export import ExportColumn
from brm_tui.ui.screens.customer.meeting_rows import local_start


def _word(value: StrEnum | None) -> str | None:
    return None if value is None else value.value


ACTIONS: tuple[ExportColumn[CustomerAction], ...] = (
    ExportColumn("Action", lambda action: action.title),
    ExportColumn("Who", lambda action: action.assignee),
    ExportColumn("Promised by", lambda action: _word(action.promised_by)),
    ExportColumn("Due", lambda action: action.due),
    ExportColumn("Done", lambda action: action.done),
    ExportColumn("Status", lambda action: action.status.value),
    ExportColumn("Priority", lambda action: action.priority.value),
    ExportColumn("Objective", lambda action: action.objective),
)
PEOPLE: tuple[ExportColumn[CustomerPerson], ...] = (
    ExportColumn("Name", lambda person: person.name),
    ExportColumn("Side", lambda person: person.side.value),
    ExportColumn("Title", lambda person: person.title),
    ExportColumn("Role", lambda person: person.role),
    ExportColumn("Primary", lambda person: "yes" if person.primary else "no"),
    ExportColumn("Hours a week", lambda person: person.hours),
    ExportColumn("Influence", lambda person: _word(person.influence)),
    ExportColumn("Interest", lambda person: _word(person.interest)),
    ExportColumn("Engagement now", lambda person: _word(person.engagement_now)),
    ExportColumn("Engagement wanted", lambda person: _word(person.engagement_wanted)),
    ExportColumn("E-mail", lambda person: person.email),
    ExportColumn("Phone", lambda person: person.phone),
    ExportColumn("Left", lambda person: person.left),
)


def meeting_columns(zone: ZoneInfo) -> tuple[ExportColumn[CustomerMeeting], ...]:
    """Return the columns of meetings, moments in a zone; what was called off keeps the day of its series."""

    def said(meeting: CustomerMeeting) -> str | None:
        return _word(meeting.state) or ("called off" if meeting.called_off else None)

    return (
        ExportColumn("Day", lambda meeting: local_start(meeting, zone).date()),
        ExportColumn(
            "Time", lambda meeting: None if meeting.all_day else f"{local_start(meeting, zone):%H:%M}"
        ),
        ExportColumn(
            "Minutes long",
            lambda meeting: (
                None if meeting.all_day else int((meeting.end - meeting.start).total_seconds() // 60)
            ),
        ),
        ExportColumn("Meeting", lambda meeting: meeting.title),
        ExportColumn("State", said),
        ExportColumn("Minutes taken", lambda meeting: "yes" if meeting.minutes else "no"),
        ExportColumn("Place", lambda meeting: meeting.place),
        ExportColumn("Level", lambda meeting: _word(meeting.level)),
    )
