"""Lists as they are shown, in both formats."""

from __future__ import annotations

from pathlib import Path

import pytest

from brm_tui.desk.list_export import AtOnce, ExportColumn, write_list
from brm_tui.interchange.table_file import opened_table


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_what_is_listed_stands_in_the_file_in_its_order(tmp_path: Path, suffix: str) -> None:
    rows = [(f"=name {number}", None if number % 7 == 0 else number / 2) for number in range(1_203)]
    columns: tuple[ExportColumn[tuple[str, float | None]], ...] = (
        ExportColumn("Name", lambda row: row[0]),
        ExportColumn("Cost", lambda row: row[1]),
    )
    path = tmp_path / f"list{suffix}"
    written = write_list(path, AtOnce(rows), columns, internal=lambda row: row[0] == "=name 3")
    assert (written.rows, written.withheld) == (1_202, 1)
    with opened_table(path) as (table, _how_far):
        found = list(table.rows)
    assert table.heads == ("Name", "Cost")
    names = [row.cells[0] for row in found]
    assert names == [name for name, _cost in rows if name != "=name 3"]
    costs = [float(row.cells[1]) if row.cells[1] else None for row in found]
    assert costs == [cost for name, cost in rows if name != "=name 3"]
