"""Long work tells how far it is, and where it is given up nothing of it is left: no file, no half of one, no row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl.worksheet._writer import ALL_TEMP_FILES

from brm_tui.desk.bundle_export import export_bundle
from brm_tui.desk.bundle_import import bundle_dry_run, import_bundle
from brm_tui.desk.desk import Desk
from brm_tui.desk.list_export import ExportColumn, write_list
from brm_tui.desk.progress import Progress
from brm_tui.desk.record_export import export_records
from brm_tui.desk.table_import import dry_run, import_table
from tests.store.history_tools import tables

Work = Callable[[Desk, Path, Progress], object]


class _Pages:
    def count(self) -> int:
        return 1_000

    def fetch(self, start: int, count: int) -> list[int]:
        return list(range(start, start + count))


def _list(_desk: Desk, folder: Path, progress: Progress) -> object:
    return write_list(folder / "out.xlsx", _Pages(), [ExportColumn("N", lambda row: row)], None, progress)


WORK: dict[str, Work] = {
    "bundle out": lambda desk, folder, progress: export_bundle(desk, folder / "out.zip", "", progress),
    "bundle of one": lambda desk, folder, progress: export_bundle(desk, folder / "out.zip", "FIN", progress),
    "bundle in": lambda desk, folder, progress: import_bundle(desk, folder / "in.zip", progress=progress),
    "bundle tried": lambda desk, folder, progress: bundle_dry_run(desk, folder / "in.zip", progress),
    "table out": lambda desk, folder, progress: export_records(
        desk, "actions", folder / "out.csv", progress=progress
    ),
    "sheet out": lambda desk, folder, progress: export_records(
        desk, "actions", folder / "out.xlsx", progress=progress
    ),
    "cards out": lambda desk, folder, progress: export_records(
        desk, "people", folder / "out.vcf", progress=progress
    ),
    "list out": _list,
    "table in": lambda desk, folder, progress: import_table(desk, "people", folder / "in.csv", progress),
    "table tried": lambda desk, folder, progress: dry_run(desk, "people", folder / "in.csv", progress),
}


class _GivenUpError(Exception):
    """Somebody pressed escape."""


@pytest.mark.parametrize("name", WORK)
def test_it_can_be_given_up_wherever_it_is(demo: Desk, tmp_path: Path, name: str) -> None:
    export_records(demo, "people", tmp_path / "in.csv")
    lines = (tmp_path / "in.csv").read_text("utf-8-sig").replace("@", "@new.")
    (tmp_path / "in.csv").write_text("\n".join(line.split(",", 1)[-1] for line in lines.splitlines()))
    export_bundle(demo, tmp_path / "in.zip")
    demo.undo()
    before, files = tables(demo), sorted(tmp_path.iterdir())
    told: list[int] = []
    WORK[name](demo, tmp_path, told.append)
    assert told == sorted(told)
    assert all(0 <= hundredths <= 100 for hundredths in told)
    assert len(set(told)) > 1, told
    if tables(demo) != before:
        demo.undo()
    for path in set(tmp_path.iterdir()) - set(files):
        path.unlink()

    for place in (0, len(told) // 2, len(told) - 1):
        passed: list[int] = []

        def give_up(hundredths: int, passed: list[int] = passed, place: int = place) -> None:
            if len(passed) == place:
                raise _GivenUpError
            passed.append(hundredths)

        with pytest.raises(_GivenUpError):
            WORK[name](demo, tmp_path, give_up)
        assert sorted(tmp_path.iterdir()) == files
        assert not ALL_TEMP_FILES
        assert tables(demo) == before
