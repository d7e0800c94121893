"""Files that nobody should send, much shorter than the bounds they break are in earnest; `malformed` has them long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from brm_tui.clock import pinned_clock
from brm_tui.desk import table_import
from brm_tui.desk.bundle_import import import_bundle
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError
from brm_tui.interchange import (
    archive,
    csv_reading,
    excel_file,
    excel_parts,
    table_file,
    text_reading,
    vcard_file,
)
from brm_tui.interchange.bundle import reading
from brm_tui.paths import Home
from tests.interchange.malformed import CASES, MB, Case, faults, records_in, run
from tests.store.history_tools import tables

CLOCK = pinned_clock("2026-11-24", "Europe/Berlin")
BOUNDS = (
    (text_reading, "LONGEST_LINE", 150_000), (csv_reading, "_LONGEST_ROW", 400_000), (archive, "LONGEST_LIST", 20_000),
    (table_import, "MOST_ROWS", 500), (excel_file, "LARGEST", 2 * MB), (excel_file, "MOST_LINES", 5_000),
    (excel_parts, "MOST_IN_A_ROW", 20_000), (excel_parts, "LARGEST_ROW", 400_000), (excel_parts, "MOST_TEXTS", 20_000),
    (reading, "LARGEST", 2 * MB), (reading, "MOST_ROWS", 1_000), (reading, "SHORT", 100_000),
    (vcard_file, "_LONGEST_CARD", 100_000), (table_file, "_LARGEST_STREAM", 1 * MB),
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Give a desk that all files are given to."""
    opened = Desk.open(Home(tmp_path_factory.mktemp("desk")), CLOCK)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the bounds small."""
    for module, name, value in BOUNDS:
        monkeypatch.setattr(module, name, value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_sentence_says_what_is_wrong_and_nothing_half_is_taken(
    desk: Desk, tmp_path: Path, case: Case
) -> None:
    path = tmp_path / case.name
    case.write(path, 1)
    before, made = tables(desk), None
    try:
        report = (
            import_bundle(desk, path)
            if case.kind == "bundle"
            else table_import.import_table(desk, case.kind, path)
        )
    except BrmError as error:
        said = error.message
        assert "Nothing was" in said
    else:
        said = " ".join(map(str, (*report.lines, *getattr(report, "notes", ()), report.counts)))
        made = report.counts.get("create", 0) + report.counts.get("new", 0)
        if report.label:
            desk.undo()
    assert made == case.taken, said
    words = re.sub(r"^(\d) (\w+)$", r"'\2': \1", case.says)
    assert words in said
    assert tables(desk) == before


def test_what_is_no_file_is_read_only_so_far(desk: Desk) -> None:
    with pytest.raises(BrmError, match="is no file and gives more than"):
        table_import.import_table(desk, "people", Path("/dev/zero"))


def test_a_line_of_many_megabytes_fits_into_little_memory(tmp_path: Path) -> None:
    (case,) = [case for case in CASES if case.name == "one-line.csv"]
    path, home = tmp_path / case.name, tmp_path / "home"
    case.write(path, 400)
    outcome = run(case, path, home, address_space=400 * MB)
    assert faults(case, outcome, records_in(home)) == []
