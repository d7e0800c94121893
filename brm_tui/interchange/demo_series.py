"""The demo's forums as recurring events, which occurrence is meant, and the touches of held meetings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from brm_tui.interchange.demo_dates import DemoDays
from brm_tui.interchange.demo_source import SourceRow
from brm_tui.rules.calendar_items import Series, SeriesException
from brm_tui.rules.day_rules import forum_recurrence
from brm_tui.rules.recurrence import instances, occurrence_at
from brm_tui.rules.topics import meeting_topics

_SEARCHED = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class ForumSeries:
    """When a forum meets.

    Attributes:
        start: The first meeting, naive local time.
        recurrence: The rule.
    """

    start: datetime
    recurrence: str

    @classmethod
    def read(cls, row: SourceRow, days: DemoDays) -> ForumSeries:
        """Return when the forum of a source row meets."""
        written = row.fields
        until = days.day(written["until"]) if "until" in written else None
        series = forum_recurrence(
            written["frequency"], written.get("day_rule"), days.day(written["first_date"]), until
        )
        at = time.fromisoformat(written.get("start_time", "10:00"))
        return cls(datetime.combine(series.start, at), series.recurrence)

    def event_fields(self, row: SourceRow, customer: str) -> dict[str, Any]:
        """Return the fields of the event that carries the forum's meetings."""
        same = {
            name: row.fields[name] for name in ("zone", "place", "agenda", "attendees") if name in row.fields
        }
        return same | {
            "title": row.fields["name"],
            "layer": "meeting",
            "start": self.start,
            "length": row.fields.get("length", 60),
            "recurrence": self.recurrence,
            "customers": [customer],
        }


def series_of(event: dict[str, Any]) -> Series:
    """Return an event's values as a series, without its exceptions."""
    return Series(
        id="",
        start=event["start"],
        zone=event["zone"],
        length_minutes=event.get("length"),
        all_day=event.get("all_day", False),
        end_date=event.get("end_date"),
        recurrence=event.get("recurrence", ""),
    )


def meeting_start(series: Series, number: int, today: date) -> datetime | None:
    """Return the start of an occurrence: -1 is the last one before today, 0 the first from today on."""
    if number < 0:
        found = instances(series, today - _SEARCHED, today - timedelta(days=1))
        return found[number] if -number <= len(found) else None
    found = instances(series, today, today + _SEARCHED)
    return found[number] if number < len(found) else None


def held_touches(
    event: dict[str, Any],
    event_id: str,
    exceptions: Iterable[dict[str, Any]],
    meeting: dict[str, Any],
    it_people: set[str],
) -> Iterator[dict[str, object]]:
    """Yield the touch that a held meeting was for each of its customers, without the meeting's id."""
    original = meeting["occurrence"]
    moved = next(
        (
            SeriesException(original, start=found["start"])
            for found in exceptions
            if found["event_id"] == event_id and found["original_start"] == original and found.get("start")
        ),
        None,
    )
    occurrence = occurrence_at(series_of(event), original, moved)
    present = [person for person, presence in meeting.get("attendance", ()) if presence == "present"]
    ours = [person for person in present if person in it_people]
    summary = meeting.get("decisions", "").partition("\n")[0].lstrip("- ") or event["title"]
    agenda = next(
        (
            found["agenda"]
            for found in exceptions
            if found["event_id"] == event_id and found["original_start"] == original and found.get("agenda")
        ),
        event.get("agenda", ""),
    )
    topics = [topic.value for topic in meeting_topics(agenda, meeting.get("minutes", ""))]
    for customer in event.get("customers", ()):
        yield {
            "customer_id": customer,
            "at": occurrence.start_utc,
            "channel": "meeting",
            "direction": "to customer",
            "by_id": ours[0] if ours else None,
            "summary": summary,
            "topics": topics,
            "people": [person for person in present if person not in it_people],
            "internal": False,
        }
