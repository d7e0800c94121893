"""The search box: everything in the desk by its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from brm_tui.rules.kinds import KINDS
from brm_tui.ui.dialogs.pick import Choice, PickDialog
from brm_tui.ui.messages import OpenRecord
from brm_tui.ui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from brm_tui.desk.search import Hit
    from brm_tui.ui.gateway import Gateway


class SearchDialog(PickDialog[OpenRecord]):
    """Searches names and texts as one types; answers which record is to be opened, at which words."""

    def __init__(self, gateway: Gateway, text: str = "") -> None:
        super().__init__("Search", [], typed=text, placeholder="names, words, codes", empty="")
        self._gateway = gateway
        self._found_for: str | None = None
        self._choose_when_found = False

    def on_mount(self) -> None:
        """Keep the list's height, whatever is found."""
        self.list.styles.height = 14
        self._find(self.query_one(LineInput).value)

    def on_input_changed(self, event: LineInput.Changed) -> None:
        """Search for what is typed now."""
        event.prevent_default()
        self._choose_when_found = False
        self._find(event.value)

    def _follow(self) -> None:
        """The list follows by itself, as soon as it is found."""

    def _choose(self) -> None:
        """Open what is under the cursor; where what was typed last is still searched for, what is found first."""
        self.call_later(self._choose_of_all_typed)  # behind the letters that are on their way here

    def _choose_of_all_typed(self) -> None:
        self._choose_when_found = self._found_for != self.query_one(LineInput).value
        if not self._choose_when_found:
            super()._choose()

    @work(exclusive=True, group="search")
    async def _find(self, text: str) -> None:
        if text.strip():
            from brm_tui.desk.search import search

            hits = await self._gateway.read(search, self._gateway.desk, text)
            self.list.empty = "Nothing in the desk has these words."
            self.list.show([_choice(hit, text) for hit in hits])
        else:
            self.list.empty = "Type what you remember of it."
            self.list.show([])
        self._found_for = text
        if self._choose_when_found:
            super()._choose()


def _choice(hit: Hit, text: str) -> Choice[OpenRecord]:
    """Return a hit as it is listed."""
    hint = " · ".join(part for part in (hit.detail, hit.excerpt) if part)
    found = OpenRecord(hit.kind, hit.id, text)
    return Choice(found, hit.label, hint=hint, group=KINDS[hit.kind].name)
