"""What an import would do, line by line, and doing it: the dialog that all imports share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from brm_tui.text import one_line
from brm_tui.ui.commands import SAVE, Command
from brm_tui.ui.dialogs.base import SCROLLS, Dialog
from brm_tui.ui.dialogs.progress import GivenUpError, Tell, bar
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.line_list import LineList
from brm_tui.ui.widgets.rows import ItemSource, Row
from brm_tui.ui.widgets.table import Table
from brm_tui.ui.working import work_anew

Report = TypeVar("Report")


@dataclass(frozen=True, slots=True)
class Planned:
    """What an import would do, as the dialog shows it.

    Attributes:
        title: Where it goes, or what it is of.
        head: How many of each there are, in words.
        columns: The columns of the lines.
        rows: The lines.
        count: How many lines there are.
        whole: Returns a line whole, by its row's id: lists cut what is long.
        notes: What holds for the whole file, whole sentences.
        ready: Whether there is something to import.
        nothing: What is said where there are no lines.
    """

    title: str
    head: str
    columns: Sequence[Column]
    rows: ItemSource[Row]
    count: int
    whole: Callable[[str], str]
    notes: Sequence[str]
    ready: bool
    nothing: str


class ImportDialog(Dialog[bool], Generic[Report]):
    """Shows what an import would do, line by line; answers True once it was done.

    Attributes:
        done: What was done.
    """

    BELOW = 9
    COMMANDS = (
        SAVE.command("import.import", "Import", "Import the file as one step.", footer="import", priority=True,
                     condition=lambda dialog: dialog.ready),
        Command("import.enter", "enter", "save", "Import", "Import the file as one step.", priority=True,
                condition=lambda dialog: dialog.ready),
    )  # fmt: skip

    def __init__(self, planned: Planned, carry_out: Callable[[Tell], Awaitable[Report]]) -> None:
        """Make a dialog.

        Args:
            planned: What it would do.
            carry_out: Imports; is given where to say how far it is.
        """
        super().__init__(planned.title)
        self.add_class("-reading")
        self.planned = planned
        self.done: Report | None = None
        self.given_up = False
        self._start_import = carry_out
        self._importing = False

    @property
    def ready(self) -> bool:
        """Whether there is something to import, and it is not yet being done."""
        return not self._importing and self.planned.ready

    def compose_content(self) -> ComposeResult:
        """Show how many of each, the lines, and what holds for the whole file."""
        planned = self.planned
        yield Static(Content(one_line(planned.head)), id="import-head")
        table = Table(planned.columns, planned.rows, placeholder=planned.nothing, id="import-lines")
        table.add_class(SCROLLS)
        table.styles.height = planned.count + 2
        yield table
        yield Static(id="import-about")
        yield Static(Content(" ".join(map(one_line, planned.notes))), id="import-notes")

    def on_mount(self) -> None:
        """Begin in the list, so that the arrows move in it."""
        super().on_mount()
        self.query_one(Table).focus()

    @on(LineList.Highlighted)
    def _say(self, event: LineList.Highlighted) -> None:
        """Show the line under the cursor whole."""
        if event.row_id is not None:
            said = one_line(self.planned.whole(event.row_id))
            self.query_one("#import-about", Static).update(Content(said))

    async def action_save(self) -> None:
        """Import; the dialog stays until it is done."""
        if self.ready:
            self._importing = True
            work_anew(self, self._import, "import")

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
            self.query_one("#import-head", Static).update(bar(hundredths, ", and nothing is imported"))

    def action_back(self) -> None:
        """Leave; while it runs, give it up."""
        if self._importing:
            self.given_up = True
        else:
            self.dismiss(None)
