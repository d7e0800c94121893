"""The main job by the command line alone, from an empty home to a file for Outlook, and all of it back and forth."""

from __future__ import annotations

import contextlib
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

from brm_tui.cli import main
from brm_tui.rules.kinds import KINDS
from tests.cli.conftest import PINS, Cli
from tests.interchange.file_rules import broken_rules
from tests.interchange.readers.recurring_reader import READER

PEOPLE = (
    ("Rosa Klein", "rosa@it.example", "IT"),
    ("Ivan Petrov", "ivan@it.example", "IT"),
    ("Ana Sá", "ana@fin.example", "business"),
    ("李小龍", "li@fin.example", "business"),
)
SIGNING = (
    ("relationship manager", "rosa@it.example", "IT"),
    ("IT manager", "ivan@it.example", "IT"),
    ("business manager", "ana@fin.example", "business"),
    ("business line manager", "li@fin.example", "business"),
)
FORUMS = (
    ("Service review", "operational", "monthly", "1st tuesday", "10:00", 12),
    ("Initiative review", "tactical", "quarterly", "2nd wednesday", "14:00", 4),
    ("Alignment meeting", "strategic", "yearly", "last thursday", "09:00", 1),
)
YEAR = ("--from", "2026-12-01", "--to", "2027-11-30")


def _make(cli: Cli) -> str:
    """Do the whole job; return the id of the action that is done."""
    cli.add("customers", "name=Finance", "code=FIN", "tier=1", "strategies=Close the books in five days")
    for name, email, side in PEOPLE:
        cli.add("people", f"name={name}", f"email={email}", f"side={side}")
    cli.add("roles", "person=ana@fin.example", "customer=FIN", "role=business manager", "primary=yes")
    cli.add("roles", "person=li@fin.example", "customer=FIN", "role=business line manager")
    cli.add("representations", "person=rosa@it.example", "customer=FIN", "hours=8")
    cli.add("representations", "person=ivan@it.example", "customer=FIN", "role=IT manager", "hours=2")
    cli.done("agreement", "new", "FIN", "--title", "Working together", "--start", "2026-12-01")
    cli.done(
        "set",
        "agreements",
        "FIN",
        "review_date=2027-09-01",
        "philosophy=@-",
        input="We speak plainly.\n\nAlways.\n",
    )
    for role, email, side in SIGNING:
        cli.add("staff", "agreement=FIN", f"person={email}", f"side={side}", f"role={role}")
    for name, level, frequency, day, time, _count in FORUMS:
        cli.add(
            "forums", "agreement=FIN", f"name={name}", f"level={level}", f"frequency={frequency}", f"day_rule={day}",
            "first_date=2026-12-01", f"start_time={time}", "agenda=What we promised", "place=Room 4",
            "attendees=rosa@it.example,ana@fin.example,li@fin.example:optional", "purpose=To keep each other's word",
        )  # fmt: skip
    objective = cli.add(
        "objectives", "agreement=FIN", "title=Close in five days", "measure=working days", "baseline=9", "target=5",
        "business_owner=ana@fin.example", "it_owner=ivan@it.example", "strategy=Close the books in five days",
        "due=2027-06-30", "why=The board decides on last month's figures", "start=2026-12-01",
    )  # fmt: skip
    action = cli.add(
        "actions",
        f"objective={objective}",
        "title=Draft SLA",
        "assignee=ivan@it.example",
        "due=+2w",
        "promised_by=IT",
    )
    cli.add(
        "actions",
        f"objective={objective}",
        "title=List the reports",
        "assignee=ana@fin.example",
        "due=2027-01-15",
    )
    cli.add(
        "appendices", "agreement=FIN", "kind=SLA", "title=Ledger", "reference=SLA-7", "valid_until=2027-12-31",
        "text=99.5 percent on working days",
    )  # fmt: skip
    cli.done("set", "actions", action, "status=done")
    return action


def _all(cli: Cli) -> dict[str, list[dict[str, Any]]]:
    """Return every record of every KIND, without what only ever rises."""
    found = {}
    for kind in KINDS:
        with contextlib.redirect_stdout(io.StringIO()) as out:
            assert main(["--home", str(cli.home), *PINS, "list", kind, "--json"]) == 0
        found[kind] = [
            {name: value for name, value in row.items() if name not in ("revision", "updated_at")}
            for row in json.loads(out.getvalue())
        ]
    return found


