"""What can be done with an entry of the calendar: each asks what it must, writes one step and says so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from brm_tui.desk.calendar import CalendarEntry, EventDetail, agreement_named, occurrence_detail
from brm_tui.errors import BrmError
from brm_tui.rules.dates import show_date, show_full_date
from brm_tui.rules.event_capture import CapturedEvent, forum_values
from brm_tui.ui.messages import OpenRecord
from brm_tui.ui.modes import RECORD_SCREENS
from brm_tui.ui.screens.calendar.moving import read_move
from brm_tui.ui.screens.calendar.series_flows import edit_following, remove_following, which_of
from brm_tui.ui.screens.calendar.slots import clash_words, warn_of_clashes

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.ui.screens.base import DeskScreen

EVENT_FIELDS = (
    "title", "start", "length", "customers", "attendees", "place", "recurrence", "on_blackout", "on_holiday",
    "holidays", "layer", "agenda", "end_date", "zone", "status", "impact", "reminder", "internal",
)  # fmt: skip
_KINDS = {
    "change": "changes", "milestone": "milestones", "action": "actions", "freeze": "freezes",
    "agreement": "agreements", "appendix": "appendices", "objective": "objectives", "event": "events",
}  # fmt: skip
_IN_AGREEMENTS = ("appendix", "objective")
FORUM_FIELDS = (
    "agreement", "name", "level", "purpose", "frequency", "first_date", "day_rule", "start_time", "length",
    "attendees", "place", "agenda", "until", "on_blackout", "on_holiday", "holidays", "zone",
)  # fmt: skip


async def new_event(screen: DeskScreen, day: date, customer: str, *, hour: int | None = None) -> date | None:
    """Let the user enter an event in a line, or in the form, on a day and at an hour to begin with; return its day."""
    from brm_tui.ui.record_form import new_record
    from brm_tui.ui.screens.calendar.event_line import ask_event, form_values

    entered = await ask_event(screen, day, customer, hour)
    if entered is None:
        return None
    made: str | None
    if entered.wanted == "keep":
        made = await screen.gateway.write(_keep, screen.desk, entered.event)
        screen.toast(f"Event ‘{entered.event.title}’ added · u takes it back")
    elif entered.wanted == "forum":
        return await _new_forum(screen, entered.event)
    else:
        made = await new_record(screen, "events", form_values(entered, hour), names=EVENT_FIELDS)
    if made is None:
        return None
    await warn_of_clashes(screen, "event", made)
    return await _day_of(screen, made)


async def _new_forum(screen: DeskScreen, event: CapturedEvent) -> date | None:
    """Let the user make a forum of an event, in the agreement of its customer; return its first day."""
    from brm_tui.ui.record_form import new_record

    values = forum_values(event) or {}
    if event.customer is not None:
        agreement = await screen.gateway.read(_agreement_of, screen.desk, event.customer.id)
        if agreement:
            values["agreement"] = agreement
    made = await new_record(screen, "forums", values, names=FORUM_FIELDS)
    return None if made is None else event.start.date()


async def _day_of(screen: DeskScreen, event_id: str) -> date:
    from brm_tui.desk.choices import record_of

    event = await screen.gateway.read(record_of, screen.desk, "events", event_id)
    return date(event.start.year, event.start.month, event.start.day)


async def open_entry(screen: DeskScreen, entry: CalendarEntry) -> str:
    """Open what an entry comes from; return what the user wants to do with an event, or nothing."""
    if entry.source == "event":
        from brm_tui.ui.screens.calendar.event_dialog import EventDialog

        clashes = await clash_words(screen, entry)
        wanted = await screen.ask(EventDialog(await _detail(screen, entry), screen.clock, clashes)) or ""
        if wanted == "meeting":
            from brm_tui.ui.screens.meeting.opening import open_meeting

            open_meeting(screen, entry.source_id, entry.original_start or entry.start, trail=("Calendar",))
            return ""
        return wanted
    kind, row_id = _KINDS[entry.source], entry.source_id
    if entry.source in _IN_AGREEMENTS:
        kind = "agreements"
        row_id = await screen.gateway.read(agreement_named, screen.desk, entry.source, entry.source_id)
    if kind in RECORD_SCREENS or entry.source == "milestone":
        screen.post_message(OpenRecord(kind, row_id))
    else:
        await edit_entry(screen, entry)
    return ""


def open_brief(screen: DeskScreen, entry: CalendarEntry) -> None:
    """Show the brief for a meeting."""
    from brm_tui.ui.screens.brief.opening import open_meeting_brief

    open_meeting_brief(screen, entry.source_id, entry.original_start or entry.start, trail=("Calendar",))


async def edit_entry(screen: DeskScreen, entry: CalendarEntry) -> None:
    """Let the user change an entry: of a series this occurrence, this and all that follow, or the whole."""
    from brm_tui.ui.record_form import edit_record

    if entry.source != "event":
        if await edit_record(screen, _KINDS[entry.source], entry.source_id):
            await warn_of_clashes(screen, entry.source, entry.source_id)
        return
    detail = await writable(screen, entry)
    if entry.recurring:
        which = await which_of(screen, "Change", detail)
        if which == "occurrence":
            await _edit_occurrence(screen, entry, detail)
        if which == "following":
            await edit_following(screen, entry, detail, EVENT_FIELDS)
        if which != "series":
            return
        if detail.event.forum_id:
            if await edit_record(screen, "forums", detail.event.forum_id):
                await warn_of_clashes(screen, "event", entry.source_id)
            return
    if await edit_record(screen, "events", entry.source_id, names=EVENT_FIELDS):
        await warn_of_clashes(screen, "event", entry.source_id)


async def _edit_occurrence(screen: DeskScreen, entry: CalendarEntry, detail: EventDetail) -> None:
    from brm_tui.ui.dialogs.form import FormDialog

    found = detail.occurrence
    names = ["start", "end_date" if entry.all_day else "length", "title", "place", "agenda"]
    known: dict[str, object] = {
        "start": found.start,
        "length": round((found.end_utc - found.start_utc).total_seconds() / 60),
        "end_date": (found.end - timedelta(days=1)).date(),
        "title": detail.title,
        "place": detail.place,
        "agenda": detail.agenda,
    }
    described = {field.name: field for field in await screen.gateway.read(_exception_fields)}

    async def save(values: dict[str, object]) -> None:
        await screen.gateway.write(_change, screen.desk, entry, values)

    heading = f"{detail.title} · {show_full_date(entry.start.date(), screen.clock.today())}"
    dialog = FormDialog(heading, [described[name] for name in names], known, save=save)
    if await screen.ask(dialog):
        screen.toast("Occurrence changed · u takes it back")
        await warn_of_clashes(screen, "event", entry.source_id)


async def ask_move(screen: DeskScreen, entry: CalendarEntry) -> date | None:
    """Ask where an event or an occurrence is to move, and move it; return the day it is on then."""
    from brm_tui.ui.dialogs.text import TextDialog

    detail = await writable(screen, entry)
    found, today = detail.occurrence, screen.clock.today()

    def meaning(text: str) -> str:
        moment = read_move(text, found.start, today, all_day=entry.all_day)
        day = show_full_date(moment.date(), today)
        return day if entry.all_day else f"{day} {moment:%H:%M}{place}"

    place = f" in {found.zone}" if not entry.all_day and found.zone != screen.clock.zone else ""
    now = meaning(found.start.isoformat(sep=" ", timespec="minutes"))
    title = f"Move from {now} to"
    placeholder = "fri, +1w, 1 dec" if entry.all_day else "fri 14:00, 14:30, +1w, 1 dec"
    text = await screen.ask(TextDialog(title, placeholder=placeholder, meaning=meaning))
    if text is None:
        return None
    return await _moved(screen, entry, detail, read_move(text, found.start, today, all_day=entry.all_day))


async def move_by(screen: DeskScreen, entry: CalendarEntry, days: int) -> date | None:
    """Move an event or an occurrence by days; return the day it is on then."""
    detail = await writable(screen, entry)
    return await _moved(screen, entry, detail, detail.occurrence.start + timedelta(days=days))


async def _moved(screen: DeskScreen, entry: CalendarEntry, detail: EventDetail, start: datetime) -> date:
    if entry.recurring:
        values: dict[str, object] = {"start": start}
        if entry.all_day and detail.occurrence.exception and detail.occurrence.exception.end_date:
            span = detail.occurrence.end - detail.occurrence.start
            values["end_date"] = (start + span - timedelta(days=1)).date()
        await screen.gateway.write(_change, screen.desk, entry, values)
    else:
        moved = start - detail.occurrence.start
        await screen.gateway.write(_move_single, screen.desk, entry.source_id, moved)
    day = start.date()
    if not entry.all_day:
        # The day by the user's clock, where the event has another.
        day = (entry.start + (start - detail.occurrence.start)).date()
    said = show_date(day, screen.clock.today())
    at = "" if entry.all_day else f" {start:%H:%M}"
    screen.toast(f"‘{detail.title}’ is now on {said}{at} · u takes it back")
    await warn_of_clashes(screen, "event", entry.source_id)
    return day


async def remove_entry(screen: DeskScreen, entry: CalendarEntry) -> None:
    """Cancel one occurrence of a series, end or delete the series, or delete a single event or a freeze."""
    if entry.source == "freeze":
        label = await screen.gateway.write(_delete, screen.desk, "freezes", entry.source_id)
        screen.toast(f"{label} · u takes it back")
        return
    detail = await writable(screen, entry)
    if entry.recurring:
        which = await which_of(screen, "Delete", detail)
        if which is None:
            return
        if which == "occurrence":
            label = await screen.gateway.write(_change, screen.desk, entry, {"cancelled": True})
            screen.toast(f"{label} · u takes it back")
            return
        if which == "following":
            await remove_following(screen, entry)
            return
        if detail.event.forum_id:
            raise BrmError(
                "A forum makes these meetings",
                f"The meetings of ‘{detail.forum}’ end with the forum: delete it, or give it a last date, in "
                "the engagement strategy of its agreement. One meeting alone can be cancelled here.",
            )
    label = await screen.gateway.write(_delete, screen.desk, "events", entry.source_id)
    screen.toast(f"{label} · u takes it back")


async def restore_entry(screen: DeskScreen, entry: CalendarEntry) -> date | None:
    """Make an occurrence as the series says again; return the day it is on then."""
    await writable(screen, entry)
    label = await screen.gateway.write(_restore, screen.desk, entry)
    screen.toast(f"{label} · u takes it back")
    return entry.original_start.date() if entry.original_start else None


async def _detail(screen: DeskScreen, entry: CalendarEntry) -> EventDetail:
    original = entry.original_start or entry.start
    return await screen.gateway.read(occurrence_detail, screen.desk, entry.source_id, original)


async def writable(screen: DeskScreen, entry: CalendarEntry) -> EventDetail:
    """Return the event behind an entry, unless it is not one that can be changed here.

    Raises:
        BrmError: It is no event, or stands in an imported calendar.
    """
    if entry.source != "event":
        raise BrmError(
            "No event", "Only events are moved and cancelled here; e opens what this date belongs to."
        )
    detail = await _detail(screen, entry)
    if detail.calendar:
        raise BrmError(
            "Read-only",
            f"This event stands in the imported calendar ‘{detail.calendar}’; it is changed there.",
        )
    return detail


# The models load with these, in the thread that runs them.


def _keep(desk: Desk, event: CapturedEvent) -> str:
    from brm_tui.desk.event_capture import keep_event

    return keep_event(desk, event)


def _agreement_of(desk: Desk, customer_id: str) -> str:
    from brm_tui.desk.event_capture import running_agreement

    return running_agreement(desk, customer_id)


def _exception_fields() -> Any:
    from brm_tui.desk.records import fields

    return fields("exceptions")


def _change(desk: Desk, entry: CalendarEntry, values: Mapping[str, object]) -> str:
    from brm_tui.desk.events import change_occurrence

    return change_occurrence(desk, entry.source_id, entry.original_start or entry.start, values)


def _restore(desk: Desk, entry: CalendarEntry) -> str:
    from brm_tui.desk.events import restore_occurrence

    return restore_occurrence(desk, entry.source_id, entry.original_start or entry.start)


def _move_single(desk: Desk, event_id: str, by: timedelta) -> str:
    from brm_tui.desk.events import move_series

    return move_series(desk, event_id, by.days, by.seconds // 60)


def _delete(desk: Desk, kind: str, row_id: str) -> str:
    from brm_tui.desk.records import delete

    return delete(desk, kind, row_id)
