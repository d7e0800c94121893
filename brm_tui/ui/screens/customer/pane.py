"""What the tabs of a customer have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.widget import Widget
from textual.widgets import ContentSwitcher

from brm_tui.ui.commands import Commanding
from brm_tui.ui.widgets.table import Table

if TYPE_CHECKING:
    from brm_tui.desk.customer_pages import Overview
    from brm_tui.ui.screens.customer.screen import CustomerScreen


class Panes(ContentSwitcher):
    """Shows one tab at a time."""


class Pane(Commanding, Widget, can_focus=True):
    """The content of a tab; it is made when the tab is first opened."""

    NAME: ClassVar[str] = ""
    TITLE: ClassVar[str] = ""

    def __init__(self) -> None:
        super().__init__(id=f"customer-{self.NAME}")
        self._wanted: str | None = None

    def put_cursor_on(self, table: Table, row_id: str | None = None) -> None:
        """Put the cursor of a list on a new row, now or as soon as it is listed; ``load`` calls it without one."""
        self._wanted = row_id or self._wanted
        if self._wanted is not None and table.move_cursor_to(self._wanted):
            self._wanted = None

    @property
    def owner(self) -> CustomerScreen:
        """Return the screen."""
        return cast("CustomerScreen", self.screen)

    @property
    def page(self) -> Overview:
        """Return what the screen knows of the customer."""
        return self.owner.page

    async def load(self) -> None:
        """Read what the tab shows; the cursor stays on its record."""

    @property
    def main(self) -> Widget:
        """Return what has the keys: the list, or the tab itself where there is nothing to list."""
        return self
