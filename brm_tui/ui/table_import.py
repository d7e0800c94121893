"""The key ``ctrl+o`` of a list: rows of a CSV file, looked at before and imported as one step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from brm_tui.errors import FieldError
from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.text import one_line
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.dialogs.importing import ImportDialog, Planned, Tell
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.rows import Cell, FixedSource, Row, StyleName

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.desk.table_import import TableReport
    from brm_tui.ui.screens.base import DeskScreen

_COLUMNS = (
    Column("line", "Line", 5, sortable=False, align="right"),
    Column("verb", "What", 9, sortable=False),
    Column("name", "Of", 30, minimum_width=16, weight=2, sortable=False),
    Column("reason", "Why", 30, minimum_width=12, weight=3, sortable=False),
)
_STYLES: dict[str, StyleName] = {
    "create": "good",
    "update": "accent",
    "skip": "attention",
    "unchanged": "dim",
}


async def import_table(screen: DeskScreen, kind: str, help: str) -> None:
    """Ask for a file, show what importing it would do, and do it. Only inside ``@work``.

    Args:
        screen: Where the dialogs open.
        kind: What its rows are.
        help: Which columns it may have, a sentence.
    """
    field = FieldDescription(
        "path", "File", f"The .csv file; ~ is your home. {help}", FieldKind.TEXT, required=True, maximum=4096
    )
    planned: list[tuple[Path, TableReport]] = []

    async def plan(values: dict[str, object]) -> None:
        try:
            path = Path(str(values["path"])).expanduser().absolute()
        except RuntimeError as error:
            raise FieldError("path", values["path"], "a path; ~ alone is your home") from error
        if not path.is_file():
            raise FieldError("path", path, "a file that exists")
        planned.append((path, await screen.gateway.read(_plan, screen.desk, kind, path)))

    form = FormDialog(f"Import {kind}", [field], {}, save=plan, new=True)
    if await screen.ask(form) is None or not planned:
        return
    path, report = planned[-1]

    async def carry_out(tell: Tell) -> TableReport:
        return await screen.gateway.write(_import, screen.desk, kind, path, tell)

    dialog = ImportDialog(shown(report), carry_out)
    if await screen.ask(dialog) and dialog.done is not None:
        screen.toast(f"{one_line(dialog.done.label)} · u takes it back")


def shown(report: TableReport) -> Planned:
    """Return a report as the dialog shows it: what is left out first, as that needs a look."""
    order = ("skip", "create", "update", "unchanged")
    lines = sorted(report.lines, key=lambda line: order.index(line.verb))
    rows = [
        Row(
            str(place),
            (
                Cell(str(line.line), "dim"),
                Cell(line.verb, _STYLES[line.verb]),
                line.name,
                Cell(line.reason, "dim"),
            ),
        )
        for place, line in enumerate(lines)
    ]

    def whole(row_id: str) -> str:
        line = lines[int(row_id)]
        return f"{line.name} · {line.reason}" if line.reason else line.name

    counts = [f"{many} {verb}" for verb, many in report.counts.items() if many]
    return Planned(
        title=f"Import {report.kind} from {one_line(Path(report.path).name)}",
        head=", ".join(counts) or "nothing",
        columns=_COLUMNS,
        rows=FixedSource(rows),
        count=len(rows),
        whole=whole,
        notes=report.notes,
        ready=report.changes,
        nothing="The file has no rows",
    )


def _plan(desk: Desk, kind: str, path: Path) -> TableReport:
    from brm_tui.desk.table_import import dry_run

    return dry_run(desk, kind, path)


def _import(desk: Desk, kind: str, path: Path, tell: Callable[[int], None]) -> TableReport:
    from brm_tui.desk.table_import import import_table as carry_out

    return carry_out(desk, kind, path, tell)
