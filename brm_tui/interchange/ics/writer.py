"""Calendar files that Outlook, Google Calendar, Apple Calendar and Thunderbird read alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from brm_tui.interchange.ics.events import event_text
from brm_tui.interchange.ics.lines import escaped, folded, instant_value, one_line
from brm_tui.interchange.ics.plan import TimeForm, plan
from brm_tui.interchange.ics.vtimezone import vtimezone, zone_id
from brm_tui.rules.calendar_items import CalendarItem

PRODUCT = "-//brm-tui//Integrated calendar//EN"
"""Who wrote the file: without a version, so that the same desk gives the same bytes after an update."""
RENDERING = 1
"""Raised with every change of how an item is rendered, so that no text is kept from before it."""
GOOGLE_BYTES = 1_000_000
"""The largest file that Google Calendar imports."""
GOOGLE_ZONE_LINES = 200
"""The most lines of VTIMEZONE that Google Calendar imports."""

_ZONE = re.compile(rb"^BEGIN:VTIMEZONE\r$.*?^END:VTIMEZONE\r$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class ItemText:
    """One item as it stands in a file: what is worth keeping between exports.

    It is right for as long as the item and the horizon it was rendered with stay the same.

    Attributes:
        events: Its VEVENTs, lines folded and ended.
        zone: The TZID they use, or empty.
        order: What the items of a file are sorted by.
        uids: The UID of each VEVENT that is no override, in the order of the text.
    """

    events: str
    zone: str
    order: str
    uids: tuple[str, ...]


def render_item(item: CalendarItem, horizon: date) -> ItemText:
    """Return an item as text, to be kept or put into a file.

    Args:
        item: What goes out.
        horizon: The last date on which an instance of a series goes out.
    """
    planned = plan(item, horizon)
    if not planned:
        return ItemText("", "", "", ())
    zoned = any(event.form is TimeForm.ZONED for event in planned)
    return ItemText(
        events="".join(event_text(item, event) for event in planned),
        zone=zone_id(item.series.zone) if zoned else "",
        order=f"{instant_value(planned[0].occurrence.start_utc)} {planned[0].uid}",
        uids=tuple(event.uid for event in planned if not event.is_override),
    )


def assemble_calendar(
    name: str, texts: Iterable[ItemText], *, horizon: date, product: str = PRODUCT
) -> bytes:
    """Return a calendar file of items that were rendered with the same horizon.

    Args:
        name: What readers call the calendar.
        texts: The items, in any order.
        horizon: The last date on which an instance of a series goes out.
        product: Who wrote the file.
    """
    ordered = sorted((text for text in texts if text.events), key=lambda text: text.order)
    shown = escaped(one_line(name)) or "Calendar"
    named = [folded(f"NAME:{shown}"), folded(f"X-WR-CALNAME:{shown}")]
    zones = {text.zone for text in ordered if text.zone}
    events = "".join(text.events for text in ordered)
    return calendar_file("PUBLISH", named, zones, events, year=horizon.year, product=product)


def calendar_file(
    method: str, named: list[str], zones: Iterable[str], events: str, *, year: int, product: str = PRODUCT
) -> bytes:
    """Return a VCALENDAR.

    Args:
        method: What its reader is to do with it.
        named: The lines that name it, folded.
        zones: The TZIDs that are used.
        events: Its VEVENTs.
        year: Whose rules the zones follow.
        product: Who wrote it.
    """
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        folded(f"PRODID:{escaped(one_line(product))}"),
        "CALSCALE:GREGORIAN",
        f"METHOD:{method}",
        *named,
        "",
    ]
    parts = [
        "\r\n".join(head),
        *(vtimezone(zone, year) for zone in sorted(zones)),
        events,
        "END:VCALENDAR\r\n",
    ]
    return "".join(parts).encode()


def write_calendar(
    name: str, items: Iterable[CalendarItem], *, horizon: date, product: str = PRODUCT
) -> bytes:
    """Return a calendar file. The same items and horizon give the same bytes.

    Args:
        name: What readers call the calendar.
        items: What goes out, in any order.
        horizon: The last date on which an instance of a series goes out.
        product: Who wrote the file.
    """
    texts = [render_item(item, horizon) for item in items]
    return assemble_calendar(name, texts, horizon=horizon, product=product)


def calendar_warnings(file: bytes) -> tuple[str, ...]:
    """Return what readers will not take about a file as it is, in whole sentences."""
    found = []
    if len(file) > GOOGLE_BYTES:
        megabytes = len(file) / 1_000_000
        found.append(f"The file has {megabytes:.1f} MB; Google Calendar imports at most 1 MB. Split it.")
    zones = file[: max(0, file.find(b"BEGIN:VEVENT"))]
    zone_lines = sum(zone.count(b"\n") + 1 for zone in _ZONE.findall(zones))
    if zone_lines > GOOGLE_ZONE_LINES:
        found.append(
            f"The file has {zone_lines} lines of time zones; Google Calendar imports at most "
            f"{GOOGLE_ZONE_LINES}. Split it."
        )
    return tuple(found)
