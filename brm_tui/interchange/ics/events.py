"""VEVENT components."""

from __future__ import annotations

from collections.abc import Sequence

from brm_tui.interchange.ics.lines import (
    date_value,
    escaped,
    folded,
    instant_value,
    local_value,
    one_line,
    plain_text,
)
from brm_tui.interchange.ics.plan import PlannedEvent, TimeForm
from brm_tui.interchange.ics.vtimezone import zone_id
from brm_tui.rules.calendar_items import CalendarItem

_CATEGORIES = {
    "meeting": "Meeting",
    "customer": "Customer event",
    "it": "IT event",
    "change": "Change",
    "milestone": "Milestone",
    "agreement": "Agreement",
    "due": "Due",
}
_STATUSES = {"tentative": "TENTATIVE", "confirmed": "CONFIRMED", "cancelled": "CANCELLED"}


def event_text(item: CalendarItem, event: PlannedEvent, people: Sequence[str] = ()) -> str:
    """Return one planned event as a VEVENT, its lines folded and ended.

    Args:
        item: What it comes from.
        event: How it goes out.
        people: The lines of an invitation that name people, folded.
    """
    lines = ["BEGIN:VEVENT", folded(f"UID:{one_line(event.uid)}"), f"SEQUENCE:{event.sequence}"]
    stamp = instant_value(event.stamp)
    lines.append(f"DTSTAMP:{stamp}")
    if item.created is not None:
        lines.append(f"CREATED:{instant_value(item.created)}")
    lines.append(f"LAST-MODIFIED:{stamp}")
    lines += _times(event)
    title = _texts(item, event, lines)
    lines += _standing(item, event)
    lines += people
    if item.reminder_minutes is not None and not _is_cancelled(item, event):
        lines += [
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            folded(f"DESCRIPTION:{title}"),
            f"TRIGGER:-PT{max(0, item.reminder_minutes)}M",
            "END:VALARM",
        ]
    lines.append("END:VEVENT\r\n")
    return "\r\n".join(lines)


def _times(event: PlannedEvent) -> list[str]:
    occurrence = event.occurrence
    if event.form is TimeForm.UTC:
        return [
            f"DTSTART:{instant_value(occurrence.start_utc)}",
            f"DTEND:{instant_value(occurrence.end_utc)}",
        ]
    if event.form is TimeForm.DATE:
        parameter, value = ";VALUE=DATE:", date_value
    else:
        parameter, value = f";TZID={zone_id(occurrence.zone)}:", local_value
    lines = [f"DTSTART{parameter}{value(occurrence.start)}", f"DTEND{parameter}{value(occurrence.end)}"]
    if event.is_override:
        lines.append(f"RECURRENCE-ID{parameter}{value(occurrence.original_start)}")
    if event.rule:
        lines.append(folded(f"RRULE:{event.rule}"))
        lines += [f"EXDATE{parameter}{value(start)}" for start in event.excluded]
    return lines


def _texts(item: CalendarItem, event: PlannedEvent, lines: list[str]) -> str:
    """Add the lines of text; return the title as it was written."""
    title, place, agenda = item.title, item.place, item.agenda
    exception = event.occurrence.exception
    if exception is not None:
        title = title if exception.title is None else exception.title
        place = place if exception.place is None else exception.place
        agenda = agenda if exception.agenda is None else exception.agenda
    title = escaped(one_line(title)) or "Untitled"
    lines.append(folded(f"SUMMARY:{title}"))
    place = escaped(one_line(place))
    if place:
        lines.append(folded(f"LOCATION:{place}"))
    description = plain_text(
        f"{item.description}\n\n{agenda}" if item.description and agenda else item.description or agenda
    )
    if description:
        lines.append(folded(f"DESCRIPTION:{escaped(description)}"))
    return title


def _standing(item: CalendarItem, event: PlannedEvent) -> list[str]:
    """Return the lines that say what the event means for the reader's time."""
    cancelled = _is_cancelled(item, event)
    status = "CANCELLED" if cancelled else _STATUSES[item.status]
    busy = item.busy and not cancelled
    shown = "FREE" if not busy else "TENTATIVE" if status == "TENTATIVE" else "BUSY"
    categories = [_CATEGORIES.get(item.layer, item.layer), *item.categories]
    return [
        folded(
            "CATEGORIES:" + ",".join(escaped(one_line(category)) for category in dict.fromkeys(categories))
        ),
        f"STATUS:{status}",
        f"TRANSP:{'OPAQUE' if busy else 'TRANSPARENT'}",
        f"X-MICROSOFT-CDO-BUSYSTATUS:{shown}",
        f"CLASS:{'PRIVATE' if item.private else 'PUBLIC'}",
    ]


def _is_cancelled(item: CalendarItem, event: PlannedEvent) -> bool:
    return event.cancelled or item.status == "cancelled"
