"""Choosing a filter that is kept by name; deleting one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from brm_tui.desk.saved_filters import KeptFilter, kept_filters
from brm_tui.rules.filter_fields import FilterList
from brm_tui.rules.filter_words import explained
from brm_tui.rules.filters import read_filter
from brm_tui.ui.commands import Command
from brm_tui.ui.dialogs.pick import Choice, PickDialog

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.ui.screens.base import DeskScreen


class KeptFiltersDialog(PickDialog[KeptFilter]):
    """Lists the filters of a list with what they mean today; answers the chosen one."""

    COMMANDS = (
        Command(
            "filters.delete",
            "ctrl+d",
            "delete",
            "Delete the filter",
            "Delete the saved filter under the cursor; u takes it back.",
            footer="delete",
            in_footer=True,
            priority=True,
            condition=lambda dialog: bool(dialog.choices),
        ),
    )

    def __init__(self, screen: DeskScreen, listed: FilterList) -> None:
        super().__init__(
            "Saved filters",
            [],
            placeholder="type to find one",
            empty="None yet: f types a filter, and ctrl+s there keeps it.",
        )
        self._screen = screen
        self._listed = listed

    async def read(self) -> None:
        """Read the filters that there are."""
        today = self._screen.clock.today()
        kept = await self._screen.gateway.read(kept_filters, self._screen.desk, self._listed.name)
        self.choices = [
            Choice(
                one,
                one.name,
                hint=explained(read_filter(one.typed, self._listed, today), today),
                words=one.typed,
            )
            for one in kept
        ]

    @work
    async def action_delete(self) -> None:
        """Delete the filter under the cursor."""
        chosen = self.list.current
        if chosen is not None:
            label = await self._screen.gateway.write(_delete, self._screen.desk, chosen.value.id)
            self._screen.toast(f"{label} · u takes it back")
            await self.read()
            self.list.show(self.choices)
            self.refresh_bindings()


def _delete(desk: Desk, filter_id: str) -> str:
    from brm_tui.desk.saved_filters import delete_filter

    return delete_filter(desk, filter_id)
