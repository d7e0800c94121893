"""Tabs in one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

#: What a mark that more lies there takes, with the space beside it.
_MARK = 2


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


def seen_tabs(widths: Sequence[int], active: int, first: int, room: int) -> range:
    """Return which tabs a line shows: whole ones in a row, the active one always among them.

    The line moves no further than it must, and keeps the active tab's neighbours in sight where they fit, so
    that one sees where the next key press leads.

    Args:
        widths: What each tab takes, in cells.
        active: Which is the active one.
        first: The first tab that was shown until now.
        room: How many cells there are.
    """
    if sum(widths) <= room:
        return range(len(widths))

    def end_from(start: int) -> int:
        used, end = widths[start], start + 1
        while end < len(widths) and used + widths[end] <= room:
            used, end = used + widths[end], end + 1
        return end

    start = min(first, max(0, active - 1))
    while end_from(start) < min(active + 2, len(widths)) and start < active:
        start += 1
    # Where the last tab is seen, no room is left unused before the first.
    while start and end_from(start - 1) == len(widths):
        start -= 1
    return range(start, end_from(start))


class TabBar(Widget):
    """Draws the tabs; a click opens one.

    Where they are too many for the line it shows those around the active one, and ``‹`` and ``›`` say where
    more lie; a click on these opens the next of the hidden ones.
    """

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
        self._first = 0
        self._ends: list[tuple[int, str]] = []

    def show(self, tabs: Sequence[Tab], active: str) -> None:
        """Show these tabs."""
        self._tabs, self._active = tabs, active
        self.refresh()

    def render(self) -> Content:
        """Return the line."""
        parts = [self._part(tab) for tab in self._tabs]
        widths = [part.cell_length + 1 for part in parts]
        names = [tab.name for tab in self._tabs]
        active = names.index(self._active) if self._active in names else 0
        all_fit = sum(widths) + 1 <= self.size.width
        seen = seen_tabs(widths, active, self._first, self.size.width - (1 if all_fit else 2 * _MARK))
        self._first = seen.start
        line = Content(" ")
        self._ends = []
        if not all_fit:
            line = Content.styled("‹ " if seen.start else "  ", "bold $muted")
            if seen.start:
                self._ends.append((_MARK, names[seen.start - 1]))
        for index in seen:
            line = Content.assemble(line, parts[index], " ")
            self._ends.append((line.cell_length, names[index]))
        if seen.stop < len(parts):
            gap = self.size.width - line.cell_length - 1
            self._ends.append((self.size.width, names[seen.stop]))
            return Content.assemble(line, " " * gap, ("›", "bold $muted"))
        keys = Content.assemble(("[ ]", "bold $muted"), (" tab ", "$muted"))
        gap = self.size.width - line.cell_length - keys.cell_length
        return Content.assemble(line, " " * gap, keys) if gap > 0 else line

    def _part(self, tab: Tab) -> Content:
        active = tab.name == self._active
        part = Content.assemble(
            (f" {tab.title}", "bold" if active else "$muted"),
            (f" {tab.count}" if tab.count else "", "$muted"),
            (f" {tab.late}" if tab.late else "", "$bad"),
            " ",
        )
        return part.stylize("on $panel") if active else part

    def on_click(self, event: events.Click) -> None:
        """Open the tab under the mouse."""
        for end, name in self._ends:
            if event.x < end:
                self.post_message(self.Chosen(name))
                return
