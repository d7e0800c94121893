"""Deleting an imported calendar: its thousands of events by the history's fast path, as they came."""

from __future__ import annotations

from brm_tui.model.events import Event, EventAttendee, EventCustomer, EventException
from brm_tui.store.bulk import delete_rows
from brm_tui.store.queries.imported_calendars import stored_events
from brm_tui.store.step import Step


def delete_imported_events(step: Step, calendar_id: str) -> int:
    """Delete the events of a calendar that nothing of the user's own hangs on.

    Args:
        step: The running step.
        calendar_id: The calendar; what hangs on the others, such as minutes, is for the caller to see to.

    Returns:
        How many events and exceptions went.
    """
    plain = [event for event in stored_events(step.raw, calendar_id).values() if not event.own]
    exceptions = [row_id for event in plain for row_id, _said in event.exceptions.values()]
    delete_rows(step, EventException, exceptions)
    delete_rows(step, EventCustomer, [row_id for event in plain for row_id in event.customers.values()])
    delete_rows(step, EventAttendee, [row_id for event in plain for row_id in event.attendees])
    delete_rows(step, Event, [event.id for event in plain])
    return len(plain) + len(exceptions)
