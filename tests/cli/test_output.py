"""What the command line prints: hostile text as what it is, CSV that no spreadsheet runs, UTF-8 everywhere."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from brm_tui.cli import main, output
from brm_tui.model.kinds import describe
from brm_tui.rules.fields import FieldKind
from brm_tui.rules.kinds import KINDS
from tests.cli.conftest import Cli, run_program

HOSTILE = "[/] {x} =cmd|' /C calc'!A0 \x1b[2J\x07\u202e 財務部 מכירות 👩‍💻 é\u0000"
CLEAN = "[/] {x} =cmd|' /C calc'!A0 [2J 財務部 מכירות 👩‍💻 é"
NEEDED: dict[str, dict[str, object]] = {
    "customers": {"code": "H"}, "people": {}, "actions": {}, "services": {}, "projects": {}, "changes": {},
    "surveys": {}, "calendars": {}, "holidays": {"date": "2026-12-25"},
    "freezes": {"start": "2026-12-01", "end": "2026-12-02"},
    "events": {"start": "2026-12-01T10:00"}, "demands": {"customer": "FIN"}, "feedback": {"customer": "FIN"},
    "log": {"customer": "FIN"}, "risks": {"customer": "FIN"}, "successes": {"customer": "FIN"},
    "touches": {"customer": "FIN", "at": "2026-11-23T10:00Z"},
    "maturity": {"customer": "FIN", "date": "2026-11-23", "level": 2},
    "agreements": {"customer": "FIN"},
}  # fmt: skip


def _said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(list(arguments)) == 0, capsys.readouterr().err
    return capsys.readouterr().out


def _is_calm(text: str) -> bool:
    return not any((unicodedata.category(c) == "Cc" and c not in "\n\r") or c in "\u202e\u2066" for c in text)


@pytest.mark.parametrize("name", NEEDED)
def test_hostile_text_in_every_field_is_kept_as_text(
    name: str, home: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kind = KINDS[name]
    _said(capsys, "add", "customers", "name=Finance", "code=FIN")
    texts: dict[str, object] = {
        field.name: HOSTILE if (field.maximum or 999) > 60 else "=x\x1b"
        for field in describe(kind)
        if field.kind in (FieldKind.TEXT, FieldKind.LONG_TEXT)
        and not field.pattern and field.name not in ("recurrence", "holidays")
    }  # fmt: skip
    texts |= {field.name: [HOSTILE[:40]] for field in describe(kind) if field.kind is FieldKind.WORDS}
    file = tmp_path / "one.json"
    file.write_text(json.dumps(texts | NEEDED[name]))
    row_id = _said(capsys, "add", name, "--json", str(file)).strip()
    shown = _said(capsys, "show", name, row_id, "--json")
    record = json.loads(shown)
    for field, given in texts.items():
        expected = CLEAN if given == HOSTILE else "=x" if isinstance(given, str) else None
        if expected is not None:
            assert record[field] == expected, field
    outputs = [
        shown, _said(capsys, "show", name, row_id), _said(capsys, "list", name),
        _said(capsys, "list", name, "--csv"), _said(capsys, "history"), _said(capsys, "search", "cmd"),
        _said(capsys, "calendar", "list", "--from", "2026-11-01", "--to", "2026-12-31"),
    ]  # fmt: skip
    assert all(map(_is_calm, outputs))
    for row in csv.reader(io.StringIO(outputs[3])):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert main(["delete", name, row_id]) == 0
    assert _is_calm(capsys.readouterr().err)


def test_csv_is_defused_and_reads_back(cli: Cli) -> None:
    cli.add(
        "customers", 'name==HYPERLINK("http://x","y")', "code=FIN", 'notes=one\ntwo, "three"', "tags=-1,+2"
    )
    rows = list(csv.DictReader(io.StringIO(cli.done("list", "customers", "--csv").out)))
    assert rows[0]["name"] == '\'=HYPERLINK("http://x","y")'
    assert rows[0]["notes"] == 'one\ntwo, "three"'
    assert rows[0]["tags"] == "'-1, +2"
    assert rows[0]["parent"] == ""


def test_columns_stand_below_each_other_in_every_script(cli: Cli) -> None:
    cli.add("customers", "name=財務部", "code=FIN")
    cli.add("customers", "name=Zoë", "code=HR")
    head, *rows = cli.done("list", "customers").lines
    place = head.index("name")
    wide = sum(
        2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in rows[1].split("財務部")[0] + "財務部"
    )
    assert rows[0].startswith(cli.list("customers")[0]["id"])
    assert {row.index(name) for row, name in zip(rows, ("HR", "FIN"), strict=True)} != {place}
    assert wide == place + 6 + len(rows[1].split("財務部")[0]) - place


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-16"])
def test_names_of_every_script_reach_a_pipe_whole(cli: Cli, encoding: str) -> None:
    cli.add("customers", "name=財務部 – Zoë", "code=FIN")
    answer = cli("show", "customers", "FIN", encoding=encoding)
    assert (answer.code, answer.err) == (0, "")
    assert "財務部 – Zoë" in answer.out


def test_arguments_that_are_no_text_are_cleaned_or_not_found(cli: Cli) -> None:
    broken = b"Fin\xffance".decode("utf-8", "surrogateescape")
    cli.add("customers", f"name={broken}", "code=FIN")
    assert cli.show("customers", broken)["name"] == "Finance"
    assert cli.list("customers", "--where", f"name={broken}")[0]["code"] == "FIN"
    assert "Finance" in cli.done("search", broken).out
    assert cli.refused("add", "customers", f"na{broken}=x")


def test_a_reader_that_has_enough_is_no_error(cli: Cli) -> None:
    many = [{"title": f"Action {number} " + "x" * 150} for number in range(2000)]
    cli.done("add", "actions", "--json", "-", input=json.dumps(many))
    command = [sys.executable, "-m", "brm_tui", "--home", str(cli.home), "list", "actions", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(timeout=20) == 0


def test_the_program_itself_answers(tmp_path: Path) -> None:
    """Once as a user starts it, imports and all."""
    home = tmp_path / "home"
    assert run_program("--version", home=home).stdout.startswith("brm-tui ")
    helped = run_program("--help", home=home)
    assert helped.returncode == 0
    assert all(kind in helped.stdout for kind in KINDS)
    done = run_program("add", "customers", "name=Finance", "code=FIN", home=home)
    assert (done.returncode, done.stderr) == (0, "")
    assert run_program("list", "customers", "--json", home=home).stdout.count("Finance") == 1
    refused = run_program("add", "customers", "name=Finance", "code=FIN", home=home)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "code: another row has that value already" in refused.stderr
    assert run_program("add", "nonsense", home=home).returncode == 2


def test_long_work_tells_each_tenth_once_and_only_where_somebody_looks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert output.progress() is None
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    tell = output.progress()
    assert tell is not None
    for hundredths in (0, 4, 10, 11, 38, 39, 40, 95, 100):
        tell(hundredths)
    assert capsys.readouterr().err.split() == ["10", "%", "30", "%", "40", "%", "90", "%", "100", "%"]
