"""What is painted sparingly is what Textual would have painted."""

from __future__ import annotations

import random

import pytest
from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip

from brm_tui.desk.desk import Desk
from brm_tui.ui.app import BrmApp
from brm_tui.ui.sparing_compositor import SparingCompositor
from tests.ui.keyboard_user import KeyboardUser

_OPENED = (
    ("1", "NEEDS YOU"),
    ("3", "In progress"),
    ("4", "November 2026"),
    ("v", "20:00 │"),
    ("down", "20:00 │"),
    ("2", "Finance"),
    ("enter", "Overview"),
    ("ctrl+p", "what do you want to do"),
)
"""Keys, and what is seen behind them: columns, a grid, a week, a list, a page of tabs, a dialog above it."""
_WIDTH, _HEIGHT = 100, 30


async def test_parts_and_the_whole_are_what_textual_paints(
    demo: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = random.Random(7)
    app = BrmApp(demo)
    async with app.run_test(size=(_WIDTH, _HEIGHT)) as pilot:
        user = KeyboardUser(app, pilot)
        for key, seen in _OPENED:
            await user.press(key)
            await user.until_seen(seen)
            compositor = app.screen._compositor
            assert isinstance(compositor, SparingCompositor)
            whole = compositor.render_strips()
            with monkeypatch.context() as plain:
                plain.delattr(SparingCompositor, "_get_renders")
                assert compositor.render_strips() == whole
            for _ in range(20):
                parts = {_region(chosen) for _ in range(chosen.randint(1, 4))}
                found = _painted(compositor, parts)
                with monkeypatch.context() as plain:
                    for name in ("_get_renders", "render_partial_update"):
                        plain.delattr(SparingCompositor, name)
                    assert found == _painted(compositor, parts)
                # And it is the whole, there where the parts are.
                assert all(found[place] == _cell(whole, place) for place in found)
                assert {place for part in parts for place in _places(part)} <= found.keys()


def _region(chosen: random.Random) -> Region:
    x, y = chosen.randrange(_WIDTH), chosen.randrange(_HEIGHT)
    return Region(x, y, chosen.randint(1, _WIDTH - x), chosen.randint(1, min(6, _HEIGHT - y)))


def _places(region: Region) -> list[tuple[int, int]]:
    return [(x, y) for y in region.line_range for x in range(*region.column_span)]


def _painted(compositor: Compositor, parts: set[Region]) -> dict[tuple[int, int], str]:
    """Return the cells that an update of parts paints."""
    compositor._dirty_regions = set(parts)
    update = compositor.render_partial_update()
    assert isinstance(update, ChopsUpdate)
    cells: dict[tuple[int, int], str] = {}
    for y, left, right in update.spans:
        for start, strip in update.chops[y].items():
            if strip is not None:
                for x in range(max(left, start), min(right, start + strip.cell_length)):
                    cells[x, y] = repr(list(strip.crop(x - start, x - start + 1)))
    return cells


def _cell(strips: list[Strip], place: tuple[int, int]) -> str:
    x, y = place
    return repr(list(strips[y].crop(x, x + 1)))
