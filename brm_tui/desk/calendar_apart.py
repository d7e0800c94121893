"""The single occurrences of a series that files tell apart: each has an identity of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from brm_tui.interchange.ics.plan import PlannedEvent, plan
from brm_tui.rules.calendar_items import CalendarItem, Series
from brm_tui.store.calendar_identities import INSIDE
from brm_tui.store.queries.calendar_items import DraftItem

_NO_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)


def occurrences_apart(draft: DraftItem, horizon: date) -> Iterator[DraftItem]:
    """Yield the occurrences of a series that go out as overrides, or as events of their own, as entries by themselves.

    Args:
        draft: The series.
        horizon: The last date on which an instance of it goes out.
    """
    item = CalendarItem(
        uid="series",
        sequence=0,
        stamp=_NO_MOMENT,
        layer=draft.layer,
        series=draft.series,
        title=draft.title,
        place=draft.place,
        agenda=draft.agenda,
    )
    for event in plan(item, horizon):
        if event.is_override or event.uid != item.uid:
            yield _alone(draft, event)


def _alone(draft: DraftItem, event: PlannedEvent) -> DraftItem:
    occurrence = event.occurrence
    own = occurrence.exception
    series = Series(
        id=draft.series.id,
        start=occurrence.start,
        zone=draft.series.zone,
        length_minutes=None
        if occurrence.all_day
        else round((occurrence.end_utc - occurrence.start_utc).total_seconds() / 60),
        all_day=occurrence.all_day,
        end_date=(occurrence.end - timedelta(days=1)).date() if occurrence.all_day else None,
    )
    day = f"{occurrence.original_start:%Y%m%d}"
    alone = replace(draft, part=f"{day}{INSIDE}" if event.is_override else day, series=series)
    if own is None:
        return alone
    return replace(
        alone,
        title=draft.title if own.title is None else own.title,
        place=draft.place if own.place is None else own.place,
        agenda=draft.agenda if own.agenda is None else own.agenda,
    )
