"""The integrated calendar's own rows: events, moved occurrences, meetings, identities, holidays, freezes."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field

from brm_tui.model import fields as f
from brm_tui.model.base import Day, Described, Entity, new_id
from brm_tui.rules.vocabulary import (
    Attendance,
    Avoidance,
    CalendarLayer,
    EventImpact,
    EventLayer,
    EventStatus,
    MeetingState,
    Presence,
)


class SourceCalendarFields(Described):
    """What a person enters of an imported calendar."""

    name: str = f.text("Name", "What the layer is called.", default=f.REQUIRED, unique=True)
    layer: EventLayer = f.choice(EventLayer, "Layer", "Where its events show.", default=EventLayer.CUSTOMER)
    customer_id: str | None = f.reference(
        "customers", "customer", "Customer", "Whose calendar it is.", on_delete="delete"
    )
    path: str = f.text("File", "Where it was read from.", maximum=4096)


class SourceCalendar(SourceCalendarFields, Entity, table=True):
    """A calendar of other people that was imported; its events are read-only."""

    __tablename__ = "source_calendar"


class EventFields(Described):
    """What a person enters of an event."""

    layer: EventLayer = f.choice(
        EventLayer, "Layer", "A meeting, or an event of the customer or of IT.", default=EventLayer.MEETING
    )
    title: str = f.text("Title", "What it is called.", default=f.REQUIRED)
    start: datetime = f.local_moment(
        "Start",
        "Local wall time, 2026-11-24T10:00; a date alone for all day.",
        default=f.REQUIRED,
        index=True,
    )
    zone: str = f.zone()
    length: int | None = f.minutes("Length", "In minutes; empty for all day.", maximum=60 * 24 * 31)
    all_day: bool = f.flag("All day", "Whether it takes whole days.")
    end_date: date | None = f.day("Last day", "The last day of an all-day event.")
    recurrence: str = f.recurrence()
    on_blackout: Avoidance = f.choice(
        Avoidance,
        "In a blackout",
        "What becomes of one that falls into a blackout of its customers.",
        default=Avoidance.KEEP,
        later=True,
    )
    on_holiday: Avoidance = f.choice(
        Avoidance,
        "On a holiday",
        "What becomes of one that falls on a holiday.",
        default=Avoidance.KEEP,
        later=True,
    )
    holidays: str = f.text(
        "Holidays",
        "The holiday calendar that counts, such as Germany; empty: every one.",
        maximum=60,
        later=True,
    )
    place: str = f.text("Place", "A room or a link.", maximum=255)
    agenda: str = f.long_text("Agenda", "What it is about, a line each; #risk or #budget marks a topic.")
    status: EventStatus = f.choice(EventStatus, "Status", "How firm it is.", default=EventStatus.CONFIRMED)
    impact: EventImpact = f.choice(
        EventImpact, "Impact", "blackout: no changes are wanted in this time.", default=EventImpact.NONE
    )
    reminder: int | None = f.whole("Reminder", "Minutes before the start.", maximum=40_320)
    internal: bool = f.internal()


class Event(EventFields, Entity, table=True):
    """A meeting or another event, once or recurring."""

    __tablename__ = "event"
    __table_args__ = (
        sa.CheckConstraint(
            "(all_day AND end_date IS NOT NULL AND length IS NULL)"
            " OR (NOT all_day AND end_date IS NULL AND length IS NOT NULL)",
            name="ck_event_span",
        ),
        sa.Index(
            "ix_event_blackout",
            "start",
            sqlite_where=sa.text("impact = 'blackout'"),
            postgresql_where=sa.text("impact = 'blackout'"),
        ),
        sa.Index(
            "uq_event_foreign_uid",
            "source_calendar_id",
            "foreign_uid",
            unique=True,
            sqlite_where=sa.text("source_calendar_id IS NOT NULL"),
            postgresql_where=sa.text("source_calendar_id IS NOT NULL"),
        ),
    )
    forum_id: str | None = f.reference(
        "forums", "forum", "Forum", "The forum it comes from.", on_delete="delete"
    )
    source_calendar_id: str | None = f.reference(
        "calendars", "source_calendar", "Calendar", "The imported calendar it stands in.", on_delete="delete"
    )
    foreign_uid: str = f.text("UID", "Its UID in the imported calendar.", maximum=1000)
    title_sort: str = f.sort_form_of()


class EventCustomer(Entity, table=True):
    """A customer whom an event concerns."""

    __tablename__ = "event_customer"
    __table_args__ = (sa.UniqueConstraint("event_id", "customer_id"),)
    event_id: str = f.reference(
        "events", "event", "Event", "Which event.", default=f.REQUIRED, on_delete="delete", root=True
    )
    customer_id: str = f.reference(
        "customers", "customer", "Customer", "Whom it concerns.", default=f.REQUIRED, on_delete="delete"
    )


class EventAttendee(Entity, table=True):
    """A person who attends an event."""

    __tablename__ = "event_attendee"
    __table_args__ = (sa.UniqueConstraint("event_id", "person_id"),)
    event_id: str = f.reference(
        "events", "event", "Event", "Which event.", default=f.REQUIRED, on_delete="delete", root=True
    )
    person_id: str = f.reference("people", "person", "Person", "Who.", default=f.REQUIRED, on_delete="delete")
    attendance: Attendance = f.choice(Attendance, "Attendance", "How needed.", default=Attendance.REQUIRED)


class EventExceptionFields(Described):
    """What a person enters of a moved, edited or cancelled occurrence."""

    event_id: str = f.reference(
        "events", "event", "Event", "Which series.", default=f.REQUIRED, on_delete="delete", root=True
    )
    original_start: datetime = f.local_moment(
        "Original start", "The local start that the series gives it.", default=f.REQUIRED
    )
    cancelled: bool = f.flag("Cancelled", "Whether this occurrence does not take place.")
    start: datetime | None = f.local_moment("Start", "Where it was moved to; empty: as the series.")
    length: int | None = f.minutes("Length", "In minutes; empty: as the series.", maximum=60 * 24 * 31)
    end_date: date | None = f.day("Last day", "The last day of an all-day one; empty: as the series.")
    title: str | None = f.text("Title", "Empty: as the series.", default=None)
    place: str | None = f.text("Place", "Empty: as the series.", default=None, maximum=255)
    agenda: str | None = f.text(
        "Agenda", "Empty: as the series.", default=None, maximum=100_000, several_lines=True
    )


class EventException(EventExceptionFields, Entity, table=True):
    """One occurrence of a series that is not as the series says."""

    __tablename__ = "event_exception"
    __table_args__ = (sa.UniqueConstraint("event_id", "original_start"),)


class MeetingFields(Described):
    """What a person enters of a meeting's record."""

    event_id: str = f.reference(
        "events", "event", "Event", "Which event.", default=f.REQUIRED, on_delete="delete", root=True
    )
    occurrence: datetime = f.local_moment(
        "Occurrence", "The local start that the series gives it.", default=f.REQUIRED
    )
    state: MeetingState = f.choice(MeetingState, "State", "What became of it.", default=MeetingState.HELD)
    minutes: str = f.long_text("Minutes", "What was said.")
    decisions: str = f.long_text("Decisions", "What was decided, one on a line.")
    sentiment: str = f.text("Mood", "How it felt.", maximum=200)
    internal: bool = f.internal()


