"""What each calendar file last said, so that only what changed can follow, and what left the house can be ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from brm_tui.desk.calendar_texts import KeptText
from brm_tui.desk.desk import Desk
from brm_tui.model.base import new_id
from brm_tui.store.calendar_identities import INSIDE
from brm_tui.store.driver import driver_of
from brm_tui.store.failures import told
from brm_tui.store.queries.convert import bind_instant


def last_said(desk: Desk, path: Path) -> dict[str, str]:
    """Return the digest of each entry as a file said it last, by identity; nothing for a file not written yet."""
    rows = desk.read(
        lambda connection: connection.execute(
            "SELECT e.identity_id, e.digest FROM exported_entry e JOIN exported_file f ON f.id = e.file_id"
            " WHERE f.path = ?",
            (str(path),),
        ).fetchall()
    )
    return dict(rows)


def only_changed(texts: Sequence[KeptText], said: Mapping[str, str]) -> list[KeptText]:
    """Return the entries that a file has not said like this before; nothing ends there that it never held."""
    return [
        kept
        for kept in texts
        if said.get(kept.identity) != kept.digest and (kept.identity in said or not kept.cancelled)
    ]


def remember(
    desk: Desk, path: Path, texts: Sequence[KeptText], said: Mapping[str, str], *, whole: bool
) -> None:
    """Keep what a file says now, and that its entries have left the house. This is no step.

    Args:
        desk: The desk.
        path: The file, absolute.
        texts: What was written.
        said: What it had said before.
        whole: Whether nothing else stands in it; else the rest is still known to its readers.
    """
    news = [kept for kept in texts if said.get(kept.identity) != kept.digest]
    gone = said.keys() - {kept.identity for kept in texts} if whole else ()
    moment = bind_instant(desk.clock.now())
    with told(desk.home.database), desk.writing(), desk.engine.begin() as writing:
        raw = driver_of(writing)
        raw.execute(
            "INSERT INTO exported_file (id, path, exported_at) VALUES (?, ?, ?)"
            " ON CONFLICT (path) DO UPDATE SET exported_at = excluded.exported_at",
            (new_id(), str(path), moment),
        )
        (file_id,) = raw.execute("SELECT id FROM exported_file WHERE path = ?", (str(path),)).fetchone()
        raw.executemany(
            "DELETE FROM exported_entry WHERE file_id = ? AND identity_id = ?",
            [(file_id, identity) for identity in gone],
        )
        raw.executemany(
            "INSERT INTO exported_entry (file_id, identity_id, digest) VALUES (?, ?, ?)"
            " ON CONFLICT (file_id, identity_id) DO UPDATE SET digest = excluded.digest",
            [(file_id, kept.identity, kept.digest) for kept in news],
        )
        living = [(moment, kept.identity, kept.digest) for kept in news if not kept.cancelled]
        raw.executemany(
            "UPDATE calendar_identity SET exported_at = COALESCE(exported_at, ?1),"
            " last_rendered = (SELECT t.said FROM calendar_text t WHERE t.identity_id = calendar_identity.id)"
            " WHERE id = ?2 AND cancelled_at IS NULL"
            " AND EXISTS (SELECT 1 FROM calendar_text t WHERE t.identity_id = ?2 AND t.digest = ?3)",
            living,
        )
        # What stands in a series' text with a UID of its own has left with it.
        raw.executemany(
            "UPDATE calendar_identity SET exported_at = ?1 WHERE source = 'event' AND occurrence <> ''"
            " AND occurrence NOT LIKE ?3 AND exported_at IS NULL AND cancelled_at IS NULL"
            " AND source_id = (SELECT s.source_id FROM calendar_identity s WHERE s.id = ?2 AND s.source = 'event')",
            [(moment, identity, f"%{INSIDE}") for _moment, identity, _digest in living],
        )
