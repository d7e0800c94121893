"""What a terminal shows, painted in parts, is the whole screen; and what opens is painted whole once."""

from __future__ import annotations

from itertools import product
from typing import Any

import pyte
import pytest
from textual._compositor import CompositorUpdate, LayoutUpdate
from textual._context import visible_screen_stack
from textual.app import App
from textual.screen import Screen

from brm_tui.desk.desk import Desk
from brm_tui.ui.app import BrmApp
from tests.ui.keyboard_user import KeyboardUser
from tests.ui.shell_desk import at_rest, until

_WALK = (
    ("1", "NEEDS YOU"), ("?", "Help: Today"), ("escape", "NEEDS YOU"), ("ctrl+p", "what do you want to do"),
    ("escape", "NEEDS YOU"), ("2", "Finance"), ("n", "New customer"), ("size 80x24", "New customer"),
    ("escape", "Finance"), ("enter", "Overview"), ("t", "New touch"), ("size 120x35", "New touch"),
    ("escape", "Overview"), ("]", "Finance"), ("3", "In progress"), ("4", "November 2026"), ("v", "20:00 │"),
    ("right", "20:00 │"), ("down", "20:00 │"), ("down", "20:00 │"),
    ("g", "2027-03-01"), ("escape", "20:00 │"), ("6", "open demands"), ("%", "weights"),
    ("size 100x30", "weights"), ("escape", "open demands"), ("/", "Type what you remember"),
    ("escape", "open demands"), ("7", "Feedback"), ("1", "NEEDS YOU"),
)  # fmt: skip
"""Keys and sizes of the terminal, and what is seen behind each."""


class Terminal:
    """A terminal that shows what is written to it."""

    def __init__(self, width: int, height: int) -> None:
        self.screen = pyte.Screen(width, height)
        self._stream = pyte.Stream(self.screen)
        self.wholes = 0

    def take(self, app: App[Any], update: CompositorUpdate) -> None:
        """Show an update."""
        if isinstance(update, LayoutUpdate):
            self.wholes += 1
            self.screen.resize(app.size.height, app.size.width)
        self._stream.feed(update.render_segments(app.console))

    def cells(self) -> dict[tuple[int, int], pyte.screens.Char]:
        """Return what stands where, with its colours."""
        places = product(range(self.screen.columns), range(self.screen.lines))
        return {(x, y): self.screen.buffer[y][x] for x, y in places}


@pytest.mark.usefixtures("painting")
async def test_a_terminal_shows_the_whole_and_what_opens_is_painted_whole_once(
    demo: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal(140, 40)

    def display(shown: App[Any], screen: Screen[Any], update: CompositorUpdate | None) -> None:
        if screen is shown.screen and not shown._batch_count and update is not None:
            terminal.take(shown, update)

    monkeypatch.setattr(App, "_display", display)
    app = BrmApp(demo)
    async with app.run_test(size=(140, 40)) as pilot:
        user = KeyboardUser(app, pilot)
        for key, seen in _WALK:
            before = terminal.wholes
            if key.startswith("size "):
                width, height = map(int, key[5:].split("x"))
                await pilot.resize_terminal(width, height)
            else:
                await user.press(key)
            await user.until_seen(seen)
            await until(pilot, lambda: at_rest(app))
            await pilot.pause()
            visible_screen_stack.set(app._background_screens)
            whole = Terminal(*app.size)
            whole.take(app, app.screen._compositor.render_full_update())
            shown, drawn = terminal.cells(), whole.cells()
            wrong = [place for place, cell in drawn.items() if shown.get(place) != cell]
            assert not wrong, (key, wrong[:5])
            if app.screen.is_modal and not key.startswith("size "):
                assert terminal.wholes - before == 1, key
