"""report, as a process: its list, its files, its refusals."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Cli

NAMES = [
    "service-review", "initiative-review", "alignment", "success", "feedback", "brief", "portfolio", "handover",
    "evidence",
]  # fmt: skip


def test_the_list_begins_with_the_name(cli: Cli) -> None:
    assert [line.split()[0] for line in cli.done("report", "--list").lines] == NAMES
    assert [row["name"] for row in cli.done("report", "--list", "--json").json] == NAMES


@pytest.mark.parametrize("suffix", [".md", ".html", ".docx"])
def test_a_report_is_written_in_the_format_of_its_name(cli: Cli, suffix: str) -> None:
    cli.add("customers", "name=Finance", "code=FIN")
    cli.add("risks", "customer=FIN", "title=They may leave", "internal=yes")
    said = cli.done(
        "report", "handover", "--customer", "FIN", "--period", "2026-Q4", "-o", f"pack{suffix}"
    ).err
    assert f"pack{suffix}: Handover pack, Finance, 4th quarter of 2026." in said
    assert "1 marked internal stayed in the house: risk “They may leave”." in said
    data = (cli.folder / f"pack{suffix}").read_bytes()
    assert data
    assert b"They may leave" not in data
    assert "Hand over: Handover pack, Finance, 2026-Q4" in cli.done("history").out


def test_what_it_cannot_do_is_refused(cli: Cli) -> None:
    cli.add("customers", "name=Finance", "code=FIN")
    assert "service-review" in cli.refused("report", "nonsense", "-o", "x.md")
    assert "2026-Q4" in cli.refused("report", "success", "--period", "lately", "-o", "x.md")
    assert "NONE" in cli.refused("report", "success", "--customer", "NONE", "-o", "x.md")
    assert cli("report", "success", "-o", "x.pdf").code == 2
    assert cli("report").code == 2
    assert not (cli.folder / "x.md").exists()
