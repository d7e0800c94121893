"""What an import would do to each event, by comparing the file with what the desk holds of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from brm_tui.interchange.ics.reading import ForeignEvent, Taken
from brm_tui.rules.calendar_items import SeriesException
from brm_tui.store.queries.convert import bind
from brm_tui.store.queries.imported_calendars import StoredEvent

MATCHED = "it has a new UID, and is taken for the one of the same title and start"
_WORDS = {
    "title": "title", "start": "start", "zone": "time zone", "length": "length", "all_day": "whole days",
    "end_date": "last day", "recurrence": "recurrence", "place": "place", "agenda": "text", "status": "status",
    "impact": "impact", "internal": "privacy", "layer": "layer",
}  # fmt: skip


@dataclass(slots=True)
class PlannedRow:
    """What becomes of one event of the desk.

    Attributes:
        verb: new, changed or unchanged.
        reason: What differs.
        event: What the file says.
        stored: What is stored, None for a new one.
        columns: The stored form of what the file says.
        exceptions: The same of its exceptions, by original start.
        customer_id: Whom it concerns.
    """

    verb: str
    reason: str
    event: ForeignEvent
    stored: StoredEvent | None
    columns: dict[str, Any]
    exceptions: dict[str, dict[str, Any]]
    customer_id: str | None


@dataclass(frozen=True, slots=True)
class GoneEvent:
    """An event that the file does not have any more.

    Attributes:
        event: The event.
        reason: What becomes of it.
    """

    event: StoredEvent
    reason: str


@dataclass(slots=True)
class ImportPlan:
    """What an import would do.

    Attributes:
        rows: What becomes of the rows of each event or series of the file, in its order.
        gone: What the file does not have any more.
    """

    rows: list[list[PlannedRow]] = field(default_factory=list)
    gone: list[GoneEvent] = field(default_factory=list)

    @property
    def writes(self) -> bool:
        """Whether anything is to be written."""
        return bool(self.gone) or any(
            row.verb != "unchanged" or (row.stored is not None and row.stored.key != row.event.key)
            for rows in self.rows
            for row in rows
        )


def planned(
    taken: Sequence[Taken],
    stored: Mapping[str, StoredEvent],
    layer: str,
    customer_id: str | None,
    *,
    match: bool,
) -> ImportPlan:
    """Return what an import would do.

    Args:
        taken: What the file holds.
        stored: What the desk holds of the calendar, by what it is known by.
        layer: The calendar's layer.
        customer_id: Whose it is.
        match: Whether events under new UIDs are taken for those of the same title and start that are gone.
    """
    plan = ImportPlan()
    left = dict(stored)
    unknown: list[PlannedRow] = []
    used: set[str] = set()
    for item in taken:
        rows = []
        for event in item.rows:
            if event.key in used:  # the same part of the same UID twice: the first stands
                continue
            used.add(event.key)
            columns = event_columns(event, layer)
            exceptions = {}
            for exception in event.series.exceptions:
                said = _exception_columns(exception)
                exceptions[str(said["original_start"])] = said
            known = left.pop(event.key, None)
            row = PlannedRow("new", "", event, known, columns, exceptions, customer_id)
            if known is None:
                unknown.append(row)
            else:
                _compare(row)
            rows.append(row)
        plan.rows.append(rows)
    if match and unknown and left:
        _match(unknown, left)
    for gone in left.values():
        if gone.own and gone.columns["status"] == "cancelled":
            continue
        kept = "it is kept as cancelled, because minutes were written of it" if gone.own else ""
        plan.gone.append(GoneEvent(gone, kept))
    return plan


def event_columns(event: ForeignEvent, layer: str) -> dict[str, Any]:
    """Return the stored form of what a file says of an event, by column."""
    series = event.series
    return {
        "layer": layer,
        "title": event.title,
        "start": bind(series.start),
        "zone": series.zone,
        "length": None if series.all_day else series.length_minutes,
        "all_day": int(series.all_day),
        "end_date": bind(series.end_date),
        "recurrence": series.recurrence,
        "place": event.place,
        "agenda": event.agenda,
        "status": event.status,
        "impact": "blackout" if event.blackout else "none",
        "internal": int(event.private),
    }


def _exception_columns(exception: SeriesException) -> dict[str, Any]:
    return {
        "original_start": bind(exception.original_start),
        "cancelled": int(exception.cancelled),
        "start": bind(exception.start),
        "length": exception.length_minutes,
        "end_date": bind(exception.end_date),
        "title": exception.title,
        "place": exception.place,
        "agenda": exception.agenda,
    }


def _compare(row: PlannedRow) -> None:
    """Say whether a row differs from what is stored, and in what."""
    stored = row.stored
    assert stored is not None
    differing = [word for name, word in _WORDS.items() if row.columns[name] != stored.columns[name]]
    if row.exceptions != {start: said for start, (_id, said) in stored.exceptions.items()}:
        differing.append("single occurrences")
    if set(stored.customers) != ({row.customer_id} if row.customer_id else set()):
        differing.append("customer")
    row.verb = "changed" if differing else "unchanged"
    row.reason = ", ".join(differing)


def _match(unknown: list[PlannedRow], left: dict[str, StoredEvent]) -> None:
    """Take events under new UIDs for those of the same title and start that are gone."""
    by_look: dict[tuple[object, ...], list[StoredEvent]] = defaultdict(list)
    for event in left.values():
        by_look[_look(event.columns)].append(event)
    for row in unknown:
        alike = by_look.get(_look(row.columns))
        if alike:
            row.stored = alike.pop(0)
            del left[row.stored.key]
            _compare(row)
            row.reason = f"{MATCHED}; {row.reason}" if row.reason else MATCHED


def _look(columns: Mapping[str, Any]) -> tuple[object, ...]:
    return tuple(columns[name] for name in ("title", "start", "all_day", "zone"))
