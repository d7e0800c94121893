"""Writing the integrated calendar to files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from brm_tui.config import write_atomically
from brm_tui.desk.calendar_selection import Selection, checked_layers
from brm_tui.desk.calendar_state import last_said, only_changed, remember
from brm_tui.desk.calendar_texts import KeptText, identified, selected_texts
from brm_tui.desk.desk import Desk
from brm_tui.interchange.ics import assemble_calendar, calendar_warnings
from brm_tui.rules.calendar_items import CalendarItem
from brm_tui.rules.kinds import KINDS
from brm_tui.rules.recurrence import expand
from brm_tui.store.failures import told
from brm_tui.store.queries.calendar_items import DraftItem
from brm_tui.store.queries.horizon import horizon
from brm_tui.store.queries.rows import find_id, label_of

__all__ = [
    "Selection",
    "WrittenCalendar",
    "calendar_bytes",
    "calendar_items",
    "calendar_name",
    "export_calendar",
    "write_calendar_file",
]


@dataclass(frozen=True, slots=True)
class WrittenCalendar:
    """What was written.

    Attributes:
        path: Where.
        items: How many entries.
        cancelled: How many of them say that something is gone.
        warnings: What a reader may not like.
    """

    path: Path
    items: int
    cancelled: int
    warnings: tuple[str, ...]


def calendar_items(desk: Desk, selection: Selection) -> list[CalendarItem]:
    """Return the selected entries with their identities, cancellations of what was once exported too.

    Whether they changed since some export is not asked here.
    """
    layers = checked_layers(selection.layers)
    connection = desk.reader
    with told(desk.home.database):
        # One moment of the desk, whatever another window writes meanwhile.
        connection.execute("BEGIN")
        try:
            customer_id = find_id(connection, "customers", selection.customer) if selection.customer else None
            found = [
                entry.item
                for entry in identified(connection, desk.clock.now())
                if _selected(entry.draft, layers, customer_id, selection)
            ]
        finally:
            connection.execute("ROLLBACK")
    return sorted(found, key=lambda item: (item.series.start, item.uid))


def _selected(
    draft: DraftItem, layers: tuple[str, ...], customer_id: str | None, selection: Selection
) -> bool:
    if layers and draft.layer not in layers:
        return False
    if customer_id is not None and customer_id not in draft.customers:
        return False
    if selection.first is None and selection.last is None:
        return True
    first = selection.first or draft.series.start.date()
    last = selection.last or max(first, draft.series.start.date()) + timedelta(days=366 * 10)
    return bool(expand(draft.series, first, last))


def calendar_name(desk: Desk, customer: str) -> str:
    """Return what the calendar of one customer, or of all, is called."""
    if not customer:
        return "Integrated calendar"
    row_id = desk.read(find_id, "customers", customer)
    return f"{desk.read(label_of, KINDS['customers'], row_id)} · integrated calendar"


def calendar_bytes(desk: Desk, selection: Selection) -> tuple[bytes, list[KeptText]]:
    """Return the whole file for a selection, and what stands in it."""
    texts = selected_texts(desk, selection)
    return _file(desk, calendar_name(desk, selection.customer), texts), texts


def _file(desk: Desk, name: str, texts: list[KeptText]) -> bytes:
    return assemble_calendar(name, [kept.text for kept in texts], horizon=desk.read(horizon))


def export_calendar(desk: Desk, path: Path, selection: Selection) -> WrittenCalendar:
    """Write the selected entries to a file in one move, and remember what has left the house.

    Raises:
        BrmError: A layer or customer is unknown, or the file cannot be written; what stood there is unchanged.
    """
    desk.check_writable()
    texts = selected_texts(desk, selection)
    name = calendar_name(desk, selection.customer)
    return write_calendar_file(desk, path, name, texts, changed=selection.changed)


def write_calendar_file(
    desk: Desk, path: Path, name: str, texts: list[KeptText], *, changed: bool = False
) -> WrittenCalendar:
    """Write entries to a file in one move, and remember that it said them.

    Args:
        desk: The desk.
        path: The file.
        name: What readers call the calendar.
        texts: The entries.
        changed: Only what says something else than this very file did when it was last written.

    Raises:
        BrmError: The file cannot be written; what stood there is unchanged.
    """
    path = path.absolute()
    said = last_said(desk, path)
    if changed:
        texts = only_changed(texts, said)
    content = _file(desk, name, texts)
    write_atomically(path, content)
    remember(desk, path, texts, said, whole=not changed)
    cancelled = sum(kept.cancelled for kept in texts)
    return WrittenCalendar(path, len(texts), cancelled, calendar_warnings(content))
