"""Small calendar files of other people, written for tests, and reading them."""

from __future__ import annotations

from datetime import date, datetime

from brm_tui.interchange.ics.reading import ForeignEvent, ReadCalendar, read_calendar
from brm_tui.rules.calendar_items import Occurrence
from brm_tui.rules.recurrence import expand

HORIZON = date(2028, 12, 31)
ZONE = "Europe/Berlin"


def vevent(*lines: str, uid: str = "one@example.com", title: str = "Review") -> str:
    """Return a VEVENT with these lines in it."""
    head = [f"UID:{uid}"] if uid else []
    return "\r\n".join(["BEGIN:VEVENT", *head, f"SUMMARY:{title}", *lines, "END:VEVENT", ""])


def vcalendar(*components: str) -> bytes:
    """Return a file with these components, or lines, in it."""
    body = "".join(part if part.endswith("\n") else f"{part}\r\n" for part in components)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}END:VCALENDAR\r\n".encode()


def read(*components: str) -> ReadCalendar:
    """Return what a file of these components holds."""
    return read_calendar(vcalendar(*components), zone=ZONE, horizon=HORIZON)


def only(*components: str) -> ForeignEvent:
    """Return the one event that a file of these components becomes, with nothing skipped."""
    found = read(*components)
    assert not found.skipped, found.skipped
    ((row,),) = [taken.rows for taken in found.taken]
    return row


def taking_place(
    found: ReadCalendar, first: date = date(2000, 1, 1), last: date = HORIZON
) -> list[Occurrence]:
    """Return the occurrences of all that was taken, in order."""
    occurrences = [
        occurrence
        for taken in found.taken
        for row in taken.rows
        for occurrence in expand(row.series, first, last)
    ]
    return sorted(occurrences, key=lambda occurrence: occurrence.start_utc)


def starts(*components: str) -> list[datetime]:
    """Return the local starts of everything in a file of these components."""
    return [occurrence.start for occurrence in taking_place(read(*components))]
