"""Events and their exceptions as the rules' series, by plain SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from brm_tui.rules.calendar_items import Series, SeriesException
from brm_tui.rules.days_off import evading
from brm_tui.store.queries.convert import read_local
from brm_tui.store.queries.days_off import event_evasions

CHUNK = 500


def chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    """Return ids in lists that fit into one query."""
    listed = list(ids)
    for start in range(0, len(listed), CHUNK):
        yield listed[start : start + CHUNK]


def marks(values: Sequence[object]) -> str:
    """Return as many question marks as there are values."""
    return ", ".join("?" * len(values))


def load_series(connection: sqlite3.Connection, event_ids: Iterable[str]) -> dict[str, Series]:
    """Return the series of events by id, with their exceptions; what is not there is left out.

    What a holiday or blackout moved or cancelled is among the exceptions, as far as the calendar reaches.
    """
    found: dict[str, Series] = {}
    for ids in chunks(event_ids):
        exceptions: dict[str, list[SeriesException]] = {}
        for (
            event_id,
            original,
            cancelled,
            start,
            length,
            end_date,
            title,
            place,
            agenda,
        ) in connection.execute(
            "SELECT event_id, original_start, cancelled, start, length, end_date, title, place, agenda"
            f" FROM event_exception WHERE event_id IN ({marks(ids)}) ORDER BY original_start",
            ids,
        ):
            exceptions.setdefault(event_id, []).append(
                SeriesException(
                    original_start=read_local(original),
                    cancelled=bool(cancelled),
                    start=read_local(start) if start else None,
                    length_minutes=length,
                    end_date=date.fromisoformat(end_date) if end_date else None,
                    title=title,
                    place=place,
                    agenda=agenda,
                )
            )
        for event_id, start, zone, length, all_day, end_date, recurrence in connection.execute(
            "SELECT id, start, zone, length, all_day, end_date, recurrence FROM event"
            f" WHERE id IN ({marks(ids)})",
            ids,
        ):
            found[event_id] = Series(
                id=event_id,
                start=read_local(start),
                zone=zone or "UTC",
                length_minutes=length,
                all_day=bool(all_day),
                end_date=date.fromisoformat(end_date) if end_date else None,
                recurrence=recurrence,
                exceptions=tuple(exceptions.get(event_id, ())),
            )
        own = {event_id: found[event_id] for event_id in ids if event_id in found}
        for event_id, avoided in event_evasions(connection, own).items():
            found[event_id] = evading(found[event_id], avoided)
    return found
