"""What calendar files hold, entry by entry, kept as text so that a file after one change costs one entry."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from brm_tui.desk.calendar_selection import Selection, checked_layers
from brm_tui.desk.desk import Desk
from brm_tui.interchange.ics import RENDERING, ItemText, render_item
from brm_tui.rules.calendar_items import CalendarItem, OccurrenceIdentity
from brm_tui.store.calendar_identities import INSIDE
from brm_tui.store.driver import driver_of
from brm_tui.store.failures import told
from brm_tui.store.queries.calendar_items import DraftItem, drafts
from brm_tui.store.queries.convert import bind_date, bind_instant, read_instant
from brm_tui.store.queries.draft_text import rendered, restored
from brm_tui.store.queries.horizon import horizon
from brm_tui.store.queries.rows import find_id
from brm_tui.store.queries.series import chunks, marks

CANCELLATIONS_KEPT = timedelta(days=400)
_AT_ONCE = 4000
"""How many entries are rendered before they are kept."""


@dataclass(frozen=True, slots=True)
class Identified:
    """An entry with its identity.

    Attributes:
        identity: The id of the identity's row.
        draft: What it says.
        item: The same, as files take it.
        version: What tells whether it has changed since: hash and sequence.
    """

    identity: str
    draft: DraftItem
    item: CalendarItem
    version: tuple[str, int]


@dataclass(frozen=True, slots=True)
class KeptText:
    """An entry's text.

    Attributes:
        identity: The id of the identity's row.
        text: What stands in files.
        digest: Hash of that.
        layer: Its layer.
        customers: The ids of the customers it concerns.
        cancelled: Whether it says that the entry is gone.
    """

    identity: str
    text: ItemText
    digest: str
    layer: str
    customers: tuple[str, ...]
    cancelled: bool


_STILL_TOLD = "(i.cancelled_at IS NULL OR (i.cancelled_at >= :since AND i.last_rendered <> ''))"
_COLUMNS = (
    "SELECT i.id, i.source, i.source_id, i.occurrence, i.uid, i.sequence, i.stamp, i.created, i.cancelled_at,"
    " i.last_rendered, i.content_hash"
)
_ENTRIES = (
    " FROM calendar_identity i"
    # An occurrence that lives stands in its series' text.
    " WHERE (i.source <> 'event' OR i.occurrence = '' OR i.cancelled_at IS NOT NULL) AND " + _STILL_TOLD
)


def identified(
    connection: sqlite3.Connection, now: datetime, *, ids: Sequence[str] = (), event_id: str = ""
) -> list[Identified]:
    """Return every entry that files may hold: what is there, and what was exported and is gone.

    Args:
        connection: Where to read.
        now: Cancellations older than 400 days are left out.
        ids: Only these identities; empty: all.
        event_id: Only this event; empty: all.
    """
    query = f"{_COLUMNS}{_ENTRIES}"
    parameters: dict[str, object] = {"since": bind_instant(now - CANCELLATIONS_KEPT)}
    if ids:
        named = {f"id{number}": identity for number, identity in enumerate(ids)}
        query += f" AND i.id IN ({', '.join(f':{name}' for name in named)})"
        parameters |= named
    if event_id:
        query += " AND i.source = 'event' AND i.source_id = :event"
        parameters["event"] = event_id
    rows = connection.execute(query, parameters).fetchall()
    living = {(row[1], row[2]) for row in rows if row[8] is None}
    said = {(draft.source, draft.source_id, draft.part): draft for draft in drafts(connection, living)}
    events = [source_id for source, source_id in living if source == "event"]
    return list(_with_identity(rows, said, _occurrences(connection, events)))


def _not_kept(
    connection: sqlite3.Connection, now: datetime, last: date, layers: Collection[str]
) -> list[str]:
    """Return the identities of some layers whose text is not kept for a horizon."""
    parameters: dict[str, object] = {
        "since": bind_instant(now - CANCELLATIONS_KEPT), "horizon": bind_date(last), "rendering": RENDERING,
    }  # fmt: skip
    query = (
        f"SELECT i.id{_ENTRIES} AND NOT EXISTS (SELECT 1 FROM calendar_text t WHERE t.identity_id = i.id"
        " AND t.horizon = :horizon AND t.rendering = :rendering)"
    )
    if layers:
        query += f" AND {_of_layers(layers, parameters)}"
    return [row[0] for row in connection.execute(f"{query} ORDER BY i.id", parameters)]


def _occurrences(
    connection: sqlite3.Connection, events: Iterable[str]
) -> dict[str, tuple[OccurrenceIdentity, ...]]:
    """Return the identities of single occurrences of some events, in order."""
    found: dict[str, list[OccurrenceIdentity]] = {}
    for ids in chunks(events):
        for event_id, part, uid, sequence, stamp in connection.execute(
            "SELECT source_id, occurrence, uid, sequence, stamp FROM calendar_identity WHERE source = 'event'"
            f" AND occurrence <> '' AND cancelled_at IS NULL AND source_id IN ({marks(ids)})"
            " ORDER BY source_id, occurrence",
            ids,
        ):
            day, inside = date.fromisoformat(part.removesuffix(INSIDE)), part.endswith(INSIDE)
            own = OccurrenceIdentity(day, uid, sequence, read_instant(stamp), inside)
            found.setdefault(event_id, []).append(own)
    return {event_id: tuple(items) for event_id, items in found.items()}


def _with_identity(
    rows: Sequence[tuple[object, ...]],
    said: dict[tuple[str, str, str], DraftItem],
    occurrences: dict[str, tuple[OccurrenceIdentity, ...]],
) -> Iterator[Identified]:
    for row in rows:
        identity, source, source_id, part, uid, sequence, stamp, created, gone, last, content = row
        draft = restored(str(last)) if gone else said.get((str(source), str(source_id), str(part)))
        if draft is None:
            continue
        item = CalendarItem(
            uid=str(uid),
            sequence=int(str(sequence)),
            stamp=read_instant(str(stamp)),
            layer=draft.layer,
            series=draft.series,
            title=draft.title,
            status=draft.status,
            place=draft.place,
            description=draft.description,
            agenda=draft.agenda,
            busy=draft.busy,
            reminder_minutes=draft.reminder_minutes,
            created=read_instant(str(created)),
            occurrences=() if gone else occurrences.get(str(source_id), ()),
        )
        if gone:
            item = replace(item, status="cancelled", busy=False)
        yield Identified(str(identity), draft, item, (str(content), item.sequence))


def _of_layers(layers: Collection[str], parameters: dict[str, object]) -> str:
    """Return the condition that an identity is of some layers, its values added to the parameters."""
    named = {f"layer{number}": layer for number, layer in enumerate(layers)}
    parameters |= named
    return f"i.layer IN ({', '.join(f':{name}' for name in named)})"


def keep_texts(desk: Desk, layers: Collection[str]) -> None:
    """Render every entry of some layers that is not kept yet for the desk's horizon, and keep it. This is no step."""
    last = desk.read(horizon)
    # A part at a time, so that neither memory nor the moment for which nobody else can write grows with the desk.
    ids = desk.read(_not_kept, desk.clock.now(), last, layers)
    for begin in range(0, len(ids), _AT_ONCE):
        part = ids[begin : begin + _AT_ONCE]
        _keep(desk, desk.read(identified, desk.clock.now(), ids=part), last)


