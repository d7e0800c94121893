"""agreement new --template and --from, agreement templates."""

from __future__ import annotations

from tests.cli.conftest import Cli

HOSTILE = "[/] {x} =cmd|' /C calc'!A0"


def test_templates_are_listed_and_started_from(cli: Cli) -> None:
    cli.add("customers", "name=Finance", "code=FIN")
    cli.add("customers", f"name={HOSTILE}", "code=HR")
    own = cli.home / "templates" / "agreements"
    own.mkdir(parents=True)
    (own / "broken.toml").write_text(f'"{HOSTILE}" = 1', encoding="utf-8")
    (own / "ours.toml").write_text(
        f'title = "{HOSTILE}"\nsummary = "Ours"\nterm_months = 6', encoding="utf-8"
    )
    listed = cli.done("agreement", "templates")
    assert [line.split()[0] for line in listed.lines] == [
        "name", "blank", "business-unit", "ours", "outsourcing-provider",
    ]  # fmt: skip
    assert "broken.toml: " in listed.err
    found = {line["name"]: line for line in cli.done("agreement", "templates", "--json").json}
    assert set(found["ours"]) == {"name", "title", "summary", "brings", "own", "file", "problem"}
    assert (found["ours"]["title"], found["ours"]["own"], found["ours"]["problem"]) == (HOSTILE, True, "")
    assert found["broken"]["problem"]
    assert "allowed: title, summary" in cli.refused("agreement", "new", "FIN", "--template", "broken")
    assert "allowed: blank, broken" in cli.refused("agreement", "new", "FIN", "--template", "../ours")
    cli.refused("agreement", "new", "FIN", "--template", "blank", "--from", "HR", code=2)
    made = cli.done("agreement", "new", "HR", "--template", "business-unit", "--start", "2027-01-01")
    assert made.lines == [cli.show("agreements", "HR")["id"]]
    assert "Still to fill: relationship manager" in made.err
    assert cli.show("agreements", "HR")["term_end"] == "2027-12-31"
    assert cli.show("agreements", "HR")["title"] == f"Partnership agreement {HOSTILE} and IT"
    assert len(cli.list("forums", "--customer", "HR")) == 3


def test_an_agreement_starts_like_another_one(cli: Cli) -> None:
    cli.add("customers", "name=Finance", "code=FIN")
    cli.add("customers", "name=Personnel", "code=HR")
    cli.done("agreement", "new", "FIN", "--template", "outsourcing-provider", "--start", "2026-01-01")
    made = cli.done("agreement", "new", "HR", "--from", "FIN", "--start", "2027-02-01", "--title", "Ours")
    assert "The philosophy speaks of Finance" in made.err
    record = cli.show("agreements", "HR")
    assert (record["title"], record["term_end"]) == ("Ours", "2029-01-31")
    assert len(cli.list("objectives", "--customer", "HR")) == 4
    assert "Undone" in cli.done("undo").err
    assert cli.list("forums", "--customer", "HR") == []
    assert "There is no agreement 'NONE'" in cli.refused("agreement", "new", "HR", "--from", "NONE")
