"""The command line obeys the life of feedback, and reads due times from the settings."""

from __future__ import annotations

from tests.cli.conftest import Cli


def test_set_moves_feedback_through_its_life_only(cli: Cli) -> None:
    cli.add("customers", "name=Finance", "code=FIN")
    made = cli.add("feedback", "customer=FIN", "title=Payroll late", "severity=high")
    assert cli.show("feedback", made)["due"] == "2026-12-01"
    assert "after received: acknowledged, closed" in cli.refused("set", "feedback", made, "state=assessed")
    cli.done("set", "feedback", made, "state=acknowledged")
    assert "counted when it is opened again" in cli.refused("set", "feedback", made, "reopened=1")
    assert "words on what became of it" in cli.refused("set", "feedback", made, "state=closed")
    cli.done("set", "feedback", made, "state=closed", "resolution=Paid by hand.")
    assert "reopen_reason" in cli.refused("set", "feedback", made, "state=acknowledged")
    cli.done("set", "feedback", made, "state=acknowledged", "reopen_reason=Late again")
    found = cli.show("feedback", made)
    assert (found["reopened"], found["reopen_reason"], found["closed"]) == (1, "Late again", None)
    assert "only complaints are escalated" in cli.refused(
        "add", "feedback", "customer=FIN", "title=Thanks", "kind=compliment", "escalation=1"
    )
    cli.done("undo")
    assert cli.show("feedback", made)["state"] == "closed"


def test_the_settings_say_in_how_many_working_days(cli: Cli) -> None:
    cli.add("customers", "name=Finance", "code=FIN")
    (cli.home / "settings.toml").write_text("feedback_days = { medium = 3 }\n", encoding="utf-8")
    made = cli.add("feedback", "customer=FIN", "title=Payroll late")
    assert cli.show("feedback", made)["due"] == "2026-11-27"
