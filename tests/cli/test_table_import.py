"""import measures, as processes: its report, its exit codes, and what it leaves in the desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cli


@pytest.fixture
def file(cli: Cli, tmp_path: Path) -> Path:
    """Make a desk with one service, and return a file with a good and a bad row."""
    cli.add("customers", "name=Finance", "code=FIN")
    cli.add("services", "name=Mail")
    cli.add("subscriptions", "service=Mail", "customer=FIN", "level_target=99.5")
    path = tmp_path / "measures.csv"
    path.write_bytes(
        "\ufeffservice;customer;period;level\r\nMail;FIN;2026-10;99,7\r\nFax;FIN;2026-10;1\r\n".encode()
    )
    return path


def test_a_file_is_reported_imported_and_taken_back(cli: Cli, file: Path) -> None:
    planned = cli.done("import", "measures", str(file), "--dry-run")
    assert planned.lines[1].split()[:2] == ["2", "create"]
    assert "no customer FIN takes a service Fax" in planned.lines[2]
    assert planned.lines[-1] == "measures: 1 create, 0 update, 1 skip, 0 unchanged."
    assert cli.list("measures") == []

    done = cli.done("import", "measures", str(file), "--json").json
    assert (done["dry_run"], done["counts"]["create"], done["label"]) == (
        False, 1, "Import 1 measure from measures.csv",
    )  # fmt: skip
    (measure,) = cli.list("measures")
    assert (measure["period"], measure["level"], measure["target"]) == ("2026-10", 99.7, 99.5)
    assert (
        cli.done("import", "measures", str(file)).lines[-1]
        == "measures: 0 create, 0 update, 1 skip, 1 unchanged."
    )
    cli.done("undo")
    assert cli.list("measures") == []


def test_what_cannot_be_imported_is_refused(cli: Cli, file: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    assert "no head line" in cli.refused("import", "measures", str(empty))
    assert "cannot be read" in cli.refused("import", "measures", "none.csv")
    assert "cannot be imported" in cli.refused("import", "versions", str(file), code=2)
