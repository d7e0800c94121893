"""What a terminal without UTF-8 gets in place of the shapes and letters that its encoding lacks."""

from __future__ import annotations

import unicodedata
from functools import cache

from rich.cells import split_graphemes
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

#: Signs that have a plain form of their own (`glyphs.Glyph`) are no longer there when these are looked up.
_PLAIN = str.maketrans(
    "…·–—−×•→←↑↓›‹‘’“”▌▪█░▁▂▃▄▅▆▇▏▎▕▔─━│┃╭╮╰╯┌┐└┘├┤┬┴┼",
    "~---" + "-x*><^v><''\"\">*#._.-=+*#|||---||+++++++++++++",
)


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
