"""Carrying a command out: what it needs is imported when it runs, and nothing for the others."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any


def runs(place: str) -> Callable[[Any], int | None]:
    """Return what imports and runs a command.

    Args:
        place: The module of this package and the function, as in ``screen:open_screen``.
    """

    def run(options: Any) -> int | None:
        module, _, name = place.partition(":")
        code: int | None = getattr(import_module(f"brm_tui.cli.{module}"), name)(options)
        return code

    return run
