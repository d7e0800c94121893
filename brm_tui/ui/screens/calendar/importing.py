"""Importing another program's calendar file: what it is, what that would do, and doing it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from brm_tui.errors import FieldError
from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.text import one_line
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.dialogs.importing import ImportDialog, Planned
from brm_tui.ui.record_form import references
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.rows import Cell, FixedSource, Row, StyleName

if TYPE_CHECKING:
    from brm_tui.desk.calendar_import import ImportOrder, ImportReport
    from brm_tui.desk.desk import Desk
    from brm_tui.ui.screens.base import DeskScreen

_LAYERS = ("customer", "it")
_FIELDS = (
    FieldDescription("path", "File", "The .ics file; ~ is your home.", FieldKind.TEXT, required=True, maximum=4096),
    FieldDescription("layer", "Layer", "Whose events they are: a customer's, or IT's.", FieldKind.CHOICE,
                     required=True, choices=_LAYERS, default="customer"),
    FieldDescription("customer", "Customer", "Whose calendar it is; empty: nobody's.", FieldKind.REFERENCE,
                     refers_to="customers"),
    FieldDescription("name", "Name", "What the calendar is called; empty: as the file says.", FieldKind.TEXT,
                     maximum=200),
)  # fmt: skip
_COLUMNS = (
    Column("verb", "What", 9),
    Column("start", "Start", 16, priority=3),
    Column("title", "Title", 24, minimum_width=16, weight=2),
    Column("reason", "Why", 24, minimum_width=12, weight=3, priority=1),
)
_STYLES: dict[str, StyleName] = {
    "new": "good", "changed": "accent", "removed": "bad", "skipped": "attention", "unchanged": "dim",
}  # fmt: skip


def _row(number: int, line: Any) -> Row:
    return Row(
        str(number),
        (
            Cell(line.verb, _STYLES[line.verb]),
            line.start.replace("T", " "),
            line.title,
            Cell(line.reason, "dim"),
        ),
    )


def shown(report: ImportReport) -> Planned:
    """Return a report as the dialog shows it."""

    def whole(row_id: str) -> str:
        line = report.lines[int(row_id)]
        return f"{line.title} · {line.reason}" if line.reason else line.title

    return Planned(
        title=f"Import into ‘{report.calendar}’",
        head=summary(report),
        columns=_COLUMNS,
        rows=FixedSource([_row(number, line) for number, line in enumerate(report.lines)]),
        count=len(report.lines),
        whole=whole,
        notes=report.notes,
        ready=report.changes or report.new_calendar,
        nothing="The file holds no events",
    )


def summary(report: ImportReport) -> str:
    """Return how many of each there are, in words."""
    said = [f"{many} {verb}" for verb, many in report.counts.items() if many]
    whose = f" of {report.customer}" if report.customer else ""
    return f"{report.layer}{whose}: {', '.join(said) or 'nothing'}"


async def import_file(screen: DeskScreen, known: dict[str, object]) -> dict[str, object] | None:
    """Ask for a file, show what importing it would do, and do it; return what was entered.

    Args:
        screen: Where the dialogs open.
        known: What stands in the form at first.
    """
    planned: list[tuple[ImportOrder, ImportReport]] = []

    async def plan(values: dict[str, object]) -> None:
        path = Path(str(values["path"])).expanduser()
        if not path.is_file():
            raise FieldError("path", path, "a file that exists")
        planned.append(await screen.gateway.read(_plan, screen.desk, path, values))

    form = FormDialog(
        "Import a calendar file", _FIELDS, known, save=plan, references=references(screen), new=True
    )
    entered = await screen.ask(form)
    if entered is None or not planned:
        return None
    order, report = planned[-1]

    async def carry_out(tell: Callable[[int], None]) -> ImportReport:
        return await screen.gateway.write(_import, screen.desk, order, tell)

    dialog = ImportDialog(shown(report), carry_out)
    if await screen.ask(dialog) and dialog.done is not None:
        screen.toast(f"{one_line(dialog.done.label)} · u takes it back")
        return entered
    return None


def _plan(desk: Desk, path: Path, values: dict[str, Any]) -> tuple[ImportOrder, ImportReport]:
    from brm_tui.desk.calendar_import import ImportOrder, dry_run

    order = ImportOrder(
        path=path.absolute(),
        layer=str(values["layer"]),
        customer=values.get("customer") or "",
        name=values.get("name") or "",
    )
    return order, dry_run(desk, order)


def _import(desk: Desk, order: ImportOrder, tell: Callable[[int], None]) -> ImportReport:
    from brm_tui.desk.calendar_import import import_calendar

    return import_calendar(desk, order, tell)
