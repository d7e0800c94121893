"""agreement drift on the command line."""

from __future__ import annotations

from tests.cli.conftest import Cli


def test_what_was_promised_stands_against_what_was_kept(cli: Cli) -> None:
    cli.add("customers", "name=Finance", "code=FIN")
    cli.add("people", "name=Ana Souza", "email=ana@it.example", "side=IT")
    cli.done("agreement", "new", "FIN", "--start", "2026-01-01")
    cli.add("forums", "agreement=FIN", "name=[/] Review", "first_date=2026-10-06", "day_rule=1st tuesday")
    cli.add("objectives", "agreement=FIN", "title=Close sooner", "due=2026-11-01")
    cli.add("actions", "customer=FIN", "title=Draft SLA", "assignee=ana@it.example", "due=2026-11-20")
    said = cli.done("agreement", "drift", "FIN").out
    assert "[/] Review: 2 promised: 2 not recorded" in said
    assert "Close sooner: not on time" in said
    assert "business kept – · IT 0 of 1" in said
    assert "Draft SLA (IT): 4 days overdue, due 2026-11-20" in said
    found = cli.done("agreement", "drift", "FIN", "--json").json
    assert (found["since"], found["until"]) == ("2026-01-01", "2026-11-24")
    assert found["forums"][0]["promised"] == found["forums"][0]["not_recorded"] == 2
    assert found["action_sides"]["it"] == {"kept": 0, "judged": 1}
    assert found["actions"][0]["verdict"] == "overdue"
    assert "There is no agreement 'XX'" in cli.refused("agreement", "drift", "XX")
