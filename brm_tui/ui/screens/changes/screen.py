"""One change: when, for whom, whether they know, what stands against it, and how it is taken back."""

from __future__ import annotations

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from brm_tui.desk.change_pages import ChangePage, change_page
from brm_tui.ui.commands import (
    DELETE,
    DOWN,
    EDIT,
    END,
    EXPLAIN,
    HOME,
    PAGE_DOWN,
    PAGE_UP,
    UP,
    Command,
    Commanding,
)
from brm_tui.ui.messages import OpenRecord
from brm_tui.ui.moving_states import STATE
from brm_tui.ui.record_form import delete_records
from brm_tui.ui.screens.base import DeskScreen
from brm_tui.ui.screens.changes import doing
from brm_tui.ui.screens.changes.facts import head_words, left_lines, right_lines
from brm_tui.ui.widgets.sheet import Sheet


class ChangeScroll(Commanding, VerticalScroll, can_focus=True, inherit_bindings=False):
    """The page; it scrolls where it finds no room."""

    COMMANDS = (
        UP.command("change.up", "Up", "Scroll up.", action="scroll_up"),
        DOWN.command("change.down", "Down", "Scroll down.", action="scroll_down"),
        PAGE_UP.command("change.page_up", "Page up", "Scroll up a page.", action="page_up"),
        PAGE_DOWN.command("change.page_down", "Page down", "Scroll down a page.", action="page_down"),
        HOME.command("change.home", "Top", "Go to the top.", action="scroll_home"),
        END.command("change.end", "End", "Go to the end.", action="scroll_end"),
    )


class ChangeScreen(DeskScreen):
    """A change."""

    ABOUT = "change"
    CSS_PATH = "changes.tcss"
    AUTO_FOCUS = "ChangeScroll"
    HELP = (
        "One change: its window by your clock and by those of its customers, whom it affects and whether they were"
        " told, the blackouts, freezes and meetings that it clashes with, and how it is taken back."
    )
    COMMANDS = (
        EDIT.command("change.edit", "Edit change", "Change the change."),
        doing.TELL.command(
            "change.tell", "The customers were told",
            "Note that the customers were told today, and log a touch to each.",
            condition=lambda screen: screen.untold,
        ),
        STATE.command("change.move_on", "Move on", "Say what became of the change."),
        DELETE.command("change.delete", "Delete change", "Delete the change; u takes it back."),
        EXPLAIN.command(
            "change.explain", "Explain", "Show how the risk comes about, and what the change clashes with.",
            in_footer=True,
        ),
        Command(
            "change.customer", "o", "open_customer", "Open the customer", "Show the customer that it affects.",
            footer="customer", in_footer=True, condition=lambda screen: screen.has_customer,
        ),
    )  # fmt: skip

    def __init__(self, change_id: str) -> None:
        """Make the screen.

        Args:
            change_id: Which change.
        """
        super().__init__()
        self.change_id = change_id
        self.page: ChangePage | None = None
        self.trail = ("Changes",)

    def compose_body(self) -> ComposeResult:
        """Show two columns, below each other on a narrow terminal."""
        with ChangeScroll():
            yield Sheet(id="change-left")
            yield Sheet(id="change-right")

    @property
    def record_here(self) -> tuple[str, str] | None:
        """The change that is shown."""
        return "changes", self.change_id

    @property
    def has_customer(self) -> bool:
        """Whether there is a customer to open."""
        return self.page is not None and bool(self.page.customers)

    @property
    def untold(self) -> bool:
        """Whether somebody is still to be told."""
        return self.page is not None and bool(self.page.customers) and self.page.change.told is None

    async def load(self) -> None:
        """Read the change again."""
        page = self.page = await self.gateway.read(change_page, self.desk, self.change_id)
        clock = self.clock
        self.title = f"{page.change.code} {page.change.title}" if page.change.code else page.change.title
        self.answer = head_words(page)
        self.query_one("#change-left", Sheet).show(lambda width: list(left_lines(page, clock, width)))
        self.query_one("#change-right", Sheet).show(lambda width: list(right_lines(page, width)))
        self.refresh_bindings()

    @work
    async def action_edit(self) -> None:
        """Change the change."""
        await doing.edit_change(self, self.change_id)

    @work
    async def action_tell(self) -> None:
        """Note that the customers were told."""
        await doing.tell(self, [self.change_id])

    @work
    async def action_move_on(self) -> None:
        """Say what became of the change."""
        await doing.move_changes(self, [self.change_id])

    @work
    async def action_delete(self) -> None:
        """Delete the change."""
        await delete_records(self, "changes", [self.change_id])

    @work
    async def action_explain(self) -> None:
        """Show how the risk comes about."""
        await doing.explain_change(self, self.change_id)

    def action_open_customer(self) -> None:
        """Show the customer that it affects, the first by name where there are several."""
        if self.page is not None and self.page.customers:
            self.post_message(OpenRecord("customers", self.page.customers[0].id))