def test_the_whole_job_and_all_of_it_taken_back_and_brought_again(cli: Cli) -> None:
    empty = _all(cli)
    assert all(rows == [] for rows in empty.values())
    action = _make(cli)

    # Seven sections, nothing missing; proposed, signed by the four, in force.
    assert cli.done("agreement", "check", "FIN", "--json").json == {"percent": 100, "findings": []}
    shown = cli.done("agreement", "show", "FIN").out
    for section in range(1, 8):
        assert f"\n{section} " in shown
    assert cli.done("agreement", "propose", "FIN", "--reason", "First agreement").out == "1\n"
    for role, email, _side in SIGNING:
        answer = cli.done(
            "agreement",
            "sign",
            "FIN",
            "--role",
            role,
            "--person",
            email,
            "--method",
            "in person",
            "--evidence",
            "p. 9",
        )
    assert "v1 is accepted" in answer.err
    assert cli.list("versions")[0]["state"] == "accepted"
    assert [row["state"] for row in cli.list("signatures", "--customer", "FIN")] == ["signed"] * 4

    # The year's meetings came out of the engagement strategy.
    meetings = cli.done("calendar", "list", "--layer", "meeting", *YEAR, "--json").json
    assert {name: sum(name in row["title"] for row in meetings) for name, *_rest in FORUMS} == {
        name: count for name, *_rest, count in FORUMS
    }
    first = meetings[0]
    assert (first["start"], first["zone"], first["place"]) == ("2026-12-01T10:00", "Europe/Berlin", "Room 4")
    # Ten o'clock in Berlin stays ten o'clock when the clocks change.
    assert {row["start"][11:] for row in meetings if "Service review" in row["title"]} == {"10:00"}
    assert {row["start_at"][11:] for row in meetings if "Service review" in row["title"]} == {
        "08:00:00Z",
        "09:00:00Z",
    }

    done = cli.show("actions", action)
    assert (done["status"], done["done"], done["customer"]) == ("done", "2026-11-24", "FIN")

    file = cli.folder / "finance.ics"
    cli.done("calendar", "export", "-o", str(file), "--customer", "FIN")
    assert broken_rules(file.read_bytes()) == []
    _sees_the_meetings(file, meetings)

    full = _all(cli)
    steps = len(cli.done("history", "--json").json)
    for _step in range(steps):
        cli.done("undo")
    assert _all(cli) == empty
    assert "no step to undo" in cli.refused("undo")
    assert cli.done("calendar", "list", *YEAR, "--json").json == []
    assert cli.done("check").err == "The desk is sound.\n"
    # What was handed out is taken back: every entry that left the house goes out as cancelled.
    cli.done("calendar", "export", "-o", str(file))
    text = file.read_text(encoding="utf-8")
    assert text.count("BEGIN:VEVENT") == text.count("STATUS:CANCELLED") > 0
    assert broken_rules(file.read_bytes()) == []

    for _step in range(steps):
        cli.done("redo")
    assert "no step to redo" in cli.refused("redo")
    assert _all(cli) == full
    assert cli.done("calendar", "list", "--layer", "meeting", *YEAR, "--json").json == meetings
    assert cli.done("check").err == "The desk is sound.\n"
    assert cli.done("agreement", "verify", "FIN").code == 0
    history = cli.done("history", "--json").json
    assert [step["kind"] for step in history] == ["redo"] * steps + ["undo"] * steps + ["do"] * steps
    cli.done("calendar", "export", "-o", str(file), "--customer", "FIN")
    assert "STATUS:CANCELLED" not in file.read_text(encoding="utf-8")
    _sees_the_meetings(file, meetings)


def _sees_the_meetings(file: Path, meetings: list[dict[str, Any]]) -> None:
    """See that a program of other hands finds the same meetings in the file."""
    if READER.missing():
        return
    seen = READER.read(file, date(2026, 12, 1), date(2027, 11, 30))
    timed = {(item.start, item.title) for item in seen if "T" in item.start}
    assert timed == {(row["start_at"], row["title"]) for row in meetings}
