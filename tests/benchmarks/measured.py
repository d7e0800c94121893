"""One line of the table of budgets."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured beside its budget.

    Attributes:
        what: What was measured.
        shown: The figure, with its unit.
        budget: The budget, in words.
        held: Whether it held.
    """

    what: str
    shown: str
    budget: str
    held: bool


def at_most(what: str, value: float, most: float, unit: str) -> Measured:
    """Return a line for a figure that has an upper bound."""
    return Measured(what, f"{value:.2f} {unit}", f"≤ {most:g} {unit}", value <= most)


def percentile(values: list[float], share: float) -> float:
    """Return the value below which a share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def milliseconds(function: Callable[[], object], times: int, *, warm: int = 1) -> list[float]:
    """Return how long each of several calls took, after some that do not count."""
    for _ in range(warm):
        function()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        function()
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def median_of(values: list[float]) -> float:
    """Return the median."""
    return statistics.median(values)
