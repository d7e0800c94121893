"""Reading the integrated calendar: what takes place between two days, in the user's zone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from brm_tui.desk.clashes import clashes_of_part, found_clashes
from brm_tui.desk.desk import Desk
from brm_tui.errors import FieldError, NotFoundError
from brm_tui.rules.clash_terms import Clash, ClashKind, ClashSeverity
from brm_tui.rules.vocabulary import CalendarLayer
from brm_tui.store.queries.calendar import Window, calendar_entries
from brm_tui.store.queries.calendar_counts import Closed, DayCounts, day_counts
from brm_tui.store.queries.calendar_detail import (
    EventDetail,
    agreement_of,
    event_detail,
    has_entries,
)
from brm_tui.store.queries.calendar_entry import CalendarEntry, EntryKey
from brm_tui.store.queries.horizon import horizon
from brm_tui.store.queries.rows import find_id

__all__ = [
    "CalendarEntry",
    "Clash",
    "ClashKind",
    "ClashSeverity",
    "Closed",
    "DayCounts",
    "EntryKey",
    "EventDetail",
    "agreement_named",
    "clashes_among",
    "counts_by_day",
    "occurrence_detail",
    "occurrences",
    "state_of_calendar",
]


@dataclass(frozen=True, slots=True)
class CalendarState:
    """What is so of the whole calendar.

    Attributes:
        empty: Whether nothing stands in it.
        horizon: The last day that series reach to.
        customer: The customer that was asked for; empty where there is none such any more.
    """

    empty: bool
    horizon: date
    customer: str = ""


def occurrences(
    desk: Desk,
    first: date,
    last: date,
    *,
    layers: Collection[str] = (),
    customer: str = "",
    include_cancelled: bool = False,
) -> list[CalendarEntry]:
    """Return every entry of the integrated calendar that lies, at least in part, between two days, in order.

    Args:
        desk: The desk.
        first: The first day, by the user's clock.
        last: The last day, inclusive.
        layers: Only these layers; empty: all.
        customer: Only what concerns this customer, by code, id or name, and the freezes; empty: all.
        include_cancelled: Whether what does not take place comes too, marked so.

    Raises:
        BrmError: There is no such layer or customer.
    """
    window = _window(desk, first, last, layers, customer, include_cancelled)
    found: list[CalendarEntry] = desk.read(calendar_entries, window, layers)
    return found


def counts_by_day(
    desk: Desk, first: date, last: date, *, layers: Collection[str] = (), customer: str = ""
) -> DayCounts:
    """Return how many entries of each layer begin on each day, and the days that are closed for changes.

    Args:
        desk: The desk.
        first: The first day, by the user's clock.
        last: The last day, inclusive.
        layers: Only these layers; empty: all.
        customer: Only what concerns this customer, by code, id or name, and the freezes; empty: all.

    Raises:
        BrmError: There is no such layer or customer.
    """
    found: DayCounts = desk.read(day_counts, _window(desk, first, last, layers, customer), layers)
    return found


def _window(
    desk: Desk, first: date, last: date, layers: Collection[str], customer: str, cancelled: bool = False
) -> Window:
    known = [layer.value for layer in CalendarLayer]
    for layer in layers:
        if layer not in known:
            raise FieldError("layer", layer, " ".join(known))
    customer_id = desk.read(find_id, "customers", customer) if customer else None
    return Window(first, last, ZoneInfo(desk.clock.zone), customer_id, cancelled)


def clashes_among(
    desk: Desk, entries: Sequence[CalendarEntry], *, part: bool = False
) -> list[Clash[CalendarEntry]]:
    """Return what clashes among some entries, the reasons with it.

    Args:
        desk: The desk.
        entries: What takes place, and what was cancelled, so that forums' meetings are missed.
        part: Whether they are only some layers', or one customer's: they are held against the rest too.
    """
    return clashes_of_part(desk, entries) if part else found_clashes(desk, entries)


def occurrence_detail(desk: Desk, event_id: str, original_start: datetime) -> EventDetail:
    """Return everything about one occurrence of an event.

    Raises:
        NotFoundError: The event is gone.
    """
    found: EventDetail | None = desk.read(event_detail, event_id, original_start)
    if found is None:
        raise NotFoundError("event", event_id)
    return found


def agreement_named(desk: Desk, table: str, row_id: str) -> str:
    """Return the id of the agreement that an ``appendix`` or ``objective`` belongs to.

    Raises:
        NotFoundError: It is gone.
    """
    found: str = desk.read(agreement_of, table, row_id)
    if not found:
        raise NotFoundError(table, row_id)
    return found


def state_of_calendar(desk: Desk, customer: str = "") -> CalendarState:
    """Return whether anything stands in the calendar, how far it reaches, and whether a customer is there."""
    if customer:
        try:
            desk.read(find_id, "customers", customer)
        except NotFoundError:
            customer = ""
    return CalendarState(not desk.read(has_entries), desk.read(horizon), customer)
