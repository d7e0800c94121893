"""Every KIND by the command line: added, listed, shown, changed, deleted, and each taken back."""

from __future__ import annotations

import dataclasses
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from brm_tui.cli import main
from brm_tui.paths import Home
from brm_tui.rules.kinds import KINDS
from brm_tui.store.queries.rows import record_of
from tests.cli.conftest import Cli

WORLD: list[tuple[str, str, list[str]]] = [
    ("fin", "customers", ["name=Finance", "code=fin"]),
    ("ana", "people", ["name=Ana Sá", "email=ana@example.com", "side=IT"]),
    ("bob", "people", ["name=Bob", "email=bob@example.com"]),
    ("agreement", "agreements", ["customer=FIN", "title=Working together"]),
    ("objective", "objectives", ["agreement=FIN", "title=Close in five days"]),
    ("event", "events", ["title=Steering", "start=2026-12-01 10:00", "recurrence=FREQ=WEEKLY;BYDAY=TU"]),
    ("meeting", "meetings", ["event={event}", "occurrence=2026-12-08 10:00", "state=cancelled"]),
    ("service", "services", ["name=Ledger"]),
    ("subscription", "subscriptions", ["service=Ledger", "customer=FIN"]),
    ("project", "projects", ["name=New ledger", "code=PRJ-1", "customers=FIN"]),
    ("action", "actions", ["title=Draft SLA", "customer=FIN"]),
    ("log", "log", ["customer=FIN", "title=Slow month end"]),
    ("survey", "surveys", ["name=Autumn", "customer=FIN"]),
    ("service2", "services", ["name=Archive"]),
]
"""What the records below name, in order: a name, its KIND and its fields."""

