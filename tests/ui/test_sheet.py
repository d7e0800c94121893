"""A page of lines is laid out as high as it is, whenever it is told what it shows."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.content import Content

from brm_tui.ui.widgets.sheet import Sheet
from tests.ui.shell_desk import until


class OneSheet(App[None]):
    """A program that shows a sheet."""

    def compose(self) -> ComposeResult:
        """Make it, with nothing in it yet."""
        yield Sheet()


async def test_it_is_measured_anew_also_where_another_layout_came_in_between() -> None:
    """What was measured after the sheet asked to be laid out, and before it was told its lines, is not kept."""
    async with OneSheet().run_test() as pilot:
        sheet = pilot.app.query_one(Sheet)
        sheet.refresh(layout=True)
        pilot.app.screen._refresh_layout()
        sheet.show(lambda _width: [Content("One"), Content("Two")])
        await until(pilot, lambda: sheet.size.height == 2)
