"""Painting what changed without rendering what lies between, or beneath."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import or_

from rich.console import Console
from rich.control import Control
from rich.segment import Segment
from textual._compositor import ChopsUpdate
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from brm_tui.ui.steady_layout import SteadyLayout


class SparingCompositor(SteadyLayout):
    """Renders, for an update of parts of the screen, the widgets in those parts, and of them what is seen.

    Textual renders every widget within the rectangle around all parts: with a board's column and the line below
    all columns that is the whole board, at every key. It renders each from top to bottom, and then leaves out what
    others hide: of a container, which its children cover, all but its edges.
    """

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[Region] = []

    def render_partial_update(self) -> SparingUpdate | None:
        """Return what changed, or None where nothing did."""
        _ = self.cuts  # kept until the next layout, and of all widgets
        self._parts = list(self._dirty_regions)
        try:
            update = super().render_partial_update()
        finally:
            self._parts = []
        return None if update is None else SparingUpdate(update.chops, update.spans, update.chop_ends)

    @property
    def visible_widgets(self) -> dict[Widget, tuple[Region, Region]]:
        """The widgets on the screen with their regions and clips; during an update, those that it concerns."""
        found = super().visible_widgets
        if not self._parts:
            return found
        return {
            widget: (region, clip)
            for widget, (region, clip) in found.items()
            if any(part.overlaps(region.intersection(clip)) for part in self._parts)
        }

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """Render the widgets, the foremost first, without the lines that those before them cover."""
        unpainted: defaultdict[int, int] = defaultdict(int)  # of each line the cells to paint, a bit for each
        for part in self._parts or [self.size.region if crop is None else crop]:
            cells = _cells(part)
            for line in part.line_range:
                unpainted[line] |= cells
        for widget, (region, clip) in self.visible_widgets.items():
            place = region.intersection(clip)
            cells = _cells(place)
            seen = {line: needed for line in place.line_range if (needed := cells & unpainted[line])}
            for line in seen:
                unpainted[line] &= ~cells
            for lines in _runs(seen):
                shown = Region(place.x, lines.start, place.width, len(lines))
                if isinstance(widget, PaintsColumns):
                    needed = reduce(or_, (seen[line] for line in lines))
                    yield region, shown, _columns(widget, region, shown, needed)
                else:
                    yield region, shown, widget.render_lines(shown.translate(-region.offset))


class SparingUpdate(ChopsUpdate):
    """Writes of each line what lies between the ends of its spans: Textual begins where a widget does."""

    def render_segments(self, console: Console) -> str:
        """Return what the terminal is sent."""
        written: list[str] = []
        for y, left, right in self.spans:
            for start, strip in self.chops[y].items():
                if strip is not None:
                    first, last = max(start, left), min(start + strip.cell_length, right)
                    if first < last:
                        written.append(Control.move_to(first, y).segment.text)
                        written.append(strip.crop(first - start, last - start).render(console))
        return "".join(written)


class PaintsColumns:
    """Mixin for a widget whose lines are dear: only the columns that are painted are asked for."""


def _columns(widget: Widget, region: Region, shown: Region, needed: int) -> list[Strip]:
    """Return lines of a widget of which only some columns, given as bits, are as they should be."""
    left, right = (needed & -needed).bit_length() - 1, needed.bit_length()
    part = Region(left, shown.y, right - left, shown.height)
    before, after = (
        [Segment(" " * count)] if count else [] for count in (left - shown.x, shown.right - right)
    )
    painted = widget.render_lines(part.translate(-region.offset))
    if not before and not after:
        return painted
    return [Strip([*before, *strip, *after], shown.width) for strip in painted]


def _runs(lines: Iterable[int]) -> list[range]:
    """Return lines, given from above, as those that follow each other."""
    found: list[range] = []
    for line in lines:
        if found and found[-1].stop == line:
            found[-1] = range(found[-1].start, line + 1)
        else:
            found.append(range(line, line + 1))
    return found


def _cells(region: Region) -> int:
    """Return the columns of a region as bits."""
    left, right = max(0, region.x), max(0, region.right)
    return (1 << right) - (1 << left)