# KIND: fields as typed, how some of them must read in JSON, a change as typed and how it must read.
CASES: dict[str, tuple[list[str], dict[str, Any], str, dict[str, Any]]] = {
    "customers": (
        ["name=Human Resources", "code=hr", "parent=FIN", "tier=1", "tags=core, EMEA,core", "kind=external"],
        {"code": "HR", "parent": "FIN", "tags": ["core", "EMEA"], "kind": "external customer", "zone": ""},
        "status=dormant", {"status": "dormant"},
    ),
    "people": (
        ["name=Zoë", "email=Zoe@Example.com", "side=it", "capacity_hours=32,5", "active_from=mon"],
        {"email": "Zoe@Example.com", "side": "IT", "capacity_hours": 32.5, "active_from": "2026-11-30"},
        "preferred_channel=chat", {"preferred_channel": "chat"},
    ),
    "roles": (
        ["person=bob@example.com", "customer=fin", "role=sponsor", "primary=yes", "influence=high"],
        {"person": "bob@example.com", "customer": "FIN", "role": "sponsor", "primary": True},
        "engagement_now=supportive", {"engagement_now": "supportive"},
    ),
    "representations": (
        ["person=ana@example.com", "customer=FIN", "role=backup", "hours=4", "affinity_services=5"],
        {"role": "backup", "hours": 4.0, "affinity_services": 5, "affinity_customer": None},
        "active_until=2027-01-31", {"active_until": "2027-01-31"},
    ),
    "agreements": (
        ["customer=fin", "title=A second one", "term_start=2027-01-01", "philosophy=First line"],
        {"customer": "FIN", "term_start": "2027-01-01", "term_end": None, "philosophy": "First line"},
        "review_date=+2w", {"review_date": "2026-12-08"},
    ),
    "staff": (
        ["agreement=FIN", "person=ana@example.com", "side=IT", "role=IT MANAGER"],
        {"agreement": "FIN", "role": "IT manager", "side": "IT", "position": 1.0},
        "role=scribe", {"role": "scribe"},
    ),
    "forums": (
        ["agreement=FIN", "name=Review", "frequency=quarterly", "first_date=2026-12-01", "start_time=9:30",
         "length=1h30", "attendees=ana@example.com, bob@example.com:optional"],
        {"start_time": "09:30", "length": 90, "zone": "Europe/Berlin", "frequency": "quarterly",
         "attendees": ["ana@example.com", "bob@example.com:optional"]},
        "attendees=bob@example.com", {"attendees": ["bob@example.com"]},
    ),
    "objectives": (
        ["agreement=FIN", "title=Fewer incidents", "kind=initiative", "target=4.5", "investment=1.234,50",
         "business_owner=bob@example.com", "due=2027-03-31"],
        {"kind": "initiative", "target": 4.5, "investment": 123450, "business_owner": "bob@example.com"},
        "status=in progress", {"status": "in progress"},
    ),
    "actions": (
        ["title=Send minutes", "objective={objective}", "assignee=bob@example.com", "due=fri", "priority=urgent"],
        {"customer": "FIN", "assignee": "bob@example.com", "due": "2026-11-27", "done": None},
        "status=done", {"status": "done", "done": "2026-11-24"},
    ),
    "events": (
        ["title=Year end", "layer=customer", "start=2026-12-28", "end_date=2027-01-08", "customers=fin",
         "impact=blackout"],
        {"all_day": True, "length": None, "start": "2026-12-28T00:00", "customers": ["FIN"],
         "zone": "Europe/Berlin"},
        "end_date=2027-01-05", {"end_date": "2027-01-05"},
    ),
    "exceptions": (
        ["event={event}", "original_start=2026-12-15T10:00", "start=2026-12-16 14:00"],
        {"original_start": "2026-12-15T10:00", "start": "2026-12-16T14:00", "cancelled": False, "title": None},
        "cancelled=true", {"cancelled": True},
    ),
    "meetings": (
        ["event={event}", "occurrence=2026-12-01 10:00", "attendance=ana@example.com, bob@example.com:apologised",
         "decisions=One\nTwo", "state=cancelled"],
        {"state": "cancelled", "attendance": ["ana@example.com", "bob@example.com:apologised"],
         "decisions": "One\nTwo"},
        "attendance=ana@example.com:absent", {"attendance": ["ana@example.com:absent"]},
    ),
    "touches": (
        ["customer=FIN", "at=2026-11-23 16:00", "channel=mail", "people=bob@example.com", "topics=risk,strategy"],
        {"at": "2026-11-23T15:00:00Z", "people": ["bob@example.com"], "topics": ["risk", "strategy"]},
        "sentiment=negative", {"sentiment": "negative"},
    ),
    "services": (
        ["name=Payroll", "state=live", "owner=ana@example.com", "criticality=critical"],
        {"owner": "ana@example.com", "criticality": "critical"},
        "state=retiring", {"state": "retiring"},
    ),
    "subscriptions": (
        ["service={service2}", "customer=FIN", "cost=12.30", "users=40", "level_target=99.5"],
        {"service": "Archive", "cost": 1230, "level_target": 99.5},
        "priority=high", {"priority": "high"},
    ),
    "measures": (
        ["subscription={subscription}", "period=2026-10", "level=99.1", "satisfaction=4"],
        {"period": "2026-10", "level": 99.1, "satisfaction": 4.0},
        "cost=100", {"cost": 10000},
    ),
    "projects": (
        ["name=Archive move", "customers=FIN", "time_rag=amber", "budget=10000", "time_reason=Late vendor"],
        {"code": None, "customers": ["FIN"], "time_rag": "amber", "budget": 1000000},
        "status=on hold", {"status": "on hold"},
    ),
    "milestones": (
        ["project=PRJ-1", "title=Go live", "forecast=2027-02-01"],
        {"project": "PRJ-1", "forecast": "2027-02-01", "reached": None},
        "reached=today", {"reached": "2026-11-24"},
    ),
    "changes": (
        ["code=CHG-1", "title=Patch", "impact=5", "likelihood=4", "window_start=2026-12-05 20:00",
         "window_end=2026-12-05 23:00", "customers=FIN", "services=Ledger"],
        {"risk": "very high", "customers": ["FIN"], "services": ["Ledger"], "zone": "Europe/Berlin"},
        "state=approved", {"state": "approved"},
    ),
    "demands": (
        ["customer=FIN", "title=A better report", "kind=information need", "horizon=now", "volume=3"],
        {"kind": "information need", "volume": 3, "size": None},
        "state=submitted", {"state": "submitted"},
    ),
    "feedback": (
        ["customer=FIN", "title=Too slow", "person=bob@example.com", "severity=high"],
        {"received": "2026-11-24", "due": "2026-12-01", "closed": None, "severity": "high"},
        "state=acknowledged", {"state": "acknowledged", "due": "2026-12-01"},
    ),
    "log": (
        ["customer=FIN", "title=Robots", "kind=opportunity", "date=yesterday"],
        {"kind": "opportunity", "date": "2026-11-23"},
        "state=closed", {"state": "closed"},
    ),
    "successes": (
        ["customer=FIN", "title=Three days faster", "value=50000", "sources={log}"],
        {"value": 5000000, "sources": ["{log}"]},
        "sources=", {"sources": []},
    ),
    "surveys": (
        ["name=Spring", "method=NPS", "service=Ledger", "invited=40"],
        {"method": "NPS", "service": "Ledger", "customer": None},
        "customer=FIN", {"customer": "FIN"},
    ),
    "responses": (
        ["survey={survey}", "score=4", "comment=Fine", "person=bob@example.com"],
        {"score": 4, "comment": "Fine", "customer": None},
        "score=5", {"score": 5},
    ),
    "maturity": (
        ["customer=FIN", "side=IT", "date=2026-11-01", "level=3"],
        {"side": "IT", "level": 3},
        "level=4", {"level": 4},
    ),
    "risks": (
        ["customer=FIN", "title=Sponsor leaves", "impact=4", "likelihood=2", "owner=ana@example.com"],
        {"owner": "ana@example.com", "state": "open"},
        "response=Meet the deputy", {"response": "Meet the deputy"},
    ),
    "appendices": (
        ["agreement=FIN", "title=Ledger SLA", "kind=SLA", "service=Ledger", "valid_until=2027-12-31"],
        {"service": "Ledger", "valid_until": "2027-12-31"},
        "kind=ola", {"kind": "OLA"},
    ),
    "holidays": (
        ["calendar=Germany", "date=2026-12-25", "name=Christmas"],
        {"date": "2026-12-25"},
        "name=Christmas Day", {"name": "Christmas Day"},
    ),
    "freezes": (
        ["title=Year-end freeze", "start=2026-12-18", "end=2027-01-05"],
        {"start": "2026-12-18", "end": "2027-01-05"},
        "detail=Emergencies only", {"detail": "Emergencies only"},
    ),
    "calendars": (
        ["name=Finance calendar", "layer=customer", "customer=FIN"],
        {"layer": "customer", "customer": "FIN"},
        "name=Finance dates", {"name": "Finance dates"},
    ),
}  # fmt: skip


