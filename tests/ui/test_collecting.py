"""Collecting what cannot be reached: only while nobody works."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from textual import events

from brm_tui.desk.desk import Desk
from brm_tui.ui import gateway
from brm_tui.ui.app import BrmApp
from brm_tui.ui.collecting import IdleCollector
from tests.ui.shell_desk import until


@pytest.fixture(autouse=True)
def _collecting() -> Iterator[None]:
    """Leave Python's collector as it was."""
    enabled, thresholds = gc.isenabled(), gc.get_threshold()
    gc.enable()
    gc.set_threshold(700, 10, 100)
    yield
    gc.set_threshold(*thresholds)
    if not enabled:
        gc.disable()


class _Knot:
    """Something that only a collection frees."""

    def __init__(self) -> None:
        self.self = self


def _work() -> None:
    """Make so many objects that the middle generation is collected several times."""
    kept = [[number] for number in range(80_000)]
    assert len(kept) == 80_000


def test_looks_only_after_a_second_without_work() -> None:
    gc.collect()
    collector = IdleCollector()
    collector.look()
    knot = weakref.ref(_Knot())
    _work()
    assert not collector.look(), "somebody worked just now"
    assert collector.look(), "a second without work"
    assert knot() is None
    assert not collector.look(), "nothing is left to look for"


def test_rests_while_little_was_made() -> None:
    gc.collect()
    collector = IdleCollector()
    assert not collector.look()
    assert not collector.look()


async def test_nobody_is_held_up_who_presses_keys(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Moving about makes few objects, which looks like rest: what counts is when the last key came."""
    looks: list[bool] = []
    monkeypatch.setattr(gateway, "LOOK_SECONDS", 0.001)
    monkeypatch.setattr(IdleCollector, "look", lambda _self: looks.append(True))
    app = BrmApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(looks) > 0)
        monkeypatch.setattr(gateway, "_REST_SECONDS", 3600.0)
        app.post_message(events.Key("down", None))
        await pilot.pause()
        seen = len(looks)
        versions: list[int] = []
        read = desk.data_version

        def counted() -> int:
            versions.append(read())
            return versions[-1]

        monkeypatch.setattr(desk, "data_version", counted)
        await until(pilot, lambda: len(versions) > 5)
        assert len(looks) == seen
        monkeypatch.setattr(gateway, "_REST_SECONDS", 0.0)
        await until(pilot, lambda: len(looks) > seen)
