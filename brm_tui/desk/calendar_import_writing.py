"""Carrying an import out: every row through the history's fast path, in one step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from brm_tui.desk.calendar_import_plan import ImportPlan, PlannedRow
from brm_tui.model.base import new_id
from brm_tui.model.events import (
    Event,
    EventAttendee,
    EventCustomer,
    EventException,
    EventExceptionFields,
    EventFields,
    SourceCalendar,
    SourceCalendarFields,
)
from brm_tui.store.bulk import delete_rows, insert_rows, update_rows
from brm_tui.store.queries.imported_calendars import COMPARED, EXCEPTION_COLUMNS
from brm_tui.store.queries.imported_calendars import SourceCalendar as KnownCalendar
from brm_tui.store.step import Step

if TYPE_CHECKING:
    from brm_tui.desk.calendar_import import DescribedCalendar

_A_FEW = 200
_FROM, _TO = 60, 90


def carry_out(
    step: Step,
    known: KnownCalendar | None,
    described: DescribedCalendar,
    plan: ImportPlan,
    progress: Callable[[int], None] | None,
) -> None:
    """Write what was planned.

    Args:
        step: The running step.
        known: The calendar as it is, None for a new one.
        described: What its row is to say.
        plan: What becomes of each event.
        progress: Is told how many hundredths are done.
    """
    writing = _Writing(step, _calendar(step, known, described))
    rows = [row for rows in plan.rows for row in rows]
    for done, row in enumerate(rows):
        writing.take(row)
        if progress is not None and done % _A_FEW == 0:
            progress(_FROM + (_TO - _FROM) * done // len(rows))
    writing.drop(plan)
    writing.write()


def _calendar(step: Step, known: KnownCalendar | None, described: DescribedCalendar) -> str:
    """Return the id of the calendar's row, made or brought up to date."""
    values = SourceCalendarFields.model_validate(
        {
            "name": described.name,
            "layer": described.layer,
            "customer_id": described.customer_id,
            "path": described.path,
        }
    ).model_dump()
    if known is None:
        row_id = new_id()
        insert_rows(step, SourceCalendar, [{"id": row_id, **values}])
        return row_id
    if known.path != described.path:
        update_rows(step, SourceCalendar, {known.id: {"path": described.path}})
    return known.id


class _Writing:
    """What is to be written, gathered by table."""

    def __init__(self, step: Step, calendar_id: str) -> None:
        self._step = step
        self._calendar_id = calendar_id
        self._new: dict[Any, list[dict[str, Any]]] = {Event: [], EventException: [], EventCustomer: []}
        self._changed: dict[Any, dict[str, dict[str, Any]]] = {Event: {}, EventException: {}}
        self._gone: dict[Any, list[str]] = {
            EventException: [], EventCustomer: [], EventAttendee: [], Event: []
        }  # fmt: skip

    def take(self, row: PlannedRow) -> None:
        """Add what one event needs."""
        stored = row.stored
        if stored is not None and row.verb == "unchanged" and stored.key == row.event.key:
            return
        if stored is None:
            event_id = new_id()
            columns = {"id": event_id, "source_calendar_id": self._calendar_id, "foreign_uid": row.event.key}
            self._new[Event].append(columns | self._validated(row))
        else:
            event_id = stored.id
            changed = {"foreign_uid": row.event.key} if stored.key != row.event.key else {}
            if row.verb == "changed":
                valid = self._validated(row)
                changed |= {
                    name: valid[name] for name in COMPARED if row.columns[name] != stored.columns[name]
                }
            # Also where only its exceptions differ: an event's revision rises with what belongs to it.
            self._changed[Event][event_id] = changed
        self._exceptions(row, event_id)
        self._customer(row, event_id)

    def _validated(self, row: PlannedRow) -> dict[str, Any]:
        values = dict(row.columns)
        values["start"] = row.event.series.start
        values["end_date"] = row.event.series.end_date
        return EventFields.model_validate(values).model_dump()

    def _exceptions(self, row: PlannedRow, event_id: str) -> None:
        stored = row.stored.exceptions if row.stored is not None else {}
        for start, (row_id, _said) in stored.items():
            if start not in row.exceptions:
                self._gone[EventException].append(row_id)
        for exception in row.event.series.exceptions:
            values = {
                "event_id": event_id,
                "original_start": exception.original_start,
                "cancelled": exception.cancelled,
                "start": exception.start,
                "length": exception.length_minutes,
                "end_date": exception.end_date,
                "title": exception.title,
                "place": exception.place,
                "agenda": exception.agenda,
            }
            known = stored.get(f"{exception.original_start:%Y-%m-%d %H:%M:%S.%f}")
            if known is None:
                valid = EventExceptionFields.model_validate(values).model_dump()
                self._new[EventException].append({"id": new_id(), **valid})
            elif known[1] != row.exceptions[f"{exception.original_start:%Y-%m-%d %H:%M:%S.%f}"]:
                valid = EventExceptionFields.model_validate(values).model_dump()
                self._changed[EventException][known[0]] = {name: valid[name] for name in EXCEPTION_COLUMNS}

    def _customer(self, row: PlannedRow, event_id: str) -> None:
        present = row.stored.customers if row.stored is not None else {}
        self._gone[EventCustomer] += [
            row_id for customer_id, row_id in present.items() if customer_id != row.customer_id
        ]
        if row.customer_id is not None and row.customer_id not in present:
            link = {"id": new_id(), "event_id": event_id, "customer_id": row.customer_id}
            self._new[EventCustomer].append(link)

    def drop(self, plan: ImportPlan) -> None:
        """Add what goes; an event that something of the user's own hangs on is cancelled instead."""
        for gone in plan.gone:
            event = gone.event
            if event.own:
                valid = EventFields.model_validate(
                    {
                        **event.columns,
                        "status": "cancelled",
                        "start": datetime.fromisoformat(event.columns["start"]),
                        "end_date": date.fromisoformat(event.columns["end_date"])
                        if event.columns["end_date"]
                        else None,
                    }
                )
                self._changed[Event][event.id] = {"status": valid.status}
                continue
            self._gone[EventException] += [row_id for row_id, _said in event.exceptions.values()]
            self._gone[EventCustomer] += event.customers.values()
            self._gone[EventAttendee] += event.attendees
            self._gone[Event].append(event.id)

    def write(self) -> None:
        """Write everything: what goes first, so that no unique value is in the way."""
        for model, ids in self._gone.items():
            delete_rows(self._step, model, ids)
        for model, changes in self._changed.items():
            update_rows(self._step, model, changes)
        for model, rows in self._new.items():
            insert_rows(self._step, model, rows)
