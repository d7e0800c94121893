"""calendar targets and calendar invite, and exports split into several files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import icalendar
import pytest

from tests.cli.conftest import Cli, WithWorld
from tests.interchange.file_rules import broken_rules


@pytest.fixture
def meeting(with_world: WithWorld) -> Cli:
    """Return a desk with a weekly meeting of three people, one of whom has no e-mail."""
    return with_world(meeting_world)


def meeting_world(cli: Cli) -> None:
    cli.add("customers", "name=Finance", "code=FIN")
    for name, email, side in (
        ('Ana "Nita" Souza; Lead', "ana@example.com", "IT"), ("Bob", "bob@example.com", "business"),
        ("Cy", "", "business"), ("Dé", "dé+x@example.com", "business"),
    ):  # fmt: skip
        cli.add("people", f"name={name}", f"email={email}", f"side={side}")
    cli.add("representations", "person=ana@example.com", "customer=FIN", "role=relationship manager")
    cli.add(
        "events", "title=Review", "start=2026-12-01 10:00", "zone=Europe/Berlin", "customers=FIN",
        "attendees=ana@example.com,bob@example.com:optional,Cy,dé+x@example.com",
        "recurrence=FREQ=WEEKLY;COUNT=6", "place=Hall, 2", "agenda=Numbers",
    )  # fmt: skip


def test_a_target_follows_every_step(meeting: Cli) -> None:
    cli = meeting
    said = cli.done("calendar", "targets", "add", "synced.ics", "--customer", "FIN", "--layer", "meeting").err
    assert "synced.ics: written, and again whenever its content changes." in said
    path = cli.folder / "synced.ics"
    first = path.read_bytes()
    assert broken_rules(first) == []
    (row,) = cli.done("calendar", "targets", "--json").json
    assert (row["file"], row["customer"], row["layers"], row["problem"]) == (
        str(path), "FIN", ["meeting"], None
    )  # fmt: skip
    cli.done("set", "events", "Review", "place=Small hall")
    assert b"LOCATION:Small hall" in path.read_bytes()
    cli.done("undo")
    assert b"LOCATION:Hall\\, 2" in path.read_bytes()
    untouched = path.stat().st_mtime_ns
    cli.add("actions", "title=Another layer", "customer=FIN", "due=2026-12-11")
    cli.done("set", "customers", "FIN", "notes=Not shown")
    cli.done("list", "events")
    assert path.stat().st_mtime_ns == untouched
    path.unlink()
    cli.done("set", "events", "Review", "title=Service review")
    assert b"Service review" in path.read_bytes()
    cli.done("delete", "events", "Service review")
    assert b"STATUS:CANCELLED" in path.read_bytes()


def test_a_folder_that_is_away_is_told_calmly_and_tried_again(meeting: Cli) -> None:
    cli = meeting
    stick = cli.folder / "stick"
    stick.mkdir()
    cli.done("calendar", "targets", "add", "stick/a.ics")
    (stick / "a.ics").unlink()
    stick.rmdir()
    answer = cli.done("set", "events", "Review", "title=Away")
    assert f"{stick / 'a.ics'} waits, the folder {stick} is not there" in answer.err
    assert "stick is not there" in cli.done("calendar", "targets").out
    stick.mkdir()
    assert cli.done("set", "events", "Away", "place=Back").err == ""
    assert b"Away" in (stick / "a.ics").read_bytes()


def test_targets_are_added_listed_and_let_go(meeting: Cli) -> None:
    cli = meeting
    assert cli.done("calendar", "targets").out == ""
    assert cli.done("calendar", "targets", "--json").out == "[]\n"
    for arguments, code in (
        (("add",), 2),
        (("add", "."), 1),
        (("add", "no/x.ics"), 1),
        (("remove", "x.ics"), 1),
    ):
        cli.refused("calendar", "targets", *arguments, code=code)
    assert "'XX'" in cli.refused("calendar", "targets", "add", "x.ics", "--customer", "XX")
    assert "layer: 'work'" in cli.refused("calendar", "targets", "add", "x.ics", "--layer", "work")
    assert cli.done("calendar", "targets").out == ""
    cli.done("calendar", "targets", "add", "x.ics", "--from", "2027-01-01")
    cli.done("calendar", "targets", "add", "x.ics", "--to", "2026-12-31")
    heads, line = cli.done("calendar", "targets").lines
    assert heads.split() == ["file", "customer", "layers", "from", "to", "written", "problem"]
    assert "2026-12-31" in line
    assert "2027-01-01" not in line
    cli.done("calendar", "targets", "remove", "x.ics")
    before = Path(cli.folder / "x.ics").read_bytes()
    cli.done("delete", "events", "Review")
    assert Path(cli.folder / "x.ics").read_bytes() == before
    assert cli.done("calendar", "targets").out == ""


def _invitation(cli: Cli, *options: str) -> tuple[list[Any], str]:
    cli.done("calendar", "invite", "Review", "-o", "invite.ics", *options)
    content = (cli.folder / "invite.ics").read_bytes()
    assert broken_rules(content, method="REQUEST") == []
    calendar = icalendar.Calendar.from_ical(content)
    assert calendar["METHOD"] == "REQUEST"
    return list(calendar.walk("VEVENT")), content.decode().replace("\r\n ", "")


def test_an_invitation_asks_everybody_who_has_an_address(meeting: Cli) -> None:
    cli = meeting
    said = cli.done("calendar", "invite", "Review", "-o", "invite.ics").err
    assert 'Ana "Nita" Souza; Lead invites Ana "Nita" Souza; Lead, Dé, Bob.' in said
    assert "No e-mail, not invited: Cy." in said
    (event,), text = _invitation(cli)
    assert event["ORGANIZER"] == "mailto:ana@example.com"
    assert "ORGANIZER;CN=\"Ana 'Nita' Souza; Lead\":mailto:ana@example.com\r\n" in text
    guests = {str(guest): guest.params for guest in event["ATTENDEE"]}
    assert guests.keys() == {
        "mailto:ana@example.com",
        "mailto:bob@example.com",
        "mailto:d%C3%A9+x@example.com",
    }
    bob = guests["mailto:bob@example.com"]
    assert (bob["ROLE"], bob["PARTSTAT"], bob["RSVP"]) == ("OPT-PARTICIPANT", "NEEDS-ACTION", "TRUE")
    assert guests["mailto:ana@example.com"]["PARTSTAT"] == "ACCEPTED"
    assert 'CN="Bob"' in text
    assert event["RRULE"]["FREQ"] == ["WEEKLY"]


def test_one_occurrence_is_invited_to_under_the_uid_that_files_give_it(meeting: Cli) -> None:
    cli = meeting
    cli.add("exceptions", "event=Review", "original_start=2026-12-08T10:00", "start=2026-12-23T09:00")
    cli.add("exceptions", "event=Review", "original_start=2026-12-15T10:00", "cancelled=yes")
    cli.done("calendar", "export", "-o", "all.ics")
    known = set(re.findall(r"^UID:(\S+)", (cli.folder / "all.ics").read_text(), re.MULTILINE))
    (event,), _ = _invitation(cli, "--occurrence", "2026-12-01")
    assert event["RECURRENCE-ID"].dt == event["DTSTART"].dt
    assert "RRULE" not in event
    assert event["UID"] in known
    (moved,), _ = _invitation(cli, "--occurrence", "2026-12-23")
    assert "RECURRENCE-ID" not in moved
    assert moved["UID"] in known - {event["UID"]}
    (series,), text = _invitation(cli)
    assert (series["UID"], len(re.findall("^EXDATE", text, re.MULTILINE))) == (event["UID"], 2)
    assert "one by one: 2026-12-23" in cli.done("calendar", "invite", "Review", "-o", "invite.ics").err
    for day in ("2026-12-15", "2026-12-02"):
        said = cli.refused("calendar", "invite", "Review", "--occurrence", day, "-o", "invite.ics")
        assert "does not take place on" in said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (("attendees=Cy",), "Cy has no e-mail"), (("attendees=",), "nobody attends"),
        (("attendees=ana@example.com",), "only Ana"), (("attendees=bob@example.com",), "--organizer"),
        (("internal=yes",), "internal"), (("status=cancelled",), "cancelled"),
        (("recurrence=FREQ=MONTHLY;BYDAY=5TU",), "--occurrence"),
    ],
)  # fmt: skip
def test_what_is_missing_is_told(meeting: Cli, changes: tuple[str, ...], said: str) -> None:
    cli = meeting
    cli.done("set", "events", "Review", *changes)
    assert said in cli.refused("calendar", "invite", "Review", "-o", "x.ics")
    assert not (cli.folder / "x.ics").exists()


def test_somebody_else_may_invite(meeting: Cli) -> None:
    (event,), _ = _invitation(meeting, "--organizer", "bob@example.com")
    assert event["ORGANIZER"] == "mailto:bob@example.com"
    assert "no e-mail" in meeting.refused("calendar", "invite", "Review", "--organizer", "Cy", "-o", "x.ics")


def test_a_file_a_layer_or_an_event_and_what_each_has_to_say_since(meeting: Cli) -> None:
    cli = meeting
    cli.add("actions", "title=Draft; a/b", "customer=FIN", "due=2026-12-11")
    cli.done("calendar", "export", "--split", "layers", "--by", "layer")
    assert sorted(path.name for path in (cli.folder / "layers").iterdir()) == ["due.ics", "meeting.ics"]
    cli.done("calendar", "export", "--split", "events", "--by", "event")
    names = sorted(path.name for path in (cli.folder / "events").iterdir())
    assert [re.sub(r"-[0-9a-f]{12}\.ics$", "", name) for name in names] == [
        "20261201-Finance-Review", "20261211-Finance-Due-Draft-a-b"
    ]  # fmt: skip
    for path in (*(cli.folder / "layers").iterdir(), *(cli.folder / "events").iterdir()):
        assert broken_rules(path.read_bytes()) == []
    assert cli.done("calendar", "export", "--split", "layers", "--by", "layer", "--changed").err == ""
    cli.done("set", "events", "Review", "place=Room")
    said = cli.done("calendar", "export", "--split", "layers", "--by", "layer", "--changed").err
    assert "meeting.ics: 1 entries." in said
    assert "due.ics" not in said
    # An entry keeps its file, whatever it is called by now.
    cli.done("set", "events", "Review", "title=Another name", "start=2026-12-02T10:00")
    cli.done("calendar", "export", "--split", "events", "--by", "event")
    assert sorted(path.name for path in (cli.folder / "events").iterdir()) == names
    assert b"Another name" in (cli.folder / "events" / names[0]).read_bytes()


def test_each_file_knows_what_it_said(meeting: Cli) -> None:
    cli = meeting
    cli.done("calendar", "export", "-o", "one.ics")
    assert "two.ics: 1 entries." in cli.done("calendar", "export", "--changed", "-o", "two.ics").err
    assert "two.ics: 0 entries." in cli.done("calendar", "export", "--changed", "-o", "two.ics").err
    cli.done("delete", "events", "Review")
    assert "1 of them cancelled" in cli.done("calendar", "export", "--changed", "-o", "one.ics").err
    assert "three.ics: 0 entries." in cli.done("calendar", "export", "--changed", "-o", "three.ics").err
