"""What if customers went to other people: both loads before and after, before anything is done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content

from brm_tui.desk.representation import WhatIf, candidates, what_if
from brm_tui.errors import FieldError
from brm_tui.rules.dates import read_date, show_full_date
from brm_tui.rules.load import Move
from brm_tui.text import one_line
from brm_tui.ui.commands import DELETE, EDIT, NEW, SAVE, Command
from brm_tui.ui.dialogs.base import Dialog
from brm_tui.ui.screens.portfolio.words import NOTHING, hours_words
from brm_tui.ui.screens.representation.candidates import CandidatesDialog
from brm_tui.ui.screens.representation.words import load_content
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.rows import Cell, FixedSource, Row
from brm_tui.ui.widgets.sheet import Sheet, cut, wrapped
from brm_tui.ui.widgets.table import Table

if TYPE_CHECKING:
    from brm_tui.desk.representation import MovedCustomer
    from brm_tui.ui.screens.base import DeskScreen

COLUMNS = (
    Column("customer", "Customer", 22, minimum_width=16, weight=2, sortable=False),
    Column("role", "Role", 20, sortable=False, priority=3),
    Column("hours", "Hours", 5, align="right", sortable=False),
    Column("from", "From", 18, minimum_width=14, weight=1, sortable=False),
    Column("to", "To", 18, minimum_width=14, weight=1, sortable=False),
)
_MOST_ROWS, _MOST_LOADS, _NAME, _HOURS = 8, 8, 17, 12

Do = Callable[[Sequence[Move], date], Awaitable[None]]


class WhatIfDialog(Dialog[bool]):
    """Shows what moves would do; does them where the user says so, and answers True."""

    COMMANDS = (
        SAVE.command("what_if.do", "Hand over", "Do what is shown, in one step.", action="do", footer="do it"),
        Command("what_if.enter", "enter", "do", "Hand over", "Do what is shown, in one step.", in_palette=False),
        Command(
            "what_if.move", "m", "move", "Give to somebody else", "Choose who takes the customer under the cursor.",
            footer="to somebody else", in_footer=True, condition=lambda dialog: bool(dialog.moves),
        ),
        NEW.command("what_if.add", "Another customer", "Move another customer too.", action="add", footer="another"),
        DELETE.command(
            "what_if.leave_out", "Leave out", "Let the customer under the cursor stay where it is.",
            action="leave_out", footer="leave out", condition=lambda dialog: bool(dialog.moves),
        ),
        EDIT.command(
            "what_if.day", "Change the day", "Change from which day the others serve.", action="day", footer="day",
        ),
    )  # fmt: skip

    def __init__(self, screen: DeskScreen, moves: Sequence[Move], found: WhatIf, do: Do) -> None:
        """Make the dialog.

        Args:
            screen: Where it opens; it reads by way of it.
            moves: What is moved at first.
            found: What these moves would do.
            do: Carries moves out from a day; may raise.
        """
        super().__init__("What if these customers went to other people?")
        self.moves = {move.representation_id: move.person_id for move in moves}
        self.found = found
        self.first = screen.clock.today()
        self._owner = screen
        self._do = do
        self._doing = False

    def compose_content(self) -> ComposeResult:
        """Show the moves, and below them the loads before and after."""
        table = Table(COLUMNS, placeholder="Nothing is moved. n adds a customer.", id="what-if-moves")
        yield table
        yield Sheet(id="what-if-loads")

    def on_mount(self) -> None:
        """Show what the moves would do."""
        self._show()
        self.query_one(Table).focus()

    def _show(self) -> None:
        table = self.query_one(Table)
        rows = [self._row(moved) for moved in self.found.moved]
        room = max(2, self.app.size.height - 2 * len(self.found.people) - 11)
        table.styles.height = min(_MOST_ROWS, room, max(1, len(rows)) + 1)
        table.set_source(FixedSource(rows))
        self.query_one(Sheet).show(self._loads)
        self.refresh_bindings()

    def _row(self, moved: MovedCustomer) -> Row:
        taker = self.found.people.get(self.moves.get(moved.id, ""))
        return Row(
            moved.id,
            (
                moved.customer,
                Cell(moved.role.value, "dim"),
                f"{moved.hours:g}" if moved.hours is not None else Cell(NOTHING, "dim"),
                moved.person,
                Cell(taker.name if taker is not None else NOTHING, "bold"),
            ),
        )

    def _loads(self, width: int) -> list[Content]:
        lines = [Content("")]
        people = list(self.found.people.values())
        shown = people if len(people) <= _MOST_LOADS else people[: _MOST_LOADS - 1]
        for person in shown:
            before, after = self.found.before[person.id], self.found.after[person.id]
            name = Content(one_line(person.name)).truncate(_NAME, ellipsis=True, pad=True)
            for sign, load in (("now ", before), ("then", after)):
                head = name if load is before else Content(" " * _NAME)
                hours = hours_words(load).rjust(_HOURS)
                customers = "1 customer" if load.customers == 1 else f"{load.customers} customers"
                lines.append(
                    cut(
                        Content.assemble(
                            head,
                            (f"  {sign}  ", "$muted"),
                            f"{customers:>12}  {hours}   ",
                            load_content(load),
                        ),
                        width,
                    )
                )
        if len(shown) < len(people):
            lines.append(Content.styled(f"and {len(people) - len(shown)} more", "$muted"))
        day = show_full_date(self.first, self._owner.clock.today())
        said = f"The others serve from {day}; what holds now ends the day before and is kept."
        return [*lines, Content(""), *wrapped(said, width, style="$muted")]

    async def _look(self) -> None:
        moves = [Move(row_id, person_id) for row_id, person_id in self.moves.items()]
        self.found = await self._owner.gateway.read(what_if, self._owner.desk, moves)
        self._show()

    @on(Table.Opened)
    def _opened(self) -> None:
        self.action_do()

    @work
    async def action_do(self) -> None:
        """Carry the moves out; where they are refused they stay as they are."""
        if self._doing:
            return
        self._doing = True
        try:
            await self._do([Move(row_id, person_id) for row_id, person_id in self.moves.items()], self.first)
        finally:
            self._doing = False
        self.dismiss(True)

    @work
    async def action_move(self) -> None:
        """Choose who takes the customer under the cursor."""
        row_id = self.query_one(Table).cursor_id
        moved = next((one for one in self.found.moved if one.id == row_id), None)
        if moved is not None:
            taker = await choose_taker(self._owner, moved)
            if taker is not None:
                self.moves[moved.id] = taker
                await self._look()

    @work
    async def action_add(self) -> None:
        """Move another customer too."""
        from brm_tui.desk.representation import who_serves
        from brm_tui.ui.dialogs.pick import Choice, PickDialog

        owner = self._owner
        listed: list[MovedCustomer] = await owner.gateway.read(who_serves, owner.desk)
        choices = [
            Choice(one, one_line(one.customer), hint=one_line(f"{one.person}, {one.role.value}"))
            for one in listed
            if one.id not in self.moves
        ]
        chosen = await owner.ask(
            PickDialog("Which customer?", choices, placeholder="type a customer or a person")
        )
        if chosen is not None:
            taker = await choose_taker(owner, chosen)
            if taker is not None:
                self.moves[chosen.id] = taker
                await self._look()

    @work
    async def action_leave_out(self) -> None:
        """Let the customer under the cursor stay where it is."""
        row_id = self.query_one(Table).cursor_id
        if row_id is not None:
            self.moves.pop(row_id, None)
            await self._look()

    @work
    async def action_day(self) -> None:
        """Change from which day the others serve."""
        from brm_tui.ui.dialogs.text import TextDialog

        today = self._owner.clock.today()

        def read(text: str) -> date:
            day = read_date(text, today)
            if day is None:
                raise FieldError("day", text, "a day such as fri, +2w or 2026-12-01")
            return day

        said = await self._owner.ask(
            TextDialog(
                "From which day do the others serve?",
                value=self.first.isoformat(),
                meaning=lambda text: show_full_date(read(text), today),
            )
        )
        if said is not None:
            self.first = read(said)
            self._show()


async def choose_taker(screen: DeskScreen, moved: MovedCustomer) -> str | None:
    """Let the user choose who takes a customer over; None when it was left. Only inside ``@work``."""
    found = await screen.gateway.read(candidates, screen.desk, moved.customer_id, moved.role)
    return None if found is None else await screen.ask(CandidatesDialog(found))
