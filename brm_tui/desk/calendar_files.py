"""Writing the integrated calendar to files."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from brm_tui.config import write_atomically
from brm_tui.desk.calendar_identities import rendered, restored
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError, FieldError
from brm_tui.interchange.ics import calendar_warnings, write_calendar
from brm_tui.rules.calendar_items import CalendarItem
from brm_tui.rules.kinds import KINDS
from brm_tui.rules.recurrence import expand
from brm_tui.rules.vocabulary import CalendarLayer
from brm_tui.store.failures import told
from brm_tui.store.queries.calendar_items import DraftItem, all_sources, drafts
from brm_tui.store.queries.convert import bind_instant, read_instant
from brm_tui.store.queries.horizon import horizon
from brm_tui.store.queries.rows import find_id, label_of

CANCELLATIONS_KEPT = timedelta(days=400)


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


@dataclass(frozen=True, slots=True)
class Selection:
    """Which entries.

    Attributes:
        layers: Which layers; empty: all.
        customer: A customer's code, id or name; empty: all.
        first: Only what takes place on or after this day.
        last: Only what takes place on or before this day.
        changed: Only what says something else than when it was last exported.
    """

    layers: Collection[str] = ()
    customer: str = ""
    first: date | None = None
    last: date | None = None
    changed: bool = False


def checked_layers(layers: Collection[str]) -> tuple[str, ...]:
    """Return layers as they are called.

    Raises:
        FieldError: There is no such layer.
    """
    known = [layer.value for layer in CalendarLayer]
    for layer in layers:
        if layer not in known:
            raise FieldError("layer", layer, " ".join(known))
    return tuple(layers)


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of a file: what it says, whose identity that is, and the draft it was made from, as text."""

    item: CalendarItem
    identity: str
    said: str


def calendar_items(desk: Desk, selection: Selection) -> list[CalendarItem]:
    """Return the selected entries with their identities, cancellations of what was once exported too."""
    return [entry.item for entry in _entries(desk, selection)]


def _entries(desk: Desk, selection: Selection) -> list[_Entry]:
    layers = checked_layers(selection.layers)
    connection = desk.reader
    with told(desk.home.database):
        # One moment of the desk, whatever another window writes meanwhile.
        connection.execute("BEGIN")
        try:
            customer_id = find_id(connection, "customers", selection.customer) if selection.customer else None
            found = _living(connection, layers, customer_id, selection)
            found += _cancelled(desk, connection, layers, customer_id, selection)
        finally:
            connection.execute("ROLLBACK")
    return sorted(found, key=lambda entry: (entry.item.series.start, entry.item.uid))


def _living(
    connection: sqlite3.Connection, layers: tuple[str, ...], customer_id: str | None, selection: Selection
) -> list[_Entry]:
    identities = {
        (source, source_id, part): (row_id, said, uid, sequence, read_instant(stamp), read_instant(created))
        for source, source_id, part, row_id, said, uid, sequence, stamp, created in connection.execute(
            "SELECT source, source_id, occurrence, id, last_rendered, uid, sequence, stamp, created"
            " FROM calendar_identity WHERE cancelled_at IS NULL"
        )
    }
    found = []
    for draft in drafts(connection, all_sources(connection)):
        identity = identities.get((draft.source, draft.source_id, draft.part))
        if identity is None or not _selected(draft, layers, customer_id, selection):
            continue
        row_id, said, *known = identity
        saying = rendered(draft)
        if not (selection.changed and said == saying):
            found.append(_Entry(_item(draft, *known), row_id, saying))
    return found


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


def _item(draft: DraftItem, uid: str, sequence: int, stamp: datetime, created: datetime) -> CalendarItem:
    return CalendarItem(
        uid=uid,
        sequence=sequence,
        stamp=stamp,
        layer=draft.layer,
        series=draft.series,
        title=draft.title,
        status=draft.status,
        place=draft.place,
        description=draft.description,
        agenda=draft.agenda,
        busy=draft.busy,
        reminder_minutes=draft.reminder_minutes,
        created=created,
    )


