"""Lines that go to the screen as they are painted, for widgets without border, padding or tint."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.filter import ANSIToTruecolor, DimFilter
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.filter import LineFilter


class PlainLines(Widget, inherit_bindings=False):
    """Mixin for a widget that paints whole lines in the colours of the theme.

    Textual keeps and frames the lines of every widget, and looks in each for colours of the terminal's own palette
    and for dimmed text. A list of the full screen pays for that two fifths of a page down.
    """

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the filters that change what is painted; the theme's colours need none of these two."""
        return [one for one in super().get_line_filters() if not isinstance(one, ANSIToTruecolor | DimFilter)]

    def filtered(self, strips: list[Strip]) -> list[Strip]:
        """Return lines as they are shown where, say, no colours are wanted."""
        for one in self.get_line_filters():
            background = self.background_colors[1]
            strips = [strip.apply_filter(one, background) for strip in strips]
        return strips

    @property
    def _framed(self) -> bool:
        """Whether something stands around the lines, or lies over them."""
        styles = self.styles
        return bool(
            any(styles.gutter)
            or any(edge for edge, _colour in styles.outline)
            or styles.tint.a
            or styles.has_rule("hatch")
            or styles.text_opacity != 1.0
            or self.opacity != 1.0
        )

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return lines as Textual asks for them."""
        if self._framed:
            return super().render_lines(crop)
        width, height = self.region.width, self.content_region.height
        beneath, background = self.background_colors
        behind = Style(background=beneath + background).rich_style
        strips = []
        for y in crop.line_range:
            strip = self.render_line(y) if y < height else Strip.blank(width, behind)
            if strip.cell_length != width:
                strip = strip.adjust_cell_length(width, behind)
            strips.append(strip)
        left, right = crop.column_span
        if (left, right) != (0, width):
            strips = [strip.crop(left, right) for strip in strips]
        return self.filtered(strips)
