"""Agreements as Word documents, opened and converted by LibreOffice: hostile ones, long ones, in a house's styles."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from docx.shared import Mm

from brm_tui.desk import agreements, records
from brm_tui.desk.agreement_document import WORKING_COPY, export_agreement
from brm_tui.desk.desk import Desk
from tests.interchange.document_readers import document_text, words_of


@pytest.fixture
def office() -> str:
    found = shutil.which("soffice")
    if found is None:
        pytest.skip("LibreOffice (soffice) is not installed: no document was converted")
    return found


def pages(pdf: Path) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes()))


def test_libreoffice_opens_and_prints_whatever_is_written(
    demo: Desk, hostile: Desk, tmp_path: Path, office: str
) -> None:
    house = docx.Document()
    house.styles["Normal"].font.name = "Liberation Serif"
    house.sections[0].left_margin = Mm(50)
    house.save(str(tmp_path / "house.docx"))
    export_agreement(demo, "HR", tmp_path / "summary.docx", summary=True)
    export_agreement(demo, "HR", tmp_path / "styled.docx", template=tmp_path / "house.docx")
    long = "\n\n".join(
        ["word " * 2_000, "w" * 10_000, *(f"{'#' * (n % 6 + 1)} {n}\n\ntext" for n in range(40))]
    )
    records.change(demo, "agreements", "HR", {"philosophy": long})
    export_agreement(demo, "HR", tmp_path / "long.docx", number=WORKING_COPY)
    finance = agreements.agreement_named(hostile, "FIN")
    for name, summary in (("hostile", False), ("hostile-summary", True)):
        export_agreement(hostile, finance, tmp_path / f"{name}.docx", summary=summary)
    names = ("summary", "styled", "long", "hostile", "hostile-summary")
    subprocess.run(
        [
            office, f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless", "--convert-to", "pdf",
            "--outdir", str(tmp_path), *(str(tmp_path / f"{name}.docx") for name in names),
        ],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    printed = {name: pages(tmp_path / f"{name}.pdf") for name in names}
    assert printed["summary"] == 1
    assert printed["styled"] > 3
    assert printed["long"] > 10
    assert printed["hostile"] > 10
    assert printed["hostile-summary"] <= 2


def test_hostile_signatures_stand_in_every_format(hostile: Desk, tmp_path: Path) -> None:
    texts = []
    for suffix in (".docx", ".html", ".md"):
        path = tmp_path / f"hostile{suffix}"
        export_agreement(hostile, "FIN", path)
        texts.append(document_text(suffix, path.read_bytes()))
    evidence = words_of("[/] {x} =cmd|' /C calc'!A0 [2J31m pending signed")
    note = words_of("مكتب المحاسبة עברית family")
    for text in texts:
        assert evidence | note <= words_of(text)
        assert not set("\x1b\x00\x07\x9b\u202e\u2066") & set(text)
