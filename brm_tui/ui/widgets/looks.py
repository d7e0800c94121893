"""How parts of a line look, in the colours of the theme.

Textual would have these as component classes of a style sheet, and match each of them again for every list whenever the
list is mounted or takes or loses the focus.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from textual.color import Color
from textual.style import Style


class Look(NamedTuple):
    """How a part looks; what is not said stays as it is around it.

    Attributes:
        text: The theme's name of the colour of the text, and how much of it in percent: ``foreground 15%``.
        ground: The same of what lies behind it.
        bold: Whether it is bold.
    """

    text: str = ""
    ground: str = ""
    bold: bool = False

    def over(self, style: Style, colours: Mapping[str, str]) -> Style:
        """Return a style with this look over it.

        Args:
            style: What lies around it; it has a background.
            colours: The colours of the theme by name.

        Raises:
            KeyError: The theme has no colour of that name.
        """
        ground = style.background
        return replace(
            style,
            background=ground + _colour(self.ground, colours) if self.ground and ground else ground,
            foreground=_colour(self.text, colours) if self.text else style.foreground,
            bold=True if self.bold else style.bold,
        )


def _colour(said: str, colours: Mapping[str, str]) -> Color:
    name, _space, percent = said.partition(" ")
    colour = Color.parse(colours[name])
    return colour.multiply_alpha(int(percent.rstrip("%")) / 100) if percent else colour
