"""Two desks that were edited apart and exchange bundles: nothing that either one said is lost."""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brm_tui.clock import pinned_clock
from brm_tui.desk.bundle_export import export_bundle
from brm_tui.desk.bundle_import import BundleReport, import_bundle
from brm_tui.desk.checking import check
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError
from brm_tui.paths import Home
from brm_tui.rules.bundle import Choice, said_by
from brm_tui.store.queries.bundle import OF_THIS_DESK, same_key, unique_columns
from tests.store.history_tools import CODES, PEOPLE, Player, Tables, assert_derived, tables

CLOCK = pinned_clock("2026-11-24", "Europe/Berlin")
BY_CHOICE = {"agreement_version": {"number", "state", "ended", "end_reason"}, "signature": {"state"}}
"""What two versions that were proposed apart give up for each other."""


def _desk(folder: Path) -> Desk:
    return Desk.open(Home(folder), CLOCK)


def _fork(desk: Desk, folder: Path) -> Desk:
    home = Home(folder)
    home.make()
    with contextlib.closing(sqlite3.connect(home.database)) as copy:
        desk.reader.backup(copy)
    return Desk.open(home, CLOCK)


def _carry(source: Desk, target: Desk, folder: Path, choice: Choice) -> BundleReport:
    path = folder / "bundle.zip"
    export_bundle(source, path)
    return import_bundle(target, path, usual=choice)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), choice=st.sampled_from([Choice.OURS, Choice.THEIRS, Choice.NEWER]))
def test_nothing_that_either_side_said_is_lost(seed: int, choice: Choice) -> None:
    chance = Random(seed)
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as closing:
        root = Path(folder)
        ours = _desk(root / "ours")
        closing.callback(ours.close)
        first = Player(ours, chance)
        for _ in range(chance.randint(0, 25)):
            first.act()
        theirs = _fork(ours, root / "theirs")
        closing.callback(theirs.close)
        base = tables(ours)
        for desk in (ours, theirs):
            player = Player(desk, chance)
            for _ in range(chance.randint(0, 15)):
                player.act()
        before, there = tables(ours), tables(theirs)

        refused: BrmError | None = None
        try:
            report = _carry(theirs, ours, root, choice)
        except BrmError as error:
            refused = error
        if refused is not None:
            # Two rows that would have the same code or address: all of it is refused.
            assert "UNIQUE" in str(refused.__cause__)
            assert tables(ours) == before
            return

        merged = tables(ours)
        _nothing_of_ours_is_lost(base, before, there, merged)
        _nothing_of_theirs_is_lost(ours, base, before, there, merged, report)
        assert_derived(ours)
        assert check(ours) == []
        if report.label:
            ours.undo()
            assert tables(ours) == before
            ours.redo()
        again = _carry(theirs, ours, root, Choice.OURS)
        assert not again.counts.get("new"), again.lines
        assert len({*CODES, *PEOPLE}) == 6


def _nothing_of_ours_is_lost(base: Tables, before: Tables, there: Tables, merged: Tables) -> None:
    """Every row of ours stands, and every value of ours that theirs did not change."""
    for table, rows in before.items():
        for row_id, row in rows.items():
            assert row_id in merged[table], (table, row)
            theirs, begun = there[table].get(row_id), base[table].get(row_id)
            for field, value in said_by(row).items():
                if field in BY_CHOICE.get(table, ()):
                    continue
                now = merged[table][row_id][field]
                theirs_changed = theirs is None or begun is None or theirs[field] != begun[field]
                assert now == value or (theirs is not None and theirs_changed), (table, field, value, now)


def _nothing_of_theirs_is_lost(
    desk: Desk, base: Tables, before: Tables, there: Tables, merged: Tables, report: BundleReport
) -> None:
    """Every row of theirs stands but what was deleted here, and every value that only they changed."""
    told = {one.key for one in report.conflicts}
    for table, rows in there.items():
        if table in OF_THIS_DESK:
            continue
        for row_id, row in rows.items():
            if row_id not in merged[table]:
                deleted = row_id in base[table] and row_id not in before[table]
                assert deleted or _another_id(desk, table, row) or _without_its_owner(row, merged), (
                    table,
                    row,
                )
                continue
            ours, begun = before[table].get(row_id), base[table].get(row_id) or {}
            for field, value in said_by(row).items():
                if not begun or value == begun.get(field) or field in BY_CHOICE.get(table, ()):
                    continue
                now = merged[table][row_id][field]
                ours_changed = ours is not None and ours[field] != begun.get(field)
                moved = field.endswith("_id") and value is not None and not _stands(value, merged)
                assert now == value or moved or (ours_changed and (table, row_id, field) in told) or (
                    ours is not None and ours_changed and now == ours[field] and not value
                ), (table, field, ours and ours[field], value, now)  # fmt: skip


def _stands(row_id: Any, merged: Tables) -> bool:
    return any(row_id in rows for rows in merged.values())


def _another_id(desk: Desk, table: str, row: dict[str, Any]) -> bool:
    """Whether the desk has it under another id: the same code, e-mail address, name or pair."""
    return any(
        same_key(desk.reader, table, columns, row) is not None
        or any(column.endswith("_id") for column in columns)
        for columns in unique_columns(desk.reader, table)
    )


def _without_its_owner(row: dict[str, Any], merged: Tables) -> bool:
    return any(
        name.endswith("_id") and value is not None and not _stands(value, merged)
        for name, value in row.items()
    )
