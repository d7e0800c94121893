"""undo, redo and history by the command line."""

from __future__ import annotations

from tests.cli.conftest import Cli


def test_the_history_tells_every_changed_value(cli: Cli) -> None:
    cli.add("customers", "name=Finance", "code=FIN")
    cli.done("set", "customers", "FIN", "tier=1", "name=Finance & Law")
    cli.done("undo")
    undone, changed, added = cli.done("history", "--json").json
    assert [step["number"] for step in (undone, changed, added)] == [3, 2, 1]
    assert [step["kind"] for step in (undone, changed, added)] == ["undo", "do", "do"]
    assert changed["label"] == undone["label"] == "Change customer ‘Finance’: tier, name"
    assert changed["at"] == "2026-11-24T08:00:00Z"
    (row,) = changed["changes"]
    assert (row["table"], row["operation"]) == ("customer", "update")
    assert (row["before"]["tier"], row["after"]["tier"]) == (2, 1)
    assert set(row["before"]) == {"tier", "name", "name_sort", "revision"}
    assert undone["changes"][0]["after"]["tier"] == 2
    assert added["changes"][0]["operation"] == "insert"
    head, *lines = cli.done("history").lines
    assert head.split() == ["number", "at", "kind", "rows", "label"]
    assert len(lines) == 3


def test_nothing_to_take_back_is_said(cli: Cli) -> None:
    assert cli.done("history", "--json").json == []
    assert cli.done("history").out == ""
    assert "There is no step to undo" in cli.refused("undo")
    assert "There is no step to redo" in cli.refused("redo")


def test_exports_backups_and_reading_are_no_steps(cli: Cli) -> None:
    cli.add("events", "title=Steering", "start=2026-12-01 10:00")
    for command in (
        ("calendar", "export", "-o", "x.ics"), ("backup",), ("check",), ("list", "events"), ("search", "x"),
        ("set", "events", "Steering", "title=Steering"),
    ):  # fmt: skip
        cli.done(*command)
    assert len(cli.done("history", "--json").json) == 1
    assert cli.done("undo").err == "Undone: Add event ‘Steering’\n"


def test_search_finds_names_in_any_case(cli: Cli) -> None:
    cli.add("customers", "name=Straße & Café", "code=FIN")
    cli.add("people", "name=Ana 100%_sure", "email=Ana@Fin.example")
    cli.add("actions", "title=Finish the draft", "customer=FIN")
    assert [hit["kind"] for hit in cli.done("search", "fin", "--json").json] == [
        "customers",
        "actions",
        "people",
    ]
    assert cli.done("search", "STRASSE", "--json").json[0]["label"] == "Straße & Café"
    assert cli.done("search", "100%_", "--json").json[0]["detail"] == "Ana@Fin.example"
    assert cli.done("search", "%", "--json").json[0]["label"] == "Ana 100%_sure"
    assert cli.done("search", "_x", "--json").out == "[]\n"
    assert cli.done("search", "  ", "--json").out == "[]\n"
    assert cli.done("search", "nothing").out == ""