def _keep(desk: Desk, missing: list[Identified], last: date) -> None:
    kept = [_row(entry, render_item(entry.item, last), last) for entry in missing]
    with told(desk.home.database), desk.writing(), desk.engine.begin() as writing:
        raw = driver_of(writing)
        raw.executemany("DELETE FROM calendar_text WHERE identity_id = ?", [(row[0],) for row in kept])
        # Another window may have changed an entry while it was rendered: its text is then not kept.
        raw.executemany(
            "INSERT INTO calendar_text (identity_id, horizon, rendering, events, digest, zone, sort_key, said,"
            " customers, first_day, last_day) SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM"
            " calendar_identity i WHERE i.id = ? AND i.content_hash = ? AND i.sequence = ?)",
            kept,
        )


def _row(entry: Identified, text: ItemText, last: date) -> tuple[object, ...]:
    series = entry.draft.series
    ends = (series.start + series.length).date() - timedelta(days=int(series.all_day))
    return (
        entry.identity, bind_date(last), RENDERING, text.events,
        hashlib.sha256(text.events.encode()).hexdigest()[:32], text.zone, text.order, rendered(entry.draft),
        ",".join(entry.draft.customers), bind_date(series.start.date()),
        bind_date(_last_day(entry.draft, last) if series.recurrence or series.exceptions else ends),
        entry.identity, *entry.version,
    )  # fmt: skip


def _last_day(draft: DraftItem, last: date) -> date:
    """Return the last day on which a series may take place, its moved occurrences too."""
    moved = [exception.start.date() for exception in draft.series.exceptions if exception.start is not None]
    return max([last, *moved])


_DURING = (
    "CASE WHEN i.source = 'event' AND i.cancelled_at IS NULL"
    " THEN EXISTS (SELECT 1 FROM occurrence o WHERE o.event_id = i.source_id"
    ' AND o.start < :after AND (o."end" > :from OR o.start >= :from))'
    " ELSE t.first_day <= :last AND t.last_day >= :first END"
)


def selected_texts(desk: Desk, selection: Selection) -> list[KeptText]:
    """Return the texts of the selected entries.

    Raises:
        BrmError: A layer or customer is unknown.
    """
    layers = checked_layers(selection.layers)
    keep_texts(desk, layers)
    last_day = desk.read(horizon)
    conditions = [_STILL_TOLD, "t.horizon = :horizon", "t.rendering = :rendering"]
    parameters: dict[str, object] = {
        "since": bind_instant(desk.clock.now() - CANCELLATIONS_KEPT), "horizon": bind_date(last_day),
        "rendering": RENDERING,
    }  # fmt: skip
    if layers:
        conditions.append(_of_layers(layers, parameters))
    if selection.customer:
        conditions.append("t.customers LIKE :customer")
        parameters["customer"] = f"%{desk.read(find_id, 'customers', selection.customer)}%"
    if selection.first is not None or selection.last is not None:
        first, last = selection.first or date.min, selection.last or date(9998, 12, 31)
        conditions.append(_DURING)
        parameters |= {"first": bind_date(first), "last": bind_date(last)}
        parameters |= {
            "from": f"{first} 00:00:00.000000",
            "after": f"{last + timedelta(days=1)} 00:00:00.000000",
        }
    query = (
        "SELECT i.id, t.events, t.zone, t.sort_key, t.digest, i.layer, t.customers, i.cancelled_at IS NOT NULL"
        f" FROM calendar_identity i JOIN calendar_text t ON t.identity_id = i.id WHERE {' AND '.join(conditions)}"
    )
    rows = desk.read(lambda connection: connection.execute(query, parameters).fetchall())
    return [
        KeptText(
            identity, ItemText(events, zone, order, ()), digest, layer,
            tuple(customers.split(",")) if customers else (), bool(cancelled),
        )
        for identity, events, zone, order, digest, layer, customers, cancelled in rows
        if events
    ]  # fmt: skip
