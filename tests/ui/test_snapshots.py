"""How every screen looks, at 80×24 and 140×40, as SVG; look at them as pictures before you accept new ones.

``python -m pytest tests/ui/test_snapshots.py --snapshot-update`` writes them anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from syrupy.location import PyTestLocation
from syrupy.types import SnapshotIndex
from textual.pilot import Pilot

from brm_tui.desk.desk import Desk
from brm_tui.ui.app import BrmApp
from brm_tui.ui.screens.today.screen import TodayScreen
from tests.ui.shell_desk import at_rest, screen_text, until
from tests.ui.walks import DEMO, EMPTY, Stop

SIZES = {"80x24": (80, 24), "140x40": (140, 40)}


class Picture(SingleFileSnapshotExtension):
    """Keeps a picture under its own name, whichever walk passes by it."""

    file_extension = "svg"
    _write_mode = WriteMode.TEXT

    @classmethod
    def get_snapshot_name(cls, *, test_location: PyTestLocation, index: SnapshotIndex = 0) -> str:
        """Return the name."""
        return str(index)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("walk", DEMO)
async def test_a_screen_looks_as_it_did(
    snapshot: SnapshotAssertion, demo: Desk, walk: str, size: str, tmp_path: Path
) -> None:
    """Pass by every screen of the demo."""
    await _compare(snapshot, demo, DEMO[walk], size, tmp_path)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("walk", EMPTY)
async def test_an_empty_screen_looks_as_it_did(
    snapshot: SnapshotAssertion, desk: Desk, walk: str, size: str, tmp_path: Path
) -> None:
    """Pass by every screen of a desk with nothing in it."""
    await _compare(snapshot, desk, EMPTY[walk], size, tmp_path)


async def _compare(
    snapshot: SnapshotAssertion, desk: Desk, walk: Sequence[Stop], size: str, folder: Path
) -> None:
    """Walk through the program and compare what is seen; a picture that differs is left in a folder to be looked at."""
    kept = snapshot.use_extension(Picture)
    app = BrmApp(desk)
    different = []
    async with app.run_test(size=SIZES[size]) as pilot:
        first = app.screen_in_sight
        assert isinstance(first, TodayScreen)
        await until(pilot, lambda: first.whole or "Welcome" in screen_text(app))
        for stop in walk:
            await pilot.press(*(stop.keys.split() if isinstance(stop.keys, str) else stop.keys))
            await until(pilot, partial(_shows, app, stop.shows))
            if stop.picture:
                seen = await _picture(pilot)
                if seen != kept(name=f"{stop.picture}-{size}"):
                    place = folder / f"{stop.picture}-{size}.svg"
                    place.write_text(seen, encoding="utf-8")
                    different.append(str(place))
        assert app.unexpected == []
    assert not different, "\n".join(different)


def _shows(app: BrmApp, text: str) -> bool:
    return text.casefold() in screen_text(app).casefold()


async def _picture(pilot: Pilot[None]) -> str:
    """Return what is seen once everything is read and stands still."""
    app = pilot.app
    assert isinstance(app, BrmApp)
    await until(pilot, lambda: at_rest(app))
    await pilot.wait_for_scheduled_animations()
    await pilot.pause()
    picture = app.export_screenshot(title=app.title, simplify=True)
    return re.sub(r"\bterminal-\d+-", "terminal-", picture)  # Rich numbers each picture anew


def test_every_picture_that_is_kept_is_taken() -> None:
    """A picture that no walk takes any more is deleted."""
    kept = {path.stem for path in (Path(__file__).parent / "__snapshots__" / "test_snapshots").iterdir()}
    stops = [stop for walk in (*DEMO.values(), *EMPTY.values()) for stop in walk if stop.picture]
    assert kept == {f"{stop.picture}-{size}" for stop in stops for size in SIZES}
