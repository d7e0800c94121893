"""Laying a screen out so that no widget keeps a measure that is out of date."""

from __future__ import annotations

from typing import Any

from textual._compositor import Compositor
from textual.geometry import Size
from textual.widget import Widget


class SteadyLayout(Compositor):
    """Measures a widget again that changed after it was measured.

    Textual keeps what it measures of a widget under a count, which goes up when the widget asks to be laid out, but
    only once until it has passed that on. What is measured for another widget's sake in between is kept under the same
    count, and a change after that is never seen: under load, a sheet that was told its lines as it was being mounted
    kept its height of none. So whoever was measured while it was still asking counts once more.
    """

    def _arrange_root(self, root: Widget, size: Size, visible_only: bool = True) -> Any:
        arranged = super()._arrange_root(root, size, visible_only)
        for widget in arranged[0]:
            if widget._layout_required:
                widget._layout_updates += 1
        return arranged
