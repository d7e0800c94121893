"""The views of one list in one line, each with how much is in it; the active one stands out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget


@dataclass(frozen=True, slots=True)
class View:
    """One view.

    Attributes:
        name: What it is called, in the program and on the screen.
        count: How much is in it; None where nobody counted yet.
    """

    name: str
    count: int | None = None


class ViewBar(Widget):
    """Draws the views; a click chooses one."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "ViewBar { height: 1; width: 1fr; text-wrap: nowrap; }"

    class Chosen(Message):
        """A view was clicked."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, key: str = "v") -> None:
        """Make the line.

        Args:
            key: The key that goes to the next view, as a person reads it.
        """
        super().__init__()
        self._key = key
        self._views: Sequence[View] = ()
        self._active = ""
        self._ends: list[tuple[int, str]] = []

    def show(self, views: Sequence[View], active: str) -> None:
        """Show these views."""
        self._views, self._active = views, active
        self.refresh()

    def render(self) -> Content:
        """Return the line."""
        line = Content("  ")
        self._ends = []
        for view in self._views:
            active = view.name == self._active
            count = f" {view.count}" if view.count is not None else ""
            line = Content.assemble(
                line,
                ("› " if active else "  ", "$focus"),
                (view.name, "bold" if active else "$muted"),
                (count, "$muted"),
                "  ",
            )
            self._ends.append((line.cell_length, view.name))
        keys = Content.assemble((self._key, "bold $muted"), (" view ", "$muted"))
        gap = self.size.width - line.cell_length - keys.cell_length
        return Content.assemble(line, " " * gap, keys) if gap > 0 else line

    def on_click(self, event: events.Click) -> None:
        """Choose the view under the mouse."""
        for end, name in self._ends:
            if event.x < end:
                self.post_message(self.Chosen(name))
                return
