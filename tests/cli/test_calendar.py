"""calendar export, list and clashes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Cli, WithWorld
from tests.interchange.file_rules import broken_rules


@pytest.fixture
def busy(with_world: WithWorld) -> Cli:
    """Return a desk with something on every layer, for two customers."""
    return with_world(busy_world)


def busy_world(cli: Cli) -> None:
    for code in ("FIN", "HR"):
        cli.add("customers", f"name=Customer {code}", f"code={code}")
    cli.add(
        "events",
        "title=Steering",
        "start=2026-12-01 10:00",
        "customers=FIN",
        "recurrence=FREQ=MONTHLY;BYDAY=1TU",
    )
    cli.add("events", "title=Both", "start=2026-12-03 10:00", "customers=FIN,HR", "place=Hall")
    cli.add("events", "layer=customer", "title=Year end", "start=2026-12-28", "end_date=2027-01-08", "customers=FIN",
            "impact=blackout")  # fmt: skip
    cli.add("events", "layer=it", "title=Moving the hall", "start=2026-12-05 20:00")
    cli.add("changes", "code=CHG-1", "title=Patch", "window_start=2026-12-29 20:00", "window_end=2026-12-29 23:00",
            "customers=FIN", "impact=5", "likelihood=4")  # fmt: skip
    cli.add("projects", "name=New ledger", "code=PRJ-1", "customers=HR")
    cli.add("milestones", "project=PRJ-1", "title=Go live", "forecast=2027-02-01")
    cli.add("actions", "title=Draft SLA", "customer=HR", "due=2026-12-11")
    cli.done("agreement", "new", "FIN", "--start", "2026-12-01")


def _export(cli: Cli, *options: str) -> str:
    cli.done("calendar", "export", "-o", "out.ics", *options)
    data = (cli.folder / "out.ics").read_bytes()
    assert broken_rules(data) == []
    return data.decode().replace("\r\n ", "")


def _titles(text: str) -> list[str]:
    return sorted(re.findall(r"^SUMMARY:(.*?)\r?$", text, re.MULTILINE))


def test_the_same_desk_gives_the_same_bytes(busy: Cli) -> None:
    cli = busy
    first = _export(cli)
    assert _export(cli) == first
    assert (
        _export(cli, "--layer", "meeting", "customer", "it", "change", "milestone", "agreement", "due")
        == first
    )
    cli.done("backup", "copy.sqlite3")
    cli.home = cli.folder / "elsewhere"
    cli.done("restore", "copy.sqlite3")
    assert _export(cli) == first
    answer = cli.done("calendar", "export", "-o", "out.ics")
    assert answer.out == ""
    assert "out.ics: 8 entries." in answer.err


def test_layers_customers_and_days_choose(busy: Cli) -> None:
    cli = busy
    everything = _titles(_export(cli))
    assert len(everything) == 8
    assert _titles(_export(cli, "--layer", "it")) == ["Moving the hall"]
    assert _titles(_export(cli, "--layer", "milestone", "due")) == [
        "Customer HR · Due: Draft SLA",
        "New ledger: Go live",
    ]
    assert _titles(_export(cli, "--customer", "hr")) == [
        "Both",
        "Customer HR · Due: Draft SLA",
        "New ledger: Go live",
    ]
    assert "X-WR-CALNAME:Customer HR · integrated calendar" in _export(cli, "--customer", "hr")
    january = ["Customer FIN · Steering", "Customer FIN · Year end"]
    assert _titles(_export(cli, "--from", "2027-01-01", "--to", "2027-01-31")) == january
    assert _titles(_export(cli, "--from", "2028-12-31")) == []
    assert "layer: 'work'" in cli.refused("calendar", "export", "-o", "out.ics", "--layer", "work")
    assert "'XX'" in cli.refused("calendar", "export", "-o", "out.ics", "--customer", "XX")
    assert "--from: 'soon'" in cli.refused("calendar", "export", "-o", "out.ics", "--from", "soon")


def test_a_file_a_customer(busy: Cli) -> None:
    cli = busy
    cli.add("customers", "name=Quiet", "code=Q")
    said = cli.done("calendar", "export", "--split", "by/customer").err
    folder = cli.folder / "by" / "customer"
    assert sorted(path.name for path in folder.iterdir()) == ["FIN.ics", "HR.ics"]
    assert "FIN.ics: 5 entries." in said
    for path in folder.iterdir():
        assert broken_rules(path.read_bytes()) == []
    assert _titles((folder / "HR.ics").read_text(encoding="utf-8"))[0] == "Both"


def test_only_what_changed_since(busy: Cli) -> None:
    cli = busy
    assert len(_titles(_export(cli, "--changed"))) == 8
    assert _titles(_export(cli, "--changed")) == []
    cli.done("set", "events", "Both", "place=Small hall")
    assert _titles(_export(cli, "--changed")) == ["Both"]
    assert _titles(_export(cli, "--changed")) == []
    cli.done("delete", "events", "Both")
    changed = _export(cli, "--changed")
    assert (_titles(changed), "STATUS:CANCELLED" in changed) == (["Both"], True)
    assert _titles(_export(cli, "--changed")) == []
    assert "Both" in _titles(_export(cli)), "a full file goes on saying that it is gone"


def _entry(text: str, title: str) -> dict[str, str]:
    """Return the properties of the entry of that title."""
    for block in text.split("BEGIN:VEVENT\r\n")[1:]:
        pairs = dict(line.split(":", 1) for line in block.split("END:VEVENT")[0].splitlines() if ":" in line)
        if pairs["SUMMARY"] == title:
            return pairs
    raise AssertionError(title)


def test_sequences_and_stamps_rise_with_what_is_shown(busy: Cli) -> None:
    cli = busy
    entries = [_entry(_export(cli), "Both")]
    for day, command in enumerate(
        (
            ("set", "events", "Both", "agenda=Cake"), ("set", "events", "Both", "start=2026-12-04 10:00"), ("undo",),
            ("delete", "events", "Both"), ("undo",), ("set", "customers", "HR", "name=People"),
            ("set", "customers", "HR", "notes=Not shown"),
        ),
        start=1,
    ):  # fmt: skip
        cli.pins = ("--today", f"2026-12-0{day}", "--zone", "Europe/Berlin")
        cli.done(*command)
        entries.append(_entry(_export(cli), "Both"))
    assert [int(entry["SEQUENCE"]) for entry in entries] == [0, 0, 1, 2, 3, 4, 4, 4]
    assert [entry["DTSTAMP"][6:8] for entry in entries] == ["24", "01", "02", "03", "04", "05", "06", "06"]
    assert [entry["STATUS"] for entry in entries] == ["CONFIRMED"] * 4 + ["CANCELLED"] + ["CONFIRMED"] * 3
    assert len({entry["UID"] for entry in entries}) == 1
    assert {entry["CREATED"][:8] for entry in entries} == {"20261124"}


def test_what_never_left_the_house_is_not_cancelled(busy: Cli) -> None:
    cli = busy
    cli.done("delete", "events", "Both")
    assert "CANCELLED" not in _export(cli)
    cli.done("undo")
    _export(cli, "--layer", "it")
    cli.done("delete", "events", "Both")
    assert "CANCELLED" not in _export(cli)


def test_cancellations_are_told_for_four_hundred_days(busy: Cli) -> None:
    cli = busy
    _export(cli)
    cli.done("delete", "events", "Both")
    cli.pins = ("--today", "2027-12-29", "--zone", "Europe/Berlin")
    assert "CANCELLED" in _export(cli)
    cli.pins = ("--today", "2027-12-30", "--zone", "Europe/Berlin")
    assert "CANCELLED" not in _export(cli)


def test_internal_things_never_leave(busy: Cli) -> None:
    cli = busy
    _export(cli)
    cli.done("set", "events", "Both", "internal=yes")
    text = _export(cli)
    assert _entry(text, "Both")["STATUS"] == "CANCELLED"
    assert "Both" in [row["title"] for row in cli.done("calendar", "list", "--json").json]
    cli.done("set", "projects", "PRJ-1", "internal=yes")
    assert _entry(_export(cli), "New ledger: Go live")["STATUS"] == "CANCELLED"


def test_what_ends_with_an_agreement_leaves_the_calendar(busy: Cli) -> None:
    """Terminating is a step that touches only the agreement; what hangs on it goes with it."""
    cli = busy
    cli.add("objectives", "agreement=FIN", "title=Close sooner", "due=2027-03-01")
    cli.add("appendices", "agreement=FIN", "title=Ledger", "valid_until=2027-05-01")
    agreement = cli.show("agreements", "FIN")["id"]
    titles = ("Customer FIN · Objective due: Close sooner", "Customer FIN · SLA ends: Ledger")
    text = _export(cli)
    assert [_entry(text, title)["STATUS"] for title in titles] == ["CONFIRMED"] * 2
    cli.done("delete", "agreements", agreement)
    text = _export(cli)
    assert [_entry(text, title)["STATUS"] for title in titles] == ["CANCELLED"] * 2


def test_the_list_expands_and_names_everything(busy: Cli) -> None:
    cli = busy
    rows = cli.done("calendar", "list", "--from", "2026-12-01", "--to", "2027-01-31", "--json").json
    assert [row["title"] for row in rows].count("Customer FIN · Steering") == 2
    assert {"layer", "start", "end", "start_at", "end_at", "title", "customers", "zone", "all_day"} <= set(
        rows[0]
    )
    year_end = next(row for row in rows if "Year end" in row["title"])
    assert (year_end["start"], year_end["end"], year_end["blackout"]) == (
        "2026-12-28T00:00",
        "2027-01-09T00:00",
        True,
    )
    lines = cli.done("calendar", "list", "--layer", "it", "--to", "2026-12-31").lines
    assert [line.split()[0] for line in lines] == ["start", "2026-12-05"]
    assert cli.done("calendar", "list", "--from", "2030-01-01", "--json").out == "[]\n"
    assert cli.done("calendar", "list", "--from", "2030-01-01").out == ""
    assert "lies before" in cli.refused("calendar", "list", "--from", "fri", "--to", "today")
    tokyo = cli.done("calendar", "list", "--layer", "it", "--json", "--zone", "Asia/Tokyo").json
    assert (tokyo[0]["start"], tokyo[0]["start_at"]) == ("2026-12-06T04:00", "2026-12-05T19:00:00Z")
    hr = cli.done("calendar", "list", "--customer", "HR", "--to", "2027-12-31", "--json").json
    assert sorted(row["title"] for row in hr) == [
        "Both",
        "Customer HR · Due: Draft SLA",
        "New ledger: Go live",
    ]


def test_clashes_say_why(busy: Cli) -> None:
    cli = busy
    (clash,) = cli.done("calendar", "clashes", "--to", "2027-01-31", "--json").json
    assert clash["entry"]["title"] == "CHG-1 Patch"
    assert clash["other"]["blackout"] is True
    assert clash["reason"]
    assert "CHG-1 Patch" in cli.done("calendar", "clashes", "--to", "2027-01-31").lines[1]
    assert cli.done("calendar", "clashes", "--to", "2026-12-15").out == ""


def test_a_file_that_cannot_be_written_is_refused_and_nothing_is_remembered(busy: Cli) -> None:
    cli = busy
    (cli.folder / "old.ics").write_text("mine")
    assert "No such file" in cli.refused("calendar", "export", "-o", "nowhere/out.ics")
    assert "cannot be written" in cli.refused("calendar", "export", "-o", str(cli.home))
    assert "cannot be made" in cli.refused("calendar", "export", "--split", "old.ics")
    cli.done("delete", "events", "Both")
    assert "CANCELLED" not in _export(cli)
    assert sorted(path.name for path in Path(cli.folder).iterdir()) == ["home", "old.ics", "out.ics"]


def test_each_clash_offers_the_nearest_free_slots(busy: Cli) -> None:
    cli = busy
    cli.done("add", "people", "name=Kenji Sato", "email=kenji@x.example", "zone=Asia/Tokyo", "work_start=09:00",
             "work_end=17:30")  # fmt: skip
    cli.done("add", "events", "title=Late call", "start=2026-12-09T10:30", "zone=Europe/Berlin",
             "attendees=kenji@x.example")  # fmt: skip
    asked = ("calendar", "clashes", "--to", "2026-12-15")
    (clash,) = cli.done(*asked, "--slots", "--json").json
    assert (clash["kind"], clash["severity"], clash["other"]) == ("outside hours", "attention", None)
    assert clash["reason"] == "18:30 for Kenji Sato in Tokyo, who works 9:00–17:30"
    assert [slot["start"] for slot in clash["slots"]] == [
        "2026-12-09T08:30",
        "2026-12-09T07:30",
        "2026-12-10T01:00",
    ]
    assert clash["slots"][0]["reason"] == ["2 hours earlier", "16:30 in Tokyo"]
    assert clash["obstacles"] == []
    line = cli.done(*asked, "--slots").lines[1]
    assert "outside hours" in line
    assert "2026-12-09 08:30 (2 hours earlier · 16:30 in Tokyo); " in line
    assert "slots" not in cli.done(*asked, "--json").json[0]
    (late,) = cli.done(
        "calendar", "clashes", "--from", "2026-12-20", "--to", "2027-01-31", "--slots", "--json"
    ).json
    assert late["severity"] == "bad"
    assert late["slots"]


def test_an_event_is_added_as_one_line_and_tried_first(cli: Cli) -> None:
    line = "monthly service review, 1st Tue 10:00 for 1h, Teams, from Jan"
    tried = json.loads(cli.done("calendar", "add", "--dry-run", "--json", line).out)
    assert (tried["start"], tried["recurrence"], tried["problems"]) == (
        "2027-01-05T10:00",
        "FREQ=MONTHLY;BYDAY=1TU",
        [],
    )
    assert "nobody is called @zed" in cli.refused("calendar", "add", "call @zed fri 10:00")
    row = cli.done("calendar", "add", line).out.strip()
    shown = json.loads(cli.done("show", "events", row, "--json").out)
    assert (shown["title"], shown["place"], shown["length"]) == ("monthly service review", "Teams", 60)
    cli.done("undo")
    assert row not in cli.done("list", "events", "--json").out
