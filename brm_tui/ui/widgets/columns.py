"""Columns of a table: how wide each one is, and a text fitted into its cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from rich.cells import cell_len, set_cell_size, split_graphemes

GAP = 2
"""Empty cells between two columns; the header's sort arrow may stand in the first of them."""


class Column(NamedTuple):
    """One column of a table.

    Attributes:
        key: What the column is called in code and in `SortRequested`.
        title: What its header says.
        width: How many cells it wants.
        minimum_width: How far it may shrink before columns drop out; 0: it never shrinks.
        align: Numbers go right.
        weight: Its share of what is left on a wide terminal; 0: it never grows.
        sortable: Whether a click on the header asks for sorting.
        priority: 1 always stays; the highest number drops out first where there is no room.
        tree: Whether it is indented by the depth of the row.
    """

    key: str
    title: str
    width: int
    minimum_width: int = 0
    align: Literal["left", "right"] = "left"
    weight: int = 0
    sortable: bool = True
    priority: int = 1
    tree: bool = False

    @property
    def smallest(self) -> int:
        """The fewest cells that it can be shown in."""
        return min(self.width, self.minimum_width or self.width)


class PlacedColumn(NamedTuple):
    """A column that is shown.

    Attributes:
        column: Its description.
        position: Which of a row's cells it shows.
        start: Its first cell on the line.
        width: How many cells it has.
    """

    column: Column
    position: int
    start: int
    width: int


class Layout(NamedTuple):
    """The columns that are shown, and how wide the whole line is."""

    placed: tuple[PlacedColumn, ...]
    width: int

    def at(self, x: int) -> PlacedColumn | None:
        """Return the column at a cell of the line, its gap included."""
        for placed in self.placed:
            if placed.start <= x < placed.start + placed.width + GAP:
                return placed
        return None


def laid_out(columns: Sequence[Column], available: int, margin: int) -> Layout:
    """Place the columns on a line.

    Columns drop out, the highest priority number and then the rightmost first, until the others fit at their
    smallest; then all grow to the width they want, and those with a weight share what is left. Columns of
    priority 1 never drop out: where even they do not fit, the line is wider than the terminal.

    Args:
        columns: All columns, from left to right.
        available: How many cells the terminal has.
        margin: Cells before the first column.
    """
    shown = list(enumerate(columns))
    while _needed(shown, margin) > available:
        droppable = [entry for entry in shown if entry[1].priority > 1]
        if not droppable:
            break
        shown.remove(max(droppable, key=lambda entry: (entry[1].priority, entry[0])))
    widths = [column.smallest for _, column in shown]
    spare = max(0, available - _needed(shown, margin))
    spare = _grow_to_wanted(widths, [column.width for _, column in shown], spare)
    _share(widths, [column.weight for _, column in shown], spare)
    placed = []
    start = margin
    for (position, column), width in zip(shown, widths, strict=True):
        placed.append(PlacedColumn(column, position, start, width))
        start += width + GAP
    return Layout(tuple(placed), start - GAP + 1 if placed else margin)


def _needed(shown: list[tuple[int, Column]], margin: int) -> int:
    gaps = GAP * (len(shown) - 1) + 1  # one empty cell stays after the last column, for its sort arrow
    return margin + sum(column.smallest for _, column in shown) + gaps


def _grow_to_wanted(widths: list[int], wanted: list[int], spare: int) -> int:
    """Let each column grow from left to right; returns what is left."""
    for index, want in enumerate(wanted):
        grown = min(spare, want - widths[index])
        widths[index] += grown
        spare -= grown
    return spare


def _share(widths: list[int], weights: list[int], spare: int) -> None:
    """Deal out what is left by weight, remainders to the left, so that nothing stays over."""
    total = sum(weights)
    for index, weight in enumerate(weights):
        if weight:
            share = -(-spare * weight // total)
            widths[index] += share
            spare -= share
            total -= weight


def cells_of(text: str) -> int:
    """Return how many cells the text fills on a terminal."""
    return len(text) if text.isascii() else cell_len(text)


def graphemes(text: str) -> list[str]:
    """Return the text as the letters that a reader sees, combining marks and emoji kept together."""
    return [text[start:end] for start, end, _ in split_graphemes(text)[0]]


def fitted(text: str, width: int, align: Literal["left", "right"] = "left") -> str:
    """Return the text in exactly ``width`` cells, ``…`` in place of what was cut off."""
    length = cells_of(text)
    if length > width:
        return set_cell_size(text, width - 1) + "…" if width > 0 else ""
    padding = " " * (width - length)
    return padding + text if align == "right" else text + padding
