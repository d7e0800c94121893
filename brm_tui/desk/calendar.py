"""Reading the integrated calendar: what takes place between two days, in the user's zone."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from zoneinfo import ZoneInfo

from brm_tui.desk.desk import Desk
from brm_tui.errors import FieldError
from brm_tui.rules.vocabulary import CalendarLayer
from brm_tui.store.queries.calendar import Window, calendar_entries
from brm_tui.store.queries.calendar_entry import CalendarEntry
from brm_tui.store.queries.rows import find_id

__all__ = ["CalendarEntry", "occurrences"]


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
    known = [layer.value for layer in CalendarLayer]
    for layer in layers:
        if layer not in known:
            raise FieldError("layer", layer, " ".join(known))
    customer_id = desk.read(find_id, "customers", customer) if customer else None
    window = Window(first, last, ZoneInfo(desk.clock.zone), customer_id, include_cancelled)
    found: list[CalendarEntry] = desk.read(calendar_entries, window, layers)
    return found
