"""Collecting what cannot be reached: only while nobody works."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from brm_tui.ui.collecting import IdleCollector


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
