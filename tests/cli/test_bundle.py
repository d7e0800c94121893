"""bundle export and import, as processes, between two desks."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Cli


def test_a_customer_is_carried_into_another_desk_and_taken_back(cli: Cli, tmp_path: Path) -> None:
    cli.add("customers", "name=Finance", "code=FIN")
    cli.add("customers", "name=Legal", "code=LEG")
    cli.add("people", "name=Ana Souza", "email=ana@x.example")
    cli.add("actions", "title=Draft", "customer=FIN", "assignee=ana@x.example")
    said = cli.done("bundle", "export", "fin.zip", "--customer", "FIN").err
    assert "fin.zip: 1 customer, 1 person, 1 action." in said
    assert "internal" in said

    there = ("--home", str(tmp_path / "there"))
    planned = cli.done("bundle", "import", "fin.zip", "--dry-run", *there)
    assert planned.lines[-1].startswith("fin.zip, made 2026-11-24T")
    assert planned.lines[-1].endswith(": 3 new.")
    assert "Nothing was written." in planned.err
    assert cli.done("list", "customers", "--json", *there).json == []

    done = cli.done("bundle", "import", "fin.zip", "--json", *there).json
    assert done["counts"] == {"new": 3}
    assert done["label"] == "Import the bundle of FIN: 3 records"
    (action,) = cli.done("list", "actions", "--json", *there).json
    assert (action["title"], action["customer"], action["assignee"]) == ("Draft", "FIN", "ana@x.example")
    assert "has all of it" in cli.done("bundle", "import", "fin.zip", *there).err
    cli.done("undo", *there)
    assert cli.done("list", "customers", "--json", *there).json == []


def test_what_both_sides_changed_waits_for_a_choice(cli: Cli, tmp_path: Path) -> None:
    there = ("--home", str(tmp_path / "there"))
    cli.add("customers", "name=Finance", "code=FIN")
    cli.done("bundle", "export", "all.zip")
    cli.done("bundle", "import", "all.zip", *there)
    cli.done("set", "customers", "FIN", "name=Money")
    cli.done("set", "customers", "FIN", "name=Treasure", *there)
    cli.done("bundle", "export", "theirs.zip", *there)

    refused = cli.refused("bundle", "import", "theirs.zip")
    assert "name: here “Money”, there “Treasure”" in refused
    assert "--conflicts ours, theirs or newer" in refused
    planned = cli.done("bundle", "import", "theirs.zip", "--dry-run")
    assert "Both sides changed customer Money, name: here “Money”, there “Treasure”." in planned.out
    taken = cli.done("bundle", "import", "theirs.zip", "--conflicts", "theirs")
    assert "; theirs stands." in taken.out
    assert [row["name"] for row in cli.list("customers")] == ["Treasure"]


def test_what_is_no_bundle_is_refused(cli: Cli) -> None:
    (cli.folder / "no.zip").write_bytes(b"nonsense")
    assert "no zip file" in cli.refused("bundle", "import", "no.zip")
    assert "cannot be read" in cli.refused("bundle", "import", "absent.zip")
    assert "customer" in cli.refused("bundle", "export", "x.zip", "--customer", "NONE")
    assert not (cli.folder / "x.zip").exists()
    cli.add("customers", "name=Finance", "code=FIN")
    assert "cannot be written" in cli.refused("bundle", "export", "no-such-folder/x.zip")
