"""Where demands stand in a plot of value against size: no two of them on one place, however many there are. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from brm_tui.rules.demand_what_if import Marked

STEPS = 5
"""Marks of 1 to 5 on both axes."""
SLOT = 4
"""Cells of one demand: its shape, the digit of its volume, and one on either side."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A demand in the plot.

    Attributes:
        place: Its position in what was given.
        column: Cells from the left, of its shape; its digit follows.
        line: Lines from the top.
    """

    place: int
    column: int
    line: int


@dataclass(frozen=True, slots=True)
class Crowd:
    """Demands of one value and size that find no place of their own.

    Attributes:
        count: How many.
        column: Cells from the left.
        line: Lines from the top.
    """

    count: int
    column: int
    line: int


@dataclass(frozen=True, slots=True)
class Layout:
    """All places of a plot.

    Attributes:
        placed: The demands that are seen.
        crowds: How many more there are, and where.
        unknown: The positions of those whose value or size is not known.
    """

    placed: tuple[Placed, ...]
    crowds: tuple[Crowd, ...]
    unknown: tuple[int, ...]


def field_start(step: int, length: int) -> int:
    """Return where the field of a step from 0 to 4 begins on an axis of so many cells."""
    return step * length // STEPS


def lay_out(demands: Sequence[Marked], width: int, height: int) -> Layout:
    """Give every demand a place in the field of its value and size, the first ones first.

    Args:
        demands: By rank.
        width: Cells of the plot's inside.
        height: Lines of it.
    """
    in_a_line = max(1, width // STEPS // SLOT)
    slots = in_a_line * max(1, height // STEPS)
    fields: dict[tuple[int, int], list[int]] = {}
    unknown = []
    for place, demand in enumerate(demands):
        if demand.value is None or demand.size is None:
            unknown.append(place)
        else:
            fields.setdefault((demand.size, demand.value), []).append(place)
    placed: list[Placed] = []
    crowds: list[Crowd] = []
    for (size, value), places in fields.items():
        left, top = field_start(size - 1, width) + 1, field_start(STEPS - value, height)

        def at(slot: int, left: int = left, top: int = top) -> tuple[int, int]:
            return left + slot % in_a_line * SLOT, top + slot // in_a_line

        shown = places if len(places) <= slots else places[: slots - 1]
        placed += [Placed(place, *at(slot)) for slot, place in enumerate(shown)]
        if len(shown) < len(places):
            crowds.append(Crowd(len(places) - len(shown), *at(slots - 1)))
    return Layout(tuple(placed), tuple(crowds), tuple(unknown))
