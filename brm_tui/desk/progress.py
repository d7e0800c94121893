"""Telling how far long work is; whoever is told may raise to give it up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")

Progress = Callable[[int], None]
"""Is told how many hundredths are done; may raise to give up, and then nothing was changed."""
_A_FEW = 200


def telling(
    items: Iterable[Item], total: int, progress: Progress | None, start: int = 0, end: int = 100
) -> Iterator[Item]:
    """Yield items, and tell now and then how far it is.

    Args:
        items: What is gone through.
        total: How many there are.
        progress: Is told; None: nobody.
        start: The hundredths at which this begins.
        end: And at which it ends.
    """
    if progress is None:
        yield from items
        return
    for number, item in enumerate(items):
        if number % _A_FEW == 0:
            progress(start + (end - start) * min(number, total) // max(1, total))
        yield item
    progress(end)
