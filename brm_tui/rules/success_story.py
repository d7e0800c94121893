"""A success as it is told: what it came from, what was done, the value shown and where the proof is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from brm_tui.rules.dates import show_date
from brm_tui.rules.numbers import amount_words


@dataclass(frozen=True, slots=True)
class Origin:
    """An opportunity or issue that a success came from.

    Attributes:
        kind: ``opportunity`` or ``issue``.
        title: What it was.
        day: When it was seen; None where unknown.
        internal: Whether it stays in the house.
    """

    kind: str
    title: str
    day: date | None
    internal: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One part of what is told.

    Attributes:
        heading: What it says, empty for the story itself.
        text: The words.
    """

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Story:
    """A success as it stands in a report.

    Attributes:
        title: What succeeded.
        parts: In the order in which they are told.
        gaps: What a reader would ask for and does not find.
        withheld: How many internal opportunities and issues are not named.
    """

    title: str
    parts: tuple[Part, ...]
    gaps: tuple[str, ...]
    withheld: int


def story(
    title: str,
    text: str,
    value: int | None,
    currency: str,
    value_shown: str,
    evidence: str,
    day: date | None,
    origins: Sequence[Origin],
    today: date,
) -> Story:
    """Return a success as it is told to whoever it is told to; what is internal is not named.

    Args:
        title: What succeeded.
        text: What it was before, what was done, what it is now.
        value: The value shown in minor units; None where unknown.
        currency: Its ISO 4217 code.
        value_shown: The value in words.
        evidence: Where the proof is.
        day: When it was achieved.
        origins: What it came from.
        today: Today, for the dates.
    """
    told = [origin for origin in origins if not origin.internal]
    parts = []
    if told:
        lines = [
            f"{origin.kind.capitalize()}: {origin.title}"
            + (f" ({show_date(origin.day, today)})" if origin.day is not None else "")
            for origin in told
        ]
        parts.append(Part("It began with", "\n".join(lines)))
    if text.strip():
        parts.append(Part("", text.strip()))
    worth = [amount_words(value, currency)] if value is not None else []
    worth += [value_shown.strip()] if value_shown.strip() else []
    if worth:
        parts.append(Part("Value", ": ".join(worth)))
    if evidence.strip():
        parts.append(Part("Evidence", evidence.strip()))
    if day is not None:
        parts.append(Part("Achieved", show_date(day, today)))
    gaps = [
        gap
        for gap, missing in (
            ("what it came from", not origins),
            ("the story", not text.strip()),
            ("the value shown, in money or in words", not worth),
            ("the evidence", not evidence.strip()),
            ("the date", day is None),
        )
        if missing
    ]
    return Story(title, tuple(parts), tuple(gaps), len(origins) - len(told))
