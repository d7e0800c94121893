"""Painting what changed without rendering what lies between."""

from __future__ import annotations

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.widget import Widget


class SparingCompositor(Compositor):
    """Renders, for an update of parts of the screen, the widgets in those parts.

    Textual renders every widget within the rectangle around all parts: with a board's column and the line below
    all columns that is the whole board, at every key.
    """

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[Region] = []

    def render_partial_update(self) -> ChopsUpdate | None:
        """Return what changed, or None where nothing did."""
        _ = self.cuts  # kept until the next layout, and of all widgets
        self._parts = list(self._dirty_regions)
        try:
            return super().render_partial_update()
        finally:
            self._parts = []

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
