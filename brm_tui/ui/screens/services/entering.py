"""Entering a month's measures of all services in one grid."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from brm_tui.ui.commands import SAVE, Command
from brm_tui.ui.dialogs.base import SCROLLS, STYLES, Dialog
from brm_tui.ui.dialogs.message import ConfirmDialog
from brm_tui.ui.screens.services.month_grid import SheetTable
from brm_tui.ui.screens.services.month_sheet import MonthSheet
from brm_tui.ui.screens.services.words import long_month

if TYPE_CHECKING:
    from brm_tui.desk.measures import MeasureChange, MonthRows
    from brm_tui.rules.fields import FieldDescription
    from brm_tui.ui.screens.base import DeskScreen


class MonthSheetDialog(Dialog[bool]):
    """The sheet of a month; answers True once it was saved."""

    CSS_PATH = [STYLES, Path(__file__).with_name("services.tcss")]
    BELOW = 3
    COMMANDS = (
        SAVE.command("measures.save", "Save", "Save the month as one step.", priority=True),
        Command("measures.next", "ctrl+down", "month(1)", "Month after", "Show the month after.",
                footer="month after", in_footer=True),
        Command("measures.previous", "ctrl+up", "month(-1)", "Month before", "Show the month before.",
                footer="month before", in_footer=True),
    )  # fmt: skip

    def __init__(
        self,
        period: str,
        rows: MonthRows,
        fields: dict[str, FieldDescription],
        read: Callable[[str], Awaitable[MonthRows]],
        save: Callable[[str, Sequence[MeasureChange]], Awaitable[None]],
    ) -> None:
        """Make the dialog.

        Args:
            period: The month.
            rows: What is in the desk.
            fields: The figures' fields.
            read: Async: returns the rows of another month.
            save: Async: writes a month.
        """
        super().__init__(self._named(period, rows))
        self.period = period
        self._rows = rows
        self._fields = fields
        self._read = read
        self._save = save
        self._saving = False

    @staticmethod
    def _named(period: str, rows: MonthRows) -> str:
        return f"{long_month(period)}: {len(rows)} service{'s' * (len(rows) != 1)}"

    def _sheet(self) -> MonthSheet:
        return MonthSheet(self._rows, self._fields, self.shell.clock.today())

    def compose_content(self) -> ComposeResult:
        """Show the grid, and below it what the cell takes."""
        table = SheetTable(self._sheet())
        table.add_class(SCROLLS)
        table.styles.height = len(self._rows) + 2
        yield table
        yield Static(id="services-sheet-help")

    def on_mount(self) -> None:
        """Begin in the first cell."""
        super().on_mount()
        self.table.focus()
        self._say()

    @property
    def table(self) -> SheetTable:
        """Return the grid."""
        return self.query_one(SheetTable)

    def on_sheet_table_typed(self) -> None:
        """Say what the cell takes, or why it does not take what is typed."""
        self._say()

    def _say(self, refused: str = "") -> None:
        cell = self.table.cell
        if cell is None:
            said = Content.styled("Nothing was taken in this month.", "$muted")
        else:
            place, name = cell
            field = self._fields[name]
            row = self.table.sheet.rows[place]
            allowed = self.table.sheet.error(place, name)
            if allowed:
                said = Content.styled(f"{field.title}: allowed is {allowed}.", "$bad")
            else:
                currency = f" {row.currency or row.agreed_currency}." if name == "cost" else ""
                said = Content.styled(f"{field.title}. {field.help}{currency}", "$muted")
        if refused:
            said = Content.styled(refused, "$bad")
        self.query_one("#services-sheet-help", Static).update(said, layout=False)

    @work
    async def action_save(self) -> None:
        """Save the month; where a cell is not accepted go to it."""
        sheet = self.table.sheet
        errors = sheet.errors()
        if errors:
            self.table.go_to(*errors[0])
            return
        if self._saving or not sheet.changed:
            if not sheet.changed:
                self.dismiss(None)
            return
        from brm_tui.desk.measures import MeasureChange

        changes = [
            MeasureChange(sheet.rows[place].subscription_id, self.period, values, sheet.rows[place].revision)
            for place, values in sheet.changes().items()
        ]
        self._saving = True
        try:
            await self._save(self.period, changes)
        finally:
            self._saving = False
        self.dismiss(True)

    @work
    async def action_month(self, by: int) -> None:
        """Show another month, unless something would be lost."""
        from brm_tui.rules.services import period_before

        if self.table.sheet.changed:
            self._say("Save this month first, with ctrl+s.")
            return
        self.period = period_before(self.period, -by)
        self._rows = await self._read(self.period)
        self.query_one("Panel").border_title = Content(self._named(self.period, self._rows))
        self.table.styles.height = max(3, len(self._rows) + 2)
        self.table.show_sheet(self._sheet())
        self._say()

    @work
    async def action_back(self) -> None:
        """Take back what is being typed; leave, and ask first where something would be lost."""
        if self.table.typing:
            self.table.take_back()
            return
        if self.table.sheet.changed:
            question = ConfirmDialog(
                "Not saved", "Leave without saving what you entered?", yes="leave", no="go on"
            )
            if not await self.app.push_screen_wait(question):
                return
        self.dismiss(None)


async def enter_month(screen: DeskScreen, period: str, customer_id: str) -> None:
    """Let the user enter what was measured in a month. Only inside ``@work``.

    Args:
        screen: Where the dialog opens.
        period: The month that is shown first.
        customer_id: Whose services; empty for all.
    """
    from brm_tui.desk.measures import month_sheet, save_month

    said: list[str] = []

    async def read(month: str) -> MonthRows:
        return await screen.gateway.read(month_sheet, screen.desk, month, customer_id)

    async def save(month: str, changes: Sequence[MeasureChange]) -> None:
        said.append(await screen.gateway.write(save_month, screen.desk, month, changes))

    fields = await screen.gateway.read(_fields)
    dialog = MonthSheetDialog(period, await read(period), fields, read, save)
    if await screen.ask(dialog) and said:
        screen.toast(f"{said[0]} · u takes it back")


def _fields() -> dict[str, FieldDescription]:
    from brm_tui.desk.measures import measure_fields

    return measure_fields()