class Meeting(MeetingFields, Entity, table=True):
    """What became of one occurrence: held or not, minutes, decisions."""

    __tablename__ = "meeting"
    __table_args__ = (sa.UniqueConstraint("event_id", "occurrence"),)


class MeetingAttendance(Entity, table=True):
    """Whether one person came to one meeting."""

    __tablename__ = "meeting_attendance"
    __table_args__ = (sa.UniqueConstraint("meeting_id", "person_id"),)
    meeting_id: str = f.reference(
        "meetings", "meeting", "Meeting", "Which meeting.", default=f.REQUIRED, on_delete="delete", root=True
    )
    person_id: str = f.reference("people", "person", "Person", "Who.", default=f.REQUIRED, on_delete="delete")
    presence: Presence = f.choice(Presence, "Presence", "Whether they came.", default=Presence.PRESENT)


class CalendarIdentity(Described, table=True):
    """The stable identity of one exported thing; kept by the desk, not part of the history."""

    __tablename__ = "calendar_identity"
    __table_args__ = (sa.UniqueConstraint("source", "source_id", "occurrence"),)
    id: str = Field(default_factory=new_id, primary_key=True, sa_type=sa.String(36))
    uid: str = f.text("UID", "As it stands in files.", maximum=255, default=f.REQUIRED, unique=True)
    layer: CalendarLayer = f.choice(CalendarLayer, "Layer", "Where it shows.", default=f.REQUIRED)
    source: str = f.text("Source", "The table it comes from.", maximum=60, default=f.REQUIRED)
    source_id: str = f.text("Source id", "The row it comes from.", maximum=36, default=f.REQUIRED)
    occurrence: str = f.text(
        "Occurrence", "Which of the source's entries, such as one occurrence's day, or empty.", maximum=32
    )
    sequence: int = f.whole("Sequence", "Rises with time, recurrence, status and place.", default=0)
    stamp: datetime = f.moment("Stamp", "The last change of what is rendered.", default=f.REQUIRED)
    created: datetime = f.moment("Created", "The first time it could be exported.", default=f.REQUIRED)
    cancelled_at: datetime | None = f.moment("Cancelled", "Since when it is gone.")
    exported_at: datetime | None = f.moment("Exported", "When it was first in a file.")
    content_hash: str = f.text("Content", "Hash of all that is rendered.", maximum=64)
    schedule_hash: str = f.text("Schedule", "Hash of time, recurrence, status and place.", maximum=64)
    last_rendered: str = f.long_text(
        "Last rendered", "What a cancellation repeats, as JSON.", maximum=10_000_000
    )


