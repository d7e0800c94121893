"""icalendar with recurring-ical-events."""

from __future__ import annotations

from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path

from tests.interchange.readers.seen import Reader, Seen, moment_text


def _missing() -> str:
    return "" if find_spec("recurring_ical_events") else "recurring-ical-events is not installed"


def _show(path: Path, first: date, last: date) -> list[Seen]:
    import icalendar
    import recurring_ical_events

    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    events = recurring_ical_events.of(calendar).between(first - timedelta(days=2), last + timedelta(days=3))
    return [
        Seen(
            start=moment_text(event["DTSTART"].dt),
            end=moment_text(event["DTEND"].dt),
            title=str(event["SUMMARY"]),
            description=str(event.get("DESCRIPTION", "")),
            place=str(event.get("LOCATION", "")),
        )
        for event in events
        if event.get("STATUS") != "CANCELLED"
    ]


READER = Reader("recurring-ical-events", _missing, _show)
