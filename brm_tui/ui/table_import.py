"""The key ``ctrl+o`` of a list: rows of a table, its columns understood, looked at before and imported as one step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from brm_tui.errors import FieldError
from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.text import one_line, shortened
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.dialogs.importing import ImportDialog, Planned
from brm_tui.ui.dialogs.progress import Tell, with_progress
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.rows import Cell, FixedSource, Row, StyleName

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.desk.table_import import TableReport
    from brm_tui.ui.screens.base import DeskScreen

_Heads = tuple[tuple[str, ...], dict[str, str], tuple[str, ...]]
"""A file's heads, which field each of them means as far as is known, and the fields there are."""
_MOST_COLUMNS = 60
"""More columns than these are not asked about one by one."""
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
        "path", "File", f"A .csv, .xlsx or .vcf file; ~ is your home. {help}", FieldKind.TEXT, required=True,
        maximum=4096,
    )  # fmt: skip
    chosen: list[tuple[Path, _Heads]] = []

    async def plan(values: dict[str, object]) -> None:
        try:
            path = Path(str(values["path"])).expanduser().absolute()
        except RuntimeError as error:
            raise FieldError("path", values["path"], "a path; ~ alone is your home") from error
        if not path.is_file():
            raise FieldError("path", path, "a file that exists")
        chosen.append((path, await screen.gateway.read(_heads, screen.desk, kind, path)))

    form = FormDialog(f"Import {kind}", [field], {}, save=plan, new=True)
    if await screen.ask(form) is None or not chosen:
        return
    path, found = chosen[-1]
    planned = await _planned(screen, kind, path, found)
    if planned is None:
        return
    report, given = planned

    async def carry_out(tell: Tell) -> TableReport:
        return await screen.gateway.write(_import, screen.desk, kind, path, tell, given)

    dialog = ImportDialog(shown(report), carry_out)
    if await screen.ask(dialog) and dialog.done is not None:
        screen.toast(f"{one_line(dialog.done.label)} · u takes it back")


async def _planned(
    screen: DeskScreen, kind: str, path: Path, found: _Heads
) -> tuple[TableReport, dict[str, str] | None] | None:
    """Return what importing would do, and which field each column is where that had to be asked; None: left."""
    heads, known, fields = found
    unclear = [head for head in heads if head and head not in known]
    if not unclear or len(heads) > _MOST_COLUMNS:
        report = await _compared(screen, kind, path, None)
        return None if report is None else (report, None)
    asked = [
        FieldDescription(
            f"column{place}", shortened(one_line(head), 24), "Which field this column is; empty: it is left out.",
            FieldKind.CHOICE, choices=fields,
        )
        for place, head in enumerate(heads)
        if head
    ]  # fmt: skip
    values: dict[str, object] = {
        f"column{place}": known[head] for place, head in enumerate(heads) if head in known
    }
    entered: list[tuple[TableReport, dict[str, str]]] = []

    async def check(given: dict[str, object]) -> bool:
        columns = {head: str(given.get(f"column{place}") or "") for place, head in enumerate(heads) if head}
        report = await _compared(screen, kind, path, columns)
        if report is not None:
            entered.append((report, columns))
        return report is not None

    form = FormDialog(f"Which column is which: {one_line(path.name)}", asked, values, save=check, new=True)
    return entered[-1] if await screen.ask(form) is not None and entered else None


async def _compared(
    screen: DeskScreen, kind: str, path: Path, columns: dict[str, str] | None
) -> TableReport | None:
    """Return what importing would do; None: given up."""

    async def compare(tell: Tell) -> TableReport:
        return await screen.gateway.read(_plan, screen.desk, kind, path, tell, columns)

    return await with_progress(screen, f"Compare {one_line(path.name)} with the desk", compare)


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


def _heads(desk: Desk, kind: str, path: Path) -> _Heads:
    from brm_tui.desk.table_import import heads_of

    return heads_of(desk, kind, path)


def _plan(desk: Desk, kind: str, path: Path, tell: Tell, columns: dict[str, str] | None) -> TableReport:
    from brm_tui.desk.table_import import Given, dry_run

    return dry_run(desk, kind, path, tell, Given(columns))


def _import(desk: Desk, kind: str, path: Path, tell: Tell, columns: dict[str, str] | None) -> TableReport:
    from brm_tui.desk.table_import import Given
    from brm_tui.desk.table_import import import_table as carry_out

    return carry_out(desk, kind, path, tell, Given(columns))
