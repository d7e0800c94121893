"""The four steps to a relationship with a customer, and the one key that does the next thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from brm_tui.desk.relationship_steps import StepsPage, steps_page
from brm_tui.rules.relationship_steps import StepState
from brm_tui.ui.commands import OPEN, Commanding
from brm_tui.ui.screens.base import DeskScreen
from brm_tui.ui.screens.steps.words import step_lines, step_row
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.rows import FixedSource
from brm_tui.ui.widgets.sheet import Sheet
from brm_tui.ui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS = (
    Column("number", "", 1, sortable=False),
    Column("mark", "", 6, sortable=False),
    Column("step", "Step", 38, minimum_width=37, sortable=False),
    Column("missing", "", 30, minimum_width=10, weight=1, sortable=False, priority=2),
)


class StepsTable(Commanding, Table):
    """The four steps."""

    COMMANDS = (
        OPEN.command(
            "steps.next",
            "Do the next thing",
            "Do the next thing that the step lacks; the steps come back when it is saved.",
            footer="do the next thing",
            condition=lambda table: bool(getattr(table.screen, "missing", ())),
        ),
    )


class StepsScreen(DeskScreen):
    """How far the relationship with a customer has come."""

    TITLE = "Four steps"
    ABOUT = "customer"
    CSS_PATH = "steps.tcss"
    AUTO_FOCUS = "StepsTable"
    HELP = (
        "The four steps to a relationship. Each is complete when the records say so, so you can leave at any time and"
        " go on where you were. Enter does the next thing that the step under the cursor lacks, and comes back here."
    )

    def __init__(self, customer_id: str, trail: Sequence[str] = ("Portfolio",)) -> None:
        """Make the screen.

        Args:
            customer_id: Which customer.
            trail: Names of the screens above it.
        """
        super().__init__()
        self.customer_id = customer_id
        self.trail = tuple(trail)
        self._page: StepsPage | None = None

    def compose_body(self) -> ComposeResult:
        """Show the steps, and below them the one under the cursor."""
        yield StepsTable(COLUMNS, id="steps-table")
        with VerticalScroll(can_focus=False):
            yield Sheet(id="steps-detail")

    @property
    def table(self) -> StepsTable:
        """Return the list of steps."""
        return self.query_one(StepsTable)

    @property
    def here(self) -> StepState | None:
        """The step under the cursor."""
        index = self.table.cursor_index if self.is_mounted else None
        return None if self._page is None or index is None else self._page.steps.states[index]

    @property
    def missing(self) -> bool:
        """Whether the step under the cursor lacks something."""
        return self.here is not None and not self.here.complete

    async def load(self) -> None:
        """Read how far it has come; the cursor goes on where its step has become complete."""
        page = await self.gateway.read(steps_page, self.desk, self.customer_id)
        before = self.here
        first = self._page is None
        self._page = page
        steps = page.steps
        if first:
            self.trail = (*self.trail, page.head.name)
        self.answer = f"{steps.complete} of {len(steps.states)} complete"
        self.table.set_source(FixedSource([step_row(state, steps) for state in steps.states]))
        finished = before is not None and not before.complete and steps.states[before.step - 1].complete
        if steps.current is not None and (first or finished):
            self.table.move_cursor_to(str(steps.current.step.value))
        self._show_step()

    @on(Table.Highlighted)
    def _show_step(self) -> None:
        state, page = self.here, self._page
        if state is None or page is None:
            return
        agreement = page.agreement_id is not None

        def lines(width: int) -> list[Content]:
            return step_lines(state, width, agreement=agreement)

        self.query_one("#steps-detail", Sheet).show(lines)
        self.refresh_bindings()

    @on(Table.Opened)
    def _opened(self) -> None:
        self.action_next()

    @work
    async def action_next(self) -> None:
        """Do the next thing that the step under the cursor lacks."""
        from brm_tui.ui.screens.steps.doing import do_next

        state, page = self.here, self._page
        if page is not None and state is not None and state.missing:
            await do_next(self, page, state.missing[0])