def _cancelled(
    desk: Desk,
    connection: sqlite3.Connection,
    layers: tuple[str, ...],
    customer_id: str | None,
    selection: Selection,
) -> list[_Entry]:
    since = bind_instant(desk.clock.now() - CANCELLATIONS_KEPT)
    found = []
    for row_id, uid, sequence, stamp, created, said in connection.execute(
        "SELECT id, uid, sequence, stamp, created, last_rendered FROM calendar_identity"
        " WHERE cancelled_at >= ? AND last_rendered <> '' ORDER BY uid",
        (since,),
    ):
        draft = restored(said)
        if _selected(draft, layers, customer_id, selection):
            item = _item(draft, uid, sequence, read_instant(stamp), read_instant(created))
            found.append(_Entry(replace(item, status="cancelled", busy=False), row_id, said))
    return found


def calendar_name(desk: Desk, customer: str) -> str:
    """Return what the calendar of one customer, or of all, is called."""
    if not customer:
        return "Integrated calendar"
    row_id = desk.read(find_id, "customers", customer)
    return f"{desk.read(label_of, KINDS['customers'], row_id)} · integrated calendar"


def _file(desk: Desk, selection: Selection, entries: Sequence[_Entry]) -> bytes:
    """Return the calendar file that holds these entries."""
    items = [entry.item for entry in entries]
    return write_calendar(calendar_name(desk, selection.customer), items, horizon=desk.read(horizon))


def calendar_bytes(desk: Desk, selection: Selection) -> tuple[bytes, list[CalendarItem]]:
    """Return the file for a selection, and what stands in it."""
    entries = _entries(desk, selection)
    return _file(desk, selection, entries), [entry.item for entry in entries]


def export_calendar(desk: Desk, path: Path, selection: Selection) -> WrittenCalendar:
    """Write the selected entries to a file in one move, and remember what has left the house.

    Raises:
        BrmError: A layer or customer is unknown, or the file cannot be written; what stood there is unchanged.
    """
    return _export(desk, path, selection, _entries(desk, selection))


def _export(desk: Desk, path: Path, selection: Selection, entries: Sequence[_Entry]) -> WrittenCalendar:
    desk.check_writable()
    content = _file(desk, selection, entries)
    write_atomically(path, content)
    cancelled = sum(entry.item.status == "cancelled" for entry in entries)
    _remember(desk, entries)
    return WrittenCalendar(path, len(entries), cancelled, calendar_warnings(content))


def export_split(desk: Desk, folder: Path, selection: Selection) -> list[WrittenCalendar]:
    """Write a file for each customer that has something in the calendar, named by its code.

    Raises:
        BrmError: A layer or customer is unknown, or a file cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BrmError("Not written", f"{folder} cannot be made: {error.strerror or error}.") from error
    codes = desk.read(
        lambda connection: connection.execute("SELECT code FROM customer ORDER BY code").fetchall()
    )
    wanted = [selection.customer] if selection.customer else [code for (code,) in codes]
    written = []
    for code in wanted:
        own = replace(selection, customer=code)
        entries = _entries(desk, own)
        if entries:
            written.append(_export(desk, folder / f"{code}.ics", own, entries))
    return written


def _remember(desk: Desk, entries: Sequence[_Entry]) -> None:
    """Mark entries as exported with what they said, so that their end can be told. This is no step."""
    now = bind_instant(desk.clock.now())
    updates = [(now, entry.said, entry.identity) for entry in entries if entry.item.status != "cancelled"]
    with told(desk.home.database), desk.writing(), desk.engine.begin() as writing:
        raw: sqlite3.Connection = writing.connection.driver_connection  # type: ignore[assignment]
        raw.executemany(
            "UPDATE calendar_identity SET exported_at = COALESCE(exported_at, ?1), last_rendered = ?2"
            " WHERE id = ?3 AND last_rendered <> ?2",
            updates,
        )
