"""The verb that puts an agreement on paper."""

from __future__ import annotations

from tests.cli.conftest import Cli


def test_an_agreement_is_written_and_wrong_wishes_are_refused(cli: Cli) -> None:
    cli.add("customers", "name=Finance", "code=FIN")
    cli.done("agreement", "new", "FIN")
    target = cli.folder / "fin.md"
    said = cli.done("agreement", "export", "FIN", "-o", str(target))
    assert said.out == ""
    assert said.err == f"{target}: Working copy.\n"
    text = target.read_text(encoding="utf-8")
    assert "**DRAFT · working copy**" in text
    assert "## 7 Appendices" in text
    cli.done(
        "agreement", "export", "FIN", "--summary", "--version", "draft", "-o", str(cli.folder / "fin.html")
    )
    cli.done("agreement", "export", "FIN", "-o", str(cli.folder / "fin.docx"))
    house = str(cli.folder / "fin.docx")
    cli.done("agreement", "export", "FIN", "--template", house, "-o", str(cli.folder / "own.docx"))
    for more, answer, code in (
        (("-o", str(cli.folder / "fin.pdf")), "must end in .docx, .html or .md", 2),
        (("-o", str(cli.folder / "none" / "fin.md")), "There is no folder", 1),
        (("-o", str(target), "--version", "1"), "There is no version '1'", 1),
        (("-o", str(target), "--version", "x"), "draft for the working copy", 1),
        (("-o", str(target), "--template", house), "Word documents only", 2),
        ((), "-o/--output", 2),
    ):
        assert answer in cli.refused("agreement", "export", "FIN", *more, code=code)
    assert target.read_text(encoding="utf-8") == text
    assert cli.done("history", "--json").json[0]["label"].startswith("Start partnership agreement")
