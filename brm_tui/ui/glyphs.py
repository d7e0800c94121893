"""Status signs: always a shape, a word and a colour together; the one place that knows them.

Screens draw with these and other shapes freely; where the terminal's encoding lacks one, `PlainCharacters`
puts a plain character in its place on the way to the terminal.
"""

from __future__ import annotations

import locale
import os
import sys
from typing import NamedTuple

from textual.content import Content


class Glyph(NamedTuple):
    """A status sign.

    Attributes:
        shape: One cell.
        plain: One ASCII character for terminals without the shape.
        word: What it says, for the legend and wherever a word fits.
        style: Its colour, a theme variable.
    """

    shape: str
    plain: str
    word: str
    style: str

    @property
    def text(self) -> str:
        """Return the shape that this terminal can show."""
        return self.shape if shapes_work() else self.plain

    def content(self, text: str = "") -> Content:
        """Return the coloured sign, followed by a text in normal colour when one is given."""
        sign = Content.styled(self.text, self.style)
        return Content.assemble(sign, " ", text) if text else sign


GOOD = Glyph("●", "o", "good", "$good")
ATTENTION = Glyph("▲", "!", "attention", "$attention")
BAD = Glyph("■", "#", "bad", "$bad")
UNKNOWN = Glyph("○", "-", "unknown", "$muted")
DUE = Glyph("◷", "@", "due", "$attention")
DONE = Glyph("✓", "v", "done", "$good")
HIGH_RISK = Glyph("⚑", "P", "high risk", "$bad")
DRAFT = Glyph("✎", "~", "draft", "$muted")
WAITING = Glyph("⧗", "%", "waiting for signature", "$attention")

LEGEND = (GOOD, ATTENTION, BAD, UNKNOWN, DUE, DONE, HIGH_RISK, DRAFT, WAITING)

#: RAG letters as the models store them, to their signs.
RAG = {"green": GOOD, "amber": ATTENTION, "red": BAD}

_works: bool | None = None


def terminal_encoding() -> str:
    """Return the encoding that the terminal reads, as far as its user says."""
    if os.environ.get("LC_ALL") in ("C", "POSIX"):
        return "ascii"  # Python speaks UTF-8 even then, but this is how one asks for nothing but ASCII.
    return getattr(sys.__stdout__, "encoding", None) or locale.getpreferredencoding(False)


def shapes_work() -> bool:
    """Answer whether the terminal's encoding is UTF-8, asked once."""
    global _works
    if _works is None:
        _works = terminal_encoding().lower().replace("-", "").replace("_", "") in ("utf8", "cp65001")
    return _works


def bar(share: float, width: int) -> str:
    """Return a share from 0 to 1 as a bar of cells."""
    filled = round(min(1.0, max(0.0, share)) * width)
    return "█" * filled + "░" * (width - filled)


def sparkline(values: list[float | None], *, low: float | None = None, high: float | None = None) -> str:
    """Return values as a trend of one cell each; a blank where nothing is known.

    Args:
        values: The values, oldest first.
        low: What the lowest step stands for; None: the smallest value.
        high: What the highest step stands for; None: the largest value.
    """
    known = [value for value in values if value is not None]
    if not known:
        return " " * len(values)
    steps = "▁▂▃▄▅▆▇"
    low, high = min(known) if low is None else low, max(known) if high is None else high
    if high == low:
        return "".join(" " if value is None else steps[3] for value in values)
    scale = (len(steps) - 1) / (high - low)
    return "".join(" " if value is None else steps[round((value - low) * scale)] for value in values)
