"""The board: who does what by when, a column a status."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult

from brm_tui.desk.board import NEWEST_FIRST, board_summary, column_pages, status_of
from brm_tui.desk.saved_filters import presets
from brm_tui.rules.filter_fields import ACTIONS
from brm_tui.rules.filters import ListFilter
from brm_tui.rules.vocabulary import ActionStatus
from brm_tui.text import one_line
from brm_tui.ui.filtering import Filtering
from brm_tui.ui.following import Following
from brm_tui.ui.record_form import delete_records
from brm_tui.ui.screens.base import Body, DeskScreen
from brm_tui.ui.screens.board import doing
from brm_tui.ui.screens.board.cards import card_of
from brm_tui.ui.screens.board.columns import BoardColumn, BoardColumns
from brm_tui.ui.screens.board.detail import CardDetail
from brm_tui.ui.screens.board.keys import BOARD_COMMANDS, BoardFilterLine
from brm_tui.ui.widgets.rows import RecordSource

if TYPE_CHECKING:
    from brm_tui.desk.board import BoardCard, BoardSummary
    from brm_tui.ui.commands import Command
    from brm_tui.ui.widgets.rows import Card


_CANCELLED = ActionStatus.CANCELLED.value
_DONE = ActionStatus.DONE.value


class BoardScreen(Following, Filtering, DeskScreen):
    """The board, or the board at one card."""

    TITLE = "Board"
    CSS_PATH = "board.tcss"
    AUTO_FOCUS = ""
    FILTERS = ACTIONS
    HELP = (
        "Every action is a card; its column says where it stands. The third line says when it is due, who"
        " promised it to whom (IT→B: IT to the business) and who does it. ▲ in a column's head means more"
        " cards than you allow there (work_in_progress in settings.toml). Columns without room are folded and"
        " open when you go there. Mark cards with space to move, complete or delete them at once."
    )
    COMMANDS: ClassVar[tuple[Command, ...]] = BOARD_COMMANDS

    def __init__(self, action_id: str = "", *, only: str = "") -> None:
        """Make a board.

        Args:
            action_id: The card that the cursor begins at.
            only: The filter at first, as one types it.
        """
        super().__init__()
        self.only = ListFilter(typed=only)
        self._follow = action_id
        self._cards: dict[str, BoardCard] = {}
        self._narrowed = False
        self._can: tuple[bool, ...] = ()

    def compose_body(self) -> ComposeResult:
        """Show the columns."""
        yield BoardFilterLine(ACTIONS.example)
        yield BoardColumns(dict(self.desk.settings.work_in_progress))
        yield CardDetail()

    async def load(self) -> None:
        """Read the columns again; the cursor stays on its card, or follows the one that was moved."""
        self.read_filter_again()
        summary = await self.gateway.read(board_summary, self.desk, self.only)
        self._say(summary)
        await self._show_empty(not summary.any)
        self._cards.clear()
        for column in self.columns.columns:
            column.set_placeholder("Nothing fits the filter." if self.is_filtered else "No cards.")
            column.set_source(self._source(column.status))
        follow, self._follow = self._follow, ""
        status = await self.gateway.read(status_of, self.desk, follow) if follow else None
        if status is not None:
            self._go_to(status, follow)
        elif self._narrowed or (self.focused is None and summary.any):
            self._go_where_cards_are()
        self._changed()

    def _source(self, status: str) -> RecordSource[BoardCard, Card]:
        today = self.clock.today()

        def show(card: BoardCard) -> Card:
            self._cards[card.id] = card
            return card_of(card, status, today)

        return RecordSource(column_pages(self.desk, status, self.only), show)

    def _say(self, summary: BoardSummary) -> None:
        count = sum(cards for status, cards in summary.columns.items() if status not in NEWEST_FIRST)
        parts = [f"{count:,} open"]
        if summary.late:
            parts.append(f"{summary.late:,} late")
        self.answer = " · ".join(parts) if summary.any else ""
        self.state = self.filter_said

    async def _show_empty(self, empty: bool) -> None:
        self.set_class(empty, "-without-actions")
        shown = self.query("EmptyState")
        if empty and not shown:
            from brm_tui.ui.widgets.empty_state import EmptyState

            await self.query_one(Body).mount(
                EmptyState(
                    "No actions yet",
                    "Every promise of either side is a card here: who does what by when. A card moves from"
                    " backlog to done; late ones say how late they are.",
                    [
                        ("n", "make the first one in a form"),
                        ("a", "or in one line, from anywhere"),
                        ("p", "place an objective with its first actions"),
                    ],
                )
            )
        elif shown and not empty:
            await shown.remove()

    def _go_where_cards_are(self) -> None:
        """Give the focus to a column that has cards: the one that had it last, or the first."""
        self._narrowed = False
        filled = [column for column in self.columns.walked if column.row_count]
        self.columns.focus_column(self.column if self.column in filled or not filled else filled[0])

    def _go_to(self, status: str, action_id: str) -> None:
        """Put the cursor on a card, in its column."""
        self.columns.show_cancelled |= status == _CANCELLED
        column = self.columns.column(status)
        self.columns.focus_column(column)
        column.move_cursor_to(action_id)

    # What is under the cursor

    @property
    def columns(self) -> BoardColumns:
        """The columns."""
        return self.query_one(BoardColumns)

    @property
    def column(self) -> BoardColumn:
        """The column that has the focus, or had it last."""
        return self.columns.current

    @property
    def customer_id(self) -> str | None:
        """The customer of the card under the cursor: whom an action or a touch is noted for."""
        card = self._cards.get(self.column.cursor_id or "") if self.is_mounted else None
        return None if card is None else card.customer_id

    @property
    def has_marks(self) -> bool:
        """Whether any card is marked."""
        return self.is_mounted and any(column.marked for column in self.columns.columns)

    @property
    def targets(self) -> tuple[str, ...]:
        """The marked cards of the column, or the one under the cursor."""
        if not self.is_mounted or not self.columns.columns:
            return ()
        return self.column.targets()

    @property
    def can_reorder(self) -> bool:
        """Whether the cards of the column stand in an order of one's own."""
        return bool(self.targets) and self.column.status not in NEWEST_FIRST

    @on(BoardColumn.Highlighted)
    @on(BoardColumn.MarksChanged)
    @on(BoardColumns.Walked)
    def _changed(self) -> None:
        self.follow_cursor()
        empty = self.has_class("-without-actions")
        can = (bool(self.targets), self.can_reorder, self.has_marks, self.is_filtered, empty)
        if can != self._can:
            self._can = can
            self.refresh_bindings()

    def show_beside(self) -> None:
        """Show all of the card under the cursor."""
        card = self._cards.get(self.column.cursor_id or "")
        self.query_one(CardDetail).show(card, self.clock.today())

    # Moving about

    def action_column(self, by: int) -> None:
        """Go to the next or the previous column."""
        walked = self.columns.walked
        place = walked.index(self.column) + by
        if 0 <= place < len(walked):
            self.columns.focus_column(walked[place])

    def action_toggle_done(self) -> None:
        """Open or fold the done column."""
        self.columns.toggle(_DONE)

    def action_toggle_cancelled(self) -> None:
        """Show or hide what was cancelled."""
        self.columns.show_cancelled = not self.columns.show_cancelled
        if self.columns.show_cancelled:
            self.columns.focus_column(self.columns.column(_CANCELLED))
        else:
            self.columns.lay_out()
            self.columns.focus_column(self.columns.current)

    def action_unmark(self) -> None:
        """Take all marks off."""
        for column in self.columns.columns:
            column.clear_marks()

    # Narrowing

    def list_again(self) -> None:
        """Show the cards that fit the filter."""
        self._narrowed = not self.query_one(BoardFilterLine).display
        self.reload()

    def to_list(self) -> None:
        """Give a column that has cards the keys."""
        self._go_where_cards_are()

    # Doing

    @on(BoardColumn.Opened)
    @work
    async def _open(self, event: BoardColumn.Opened) -> None:
        await doing.edit(self, event.row_id)

    @work
    async def action_edit(self) -> None:
        """Change the action under the cursor, or one field of all marked ones."""
        if self.has_marks:
            from brm_tui.ui.bulk_editing import edit_marked

            marked = set().union(*(column.marked for column in self.columns.columns))
            await edit_marked(self, "actions", sorted(marked))
        elif self.column.cursor_id is not None:
            await doing.edit(self, self.column.cursor_id)

    @work
    async def action_new(self) -> None:
        """Make an action in this column."""
        made = await doing.new(self, self.column.status, self.only)
        if made is not None:
            self._follow = made
            self.reload()

    @work
    async def action_place_objective(self) -> None:
        """Put an objective with its first actions on the board."""
        from brm_tui.ui.dialogs.place_objective import place_objective

        known = await self.gateway.read(presets, self.desk, self.only)
        await place_objective(self, preset=known.get("customer", ""))

    @work
    async def action_explain(self) -> None:
        """Show where the figures of the card and of its column come from."""
        from brm_tui.ui.dialogs.sheet import SheetDialog
        from brm_tui.ui.screens.board.explaining import explained

        card, column, today = self._cards.get(self.column.cursor_id or ""), self.column, self.clock.today()
        if card is not None:
            cards, limit = column.row_count, column.limit
            await self.ask(
                SheetDialog(
                    one_line(card.title),
                    lambda width: explained(card, column.status, cards, limit, today, width),
                )
            )

    @work
    async def action_export(self) -> None:
        """Write the cards of all columns as a file, without what is internal."""
        await doing.export(self, self.only)

    @work
    async def action_delete(self) -> None:
        """Delete the marked cards, or the one under the cursor."""
        await delete_records(self, "actions", self.targets)

    @work
    async def action_complete(self) -> None:
        """Move the marked cards, or the one under the cursor, to Done."""
        await doing.move(self, self.targets, _DONE)

    def action_move_left(self) -> None:
        """Move to the column at the left."""
        self._move_by(-1)

    def action_move_right(self) -> None:
        """Move to the column at the right."""
        self._move_by(1)

    @work
    async def _move_by(self, by: int) -> None:
        shown = self.columns.shown
        place = shown.index(self.column) + by
        if 0 <= place < len(shown):
            targets = self.targets
            status = shown[place].status
            if shown[place] in self.columns.walked:
                self._follow = targets[0]
            if not await doing.move(self, targets, status):
                self._follow = ""

    @work
    async def action_move_up(self) -> None:
        """Put the card before the one above."""
        await self._reorder(-1)

    @work
    async def action_move_down(self) -> None:
        """Put the card behind the one below."""
        await self._reorder(1)

    async def _reorder(self, by: int) -> None:
        card, beside = self.column.cursor_id, self.column.beside(by)
        if card is not None and beside is not None:
            await doing.reorder(self, card, self.column.status, beside, behind=by > 0)
