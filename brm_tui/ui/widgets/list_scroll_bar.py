"""The scroll bar of the lists."""

from __future__ import annotations

from rich.segment import Segment
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.widget import _RenderCache

from brm_tui.ui.widgets.plain_lines import PlainLines


class ListScrollBar(PlainLines, ScrollBar, inherit_bindings=False):
    """An upright scroll bar that makes each of its few different lines once, not every one of its lines anew."""

    def _render_content(self) -> None:
        """Render all lines."""
        bar, size = self.render(), self.size
        assert isinstance(bar, ScrollBarRender)
        style = bar.style
        assert not isinstance(style, str)
        colours = {"back_color": style.bgcolor, "bar_color": style.color}
        drawn = bar.render_bar(
            size=size.height,
            virtual_size=bar.virtual_size,
            window_size=bar.window_size,
            position=bar.position,
            thickness=size.width,
            **colours,  # type: ignore[arg-type]  # they are Rich's, as Textual itself hands them over
        )
        base = self.visual_style.rich_style
        made: dict[int, Strip] = {}
        for segment in drawn.segments:
            if id(segment) not in made:
                styled = Segment(segment.text, base + segment.style)
                made[id(segment)] = Strip([styled], size.width)
        self._render_cache = _RenderCache(size, [made[id(segment)] for segment in drawn.segments])
        self._dirty_regions.clear()
