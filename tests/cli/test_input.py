"""What the command line takes for fields, references and JSON, and what it says to what it does not take."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Cli


def test_fields_are_cleared_and_read_from_files(cli: Cli) -> None:
    cli.add("customers", "name=Finance", "code=FIN", "tags=a,b", "target_days=30", "zone=Europe/Paris")
    (cli.folder / "notes.md").write_bytes("﻿# Notes\r\n\r\nZoë said =yes\x00\r\n".encode())
    cli.done("set", "customers", "FIN", "notes=@notes.md", "outcomes=@-", input="One\nTwo\n")
    row = cli.show("customers", "FIN")
    assert (row["notes"], row["outcomes"]) == ("# Notes\n\nZoë said =yes", "One\nTwo")
    cli.done("set", "customers", "FIN", "notes=", "tags=", "target_days=", "zone=", "tier=")
    row = cli.show("customers", "FIN")
    assert (row["notes"], row["tags"], row["target_days"], row["zone"], row["tier"]) == ("", [], None, "", 2)
    assert "name: '' is not accepted" in cli.refused("set", "customers", "FIN", "name=")
    assert "nowhere.md cannot be read: No such file" in cli.refused(
        "set", "customers", "FIN", "notes=@nowhere.md"
    )
    (cli.folder / "latin").write_bytes(b"Z\xeb")
    assert "latin is not UTF-8" in cli.refused("set", "customers", "FIN", "notes=@latin")
    assert cli.show("customers", "FIN")["revision"] == row["revision"]


def test_a_value_may_hold_what_separates_fields(cli: Cli) -> None:
    row_id = cli.add("actions", "title=a=b, c:d @e -f", "detail=--help")
    row = cli.show("actions", row_id)
    assert (row["title"], row["detail"]) == ("a=b, c:d @e -f", "--help")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("fri", "2026-11-27"), ("today", "2026-11-24"), ("+2w", "2026-12-08"), ("2026-12-01", "2026-12-01"),
        ("tomorrow", "2026-11-25"), ("+10d", "2026-12-04"),
    ],
)  # fmt: skip
def test_dates_are_typed_as_people_write_them(cli: Cli, typed: str, expected: str) -> None:
    assert cli.show("actions", cli.add("actions", "title=X", f"due={typed}"))["due"] == expected


def test_rows_are_named_by_code_address_id_or_whole_name(cli: Cli) -> None:
    fin = cli.add("customers", "name=Finance & Risk", "code=FIN")
    ana = cli.add("people", "name=Ana Sá", "email=Ana@Example.com")
    for name in ("fin", " FIN ", fin, fin.upper(), "FINANCE & RISK"):
        assert cli.show("customers", name)["id"] == fin
    for name in ("ana@example.COM", ana, "ANA SÁ"):
        assert cli.show("people", name)["id"] == ana
    action = cli.add("actions", "title=X", "customer_id=fin", f"assignee={ana}")
    row = cli.show("actions", action)
    assert (row["customer"], row["customer_id"], row["assignee"]) == ("FIN", fin, "Ana@Example.com")
    cli.add("people", "name=Ana Sá")
    said = cli.refused("set", "actions", action, "assignee=Ana Sá")
    assert "2 people are called 'Ana Sá'" in said
    assert ana in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("add", "customers", "name=A", "code=A", "colour=red"), ("customers have no field 'colour'", "tier, status")),
        (("add", "customers", "name=A"), ("code: ''", "cannot be empty")),
        (("add", "customers", "name=A", "code=A B"), ("code: 'A B'", "letters, digits")),
        (("add", "customers", "name=A", "code=A", "tier=4"), ("tier: '4'", "from 1 to 3")),
        (("add", "customers", "name=A", "code=A", "kind=friend"), ("kind: 'friend'", "business unit, external")),
        (("add", "customers", "name=A", "code=A", "zone=Mars/Base"), ("zone: 'Mars/Base'", "IANA")),
        (("add", "customers", "name=A", "code=A", "parent=NO"), ("parent: 'NO'", "one of the customers", "none of")),
        (("add", "customers", "name=" + "x" * 201, "code=A"), ("name: 'xxx", "at most 200 characters (this has 201)")),
        (("add", "people", "name=A", "email=nobody"), ("email: 'nobody'", "an e-mail address such as")),
        (("add", "actions", "title=A", "due=someday"), ("due: 'someday'", "2026-12-01")),
        (("add", "actions", "title=A", "due=2026-02-30"), ("due: '2026-02-30'",)),
        (("add", "actions", "title=A", "status=later"), ("status: 'later'", "backlog, planned, in progress")),
        (("add", "actions", "title=A", "internal=perhaps"), ("internal: 'perhaps'", "yes or no")),
        (("add", "actions", "title=A", "start=fri", "due=today"), ("due: '2026-11-24'", "2026-11-27")),
        (("add", "events", "title=A", "start=2026-03-29 02:30"), ("start: ", "2026-03-29", "03:")),
        (("add", "events", "title=A", "start=fri 10:00", "recurrence=FREQ=SECONDLY"), ("recurrence: 'FREQ=SECONDLY'",)),
        (("add", "events", "title=A", "start=today 10:00", "length=0"), ("length: '0'", "from 1 to 44640")),
        (("add", "touches", "topics=gossip"), ("topics: 'gossip'", "service explained")),
        (("add", "forums", "agreement=A", "name=X"), ("agreement: 'A'", "one of the agreements")),
        (("add", "freezes", "title=A", "start=fri", "end=today"), ("end: '2026-11-24'", "2026-11-27")),
        (("add", "projects", "name=A", "forecast_start=fri", "forecast_end=today"), ("forecast_end: '2026-11-24'",)),
        (("add", "measures", "subscription=x", "period=2026-13"), ("subscription: 'x'",)),
        (("show", "customers", "NO"), ("There is no customer 'NO'",)),
        (("delete", "customers", "NO"), ("There is no customer 'NO'",)),
        (("set", "customers", "NO", "tier=1"), ("There is no customer 'NO'",)),
        (("list", "customers", "--where", "colour=red"), ("cannot be chosen by 'colour'", "tier, status")),
        (("list", "customers", "--where", "tags=a"), ("cannot be chosen by 'tags'",)),
        (("list", "customers", "--where", "tier=one"), ("tier: 'one'", "whole number")),
        (("list", "customers", "--where", "status=gone"), ("status: 'gone'", "prospect, onboarding")),
    ],
)  # fmt: skip
def test_what_is_refused_names_the_field_the_value_and_what_is_allowed(
    cli: Cli, arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    said = cli.refused(*arguments)
    for word in words:
        assert word in said
    assert cli.done("history", "--json").json == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "friends", "name=A"), ("list",), ("add", "customers"), ("add", "customers", "name"),
        ("add", "customers", "=x"), ("set", "customers", "FIN"), ("set", "customers", "FIN", "tier"),
        ("list", "customers", "--where", "tier"), ("list", "customers", "--json", "--csv"), ("nonsense",),
        ("calendar",), ("agreement",), ("calendar", "export"), ("calendar", "export", "-o", "a", "--split", "b"),
        ("agreement", "propose", "FIN"), ("add", "customers", "name=A", "--json", "x"), ("show", "customers", "A", "B"),
        ("add", "customers", "name=A", "--colour"), ("undo", "3"),
    ],
)  # fmt: skip
def test_wrong_usage_exits_with_2(cli: Cli, arguments: tuple[str, ...]) -> None:
    assert cli.refused(*arguments, code=2)


def test_options_stand_before_between_and_behind(cli: Cli) -> None:
    cli.pins = ()
    other, pins = str(cli.folder / "other"), ("--today", "2027-01-04", "--zone", "Asia/Tokyo")
    cli.done(*pins, "--home", other, "add", "customers", "name=A", "code=A")
    cli.done("add", *pins, "customers", "--home", other, "name=B", "--zone", "Asia/Tokyo", "code=B")
    cli.done("add", "actions", "title=X", "due=today", "--home", other, *pins)
    assert [row["code"] for row in cli.list("customers", "--home", other)] == ["A", "B"]
    assert cli.list("actions", "--home", other)[0]["due"] == "2027-01-04"
    assert (
        cli.done("calendar", "--home", other, *pins, "list", "--json").json[0]["start"] == "2027-01-04T00:00"
    )
    assert cli.list("customers") == []
    (step, *_rest) = cli.done("history", "--json", "--home", other).json
    assert step["at"] == "2027-01-04T00:00:00Z"


def test_conditions_choose(cli: Cli) -> None:
    cli.add("customers", "name=Finance", "code=FIN")
    ana = cli.add("people", "name=Ana", "email=ana@x.example")
    cli.add("actions", "title=One", "customer=FIN", "due=fri", "status=blocked", "assignee=ana@x.example")
    cli.add("actions", "title=Two", "due=sat", "internal=yes")
    for where, titles in (
        ("status=Blocked", ["One"]), ("due=fri", ["One"]), ("customer=fin", ["One"]), ("customer=", ["Two"]),
        ("internal=yes", ["Two"]), ("assignee=ana@x.example", ["One"]), (f"assignee_id={ana}", ["One"]),
        ("detail=", ["Two", "One"]), ("title=Two", ["Two"]), ("carried_over=1", []),
    ):  # fmt: skip
        assert [row["title"] for row in cli.list("actions", "--where", where)] == titles, where
    assert cli.list("actions", "--where", "due=fri", "--where", "status=backlog") == []


def test_json_is_taken_in_native_types_all_or_nothing(cli: Cli) -> None:
    cli.add("customers", "name=Finance", "code=FIN")
    single = {
        "title": "One",
        "due": "2026-12-01",
        "carried_over": 2,
        "internal": True,
        "customer": "FIN",
        "start": None,
    }
    (row_id,) = cli.done("add", "actions", "--json", "-", input=json.dumps(single)).lines
    row = cli.show("actions", row_id)
    assert {name: row[name] for name in single} == single
    several = [{"title": f"Action {number}"} for number in range(1000)]
    several[699]["due"] = "fri"
    (cli.folder / "many.json").write_text(json.dumps(several))
    said = cli.refused("add", "actions", "--json", "many.json")
    assert "action 700 of 1000: due: 'fri' is not accepted" in said
    assert "Nothing was written" in said
    assert len(cli.list("actions")) == 1
    del several[699]["due"]
    (cli.folder / "many.json").write_text(json.dumps(several))
    assert len(cli.done("add", "actions", "--json", "many.json").lines) == 1000
    assert [row["title"] for row in cli.list("actions")] == ["One", *(row["title"] for row in several)]
    assert cli.done("undo").err == "Undone: Add 1000 actions\n"
    assert len(cli.list("actions")) == 1
    assert cli.done("add", "actions", "--json", "-", input="[]").out == ""


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("", "Not JSON"), ("{", "Not JSON"), ("5", "one object or a list"), ('["a"]', "one object or a list"),
        ("[" * 100_000, "Not JSON"), ('{"title": 5}', "title: '5'"), ('{"title": null}', "cannot be empty"),
        ('{"title": "A", "carried_over": ' + "9" * 5000 + "}", "Not JSON"),
        ('{"title": "A", "carried_over": 1.5}', "carried_over: '1.5'"),
        ('{"title": "A", "due": 20261201}', "due: '20261201' is not accepted; allowed: a date like \"2026-12-01\"."),
        ('{"title": "A", "id": "x"}', "no field 'id'"),
        ('{"title": "A", "\\ud800": 1}', "no field"), ('[{"title": "A"}, {"titel": "B"}]', "action 2 of 2"),
    ],
)  # fmt: skip
def test_json_that_is_none_or_does_not_fit_is_refused(cli: Cli, given: str, words: str) -> None:
    assert words in cli.refused("add", "actions", "--json", "-", input=given)
    assert cli.list("actions") == []


def test_each_command_is_made_by_what_its_name_says() -> None:
    """Whoever makes a command alone must be named with it."""
    from brm_tui.cli.parser import _MADE_BY, _parser

    def commands(name: str) -> set[str]:
        (made,) = (action for action in _parser(name)._actions if isinstance(action.choices, dict))
        return set(made.choices or ())

    assert {name for names in _MADE_BY.values() for name in names} == commands("")
    for names in _MADE_BY.values():
        assert commands(names[0]) == set(names)
