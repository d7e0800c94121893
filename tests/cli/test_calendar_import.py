"""calendar import, as processes: its report, its exit codes, and what it leaves in the desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.interchange.ics_files import vcalendar, vevent


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file of an event and a task."""
    path = tmp_path / "theirs.ics"
    task = "BEGIN:VTODO\r\nUID:t\r\nSUMMARY:File the taxes\r\nEND:VTODO\r\n"
    path.write_bytes(
        vcalendar("X-WR-CALNAME:Closing days", vevent("DTSTART;VALUE=DATE:20261231", title="Close"), task)
    )
    return path


def test_a_file_is_reported_imported_and_taken_back(cli: Cli, file: Path) -> None:
    cli.add("customers", "name=Finance", "code=FIN")
    options = ("calendar", "import", str(file), "--layer", "customer", "--customer", "FIN")

    planned = cli.done(*options, "--dry-run")
    assert "new" in planned.lines[1]
    assert "Close" in planned.lines[1]
    assert "VTODO: it is a task" in planned.lines[2]
    assert planned.lines[-1] == "Closing days: 1 new, 0 changed, 0 removed, 1 skipped, 0 unchanged."
    assert cli.list("events") == []

    done = cli.done(*options, "--json").json
    assert (done["calendar"], done["dry_run"], done["counts"]["new"]) == ("Closing days", False, 1)
    (event,) = cli.list("events", "--customer", "FIN")
    assert (event["title"], event["layer"], event["source_calendar"] is not None) == (
        "Close",
        "customer",
        True,
    )
    assert "Read-only" in cli.refused("set", "events", event["id"], "title=Mine")
    assert "Read-only" in cli.refused("delete", "events", event["id"])
    assert "unchanged" in cli.done(*options).lines[-1]

    cli.done("delete", "calendars", "Closing days")
    assert cli.list("events") == []
    cli.done("undo")
    assert len(cli.list("events")) == 1
    cli.done("undo")
    assert cli.list("calendars") == []


def test_what_cannot_be_imported_is_refused(cli: Cli, file: Path) -> None:
    broken = file.with_name("broken.ics")
    broken.write_bytes(b"PK\x03\x04 no calendar")

    assert "no calendar" in cli.refused("calendar", "import", str(broken), "--layer", "it")
    assert "cannot be read" in cli.refused("calendar", "import", "none.ics", "--layer", "it")
    assert "customer" in cli.refused("calendar", "import", str(file), "--layer", "it", "--customer", "NONE")
    cli.refused("calendar", "import", str(file), code=2)
    cli.refused("calendar", "import", str(file), "--layer", "meeting", code=2)
