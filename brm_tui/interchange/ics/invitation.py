"""Invitations: one meeting as a file that a calendar program asks its reader to answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote

from brm_tui.interchange.ics.events import event_text
from brm_tui.interchange.ics.lines import folded, one_line
from brm_tui.interchange.ics.plan import TimeForm, plan, plan_occurrence
from brm_tui.interchange.ics.vtimezone import zone_id
from brm_tui.interchange.ics.writer import calendar_file
from brm_tui.rules.calendar_items import CalendarItem

_IN_ADDRESSES = "@.!#$&'*+-/=?^_`{|}~"


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is asked to come.

    Attributes:
        name: What they are called.
        email: Where the invitation goes.
        required: Whether they are needed.
    """

    name: str
    email: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation.

    Attributes:
        file: The bytes.
        uid: The one UID in it.
        left_out: Days of occurrences that have a UID of their own, and need an invitation of their own.
    """

    file: bytes
    uid: str
    left_out: tuple[date, ...]


def write_invitation(
    item: CalendarItem,
    horizon: date,
    organizer: Guest,
    guests: Sequence[Guest],
    original_start: datetime | None = None,
) -> Invitation | None:
    """Return a meeting, or one occurrence of a series, as an invitation; None where no single UID can say it.

    Args:
        item: The meeting.
        horizon: The last date on which an instance of a series goes out.
        organizer: Who invites.
        guests: Who is asked to come.
        original_start: Only this occurrence: the start that its series gives it.
    """
    left_out: list[date] = []
    if original_start is not None and item.series.recurrence:
        event = plan_occurrence(item, horizon, original_start)
        events = [] if event is None else [event]
    else:
        planned = plan(item, horizon)
        events = [event for event in planned if event.uid == item.uid]
        left_out = [event.occurrence.start.date() for event in planned if event.uid != item.uid]
    if not events or events[0].cancelled or events[0].occurrence.cancelled:
        return None
    people = _people(organizer, guests)
    zones = {zone_id(event.occurrence.zone) for event in events if event.form is TimeForm.ZONED}
    text = "".join(event_text(item, event, people) for event in events)
    file = calendar_file("REQUEST", [], zones, text, year=horizon.year)
    return Invitation(file, events[0].uid, tuple(left_out))


def _people(organizer: Guest, guests: Sequence[Guest]) -> list[str]:
    lines = [folded(f"ORGANIZER;CN={_quoted(organizer.name)}:{_address(organizer.email)}")]
    for guest in guests:
        inviting = guest.email.casefold() == organizer.email.casefold()
        role = "REQ-PARTICIPANT" if guest.required else "OPT-PARTICIPANT"
        answer = "PARTSTAT=ACCEPTED;RSVP=FALSE" if inviting else "PARTSTAT=NEEDS-ACTION;RSVP=TRUE"
        lines.append(
            folded(
                f"ATTENDEE;CN={_quoted(guest.name)};CUTYPE=INDIVIDUAL;ROLE={role};{answer}:{_address(guest.email)}"
            )
        )
    return lines


def _quoted(name: str) -> str:
    """Return a name as a parameter's value, which has no way to hold a quotation mark."""
    return '"' + one_line(name).replace('"', "'") + '"'


def _address(email: str) -> str:
    return f"mailto:{quote(one_line(email), safe=_IN_ADDRESSES)}"
