"""A page of lines that are laid out for the width there is: previews and overviews."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from brm_tui.text import clean_text, one_line

Build = Callable[[int], Sequence[Content]]
"""Lays lines out for a number of cells."""


def spread(left: Content | str, right: Content | str, width: int) -> Content:
    """Return a line with one text at each end; the left one is cut where both find no room."""
    end = right if isinstance(right, Content) else Content(one_line(right))
    start = left if isinstance(left, Content) else Content(one_line(left))
    room = max(0, width - end.cell_length - (2 if end else 0))
    start = start.truncate(room, ellipsis=True, pad=True)
    return Content.assemble(start, "  " if end else "", end).truncate(width)


def cut(content: Content | str, width: int) -> Content:
    """Return a line that fits."""
    line = content if isinstance(content, Content) else Content(one_line(content))
    return line.truncate(width, ellipsis=True)


def wrapped(text: str, width: int, *, most: int = 0, style: str = "") -> list[Content]:
    """Return a text in lines that fit.

    Args:
        text: Any text of several lines.
        width: Cells.
        most: At most so many lines, the last one ``…`` where more would follow; 0: all.
        style: How it looks.
    """
    content = Content.styled(clean_text(text).replace("\t", " "), style)
    lines = content.wrap(max(2, width))
    if most and len(lines) > most:
        lines = [*lines[: most - 1], Content.styled("…", "$muted")]
    return lines


def section(title: str, lines: Iterable[Content]) -> list[Content]:
    """Return lines below a heading and an empty line behind them."""
    return [Content.styled(title, "bold"), *lines, Content("")]


class Sheet(Widget):
    """Shows the lines that a function lays out; built again whenever the width changes."""

    DEFAULT_CSS = "Sheet { height: auto; text-wrap: nowrap; }"

    def __init__(
        self, build: Build | None = None, *, id: str | None = None, classes: str | None = None
    ) -> None:
        """Make a sheet.

        Args:
            build: Lays the lines out; an empty sheet without it.
            id: The widget's id.
            classes: The widget's CSS classes.
        """
        super().__init__(id=id, classes=classes)
        self._build = build
        self._lines: Sequence[Content] = ()
        self._built_width = -1

    def show(self, build: Build) -> None:
        """Show other lines."""
        self._build = build
        self._built_width = -1
        self.refresh(layout=True)

    def lines(self, width: int) -> Sequence[Content]:
        """Return the lines as they are laid out for a width."""
        if width != self._built_width:
            self._lines = () if self._build is None or width <= 0 else self._build(width)
            self._built_width = width
        return self._lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines there are."""
        return len(self.lines(width))

    def render(self) -> Content:
        """Return the lines."""
        return Content("\n").join(self.lines(self.content_size.width))
