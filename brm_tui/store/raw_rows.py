"""Rows written as they are stored, recorded in the running step: for what comes from another desk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from brm_tui.model.base import columns_of
from brm_tui.model.tables import TABLES
from brm_tui.store.history import raw_rows
from brm_tui.store.queries.convert import bind_instant
from brm_tui.store.queries.series import chunks, marks
from brm_tui.store.step import Step

Raw = Mapping[str, Any]


def put_rows(step: Step, rows: Mapping[str, Sequence[Raw]]) -> None:
    """Write whole rows over what has their ids, all out before all in: no unique value can be in the way.

    Revisions and stamps only rise, and so do those of the aggregates' roots. References are checked at commit.

    Args:
        step: The running step; none of the rows may be loaded in its session.
        rows: By table, every column of each row in its stored form.
    """
    present = {table: _remembered(step, table, [row["id"] for row in some]) for table, some in rows.items()}
    for table, some in present.items():
        for ids in chunks(some):
            step.raw.execute(f'DELETE FROM "{table}" WHERE id IN ({marks(ids)})', ids)
    for table, given in rows.items():
        for row in given:
            _insert(step, table, row, present[table].get(row["id"]))
    _raise_roots(step, {table: {row["id"] for row in given} for table, given in rows.items()})


def _remembered(step: Step, table: str, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return the rows as they are, kept as what they were before the step."""
    found = raw_rows(step.session.connection(), table, ids)
    for row_id in ids:
        step.before.setdefault((table, row_id), found.get(row_id))
    return found


def _insert(step: Step, table: str, row: Raw, present: Raw | None) -> None:
    now = bind_instant(step.now)
    values = {
        **row,
        "revision": max(int(row.get("revision") or 0), int((present or {}).get("revision") or 0)) + 1,
        "created_at": (present or row).get("created_at") or now,
        "updated_at": now,
    }
    names = ", ".join(f'"{name}"' for name in values)
    step.raw.execute(
        f'INSERT INTO "{table}" ({names}) VALUES ({marks(list(values))})', tuple(values.values())
    )


def _raise_roots(step: Step, written: Mapping[str, Iterable[str]]) -> None:
    """Let the revisions of the rows' roots rise, up to the top, where they were not written themselves."""
    done = {table: set(ids) for table, ids in written.items()}
    waiting = dict(done)
    while waiting:
        above: dict[str, set[str]] = {}
        for table, ids in waiting.items():
            for column in columns_of(TABLES[table]):
                if not column.info.get("root"):
                    continue
                root = column.info["refers_to"]
                for some in chunks(sorted(ids)):
                    found = step.raw.execute(
                        f'SELECT DISTINCT "{column.name}" FROM "{table}" WHERE id IN ({marks(some)})', some
                    )
                    above.setdefault(root, set()).update(row[0] for row in found if row[0] is not None)
        waiting = {table: fresh for table, ids in above.items() if (fresh := ids - done.get(table, set()))}
        for table, ids in waiting.items():
            done.setdefault(table, set()).update(ids)
            _remembered(step, table, sorted(ids))
            for some in chunks(sorted(ids)):
                step.raw.execute(
                    f'UPDATE "{table}" SET revision = revision + 1, updated_at = ? WHERE id IN ({marks(some)})',
                    (bind_instant(step.now), *some),
                )