World = dict[str, str]


@pytest.fixture(scope="module")
def made_world(
    nursery: subprocess.Popen[str], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, World]:
    """Make the records that others name, once."""
    folder = tmp_path_factory.mktemp("world")
    cli = Cli(nursery, folder / "home", folder)
    ids: World = {}
    for name, kind, fields in WORLD:
        ids[name] = cli.add(kind, *(field.format(**ids) for field in fields))
    return cli.home, ids


@pytest.fixture
def world(made_world: tuple[Path, World], cli: Cli) -> World:
    """Give the command line a desk with those records, and return their ids."""
    home, ids = made_world
    shutil.copytree(home, cli.home)
    return ids


@pytest.mark.parametrize("kind", CASES)
def test_a_record_lives_its_life(cli: Cli, world: World, kind: str) -> None:
    ids = world
    fields, expected, change, changed = CASES[kind]
    before = cli.list(kind)
    row_id = cli.add(kind, *(field.format(**ids) for field in fields))

    record = cli.show(kind, row_id)
    names = [item.name for item in dataclasses.fields(record_of(KINDS[kind]))]
    assert list(record) == names
    assert record in cli.list(kind)
    wanted = {
        name: [item.format(**ids) for item in value] if isinstance(value, list) else value
        for name, value in expected.items()
    }
    assert {name: record[name] for name in wanted} == wanted
    for name in names:
        if name.endswith("_id") and name.removesuffix("_id") in record:
            assert (record[name] is None) == (record[name.removesuffix("_id")] is None)

    cli.done("set", kind, row_id, change)
    after = cli.show(kind, row_id)
    assert {name: after[name] for name in changed} == changed
    assert after["revision"] > record["revision"]
    cli.done("undo")
    undone = cli.show(kind, row_id)
    moving = ("revision", "updated_at")
    assert {name: undone[name] for name in names if name not in moving} == {
        name: record[name] for name in names if name not in moving
    }
    cli.done("redo")

    assert f"Delete {KINDS[kind].noun} ‘" in cli.done("delete", kind, row_id).err
    assert [item["id"] for item in cli.list(kind)] == [item["id"] for item in before]
    assert "There is no" in cli.refused("show", kind, row_id)
    cli.done("undo")
    assert {name: cli.show(kind, row_id)[name] for name in changed} == changed
    assert cli.done("check").out == ""


