"""The last word on characters before the terminal: those that terminals measure differently, or do not have."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from rich.cells import set_cell_size, split_graphemes
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

#: Signs that have a plain form of their own (`glyphs.Glyph`) are no longer there when these are looked up.
_PLAIN = str.maketrans(
    "…·–—−×•→←↑↓›‹‘’“”▌▪█▓▒░▁▂▃▄▅▆▇▏▎▕▔─━│┃╭╮╰╯┌┐└┘├┤┬┴┼◇◆◈",
    "~---" + "-x*><^v><''\"\">*#%:._.-=+*#|||---||+++++++++++++o*@",
)


#: What makes one sign of several: joiners, the wish for a coloured sign, and tones of skin.
_JOINING = re.compile("[\u200d\ufe0f\U0001f3fb-\U0001f3ff]")


class SteadyCharacters(LineFilter):
    """Writes signs that are joined of several as their first one, in as many cells as were laid out for it.

    Terminals disagree on how wide a joined sign is, which would shift all that stands behind it, and a line
    cannot be cut within one, as a dialog over it does.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the line with every sign as wide as all terminals have it."""
        if not any(_joins(segment.text) for segment in segments):
            return segments
        return [Segment(steady(text), style, control) for text, style, control in segments]


def _joins(text: str) -> bool:
    """Answer whether a text has signs that are joined of several; asked of every piece of every line."""
    return not text.isascii() and _JOINING.search(text) is not None


def steady(text: str) -> str:
    """Return a text of the same width in which no sign is joined of several."""
    if not _joins(text):
        return text
    return "".join(_steady_letter(text[start:end], width) for start, end, width in split_graphemes(text)[0])


@cache
def _steady_letter(letter: str, width: int) -> str:
    return set_cell_size(_JOINING.sub("", letter), width) if _JOINING.search(letter) else letter


class PlainCharacters(LineFilter):
    """Writes every line with the characters of one encoding, cell for cell."""

    def __init__(self, encoding: str) -> None:
        """Make the filter.

        Args:
            encoding: What the terminal reads.
        """
        super().__init__()
        self.encoding = encoding

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the line in plain characters."""
        return [
            Segment(text if text.isascii() else plain(text, self.encoding), style, control)
            for text, style, control in segments
        ]


def plain(text: str, encoding: str) -> str:
    """Return a text of the same width in characters of an encoding."""
    return "".join(
        _plain_letter(text[start:end], width, encoding) for start, end, width in split_graphemes(text)[0]
    )


@cache
def _plain_letter(letter: str, width: int, encoding: str) -> str:
    """Return what stands for one letter as a reader sees it: itself, a shape, its base letter, ``?``."""
    if _known(letter, encoding):
        return letter
    shape = letter.translate(_PLAIN)
    base = "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))
    for form in (shape, base):
        if len(form) == width and _known(form, encoding):
            return form
    return "?" * width


def _known(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