class CalendarText(Described, table=True):
    """One exported thing as it stands in files, kept between exports; dropped when it changes."""

    __tablename__ = "calendar_text"
    identity_id: str = Field(primary_key=True, sa_type=sa.String(36))
    horizon: date = f.day("Horizon", "What it was rendered up to.", default=f.REQUIRED)
    rendering: int = f.whole("Rendering", "Which way of rendering made it.", default=f.REQUIRED)
    events: str = f.long_text("Events", "Its VEVENTs.", maximum=10_000_000)
    digest: str = f.text("Digest", "Hash of its VEVENTs.", maximum=32)
    zone: str = f.text("Zone", "The TZID they use.", maximum=64)
    sort_key: str = f.text("Sort key", "What entries of a file are sorted by.", maximum=400)
    said: str = f.long_text("Said", "What it was rendered from, as JSON.", maximum=10_000_000)
    customers: str = f.long_text("Customers", "The ids of the customers it concerns, with commas.")
    first_day: date = f.day("First day", "When it starts.", default=f.REQUIRED)
    last_day: date = f.day("Last day", "When it ends; far away where it recurs.", default=f.REQUIRED)


class ExportedFile(Described, table=True):
    """A calendar file that was written once; kept by the desk, not part of the history."""

    __tablename__ = "exported_file"
    id: str = Field(default_factory=new_id, primary_key=True, sa_type=sa.String(36))
    path: str = f.text("File", "Where it was written.", maximum=4096, default=f.REQUIRED, unique=True)
    exported_at: datetime = f.moment("Exported", "When it was last written.", default=f.REQUIRED)


class ExportedEntry(Described, table=True):
    """What a calendar file last said of one exported thing, so that only what changed can follow."""

    __tablename__ = "exported_entry"
    file_id: str = Field(primary_key=True, sa_type=sa.String(36))
    identity_id: str = Field(primary_key=True, sa_type=sa.String(36))
    digest: str = f.text("Digest", "Hash of the VEVENTs that it said.", maximum=32)


class HolidayFields(Described):
    """What a person enters of a holiday."""

    calendar: str = f.text(
        "Calendar", "Whose holidays, such as Germany or Head office.", default=f.REQUIRED, maximum=60
    )
    date: Day = f.day("Date", "The day.", default=f.REQUIRED, index=True)
    name: str = f.text("Name", "What it is called.", default=f.REQUIRED)


class Holiday(HolidayFields, Entity, table=True):
    """A day on which a calendar's people do not work."""

    __tablename__ = "holiday"
    __table_args__ = (sa.UniqueConstraint("calendar", "date"),)


class FreezeFields(Described):
    """What a person enters of a freeze."""

    title: str = f.text("Title", "What it is called.", default=f.REQUIRED)
    start: date = f.day("Start", "The first day.", default=f.REQUIRED, index=True)
    end: date = f.day("End", "The last day.", default=f.REQUIRED)
    detail: str = f.long_text("Detail", "Why, and what is let through.")


class Freeze(FreezeFields, Entity, table=True):
    """A period in which IT makes no changes."""

    __tablename__ = "freeze"
    __table_args__ = (sa.CheckConstraint('"end" >= start', name="ck_freeze_span"),)
