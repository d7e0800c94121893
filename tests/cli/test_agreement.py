"""The verbs of agreement."""

from __future__ import annotations

import sqlite3

import pytest

from tests.cli.conftest import Cli, WithWorld

ROLES = ("relationship manager", "IT manager", "business manager", "business line manager")


@pytest.fixture
def ready(with_world: WithWorld) -> Cli:
    """Return a desk with an agreement that may be proposed."""
    return with_world(agreement_world)


def agreement_world(cli: Cli) -> None:
    cli.add("customers", "name=Finance", "code=FIN", "strategies=Close sooner")
    cli.done("agreement", "new", "fin", "--start", "2026-12-01")
    cli.done("set", "agreements", "FIN", "philosophy=We speak plainly.")
    for number, role in enumerate(ROLES):
        side = "IT" if number < 2 else "business"
        cli.add("people", f"name=Person {number}", f"email=p{number}@x.example", f"side={side}")
        cli.add("staff", "agreement=FIN", f"person=p{number}@x.example", f"side={side}", f"role={role}")
    cli.add(
        "forums", "agreement=FIN", "name=Review", "first_date=2026-12-01",
        "attendees=p0@x.example,p2@x.example", "agenda=What we promised",
    )  # fmt: skip
    cli.add("objectives", "agreement=FIN", "title=Close sooner", "measure=days", "target=5", "due=2027-06-30",
            "business_owner=p2@x.example", "it_owner=p1@x.example")  # fmt: skip
    cli.add("actions", "customer=FIN", "title=Draft SLA", "assignee=p1@x.example", "due=2026-12-11")


def _sign(cli: Cli, number: int, verb: str = "sign", *more: str) -> str:
    return cli.done(
        "agreement", verb, "FIN", "--role", ROLES[number], "--person", f"p{number}@x.example", *more
    ).err


def test_what_is_missing_is_listed_and_keeps_it_from_being_proposed(cli: Cli) -> None:
    assert "There is no agreement 'FIN'" in cli.refused("agreement", "show", "FIN")
    cli.add("customers", "name=Finance", "code=FIN")
    (row_id,) = cli.done("agreement", "new", "FIN").lines
    assert cli.show("agreements", "FIN")["id"] == row_id
    assert cli.show("agreements", "FIN")["term_end"] == "2027-11-23"
    assert "has a partnership agreement" in cli.refused("agreement", "new", "FIN")
    answer = cli("agreement", "check", "FIN", "--json")
    assert answer.code == 1
    assert {finding["section"] for finding in answer.json["findings"] if finding["mandatory"]} >= {1, 2, 3}
    assert set(answer.json["findings"][0]) == {"section", "section_title", "mandatory", "subject", "message"}
    assert cli("agreement", "check", "FIN").code == 1
    said = cli.refused("agreement", "propose", "FIN", "--reason", "First")
    assert "Not ready to propose" in said
    assert "1 Relationship philosophy" in said
    assert cli.done("agreement", "verify", "FIN").err == "Nothing was altered.\n"
    assert cli.list("versions") == []


def test_proposed_signed_amended_superseded_terminated(ready: Cli) -> None:
    cli = ready
    assert cli.done("agreement", "propose", "FIN", "--reason", "First").out == "1\n"
    assert "withdraw it first" in cli.refused("agreement", "propose", "FIN", "--reason", "Again")
    assert "proposed" in _sign(cli, 0)
    assert "has already answered" in cli.refused(
        "agreement", "sign", "FIN", "--role", ROLES[0], "--person", "p0@x.example"
    )
    assert _sign(cli, 1, "sign", "--date", "yesterday", "--method", "mail") == "v1 is proposed.\n"
    assert _sign(cli, 2) == "v1 is proposed.\n"
    assert _sign(cli, 3, "sign", "--note", "With pleasure") == "v1 is accepted.\n"
    (version,) = cli.list("versions", "--customer", "FIN")
    assert (version["state"], version["effective"], version["expires"]) == (
        "accepted",
        "2026-12-01",
        "2027-11-30",
    )
    cli.done("set", "agreements", "FIN", "philosophy=Plainer still.")
    shown = cli.done("agreement", "show", "FIN", "--json").json
    assert len(shown["amendments"]) == 1
    assert "1 changes since" in cli.done("agreement", "show", "FIN").out
    assert cli.done("agreement", "propose", "FIN", "--reason", "Plainer").out == "2\n"
    assert _sign(cli, 2, "decline", "--note", "No") == "v2 is declined.\n"
    assert cli.done("agreement", "propose", "FIN", "--reason", "Once more").out == "3\n"
    assert "withdrawn" in cli.done("agreement", "withdraw", "FIN").err
    assert cli.done("agreement", "propose", "FIN", "--reason", "And again").out == "4\n"
    for number in range(4):
        _sign(cli, number)
    states = [row["state"] for row in cli.list("versions")]
    assert states == ["superseded", "declined", "withdrawn", "accepted"]
    assert cli.done("agreement", "verify", "FIN").err == "Nothing was altered.\n"
    assert "terminated" in cli.done("agreement", "terminate", "FIN", "--reason", "Reorganised").err
    assert cli.show("agreements", version["agreement_id"])["ended"] == "2026-11-24"
    assert "There is no agreement 'FIN'" in cli.refused("agreement", "show", "FIN")
    cli.done("undo")
    assert [row["state"] for row in cli.list("versions")] == states
    assert cli.done("check").err == "The desk is sound.\n"


def test_what_does_not_fit_a_signature_is_refused(ready: Cli) -> None:
    cli = ready
    for verb in ("sign", "decline"):
        assert "Nothing proposed" in cli.refused(
            "agreement", verb, "FIN", "--role", ROLES[0], "--person", "p0@x.example"
        )
    assert "Nothing proposed" in cli.refused("agreement", "withdraw", "FIN")
    assert "Nothing in force" in cli.refused("agreement", "terminate", "FIN", "--reason", "x")
    cli.done("agreement", "propose", "FIN", "--reason", "First")
    for options, words in (
        (("--role", "king"), "role: 'king'"), (("--person", "nobody@x"), "There is no person 'nobody@x'"),
        (("--date", "tomorrow"), "date: '2026-11-25'"), (("--date", "soon"), "--date: 'soon'"),
        (("--method", "pigeon"), "method: 'pigeon'"), (("--note", "x" * 2001), "note: "),
    ):  # fmt: skip
        usual = {"--role": ROLES[0], "--person": "p0@x.example"} | {options[0]: options[1]}
        given = [item for pair in usual.items() for item in pair]
        assert words in cli.refused("agreement", "sign", "FIN", *given)
    assert [row["state"] for row in cli.list("signatures")] == ["pending"] * 4


def test_a_frozen_version_altered_behind_its_back_is_found(ready: Cli) -> None:
    cli = ready
    cli.done("agreement", "propose", "FIN", "--reason", "First")
    with sqlite3.connect(cli.home / "desk.sqlite3") as connection:
        connection.execute("UPDATE agreement_version SET content = replace(content, 'plainly', 'rarely')")
    answer = cli("agreement", "verify", "FIN")
    assert (answer.code, answer.lines) == (1, ["v1: its text is not the one that was proposed"])
    assert "its text is not the one" in cli("check").out
