"""The search box: everything in the desk by its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from brm_tui.rules.kinds import KINDS
from brm_tui.ui.dialogs.pick import Choice, PickDialog
from brm_tui.ui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from brm_tui.ui.gateway import Gateway


class SearchDialog(PickDialog[tuple[str, str]]):
    """Searches as one types; answers kind and id of the record to open."""

    def __init__(self, gateway: Gateway, text: str = "") -> None:
        super().__init__("Search", [], typed=text, placeholder="names, words, codes", empty="")
        self._gateway = gateway

    def on_mount(self) -> None:
        """Keep the list's height, whatever is found."""
        self.list.styles.height = 12
        self._find(self.query_one(LineInput).value)

    def on_input_changed(self, event: LineInput.Changed) -> None:
        """Search for what is typed now."""
        event.prevent_default()
        self._find(event.value)

    @work(exclusive=True, group="search")
    async def _find(self, text: str) -> None:
        if not text.strip():
            self.list.empty = "Type what you remember of it."
            self.list.show([])
            return
        from brm_tui.desk.search import search

        hits = await self._gateway.read(search, self._gateway.desk, text)
        self.list.empty = "Nothing in the desk has these words."
        self.list.show(
            [Choice((hit.kind, hit.id), hit.label, hint=_hint(hit.kind, hit.detail)) for hit in hits]
        )


def _hint(kind: str, detail: str) -> str:
    """Return what tells a hit from others: the detail, and what it is."""
    noun = KINDS[kind].noun
    return f"{detail} · {noun}" if detail else noun
