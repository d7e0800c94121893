"""What follows from the record of a meeting: it is checked against its day, and one that was held is a touch.

Each of its customers has one, made, kept in step and taken away with the record.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from brm_tui.desk import records
from brm_tui.desk.deleting import delete_with_children
from brm_tui.desk.desk import Desk
from brm_tui.desk.meetings import day_of
from brm_tui.errors import FieldError
from brm_tui.model.base import columns_of
from brm_tui.model.events import Meeting
from brm_tui.model.touches import Touch
from brm_tui.rules.kinds import KINDS
from brm_tui.rules.topics import in_order, marked_topics, meeting_topics
from brm_tui.rules.vocabulary import Channel, MeetingState, Presence, Side
from brm_tui.store.queries.calendar_detail import EventDetail, event_detail
from brm_tui.store.queries.meeting import meeting_customers, meeting_people
from brm_tui.store.step import Step
from brm_tui.text import clean_line


def _check_day(desk: Desk, detail: EventDetail, state: str) -> None:
    if state == MeetingState.CANCELLED.value:
        return
    day = day_of(detail, desk.clock.zone)
    if day > desk.today:
        allowed = f"cancelled, for the meeting is still to come, on {day:%d %b %Y}; held from that day on"
        raise FieldError("state", state, allowed)
    if state == MeetingState.HELD.value and detail.occurrence.cancelled:
        allowed = "not held or cancelled, for this occurrence was called off; restore it first"
        raise FieldError("state", state, allowed)


def meeting_saved(desk: Desk, step: Step, meeting: Meeting, before: dict[str, Any] | None) -> None:
    """Let the touches of a meeting follow its record.

    Its topics are those of the agenda when it was first recorded, and those that the minutes mark with ``#``.
    What a person added to such a touch stays: its mood, its topics, another summary than its first one.

    Raises:
        FieldError: The meeting is still to come, or was called off, and is said to have been held.
    """
    detail = event_detail(step.raw, meeting.event_id, meeting.occurrence)
    elsewhere = before is None or before["occurrence"] != meeting.occurrence
    if detail is not None and (elsewhere or (before and before["state"] != meeting.state)):
        _check_day(desk, detail, str(meeting.state))
    customers = meeting_customers(step.raw, meeting.event_id)
    held = str(meeting.state) == MeetingState.HELD.value and detail is not None
    wanted = {customer.id for customer in customers} if held else set()
    query = sa.select(Touch).where(columns_of(Touch).meeting_id == meeting.id)
    present = {touch.customer_id: touch for touch in step.session.scalars(query)}
    for customer_id, touch in present.items():
        if customer_id not in wanted:
            delete_with_children(step, KINDS["touches"], touch.id)
    if not wanted or detail is None:
        return
    came = [
        person
        for person in meeting_people(step.raw, meeting.event_id, meeting.id)
        if person.presence is Presence.PRESENT
    ]
    ours = [person.id for person in came if person.side is Side.IT]
    values: dict[str, object] = {
        "at": detail.occurrence.start_utc,
        "by": ours[0] if ours else None,
        "people": tuple(person.id for person in came if person.side is not Side.IT),
    }
    newly_marked = {*marked_topics(meeting.minutes)} - {*marked_topics(before["minutes"] if before else "")}
    decided = clean_line(meeting.decisions.partition("\n")[0].lstrip("- "))
    for customer_id in sorted(wanted):
        known = present.get(customer_id)
        if known is None:
            given = {
                "customer": customer_id,
                "meeting": meeting.id,
                "channel": Channel.MEETING.value,
                "summary": decided or detail.title,
                "internal": meeting.internal,
                "topics": meeting_topics(detail.agenda, meeting.minutes),
                **values,
            }
            records.insert(desk, step, KINDS["touches"], given)
        else:
            more: dict[str, object] = (
                {"summary": decided} if decided and known.summary == detail.title else {}
            )
            if newly_marked - {*known.topics}:
                more["topics"] = in_order((*known.topics, *newly_marked))
            records.update(desk, step, KINDS["touches"], known.id, values | more)
