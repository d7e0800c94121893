"""No text from outside breaks what the program hands out: calendar files, CSV, JSON, and words on a terminal."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from pathlib import Path

import pytest

from brm_tui.paths import Home
from brm_tui.rules.kinds import KINDS
from tests.cli.conftest import Cli
from tests.conftest import copied
from tests.interchange.file_rules import broken_rules


@pytest.fixture
def hostile(cli: Cli, hostile_file: Path) -> Cli:
    """Put the hostile desk in the command line's home."""
    copied(hostile_file, Home(cli.home))
    return cli


def test_every_exporter_stands_hostile_texts(hostile: Cli, tmp_path: Path) -> None:
    """Lists in every form, agreements, search and history; and the calendar, whole and by customer."""
    for kind in KINDS:
        _calm(hostile.done("list", kind).out)
        records = hostile.done("list", kind, "--json").json
        assert records, kind
        text = hostile.done("list", kind, "--csv").out
        _calm(text.replace("\r\n", "\n"))
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert len(rows) == len(records) + 1
        assert {len(row) for row in rows} == {len(rows[0])}
        cells = [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
        assert [cell for cell in cells if not _number(cell)] == []
    for words in (
        ("show", "customers", "FIN"),
        ("agreement", "show", "FIN"),
        ("agreement", "check", "HR"),
        ("agreement", "verify", "FIN"),
        ("calendar", "list", "--to", "+2w"),
        ("search", "[bold]loud"),
        ("search", "財務"),
        ("history",),
    ):
        answer = hostile(*words)
        _calm(answer.out)
        _calm(answer.err)
        assert answer.out or answer.err, words
    assert "Traceback" not in json.dumps(hostile.done("history", "--json").json)
    file = tmp_path / "all.ics"
    hostile.done("calendar", "export", "-o", str(file))
    assert broken_rules(file.read_bytes()) == []
    hostile.done("calendar", "export", "--split", str(tmp_path / "split"))
    files = list((tmp_path / "split").iterdir())
    assert len(files) >= 8
    assert [broken for path in files for broken in broken_rules(path.read_bytes())] == []


def _calm(text: str) -> None:
    """Check that a terminal shows it and does nothing else with it."""
    odd = [
        c
        for c in text
        if (unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t") or c in "\u202e\u2066"
    ]
    assert odd == []


def _number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
