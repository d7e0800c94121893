"""A page of lines is laid out as high as it is, whenever it is told what it shows."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from brm_tui.ui.sparing_compositor import SparingCompositor
from brm_tui.ui.widgets.sheet import Sheet
from tests.ui.shell_desk import until

LINES = [Content("One"), Content("Two")]


class Shown(Screen[None]):
    """A screen as ours are, with one widget."""

    def __init__(self, shown: Widget) -> None:
        super().__init__()
        self._compositor = SparingCompositor()
        self._shown = shown

    def compose(self) -> ComposeResult:
        """Show it."""
        yield self._shown


@pytest.mark.parametrize("kind", [Sheet, Static])
async def test_it_is_measured_anew_also_where_another_layout_came_in_between(kind: type[Widget]) -> None:
    """What was measured after it asked to be laid out, and before it was told its lines, is not kept."""
    shown = kind()
    app: App[None] = App()
    async with app.run_test() as pilot:
        await app.push_screen(Shown(shown))
        await pilot.pause()
        shown.refresh(layout=True)
        app.screen._clear_arrangement_cache()  # as it does for another widget on the screen
        app.screen._refresh_layout()
        if isinstance(shown, Sheet):
            shown.show(lambda _width: LINES)
        elif isinstance(shown, Static):
            shown.update(Content("\n").join(LINES))
        await until(pilot, lambda: shown.size.height == 2)
