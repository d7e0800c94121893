"""Demands by the command line: the same rule of states, reasons where they are due, and all of it in the history."""

from __future__ import annotations

from tests.cli.conftest import Cli


def test_a_state_follows_by_the_rule_and_is_kept_in_the_history(cli: Cli) -> None:
    cli.add("customers", "name=Finance", "code=FIN")
    demand = cli.add("demands", "customer=FIN", "title=Faster close", "value=5", "volume=3")
    said = cli.refused("set", "demands", demand, "state=completed")
    assert (
        "state: 'completed' is not accepted; allowed: what may follow draft: submitted, deferred, rejected"
        in said
    )
    assert "state_reason" in cli.refused("set", "demands", demand, "state=rejected")
    cli.done("set", "demands", demand, "state=rejected", "state_reason=Too dear")
    cli.done("set", "demands", demand, "state=submitted")
    assert cli.done("show", "demands", demand, "--json").json["state_reason"] == ""
    states = [
        (change["before"].get("state"), change["after"]["state"])
        for step in cli.done("history", "--json").json
        for change in step["changes"]
        if "state" in change["after"]
    ]
    assert states[:2] == [("rejected", "submitted"), ("draft", "rejected")]
    cli.done("undo")
    assert cli.done("show", "demands", demand, "--json").json["state"] == "rejected"
    assert cli.done("check").code == 0


def test_a_new_demand_may_begin_in_any_state(cli: Cli) -> None:
    cli.add("customers", "name=Finance", "code=FIN")
    cli.add("demands", "customer=FIN", "title=Done long ago", "state=completed")
    assert "state_reason" in cli.refused("add", "demands", "customer=FIN", "title=No", "state=deferred")


def test_a_score_by_hand_says_why(cli: Cli) -> None:
    cli.add("customers", "name=Finance", "code=FIN")
    demand = cli.add("demands", "customer=FIN", "title=The law")
    assert "override_reason" in cli.refused("set", "demands", demand, "score_override=90")
    cli.done("set", "demands", demand, "score_override=90", "override_reason=The law")
    assert cli.done("show", "demands", demand, "--json").json["score_override"] == 90.0
