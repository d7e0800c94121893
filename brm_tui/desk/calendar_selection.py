"""Which entries of the calendar go into a file."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from brm_tui.errors import FieldError
from brm_tui.rules.vocabulary import CalendarLayer


@dataclass(frozen=True, slots=True)
class Selection:
    """Which entries.

    Attributes:
        layers: Which layers; empty: all.
        customer: A customer's code, id or name; empty: all.
        first: Only what takes place on or after this day.
        last: Only what takes place on or before this day.
        changed: Only what says something else than when it was last exported.
    """

    layers: Collection[str] = ()
    customer: str = ""
    first: date | None = None
    last: date | None = None
    changed: bool = False


def checked_layers(layers: Collection[str]) -> tuple[str, ...]:
    """Return layers as they are called.

    Raises:
        FieldError: There is no such layer.
    """
    known = [layer.value for layer in CalendarLayer]
    for layer in layers:
        if layer not in known:
            raise FieldError("layer", layer, " ".join(known))
    return tuple(layers)
