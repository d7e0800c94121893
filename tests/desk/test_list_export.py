"""A list as a file: what is listed, in its order, harmless to spreadsheets."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from brm_tui.desk.list_export import ExportColumn, amount, write_list
from brm_tui.errors import BrmError
from brm_tui.ui.widgets.rows import FixedSource, Row

COLUMNS: tuple[ExportColumn[Row], ...] = (
    ExportColumn("=Name", lambda row: row.cells[0]),
    ExportColumn("Amount", lambda row: amount(-50) if row.id == "1" else None),
)


def rows(*names: str) -> FixedSource[Row]:
    """Return pages of rows of these names."""
    return FixedSource([Row(str(number), (name,)) for number, name in enumerate(names)])


def test_writes_what_is_listed(tmp_path: Path) -> None:
    """Every row in order; formulas are defused, amounts stay numbers, what is not known is empty."""
    path = tmp_path / "list.csv"
    done = write_list(path, rows("=1+1", 'Ärger; "x",\ny', "[/]"), COLUMNS)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    found = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert found == [["'=Name", "Amount"], ["'=1+1", ""], ['Ärger; "x",\ny', "-0.5"], ["[/]", ""]]
    assert (done.rows, done.withheld) == (3, 0)


def test_long_lists_are_read_in_pages(tmp_path: Path) -> None:
    """Nothing is lost between pages."""
    path = tmp_path / "list.csv"
    done = write_list(path, rows(*(f"row {number}" for number in range(1201))), COLUMNS)
    assert done.rows == 1201
    assert path.read_text("utf-8-sig").splitlines()[-1] == "row 1200,"


def test_internal_rows_stay_in_the_house(tmp_path: Path) -> None:
    """They are left out, and counted."""
    path = tmp_path / "list.csv"
    done = write_list(path, rows("open", "secret"), COLUMNS, lambda row: row.cells[0] == "secret")
    assert (done.rows, done.withheld) == (1, 1)
    assert "secret" not in path.read_text("utf-8-sig")


def test_a_file_that_cannot_be_replaced_is_kept(tmp_path: Path) -> None:
    """A folder of that name is no file."""
    (tmp_path / "list.csv").mkdir()
    with pytest.raises(BrmError, match="unchanged"):
        write_list(tmp_path / "list.csv", rows("x"), COLUMNS)
