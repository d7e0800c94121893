"""Two desks that were edited apart and exchange bundles: nothing that either one said is lost."""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brm_tui.clock import pinned_clock
from brm_tui.desk import records
from brm_tui.desk.bundle_export import export_bundle
from brm_tui.desk.bundle_import import BundleConflictError, BundleReport, bundle_dry_run, import_bundle
from brm_tui.desk.checking import check
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError
from brm_tui.paths import Home
from brm_tui.rules.bundle import Choice, said_by, states_of
from brm_tui.store.queries.bundle import (
    OF_THIS_DESK,
    past_of,
    reference_columns,
    required_columns,
    tables_in_order,
    unique_columns,
)
from tests.store.history_tools import CODES, PEOPLE, Player, Tables, assert_derived, tables

CLOCK = pinned_clock("2026-11-24", "Europe/Berlin")
BY_CHOICE = {"agreement_version": {"number", "state", "ended", "end_reason"}, "signature": {"state"}}
"""What two versions that were proposed apart give up for each other."""
UNSAID = (None, "", "[]")


def _fork(source: Desk, folder: Path) -> Desk:
    home = Home(folder)
    home.make()
    with contextlib.closing(sqlite3.connect(home.database)) as copy:
        source.reader.backup(copy)
    return Desk.open(home, CLOCK)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Give a desk with something of everything, and a past."""
    desk = Desk.open(Home(tmp_path_factory.mktemp("begun")), CLOCK)
    for number, code in enumerate(CODES):
        records.add(desk, "customers", {"name": "Alpha", "code": code, "tier": number + 1})
        records.add(desk, "people", {"name": "Alpha", "email": PEOPLE[number]})
    player = Player(desk, Random(1))
    for _ in range(60):
        player.act()
    yield desk
    desk.close()


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32))
def test_nothing_that_either_side_said_is_lost(source: Desk, seed: int) -> None:
    chance = Random(seed)
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as closing:
        ours, theirs = (_fork(source, Path(folder) / name) for name in ("ours", "theirs"))
        closing.callback(ours.close)
        closing.callback(theirs.close)
        for desk in (ours, theirs):
            _edit(desk, chance)
        before = tables(ours)
        path = Path(folder) / "theirs.zip"
        export_bundle(theirs, path)

        try:
            conflicts = bundle_dry_run(ours, path).conflicts
        except BrmError as error:
            _assert_collide(error, ours, theirs)
            assert tables(ours) == before
            return
        if conflicts:
            with pytest.raises(BundleConflictError):
                import_bundle(ours, path)
            assert tables(ours) == before
        for choice in (Choice.OURS, Choice.THEIRS) if conflicts else (None,):
            try:
                report = import_bundle(ours, path, usual=choice)
            except BrmError as error:
                _assert_collide(error, ours, theirs)
                assert tables(ours) == before
                continue
            assert report.conflicts == conflicts
            assert set(report.kept) <= {choice}
            _Merge(source, ours, theirs, before, report).check()
            assert_derived(ours)
            assert check(ours) == []
            again = import_bundle(ours, path, usual=Choice.OURS)
            assert not again.counts.get("new"), again.lines
            for done in (again, report):
                if done.label:
                    ours.undo()
            assert tables(ours) == before


def _edit(desk: Desk, chance: Random) -> None:
    """Do anything, and change a few records so often that both sides come to mean the same field."""
    player = Player(desk, chance)
    for _ in range(chance.randint(0, 14)):
        with contextlib.suppress(BrmError):
            if chance.random() < 0.5:
                player.act()
            else:
                player.change(chance.choice(("customers", "people", "actions", "events", "objectives")))


def _assert_collide(error: BrmError, ours: Desk, theirs: Desk) -> None:
    """See that two records really have one code or address, each in a desk of its own, and are named."""
    query = (
        "SELECT code, id, name FROM customer UNION SELECT email, id, name FROM person WHERE email IS NOT NULL"
    )
    here, there = ({row[0]: row[1:] for row in desk.reader.execute(query)} for desk in (ours, theirs))
    (value,) = [one for one in (*CODES, *PEOPLE) if f"({one})" in error.message]
    assert here[value][0] != there[value][0]
    assert f"‘{there[value][1]}’" in error.message


class _Merge:
    """What a merge must have made of each field, found from the three desks alone."""

    def __init__(self, begun: Desk, ours: Desk, theirs: Desk, before: Tables, report: BundleReport) -> None:
        self.desks = begun, ours, theirs
        self.base, self.before, self.there, self.merged = tables(begun), before, tables(theirs), tables(ours)
        self.report, self.conflicts = report, {one.key: one for one in report.conflicts}
        self.kept = {one.key: kept for one, kept in zip(report.conflicts, report.kept, strict=True)}
        self.pointing = reference_columns(ours.reader)
        self.unique = {table: unique_columns(ours.reader, table) for table in before}
        self.required = {table: required_columns(ours.reader, table) for table in before}
        self.ids: dict[str, str | None] = {}
        self.expected = 0

    def check(self) -> None:
        """See that each row of both sides stands, with each field as it must be."""
        for table in tables_in_order(self.desks[0].reader):
            for row_id, row in self.there[table].items():
                mapped = {
                    name: self.ids.get(value, value) if name in self.pointing.get(table, {}) else value
                    for name, value in row.items()
                }
                here = self.ids[row_id] = self._here(table, row_id, mapped)
                if here is None:
                    assert self._deleted(table, row_id) or self._without_owner(table, mapped), (table, row)
                else:
                    self._row(table, row_id, here, mapped)
        found = {row_id for row_id in self.ids.values() if row_id is not None}
        for table, rows in self.before.items():
            for row_id, row in rows.items():
                assert row_id in self.merged[table], (table, row)
                if row_id not in found and table not in (*BY_CHOICE, *OF_THIS_DESK):
                    assert said_by(self.merged[table][row_id]) == said_by(row)
        fields = {key for key in self.conflicts if not key[2].startswith("which is ")}
        assert self.expected == len(fields)

    def _here(self, table: str, row_id: str, row: dict[str, Any]) -> str | None:
        """Return the id that a row of theirs has here, by id or by what no two rows share."""
        if row_id in self.merged[table]:
            return row_id
        for columns in self.unique[table]:
            key = [row[column] for column in columns]
            for other_id, other in self.before[table].items():
                if other_id in self.there[table]:
                    continue
                if None not in key and [other[column] for column in columns] == key:
                    return other_id
        return None

    def _deleted(self, table: str, row_id: str) -> bool:
        """Whether it was deleted here, and is there as it was."""
        was = self.base[table].get(row_id)
        gone = was is not None and row_id not in self.before[table]
        return gone and said_by(was or {}) == said_by(self.there[table][row_id])

    def _without_owner(self, table: str, row: dict[str, Any]) -> bool:
        """Whether what it belongs to was deleted here."""
        return any(
            row[column] not in self.merged[target]
            for column, target in self.pointing.get(table, {}).items()
            if column in self.required[table]
        )

    def _row(self, table: str, their_id: str, row_id: str, row: dict[str, Any]) -> None:
        ours, merged = self.before[table].get(row_id), self.merged[table][row_id]
        was = self.base[table].get(row_id) if their_id == row_id else None
        for field, there in said_by(row).items():
            now = merged[field]
            target = self.pointing.get(table, {}).get(field)
            if field in BY_CHOICE.get(table, ()) and ours != merged:
                continue
            if target and there is not None and there not in self.merged[target]:
                assert now == (ours[field] if ours else None)
                continue
            if (table, field) == ("customer", "parent_id") and now != there and self._cycle():
                continue
            if ours is None or _same(ours[field], there):
                assert _same(now, there), (table, field, now, there)
                continue
            mine = ours[field]
            before = was[field] if was else next((one for one in (mine, there) if one in UNSAID), object())
            if _same(there, before):
                assert now == mine or self._met_again(table, row_id, their_id), (
                    table,
                    field,
                    before,
                    mine,
                    there,
                    now,
                )
            elif _same(mine, before):
                assert now == there or self._met_again(table, row_id, their_id), (
                    table,
                    field,
                    before,
                    mine,
                    there,
                    now,
                )
            elif (table, row_id, field) in self.conflicts:
                one = self.conflicts[table, row_id, field]
                assert (one.ours, one.theirs) == (mine, there)
                assert now == (mine if self.kept[one.key] == "ours" else there)
                self.expected += 1
            else:
                assert now in (mine, there)
                assert self._met_again(table, row_id, their_id), (table, field, before, mine, there, now)

    def _cycle(self) -> bool:
        return any("part of itself" in line.reason for line in self.report.lines)

    def _met_again(self, table: str, row_id: str, their_id: str) -> bool:
        """Whether both sides reached the same state of a row after they had parted."""
        begun, ours, theirs = (
            states_of(past.states) if (past := past_of(desk.reader, table, [one]).get(one)) else []
            for desk, one in zip(self.desks, (row_id, row_id, their_id), strict=True)
        )
        return bool(set(ours[len(begun) :]) & set(theirs[len(begun) :]))


def _same(one: Any, other: Any) -> bool:
    return one == other or (one in (None, "") and other in (None, ""))
