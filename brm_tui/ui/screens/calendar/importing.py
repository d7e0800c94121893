"""Importing another program's calendar file: what it is, what that would do, and doing it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from brm_tui.errors import BrmError, FieldError
from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.text import one_line
from brm_tui.ui.commands import SAVE, Command
from brm_tui.ui.dialogs.base import SCROLLS, Dialog
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.record_form import references
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.line_list import LineList
from brm_tui.ui.widgets.rows import Cell, FixedSource, Row, StyleName
from brm_tui.ui.widgets.table import Table

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


class GivenUpError(BrmError):
    """The user left while it ran."""

    def __init__(self) -> None:
        super().__init__("Given up", "Nothing was imported.")


class ImportDialog(Dialog[bool]):
    """Shows what an import would do, line by line; answers True once it was done."""

    BELOW = 9
    COMMANDS = (
        SAVE.command("import.import", "Import", "Import the file as one step.", footer="import", priority=True,
                     condition=lambda dialog: dialog.ready),
        Command("import.enter", "enter", "save", "Import", "Import the file as one step.", priority=True,
                condition=lambda dialog: dialog.ready),
    )  # fmt: skip

    def __init__(self, report: ImportReport, carry_out: Callable[[Callable[[int], None]], Any]) -> None:
        """Make a dialog.

        Args:
            report: What it would do.
            carry_out: Imports; is told where to say how far it is.
        """
        super().__init__(f"Import into ‘{report.calendar}’")
        self.add_class("-reading")
        self.report = report
        self.done: ImportReport | None = None
        self.given_up = False
        self._start_import = carry_out
        self._importing = False

    @property
    def ready(self) -> bool:
        """Whether there is something to import, and it is not yet being done."""
        return not self._importing and (self.report.changes or self.report.new_calendar)

    def compose_content(self) -> ComposeResult:
        """Show how many of each, the lines, and what holds for the whole file."""
        yield Static(Content(summary(self.report)), id="import-head")
        rows = [_row(number, line) for number, line in enumerate(self.report.lines)]
        table = Table(_COLUMNS, FixedSource(rows), placeholder="The file holds no events", id="import-lines")
        table.add_class(SCROLLS)
        table.styles.height = len(rows) + 2
        yield table
        yield Static(id="import-about")
        yield Static(Content(" ".join(self.report.notes)), id="import-notes")

    def on_mount(self) -> None:
        """Begin in the list, so that the arrows move in it."""
        super().on_mount()
        self.query_one(Table).focus()

    @on(LineList.Highlighted)
    def _say(self, event: LineList.Highlighted) -> None:
        """Show the line under the cursor whole: lists cut what is long."""
        if event.row_id is not None:
            line = self.report.lines[int(event.row_id)]
            said = f"{line.title} · {line.reason}" if line.reason else line.title
            self.query_one("#import-about", Static).update(Content(one_line(said)))

    async def action_save(self) -> None:
        """Import; the dialog stays until it is done."""
        if self.ready:
            self._importing = True
            self.run_worker(self._import(), group="import", exclusive=True)

    async def _import(self) -> None:
        try:
            self.done = await self._start_import(self._tell)
        except GivenUpError:
            self.dismiss(None)
            return
        except BaseException:
            self._importing = False
            raise
        self.dismiss(True)

    def _tell(self, hundredths: int) -> None:
        """Say how far it is, from the thread that does it; give up where the user left.

        Raises:
            GivenUpError: The user left.
        """
        if self.given_up:
            raise GivenUpError
        self.app.call_from_thread(self._show_progress, hundredths)

    def _show_progress(self, hundredths: int) -> None:
        if self.is_attached:
            bar = "█" * (hundredths // 5)
            text = Content(f"{bar:░<20} {hundredths} % · escape gives up, and nothing is imported")
            self.query_one("#import-head", Static).update(text)

    def action_back(self) -> None:
        """Leave; while it runs, give it up."""
        if self._importing:
            self.given_up = True
        else:
            self.dismiss(None)


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

    dialog = ImportDialog(report, carry_out)
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
