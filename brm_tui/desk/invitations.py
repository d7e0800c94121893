"""Inviting people to one meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from brm_tui.config import write_atomically
from brm_tui.desk.calendar_texts import identified
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError
from brm_tui.interchange.ics.invitation import Guest, write_invitation
from brm_tui.rules.calendar_items import Series
from brm_tui.rules.kinds import KINDS
from brm_tui.rules.recurrence import exceptions_by_start, expand, is_instance
from brm_tui.store.queries.horizon import horizon
from brm_tui.store.queries.invitations import Invited, invited
from brm_tui.store.queries.records.events import EventRecord
from brm_tui.store.queries.records.people import PersonRecord
from brm_tui.store.queries.rows import find_id, row
from brm_tui.store.queries.series import load_series


@dataclass(frozen=True, slots=True)
class WrittenInvitation:
    """What was written.

    Attributes:
        path: Where.
        organizer: Who invites.
        guests: Who is asked to come.
        notes: Who or what is not in it, and why, in whole sentences.
    """

    path: Path
    organizer: str
    guests: tuple[str, ...]
    notes: tuple[str, ...]


def invite(
    desk: Desk,
    event: str,
    path: Path,
    *,
    occurrence: date | datetime | None = None,
    organizer: str = "",
) -> WrittenInvitation:
    """Write the invitation to a meeting.

    Args:
        desk: The desk.
        event: The event, by id or unique title.
        path: The file.
        occurrence: Of a series only the one that takes place on this day, or that the series starts then.
        organizer: Who invites, by e-mail or id; empty: the relationship manager, or whom else IT sends.

    Raises:
        BrmError: It may not leave the house, nobody can be asked, nobody asks, or no file can say it.
    """
    event_id = desk.read(find_id, "events", event)
    found: EventRecord | None = desk.read(row, KINDS["events"], event_id)
    assert found is not None
    _check(found)
    people = desk.read(invited, event_id, desk.today.isoformat())
    guests = [person for person in people if person.email]
    if not guests:
        raise _nobody(found.title, people)
    sender = _sender(desk, organizer, people)
    if all(person.email.casefold() == sender.email.casefold() for person in guests):
        raise _nobody(found.title, [person for person in people if not person.email], sender.name)
    entries = desk.read(identified, desk.clock.now(), event_id=event_id)
    item = next((entry.item for entry in entries if entry.draft.part == ""), None)
    original = None
    if occurrence is not None:
        original = _original(desk.read(load_series, [event_id])[event_id], occurrence, found.title)
    written = None
    if item is not None:
        asked = [Guest(person.name, person.email, person.required) for person in guests]
        written = write_invitation(item, desk.read(horizon), sender, asked, original)
    if written is None:
        raise BrmError("No invitation", _why_not(found, original))
    write_atomically(path.expanduser().absolute(), written.file)
    without = [person.name for person in people if not person.email]
    notes = [f"No e-mail, not invited: {', '.join(without)}."] if without else []
    if written.left_out:
        days = ", ".join(day.isoformat() for day in written.left_out)
        notes.append(f"Moved out of the series, to be invited to one by one: {days}.")
    return WrittenInvitation(
        path.expanduser().absolute(), sender.name, tuple(person.name for person in guests), tuple(notes)
    )


def _check(event: EventRecord) -> None:
    if event.internal:
        raise BrmError("Internal", f"‘{event.title}’ is marked internal and does not leave the house.")
    if event.source_calendar_id:
        raise BrmError("Read-only", f"‘{event.title}’ stands in an imported calendar; who runs that invites.")
    if event.status == "cancelled":
        raise BrmError("Cancelled", f"‘{event.title}’ is cancelled; nobody is invited to it.")


def _nobody(title: str, people: list[Invited], sender: str = "") -> BrmError:
    if people:
        names = ", ".join(person.name for person in people)
        has = "has" if len(people) == 1 else "have"
        why = f"{names} {has} no e-mail. Enter it in their record (9 lists the people), then invite."
    elif sender:
        why = f"only {sender}, who invites, attends. Add the others to the event's people."
    else:
        why = "nobody attends. Add people to the event first."
    return BrmError("Nobody can be invited", f"‘{title}’: {why}")


def _sender(desk: Desk, organizer: str, people: list[Invited]) -> Guest:
    if organizer:
        person: PersonRecord | None = desk.read(row, KINDS["people"], desk.read(find_id, "people", organizer))
        assert person is not None
        if not person.email:
            raise BrmError("Nobody to answer to", f"{person.name} has no e-mail to send the answers to.")
        return Guest(person.name, person.email)
    ours = [person for person in people if person.ours and person.email]
    best = max(ours, key=lambda person: (person.manages, person.required), default=None)
    if best is None:
        raise BrmError(
            "Nobody to answer to",
            "Nobody of IT with an e-mail attends, so nobody is there to invite. Add yourself to the event, or name who "
            "invites with --organizer.",
        )
    return Guest(best.name, best.email)


def _original(series: Series, occurrence: date | datetime, title: str) -> datetime:
    """Return the start that a series gives the occurrence of a day, or of a start."""
    if isinstance(occurrence, datetime):
        return occurrence
    for found in expand(series, occurrence, occurrence):
        if found.start.date() == occurrence:
            return found.original_start
    for start in exceptions_by_start(series):
        if start.date() == occurrence and is_instance(series, start):
            return start
    raise BrmError("No such occurrence", f"‘{title}’ does not take place on {occurrence}.")


def _why_not(event: EventRecord, original: datetime | None) -> str:
    if original is not None:
        return (
            f"‘{event.title}’ does not take place on {original:%Y-%m-%d}, or beyond the calendar's last day."
        )
    if event.recurrence:
        return (
            f"Calendar programs do not agree on how often ‘{event.title}’ takes place, so it cannot be one invitation. "
            "Invite to one occurrence at a time: --occurrence, or @ on the occurrence."
        )
    return f"‘{event.title}’ never takes place."
