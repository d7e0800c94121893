"""The search box: everything in the desk by its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from textual import work

from brm_tui.ui.dialogs.pick import Choice, PickDialog
from brm_tui.ui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from brm_tui.ui.gateway import Gateway

#: The use case: ``search(desk, text)`` returns hits with kind, id, title and detail, best first.
_USE_CASE = "brm_tui.desk.search"
_MOST = 50


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
        search: Callable[..., Sequence[Any]] = import_module(_USE_CASE).search
        hits = await self._gateway.read(search, self._gateway.desk, text)
        self.list.empty = "Nothing in the desk has these words."
        self.list.show([Choice((hit.kind, hit.id), hit.title, hint=hit.detail) for hit in hits[:_MOST]])
