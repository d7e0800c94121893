"""Bundles between desks: what goes out comes in again, and two desks that were edited apart lose nothing."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from brm_tui.clock import Clock, pinned_clock
from brm_tui.desk import agreements, records
from brm_tui.desk.agreement_verifying import verify
from brm_tui.desk.bundle_export import export_bundle
from brm_tui.desk.bundle_import import BundleConflictError, bundle_dry_run, import_bundle
from brm_tui.desk.desk import Desk
from brm_tui.desk.history import steps
from brm_tui.errors import BrmError
from brm_tui.paths import Home
from brm_tui.rules.bundle import Choice
from tests.store.history_tools import assert_derived, tables

TRAVELLING = {"desk_setting", "snooze"}


def said(desk: Desk) -> dict[str, Any]:
    """Return what travels, without stamps."""
    found = tables(desk)
    for rows in found.values():
        for row in rows.values():
            row.pop("created_at")
    return {table: rows for table, rows in found.items() if table not in TRAVELLING}


@pytest.fixture
def other(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """Open another, empty desk."""
    opened = Desk.open(Home(tmp_path / "other"), clock)
    yield opened
    opened.close()


def copied(desk: Desk, folder: Path, clock: Clock) -> Desk:
    """Return a desk on a copy of the file."""
    home = Home(folder)
    home.make()
    with contextlib.closing(sqlite3.connect(home.database)) as copy:
        desk.reader.backup(copy)
    return Desk.open(home, clock)


def taken(source: Desk, target: Desk, folder: Path, **options: Any) -> Any:
    """Carry everything from one desk into another."""
    path = folder / "all.zip"
    export_bundle(source, path)
    return import_bundle(target, path, **options)


def test_everything_of_the_demo_comes_in_again_and_undo_takes_it_back(
    demo: Desk, other: Desk, tmp_path: Path
) -> None:
    empty = tables(other)
    report = taken(demo, other, tmp_path)
    assert said(other) == said(demo)
    assert not report.conflicts
    assert steps(other)[0].label == f"Import the bundle of everything: {report.counts['new']} records"
    assert_derived(other)

    whole = tables(other)
    other.undo()
    assert tables(other) == empty
    assert_derived(other)
    other.redo()
    assert tables(other) == whole
    other.undo()
    assert taken(demo, other, tmp_path).counts == report.counts


def test_the_same_bundle_again_changes_nothing(demo: Desk, other: Desk, tmp_path: Path) -> None:
    taken(demo, other, tmp_path)
    before = tables(other, moving=True)
    again = taken(demo, other, tmp_path)
    assert set(again.counts) == {"unchanged"}
    assert again.label == ""
    assert tables(other, moving=True) == before


def test_the_same_desk_gives_the_same_bytes(demo: Desk, tmp_path: Path) -> None:
    first, second = tmp_path / "1.zip", tmp_path / "2.zip"
    export_bundle(demo, first)
    export_bundle(demo, second)
    assert first.read_bytes() == second.read_bytes()


def test_uids_and_sequences_of_the_calendar_travel_too(demo: Desk, other: Desk, tmp_path: Path) -> None:
    event = demo.reader.execute("SELECT id FROM event WHERE recurrence = '' LIMIT 1").fetchone()[0]
    for place in ("One", "Two", "Three"):
        records.change(demo, "events", event, {"place": place})
    taken(demo, other, tmp_path)
    query = "SELECT source_id, occurrence, uid, sequence FROM calendar_identity WHERE cancelled_at IS NULL ORDER BY uid"
    assert other.reader.execute(query).fetchall() == demo.reader.execute(query).fetchall()


def test_one_customer_brings_what_belongs_to_it_and_no_other_customer(
    demo: Desk, other: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "fin.zip"
    export_bundle(demo, path, "FIN")
    import_bundle(other, path)
    assert other.reader.execute("SELECT code FROM customer").fetchall() == [("FIN",)]
    for kind in ("actions", "touches", "demands", "feedback", "risks", "log", "successes"):
        table = {"actions": "action", "touches": "touch", "demands": "demand", "risks": "risk", "log": "log_entry",
                 "successes": "success"}.get(kind, kind)  # fmt: skip
        query = (
            f"SELECT COUNT(*) FROM {table} WHERE customer_id = (SELECT id FROM customer WHERE code = 'FIN')"
        )
        assert other.reader.execute(query).fetchone() == demo.reader.execute(query).fetchone(), table
    assert verify(other, "FIN") == []


@pytest.fixture
def pair(desk: Desk, tmp_path: Path, clock: Clock) -> Iterator[tuple[Desk, Desk]]:
    """Give two desks that begin alike."""
    records.add(desk, "customers", {"name": "Finance", "code": "FIN", "tier": 2})
    records.add(desk, "people", {"name": "Ana Souza", "email": "ana@x.example"})
    records.add(desk, "actions", {"title": "Draft", "customer": "FIN"})
    twin = copied(desk, tmp_path / "twin", clock)
    yield desk, twin
    twin.close()


def one(desk: Desk, query: str) -> Any:
    """Return the first value of a query."""
    return desk.reader.execute(query).fetchone()[0]


def test_fields_that_one_side_changed_are_taken_and_the_others_stay(
    pair: tuple[Desk, Desk], tmp_path: Path
) -> None:
    ours, theirs = pair
    records.change(ours, "customers", "FIN", {"tier": 1})
    records.change(theirs, "customers", "FIN", {"name": "Group Finance"})
    records.change(theirs, "customers", "FIN", {"outcomes": "Close in five days"})
    taken(theirs, ours, tmp_path)
    assert ours.reader.execute("SELECT name, tier, outcomes FROM customer").fetchall() == [
        ("Group Finance", 1, "Close in five days")
    ]
    assert one(ours, "SELECT name_sort FROM customer") == "group finance"
    # And back again: now both say the same.
    taken(ours, theirs, tmp_path)
    assert said(ours) == said(theirs)


def test_what_is_newer_here_stays(pair: tuple[Desk, Desk], tmp_path: Path) -> None:
    ours, theirs = pair
    records.change(ours, "customers", "FIN", {"name": "Money"})
    report = taken(theirs, ours, tmp_path)
    assert report.counts == {"unchanged": 2, "ahead": 1}
    assert one(ours, "SELECT name FROM customer") == "Money"


def test_what_both_changed_is_refused_until_somebody_chooses(pair: tuple[Desk, Desk], tmp_path: Path) -> None:
    ours, theirs = pair
    records.change(ours, "customers", "FIN", {"name": "Money", "tier": 3})
    records.change(theirs, "customers", "FIN", {"name": "Treasure"})
    before = tables(ours)
    with pytest.raises(BundleConflictError, match=r"Finance|Money.*name: here “Money”, there “Treasure”"):
        taken(theirs, ours, tmp_path)
    assert tables(ours) == before

    dry = bundle_dry_run(ours, tmp_path / "all.zip")
    (conflict,) = dry.conflicts
    assert (conflict.field, conflict.ours, conflict.theirs) == ("name", "Money", "Treasure")

    taken(theirs, ours, tmp_path, usual=Choice.OURS)
    assert one(ours, "SELECT name FROM customer") == "Money"
    report = taken(theirs, ours, tmp_path, choices={conflict.key: Choice.THEIRS})
    assert ours.reader.execute("SELECT name, tier FROM customer").fetchall() == [("Treasure", 3)]
    assert report.kept == ("theirs",)
    ours.undo()
    assert one(ours, "SELECT name FROM customer") == "Money"


def test_the_newer_one_is_the_one_that_was_changed_last(pair: tuple[Desk, Desk], tmp_path: Path) -> None:
    ours, theirs = pair
    records.change(ours, "customers", "FIN", {"name": "Money"})
    theirs.clock = pinned_clock("2026-11-25", "Europe/Berlin")
    records.change(theirs, "customers", "FIN", {"name": "Treasure"})
    taken(theirs, ours, tmp_path, usual=Choice.NEWER)
    assert one(ours, "SELECT name FROM customer") == "Treasure"


def test_the_same_customer_and_person_entered_on_both_sides_are_one(
    desk: Desk, other: Desk, tmp_path: Path
) -> None:
    for each, title in ((desk, "Ours"), (other, "Theirs")):
        records.add(each, "customers", {"name": "Finance", "code": "FIN"})
        records.add(each, "people", {"name": "Ana Souza", "email": "Ana@x.example"})
        records.add(each, "actions", {"title": title, "customer": "FIN", "assignee": "ana@x.example"})
    report = taken(other, desk, tmp_path)
    assert one(desk, "SELECT COUNT(*) FROM customer") == one(desk, "SELECT COUNT(*) FROM person") == 1
    assert desk.reader.execute(
        "SELECT a.title, c.code, p.name FROM action a JOIN customer c ON c.id = a.customer_id"
        " JOIN person p ON p.id = a.assignee_id ORDER BY a.title"
    ).fetchall() == [("Ours", "FIN", "Ana Souza"), ("Theirs", "FIN", "Ana Souza")]
    assert "stands here under another id" in {line.reason for line in report.lines}


def test_what_was_deleted_here_stays_so_unless_it_was_changed_there(
    pair: tuple[Desk, Desk], tmp_path: Path
) -> None:
    ours, theirs = pair
    action = one(ours, "SELECT id FROM action")
    records.delete(ours, "actions", action)
    report = taken(theirs, ours, tmp_path)
    assert one(ours, "SELECT COUNT(*) FROM action") == 0
    assert report.counts["deleted here"] == 1
    records.change(theirs, "actions", action, {"title": "Draft, at last"})
    taken(theirs, ours, tmp_path)
    assert one(ours, "SELECT title FROM action") == "Draft, at last"


def test_customers_that_would_be_parts_of_each_other_are_not(pair: tuple[Desk, Desk], tmp_path: Path) -> None:
    ours, theirs = pair
    for each in pair:
        records.add(each, "customers", {"name": "Treasury", "code": "TRE"})
    taken(theirs, ours, tmp_path, usual=Choice.OURS)
    records.change(ours, "customers", "FIN", {"parent": "TRE"})
    records.change(theirs, "customers", "TRE", {"parent": "FIN"})
    taken(theirs, ours, tmp_path, usual=Choice.OURS)
    parents = dict(ours.reader.execute("SELECT code, parent_id FROM customer").fetchall())
    assert [code for code, parent in parents.items() if parent] == ["FIN"]


@pytest.mark.parametrize(("choice", "holds"), [(Choice.OURS, "Ours"), (Choice.THEIRS, "Theirs")])
def test_two_proposals_made_apart_are_both_kept_and_one_stands(
    demo: Desk, tmp_path: Path, clock: Clock, choice: Choice, holds: str
) -> None:
    code = demo.reader.execute(
        "SELECT c.code FROM agreement a JOIN customer c ON c.id = a.customer_id JOIN agreement_version v"
        " ON v.agreement_id = a.id AND v.state = 'accepted' WHERE a.id NOT IN"
        " (SELECT agreement_id FROM agreement_version WHERE state = 'proposed') LIMIT 1"
    ).fetchone()[0]
    twin = copied(demo, tmp_path / "twin", clock)
    try:
        for each, text in ((demo, "Ours"), (twin, "Theirs")):
            agreement = each.reader.execute(
                "SELECT a.id FROM agreement a JOIN customer c ON c.id = a.customer_id WHERE c.code = ?",
                (code,),
            ).fetchone()[0]
            records.change(each, "agreements", agreement, {"philosophy": text})
            agreements.propose(each, code, text)
        taken(twin, demo, tmp_path, usual=choice)
        found = demo.reader.execute(
            "SELECT number, reason, state FROM agreement_version"
            " WHERE agreement_id = ? AND reason IN ('Ours', 'Theirs') ORDER BY number",
            (agreement,),
        ).fetchall()
        assert len({number for number, _reason, _state in found}) == 2
        assert {reason: state for _number, reason, state in found} == {
            holds: "proposed", ({"Ours", "Theirs"} - {holds}).pop(): "withdrawn"
        }  # fmt: skip
        assert_derived(demo)
    finally:
        twin.close()


def _altered(path: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    with zipfile.ZipFile(path) as bundle:
        parts = {name: bundle.read(name) for name in bundle.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, data in parts.items():
            bundle.writestr(name, data)


def _resigned(parts: dict[str, bytes]) -> None:
    """Make the manifest fit what the files say now."""
    import hashlib

    manifest = json.loads(parts["manifest.json"])
    for name, entry in manifest["files"].items():
        entry |= {"sha256": hashlib.sha256(parts[name]).hexdigest(), "lines": parts[name].count(b"\n")}
    parts["manifest.json"] = json.dumps(manifest).encode()


def _cut(parts: dict[str, bytes]) -> None:
    parts["rows/customer.jsonl"] = parts["rows/customer.jsonl"][:-20]


def _no_manifest(parts: dict[str, bytes]) -> None:
    del parts["manifest.json"]


def _foreign_name(parts: dict[str, bytes]) -> None:
    manifest = json.loads(parts["manifest.json"])
    manifest["files"]["../../etc/passwd"] = {"sha256": "", "lines": 0}
    parts["manifest.json"] = json.dumps(manifest).encode()


def _newer(parts: dict[str, bytes]) -> None:
    parts["manifest.json"] = parts["manifest.json"].replace(b'"version": 1', b'"version": 2')


def _newer_schema(parts: dict[str, bytes]) -> None:
    manifest = json.loads(parts["manifest.json"]) | {"schema": "9999"}
    parts["manifest.json"] = json.dumps(manifest).encode()


def _no_json(parts: dict[str, bytes]) -> None:
    parts["rows/customer.jsonl"] = b"{nonsense\n"
    _resigned(parts)


def _with(field: str, value: object) -> Callable[[dict[str, bytes]], None]:
    def alter(parts: dict[str, bytes]) -> None:
        line = json.loads(parts["rows/customer.jsonl"])
        line["row"][field] = value
        parts["rows/customer.jsonl"] = json.dumps(line).encode() + b"\n"
        _resigned(parts)

    return alter


@pytest.mark.parametrize(
    ("alter", "says"),
    [
        (_cut, "not what the manifest says"),
        (_no_manifest, "no manifest.json"),
        (_foreign_name, "etc/passwd"),
        (_newer, "version 2"),
        (_newer_schema, "newer brm-tui"),
        (_no_json, "no JSON"),
        (_with("tier", 9), "tier: 9 is not accepted|tier: '9' is not accepted"),
        (_with("name", ""), "name"),
        (_with("zone", "Mars/Olympus"), "zone"),
        (_with("id", "../x"), "id"),
        (_with("created_at", "yesterday"), "created_at"),
        (_with("tags", {"a": 1}), "no plain value"),
        (_with("tags", "{nonsense"), "tags"),
    ],
)
def test_a_file_that_somebody_altered_is_refused_and_nothing_is_taken(
    desk: Desk, other: Desk, tmp_path: Path, alter: Callable[[dict[str, bytes]], None], says: str
) -> None:
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    path = tmp_path / "all.zip"
    export_bundle(desk, path)
    _altered(path, alter)
    before = tables(other)
    with pytest.raises(BrmError, match=says):
        import_bundle(other, path)
    assert tables(other) == before


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no zip", b"\x00" * 5000])
def test_no_bundle_at_all(desk: Desk, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "no.zip"
    path.write_bytes(data)
    with pytest.raises(BrmError, match="no zip file"):
        bundle_dry_run(desk, path)
    with pytest.raises(BrmError, match="cannot be read"):
        bundle_dry_run(desk, tmp_path / "absent.zip")


def test_a_bomb_is_not_unpacked(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from brm_tui.interchange.bundle import reading

    monkeypatch.setattr(reading, "LARGEST", 1_000_000)
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("rows/customer.jsonl", b"\n" * 5_000_000)
        bundle.writestr("manifest.json", "{}")
    with pytest.raises(BrmError, match="would take more than"):
        bundle_dry_run(desk, path)


def test_texts_are_cleaned_as_if_they_were_entered(desk: Desk, other: Desk, tmp_path: Path) -> None:
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    path = tmp_path / "all.zip"
    export_bundle(desk, path)
    _altered(path, _with("name", "Fi\x1b[2Jnance [/]"))
    import_bundle(other, path)
    assert one(other, "SELECT name FROM customer") == "Fi[2Jnance [/]"
