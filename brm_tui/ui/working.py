"""Work that a screen or pane does in the background, one of a kind at a time."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from textual.dom import DOMNode
from textual.worker import Worker


def work_anew(node: DOMNode, work: Callable[[], Coroutine[Any, Any, None]], group: str) -> None:
    """Begin work of a screen or pane, in place of what still runs of the same group.

    The function is handed over rather than its coroutine: what is replaced before it began would be
    called a coroutine that nobody awaited.
    """
    _: Worker[None] = node.run_worker(work, group=group, exclusive=True)