def test_every_kind_is_tried() -> None:
    writable = {kind.name for kind in KINDS.values() if kind.writable}
    assert set(CASES) == writable


def test_an_empty_list_is_a_list(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    for name, kind in KINDS.items():
        assert main(["list", name, "--json"]) == 0
        assert capsys.readouterr().out == "[]\n"
        assert main(["list", name]) == 0
        assert capsys.readouterr().out == ""
        assert main(["list", name, "--csv"]) == 0
        heads = capsys.readouterr().out.strip().split(",")
        assert heads == [item.name for item in dataclasses.fields(record_of(kind))]


@pytest.mark.parametrize("kind", ["versions", "signatures"])
def test_what_is_made_by_agreements_is_not_written_by_hand(cli: Cli, kind: str) -> None:
    for command in (["add", kind, "number=1"], ["set", kind, "x", "number=1"], ["delete", kind, "x"]):
        assert "agreement propose" in cli.refused(*command)


def test_every_kind_is_listed_by_customer_or_says_that_it_has_none(
    cli: Cli, world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.add("people", "name=Nobody's")
    cli.add("customers", "name=Other", "code=OTH")
    without = []
    for kind in KINDS:
        code = main(["list", kind, "--customer", "fin", "--json"])
        said = capsys.readouterr()
        if code:
            assert "belong to no customer" in said.err
            without.append(kind)
        else:
            assert isinstance(json.loads(said.out), list)
            assert main(["list", kind, "--customer", "OTH"]) == 0
            assert capsys.readouterr().out == "" or kind == "customers"
    assert without == ["holidays", "freezes"]
    found = {
        kind: [row["id"] for row in cli.list(kind, "--customer", "FIN")] for kind in ("services", "actions")
    }
    assert found == {"services": [world["service"]], "actions": [world["action"]]}
    assert "'XX'" in cli.refused("list", "actions", "--customer", "XX")


def test_set_moves_a_change_and_a_project_only_by_their_rules(cli: Cli) -> None:
    change = cli("add", "changes", "title=Patch", "code=C-1").lines[0]
    refused = cli("set", "changes", "C-1", "state=implemented")
    assert (refused.code, refused.out) == (1, "")
    assert "allowed: approved, cancelled (this normal change is requested now)" in refused.err
    assert cli("set", "changes", "C-1", "state=approved").code == 0
    refused = cli("set", "changes", "C-1", "state=scheduled")
    assert refused.code == 1
    assert "window_start" in refused.err
    assert cli("show", "changes", change, "--json").json["state"] == "approved"
    cli("add", "projects", "name=Portal", "code=P-1", "status=completed")
    assert "allowed: running" in cli("set", "projects", "P-1", "status=cancelled").err
    assert cli("set", "projects", "P-1", "status=running").code == 0
