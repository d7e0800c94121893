"""Tabs in one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab.

    Attributes:
        name: Its name in the program.
        title: What it is called.
        count: How much is behind it, empty where that says nothing.
        late: How much of that is late, empty for nothing.
    """

    name: str
    title: str
    count: str = ""
    late: str = ""


class TabBar(Widget):
    """Draws the tabs; a click opens one."""

    ALLOW_SELECT = False

    class Chosen(Message):
        """A tab was clicked."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self) -> None:
        super().__init__()
        self._tabs: Sequence[Tab] = ()
        self._active = ""
        self._ends: list[tuple[int, str]] = []

    def show(self, tabs: Sequence[Tab], active: str) -> None:
        """Show these tabs."""
        self._tabs, self._active = tabs, active
        self.refresh()

    def render(self) -> Content:
        """Return the line."""
        line = Content(" ")
        self._ends = []
        for tab in self._tabs:
            active = tab.name == self._active
            part = Content.assemble(
                (f" {tab.title}", "bold" if active else "$muted"),
                (f" {tab.count}" if tab.count else "", "$muted"),
                (f" {tab.late}" if tab.late else "", "$bad"),
                " ",
            )
            line = Content.assemble(line, part.stylize("on $panel") if active else part, " ")
            self._ends.append((line.cell_length, tab.name))
        keys = Content.assemble(("[ ]", "bold $muted"), (" tab ", "$muted"))
        gap = self.size.width - line.cell_length - keys.cell_length
        return Content.assemble(line, " " * gap, keys) if gap > 0 else line

    def on_click(self, event: events.Click) -> None:
        """Open the tab under the mouse."""
        for end, name in self._ends:
            if event.x < end:
                self.post_message(self.Chosen(name))
                return
