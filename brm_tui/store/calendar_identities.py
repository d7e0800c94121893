"""Who each calendar entry is in files: its UID for good, its sequence and stamp, and its cancellation once it is gone.

Kept in the step that changes what is rendered, also when that step is an undo: sequences and stamps only rise.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace
from datetime import date, datetime

from brm_tui.model.base import new_id
from brm_tui.store.queries.calendar_items import DraftItem, all_sources, drafts
from brm_tui.store.queries.convert import bind_instant
from brm_tui.store.queries.draft_text import plain, rendered
from brm_tui.store.queries.horizon import horizon

INSIDE = "~"
"""Ends the part of an occurrence that stays in its series under the series' UID: its own is in no file."""

Apart = Callable[[DraftItem, date], Iterable[DraftItem]]
"""Returns the single occurrences of an entry that files tell apart up to a horizon, each with a part of its own."""


def uid_of(source_id: str, part: str, domain: str) -> str:
    """Return the UID of a calendar entry: the row's id, and which of its entries."""
    return f"{source_id}{'-' + part if part else ''}@{domain}"


def _hashes(draft: DraftItem) -> tuple[str, str]:
    """Return the hash of all that is rendered, and that of time, recurrence, status and place."""
    series = asdict(draft.series)
    series["exceptions"] = [
        {
            name: item[name]
            for name in ("original_start", "cancelled", "start", "length_minutes", "end_date", "place")
        }
        for item in series["exceptions"]
    ]
    schedule = json.dumps([series, draft.status, draft.place], default=plain, sort_keys=True)
    return _digest(rendered(draft)), _digest(schedule)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def entries(raw: sqlite3.Connection, sources: Iterable[tuple[str, str]], apart: Apart) -> Iterator[DraftItem]:
    """Yield what files say of some rows: each entry, and behind it its occurrences that have an identity.

    What was called off is told as gone, whether or not its row is still there.
    """
    last = horizon(raw)
    for draft in drafts(raw, sources):
        if draft.status != "cancelled":
            yield draft
            if draft.series.recurrence:
                yield from apart(draft, last)


def outdated(raw: sqlite3.Connection, apart: Apart) -> set[tuple[str, str]]:
    """Return the sources, as table and id, whose entries are not what their identities were last kept for."""
    kept = {
        (source, source_id, part): (content, schedule)
        for source, source_id, part, content, schedule in raw.execute(
            "SELECT source, source_id, occurrence, content_hash, schedule_hash FROM calendar_identity"
            " WHERE cancelled_at IS NULL"
        )
    }
    now = {
        (draft.source, draft.source_id, draft.part): _hashes(draft)
        for draft in entries(raw, all_sources(raw), apart)
    }
    return {key[:2] for key in kept.keys() | now.keys() if kept.get(key) != now.get(key)}


def refresh(
    raw: sqlite3.Connection, sources: Iterable[tuple[str, str]], now: datetime, domain: str, apart: Apart
) -> None:
    """Bring the identities of some rows' entries up to date with what they say now."""
    wanted = set(sources)
    stamp = bind_instant(now)
    present: dict[tuple[str, str, str], tuple[str, str, str, str | None, str | None]] = {}
    for source, source_id in wanted:
        for row in raw.execute(
            "SELECT id, occurrence, content_hash, schedule_hash, cancelled_at, exported_at FROM calendar_identity"
            " WHERE source = ? AND source_id = ?",
            (source, source_id),
        ):
            present[source, source_id, row[1]] = (row[0], row[2], row[3], row[4], row[5])
    for draft in entries(raw, wanted, apart):
        content, schedule = _hashes(draft)
        old = present.pop((draft.source, draft.source_id, draft.part), None)
        alone = draft.source == "event" and draft.part != ""
        if old is None:
            _insert(raw, draft, stamp, domain, content, schedule)
        elif old[3] is not None or old[1] != content:
            rise = 1 if old[3] is not None or old[2] != schedule else 0
            raw.execute(
                "UPDATE calendar_identity SET layer = ?, sequence = sequence + ?, stamp = ?, cancelled_at = NULL,"
                " content_hash = ?, schedule_hash = ?, last_rendered = CASE WHEN ? THEN ? ELSE last_rendered END"
                " WHERE id = ?",
                (draft.layer, rise, stamp, content, schedule, alone, _remembered(draft), old[0]),
            )
            _forget_text(raw, old[0])
    for row_id, _content, _schedule, cancelled_at, exported_at in present.values():
        if exported_at is None:
            raw.execute("DELETE FROM calendar_identity WHERE id = ?", (row_id,))
            _forget_text(raw, row_id)
        elif cancelled_at is None:
            raw.execute(
                "UPDATE calendar_identity SET sequence = sequence + 1, stamp = ?, cancelled_at = ? WHERE id = ?",
                (stamp, stamp, row_id),
            )
            _forget_text(raw, row_id)


def _insert(
    raw: sqlite3.Connection, draft: DraftItem, stamp: str, domain: str, content: str, schedule: str
) -> None:
    """Make the identity of an entry, or of an occurrence, which begins where its series stands."""
    raw.execute(
        "INSERT INTO calendar_identity (id, uid, layer, source, source_id, occurrence, sequence, stamp,"
        " created, content_hash, schedule_hash, last_rendered) VALUES (?, ?, ?, ?, ?, ?,"
        " COALESCE((SELECT s.sequence FROM calendar_identity s WHERE s.source = 'event' AND s.source = ?"
        " AND s.source_id = ? AND s.occurrence = ''), 0), ?, ?, ?, ?, ?)",
        (
            new_id(), uid_of(draft.source_id, draft.part, domain), draft.layer, draft.source, draft.source_id,
            draft.part, draft.source, draft.source_id, stamp, stamp, content, schedule, _remembered(draft),
        ),
    )  # fmt: skip


def _remembered(draft: DraftItem) -> str:
    """Return what a cancellation of an occurrence would repeat; of an entry it is kept once it leaves the house."""
    return (
        rendered(replace(draft, description="", agenda="")) if draft.source == "event" and draft.part else ""
    )


def _forget_text(raw: sqlite3.Connection, row_id: str) -> None:
    """Let go of the text that was kept for files: it no longer says what is."""
    raw.execute("DELETE FROM calendar_text WHERE identity_id = ?", (row_id,))
