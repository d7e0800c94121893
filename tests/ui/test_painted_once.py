"""What a terminal shows, painted in parts, is the whole screen; and what opens is painted whole once."""

from __future__ import annotations

from typing import Any

import pytest
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual._context import visible_screen_stack
from textual.app import App
from textual.screen import Screen
from textual.strip import Strip

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
    """A terminal that keeps what was painted, cell by cell."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], str] = {}
        self.wholes = 0

    def take(self, update: object) -> None:
        """Paint an update, as it would be written."""
        if isinstance(update, LayoutUpdate):
            self.wholes += 1
            for y, parts in enumerate(update.strips):
                line = Strip.join(parts)
                self._write(y, 0, line, range(line.cell_length))
        elif isinstance(update, ChopsUpdate):
            for y, left, right in update.spans:
                for start, strip in update.chops[y].items():
                    if strip is not None:
                        if start + strip.cell_length <= left or start >= right:
                            continue
                        # Textual writes what is left of the span too, from where the strip begins.
                        columns = range(start, min(right, start + strip.cell_length))
                        self._write(y, start, strip, columns)
        else:
            assert update is None, update

    def _write(self, y: int, start: int, strip: Strip, columns: range) -> None:
        for x in columns:
            self.cells[x, y] = repr(list(strip.crop(x - start, x - start + 1)))


@pytest.mark.usefixtures("painting")
async def test_a_terminal_shows_the_whole_and_what_opens_is_painted_whole_once(
    demo: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()

    def display(_app: App[Any], screen: Screen[Any], update: object) -> None:
        if screen is _app.screen and not _app._batch_count:
            terminal.take(update)

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
            whole = app.screen._compositor.render_strips()
            shown = {
                (x, y): repr(list(strip.crop(x, x + 1)))
                for y, strip in enumerate(whole)
                for x in range(strip.cell_length)
            }
            wrong = [place for place, cell in shown.items() if terminal.cells.get(place) != cell]
            assert not wrong, (key, wrong[:5])
            if app.screen.is_modal and not key.startswith("size "):
                assert terminal.wholes - before == 1, key
